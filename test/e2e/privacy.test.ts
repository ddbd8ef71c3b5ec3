import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { button, complainedOf, faultsOf, looks, openWindow, sees, seesNot, sideways, until, type Window } from './browser.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

/** What people do about their own data, on their own page and on the page that says what is kept. */
const PASSWORD = 'three blue trams'
let program: Program
let desk: Window
const at = (path: string) => program.url + path

before(async () => {
  program = await startProgram()
  desk = await signIn(program)
  const consents = [
    { id: 'conduct', version: '1', text: 'I keep to the code of conduct.', required: true },
    { id: 'news', version: '1', text: 'You may write to me about further events.', required: false },
  ]
  await call(desk, 'PATCH', '/settings', { accounts: { consents } })
})

/** The path of the link in the last mail of a kind, as an owner reads it in the console. */
const linkIn = (kind: string): Promise<string> =>
  until(`a mail ${kind}`, async () => {
    const { mails } = (await call(desk, 'GET', '/mails')) as { mails: { id: string; kind: string }[] }
    const found = mails.find((one) => one.kind === kind)
    return found && /\/[a-z/]+#[\w-]+/.exec(JSON.stringify(await call(desk, 'GET', `/mails/${found.id}`)))?.[0]
  })

async function enter(page: Page, login: string): Promise<void> {
  await page.getByLabel('User name or mail address').fill(login)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await button(page, 'Sign in').click()
}

async function download(page: Page): Promise<{ persons: { name: string }[]; accounts: { userName: string }[] }> {
  const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'Download my data').click()])
  assert.equal(file.suggestedFilename(), 'my-data.json')
  await sees(page, 'The file is there.')
  return JSON.parse(readFileSync(await file.path(), 'utf8'))
}

async function guestWindow(): Promise<Window> {
  const phone = await openWindow('narrow')
  await phone.page.goto(program.said('join'))
  await button(phone.page, 'Join').click()
  await phone.page.waitForURL(/\/m\//)
  return phone
}

test('VN-33: nobody signs up without agreeing to what is needed; the rest is asked, given and taken back at any time', async () => {
  const window = await openWindow('desk')
  const { page } = window
  await page.goto(at('/sign-up'))
  await page.getByLabel('Mail address').fill('ida@example.org')
  await page.getByLabel('User name').fill('ida')
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('group', { name: 'Please read and agree' }).waitFor()
  await button(page, 'Sign up').press('Enter')
  await sees(page, 'Please agree to what is needed.')
  await until('the focus is where something is missing', async () => {
    return (await page.evaluate<string>('document.activeElement.name')) === 'consent-conduct'
  })
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await sees(page, 'This instance has no mail server.')
  await page.goto(at(await linkIn('confirm-address')))
  await page.waitForURL(/email_confirmed/)
  await enter(page, 'ida')
  await page.waitForURL(/\/me$/)
  await sees(page, /agreed on .* · needed for your account/)
  await page.getByRole('button', { name: /^I agree \(/ }).click()
  await page.getByRole('button', { name: /^Take back \(Take back: You may write/ }).click()
  await page.getByRole('button', { name: /^I agree \(/ }).waitFor()
  const data = await download(page)
  assert.deepEqual(
    data.accounts.map((one) => one.userName),
    ['ida'],
  )
  assert.deepEqual(complainedOf(window), [])
  await page.context().close()
})

test('an account leaves by a mailed link, that asks for a sign-in and once more, and is then gone', async () => {
  await call(desk, 'PATCH', '/settings', { mail: { url: 'smtp://127.0.0.1:9', from: 'plenary@example.org' } })
  const window = await openWindow('desk')
  const { page } = window
  await page.goto(at('/sign-in'))
  await enter(page, 'ida')
  await page.waitForURL(/\/me$/)
  await button(page, 'Delete me').click()
  const dialog = page.getByRole('dialog', { name: 'Delete all of your data?' })
  await dialog.getByLabel('To go on, type: delete').fill('no')
  await page.keyboard.press('Enter')
  await sees(page, 'This is not the word.')
  await dialog.getByLabel('To go on, type: delete').fill('Delete')
  await button(page, 'Delete for good').press('Enter')
  await sees(page, 'We have sent you a mail.')
  const link = at(await linkIn('delete-account'))
  await button(page, 'Sign out').click()
  await page.waitForURL(at('/'))
  await page.goto(link)
  await button(page, 'Delete for good').click()
  await page.waitForURL(/\/sign-in\?to=%2Fme%2Fdelete#[\w-]{40,}$/)
  await enter(page, 'ida')
  await page.waitForURL(link)
  await button(page, 'Delete for good').press('Enter')
  await sees(page, 'Your data is deleted.')
  await page.goto(at('/sign-in'))
  await enter(page, 'ida')
  await sees(page, 'User name or password are not right.')
  assert.deepEqual(complainedOf(window, /40[01]/), [])
  await page.context().close()
})

test('a guest takes their data along and leaves by a typed word, on their own page and on the one that says what is kept', async () => {
  for (const place of ['/me', '/privacy']) {
    const phone = await guestWindow()
    const { page } = phone
    const name = await page.locator('.you-name').innerText()
    await page.goto(at(place))
    assert.deepEqual(
      (await download(page)).persons.map((one) => one.name),
      [name],
    )
    await button(page, 'Delete me').click()
    await page.getByLabel('To go on, type: delete').fill('delete')
    await page.keyboard.press('Enter')
    await sees(page, 'Your data is deleted.')
    await page.goto(at('/me'))
    await page.waitForURL(/\/sign-in\?to=%2Fme$/)
    await page.goto(at('/privacy'))
    await sees(page, 'What is not kept')
    await seesNot(page, 'Delete me')
    assert.deepEqual(complainedOf(phone), [])
    await page.context().close()
  }
})

test('the last owner is told why they cannot leave', async () => {
  const { page } = desk
  await page.goto(at('/me'))
  await button(page, 'Delete me').click()
  await page.getByLabel('To go on, type: delete').fill('delete')
  await page.keyboard.press('Enter')
  await sees(page, 'Somebody has to own this instance.')
  await page.keyboard.press('Escape')
})

test('axe finds nothing on what is kept, a guest’s page and the last step, light and dark, wide and narrow, in each language', async () => {
  const guest = await guestWindow()
  const cookies = await guest.page.context().cookies()
  for (const [screen, colorScheme, language] of looks) {
    const window = await openWindow(screen, { colorScheme })
    const { page } = window
    await page.context().addCookies(cookies)
    for (const [path, shown] of [
      ['/privacy', '.privacy-section'],
      ['/me', '.privacy-section .privacy-consents'],
      [`/me/delete#${'x'.repeat(43)}`, 'h1'],
    ] as const) {
      const [before = '', hash] = path.split('#')
      await page.goto(at(`${before}?lang=${language}${hash ? `#${hash}` : ''}`))
      await page.locator(shown).first().waitFor()
      const where = `${path} ${language} ${screen} ${colorScheme}`
      assert.deepEqual([await faultsOf(page), await sideways(page)], [[], 0], where)
    }
    assert.deepEqual(complainedOf(window), [])
    await page.context().close()
  }
  await guest.page.context().close()
})
