import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { button, complainedOf, faultsOf, looks, openWindow, sees, sideways, until, type Window } from './browser.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

/** Accounts as their people meet them, from the printed link to the page of one's own, on an instance without a mail server. */
const PASSWORD = 'three blue trams'
let program: Program
let desk: Window
const at = (path: string) => program.url + path

before(async () => {
  program = await startProgram()
  desk = await signIn(program)
})

interface Kept {
  id: string
  to: string
  kind: string
}
/** The link of the last mail to an address, as an owner reads it in the console. */
async function linkTo(to: string, kind: string): Promise<string> {
  const { mails } = (await call(desk, 'GET', '/mails')) as { mails: Kept[] }
  const found = mails.find((one) => one.to === to && one.kind === kind)
  assert.ok(found, `a mail ${kind} to ${to}`)
  const told = JSON.stringify(await call(desk, 'GET', `/mails/${found.id}`))
  const path = /\/(?:confirm|reset)#[\w-]+/.exec(told)?.[0]
  assert.ok(path, told)
  return at(path)
}

const fill = async (page: Page, texts: Record<string, string>) => {
  for (const [label, text] of Object.entries(texts)) await page.getByLabel(label, { exact: true }).fill(text)
}
async function enter(page: Page, login: string, password = PASSWORD): Promise<void> {
  await fill(page, { 'User name or mail address': login, Password: password })
  await button(page, 'Sign in').click()
}
/** What has the focus, in its own words. */
const ACTIVE = "(document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim()"

/** By keyboard alone, from the upper edge of the page. */
async function typeInto(page: Page, label: string, text: string): Promise<void> {
  for (let i = 0; i < 20; i++) {
    const name = await page.evaluate<string>(
      "document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent ?? ''",
    )
    if (name.startsWith(label)) return page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  assert.fail(`${label} cannot be reached`)
}

test('VN-01, VN-10, VN-116: from the printed link to a confirmed account of the owner', async () => {
  const { page } = desk
  await page.goto(at('/me'))
  await sees(page, 'Hello, Olga')
  await page.getByRole('link', { name: 'Make an account' }).click()
  await page.getByRole('heading', { name: 'Make an account' }).waitFor()
  await button(page, 'Sign up').click()
  await sees(page, 'Please fill this in.')
  await fill(page, { 'Mail address': 'olga@example.org', 'User name': 'olga', Password: 'password1' })
  await button(page, 'Sign up').click()
  await sees(page, 'Many people use this one')
  await fill(page, { Password: PASSWORD })
  await button(page, 'Sign up').click()
  await sees(page, 'Your account waits for the link that was made for olga@example.org.')
  const link = await linkTo('olga@example.org', 'confirm-address')
  await page.goto(link)
  await page.waitForURL(/\/sign-in\?email_confirmed=1$/)
  await sees(page, 'Your address is confirmed. Now sign in.')
  await enter(page, 'OLGA')
  await page.waitForURL(/\/me$/)
  await sees(page, 'Hello, Olga')
  assert.equal(await page.getByLabel('User name', { exact: true }).inputValue(), 'olga')
  await page.getByRole('link', { name: 'Console' }).click()
  await page.waitForURL(/\/console$/)
  const again = await openWindow('phone')
  await again.page.goto(link)
  await sees(again.page, 'This link is not good, or was used already.')
  assert.deepEqual(complainedOf(again, /400/), [])
  await again.page.context().close()
})

test('LK-31: whoever opens a page of the console is asked to sign in, and comes back to it, and to no foreign page', async () => {
  const { page, complaints } = await openWindow('desk')
  await page.goto(at('/console/settings'))
  await page.getByRole('link', { name: 'Sign in with your account' }).click()
  await page.waitForURL(/\/sign-in\?to=%2Fconsole%2Fsettings$/)
  await typeInto(page, 'User name or mail address', 'olga@example.org')
  await typeInto(page, 'Password', 'not my password')
  await page.keyboard.press('Enter')
  await sees(page, 'User name or password are not right.')
  await fill(page, { Password: PASSWORD })
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/console\/settings$/)
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  await page.goto(at('/sign-in?to=https://evil.example/'))
  await enter(page, 'olga')
  await page.waitForURL(/\/me$/)
  assert.deepEqual(
    complaints.filter((one) => !/400/.test(one)),
    [],
  )
  await page.context().close()
})

test('VN-27: a forgotten password is set anew by a mailed link, and every browser is signed out', async () => {
  const { page } = await openWindow('phone')
  await page.goto(at('/sign-in'))
  await page.getByRole('link', { name: 'Forgot your password?' }).click()
  await fill(page, { 'Mail address': 'olga@example.org' })
  await button(page, 'Send the link').click()
  await sees(page, 'If olga@example.org has an account here')
  await page.goto(await linkTo('olga@example.org', 'reset-password'))
  await page.getByLabel('Show what I type').check()
  await fill(page, { 'New password': 'four green trams' })
  await button(page, 'Save password').click()
  await sees(page, 'Your new password is set')
  await page.getByRole('link', { name: 'To the sign-in' }).click()
  await enter(page, 'olga', 'four green trams')
  await page.waitForURL(/\/me$/)
  await desk.page.goto(at('/me'))
  await desk.page.waitForURL(/\/sign-in\?to=%2Fme$/)
  await enter(desk.page, 'olga', 'four green trams')
  await desk.page.waitForURL(/\/me$/)
  await page.context().close()
})

test('VN-18, VN-26, VN-28 to VN-30: name, address, password, language and sign-ins are changed on one’s own page', async () => {
  const { page } = desk
  await page.goto(at('/me'))
  await fill(page, { 'User name': 'Olga B.' })
  await button(page, 'Save name').click()
  await sees(page, 'Your user name is changed.')
  await sees(page, 'Hello, Olga B.')
  const account = page.getByRole('region', { name: 'Name and address' })
  await account.getByLabel('Mail address').fill('olga@example.net')
  await account.getByLabel('Your password now').fill('four green trams')
  await button(page, 'Change address').click()
  await sees(page, 'Open the link that is on its way to olga@example.net.')
  await page.goto(await linkTo('olga@example.net', 'confirm-new-address'))
  await page.waitForURL(/email_confirmed/)
  await page.goto(at('/me'))
  assert.equal(await account.getByLabel('Mail address').inputValue(), 'olga@example.net')
  await sees(page, 'Chrome, Linux')
  await page
    .getByRole('button', { name: /^End \(/ })
    .first()
    .click()
  await sees(page, 'Ended.')
  const secret = page.getByRole('region', { name: 'Password', exact: true })
  await secret.getByLabel('Your password now').fill('four green trams')
  await secret.getByLabel('New password').fill('five red trams')
  await button(page, 'Change password').click()
  await sees(page, 'Your password is changed.')
  await until('one sign-in is left', async () => (await page.getByRole('button', { name: /^End/ }).count()) === 0)
  await page.getByLabel('Language of this page').selectOption('tr')
  await sees(page, 'Merhaba, Olga B.')
  await page.getByLabel('Bu sayfanın').selectOption('en')
  await sees(page, 'Hello, Olga B.')
  await button(page, 'Sign out').click()
  await page.waitForURL(at('/'))
  await page.goto(at('/me'))
  await page.waitForURL(/\/sign-in/)
  await enter(page, 'olga@example.net', 'five red trams')
  await page.waitForURL(/\/me$/)
  assert.deepEqual(complainedOf(desk, /40[01]/), [])
})

test('signing up, a new password and one’s own page need no mouse', async () => {
  const window = await openWindow('desk')
  const { page } = window
  const reach = async (name: string | RegExp) => {
    for (let i = 0; i < 60; i++) {
      const found = await page.evaluate<string>(ACTIVE).catch(() => '')
      if (typeof name === 'string' ? found === name : name.test(found)) return
      await page.keyboard.press('Tab')
    }
    assert.fail(`${name} cannot be reached`)
  }
  await page.goto(at('/sign-in'))
  await reach('Sign up')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/sign-up$/)
  await page.getByRole('heading', { name: 'Make an account' }).waitFor()
  await typeInto(page, 'Mail address', 'kay@example.org')
  await typeInto(page, 'User name', 'kay')
  await typeInto(page, 'Password', PASSWORD)
  await page.keyboard.press('Enter')
  await sees(page, 'Nearly done')
  await page.goto(await linkTo('kay@example.org', 'confirm-address'))
  await page.waitForURL(/email_confirmed/)
  await sees(page, 'Your address is confirmed.')
  await reach('Forgot your password?')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/reset$/)
  await page.getByRole('heading', { name: 'A new password' }).waitFor()
  await typeInto(page, 'Mail address', 'kay@example.org')
  await page.keyboard.press('Enter')
  await sees(page, 'If kay@example.org has an account here')
  await page.goto(await linkTo('kay@example.org', 'reset-password'))
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor()
  await typeInto(page, 'New password', 'four green trams')
  await page.keyboard.press('Enter')
  await sees(page, 'Your new password is set')
  await reach('To the sign-in')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/sign-in$/)
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await typeInto(page, 'User name or mail address', 'kay')
  await typeInto(page, 'Password', 'four green trams')
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/me$/)
  await sees(page, 'Hello, kay')
  await reach('Link a chat account')
  await page.keyboard.press('Enter')
  await sees(page, /link [2-9A-Z]{4}-[2-9A-Z]{4}/)
  await reach('Delete me')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await page.keyboard.press('Escape')
  await until(
    'the focus is back',
    async () => (await page.evaluate<string>('document.activeElement.textContent')) === 'Delete me',
  )
  await page.goto(at('/console'))
  await sees(page, 'This page needs a role')
  await page.goto(at('/me'))
  await page.waitForLoadState('networkidle')
  await reach('Sign out')
  await page.keyboard.press('Enter')
  await page.waitForURL(at('/'))
  assert.deepEqual(complainedOf(window), [])
  await page.context().close()
})

test('axe finds nothing on these pages, light and dark, wide and narrow, in each language, and none scrolls sideways', async () => {
  const cookies = await desk.page.context().cookies()
  for (const [screen, colorScheme, language] of looks) {
    const window = await openWindow(screen, { colorScheme })
    await window.page.context().addCookies(cookies)
    for (const path of ['/sign-in?email_confirmed=1', '/sign-up', '/confirm', '/reset', `/reset#${'x'.repeat(43)}`, '/me']) {
      const [before = '', hash = ''] = path.split('#')
      await window.page.goto(at(`${before}${before.includes('?') ? '&' : '?'}lang=${language}${hash && `#${hash}`}`))
      await window.page
        .locator(path === '/me' ? '.handles' : 'h1')
        .first()
        .waitFor()
      const where = `${path} ${language} ${screen} ${colorScheme}`
      assert.deepEqual([await faultsOf(window.page), await sideways(window.page)], [[], 0], where)
      if (process.env.PICTURES) {
        const name = path.replace(/\W+/g, '-')
        await window.page.screenshot({ path: `${process.env.PICTURES}/${screen}-${colorScheme}${name}.png`, fullPage: true })
      }
    }
    assert.deepEqual(complainedOf(window), [])
    await window.page.context().close()
  }
})
