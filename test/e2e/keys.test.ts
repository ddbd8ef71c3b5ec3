import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { button, complainedOf, faultsOf, looks, openWindow, sees, sideways, until, type Window } from './browser.ts'
import { type Program, signIn, startProgram } from './program.ts'

/** API keys in the console: made by the keyboard alone, seen once, good for what they allow, ended. */
let program: Program
let desk: Window
before(async () => {
  program = await startProgram()
  desk = await signIn(program)
})

const asked = (path: string, key: string) =>
  fetch(`${program.url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } }).then(({ status }) => status)

test('VN-112: a key is made by the keyboard, shown once, allows what was ticked, and ends', async () => {
  const { page } = desk
  await page.goto(`${program.url}/console/keys`)
  await sees(page, 'No keys yet')
  await button(page, 'New key').focus()
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'New key' })
  await form.getByLabel('Name').focus()
  await page.keyboard.press('Enter')
  await sees(page, 'Choose at least one.')
  await page.keyboard.type('Robot')
  await form.getByLabel('Meetings: read').focus()
  await page.keyboard.press('Space')
  await form.getByLabel('It ends').selectOption('30')
  await button(page, 'Make key').press('Enter')
  const shown = page.getByRole('dialog', { name: 'Your new key' })
  const key = await shown.getByLabel('Key', { exact: true }).inputValue()
  assert.match(key, /^plenary_[\w-]{43}$/)
  await page.keyboard.press('Escape')
  await shown.waitFor({ state: 'hidden' })
  await sees(page, 'meetings:read')
  assert.ok(!(await page.content()).includes(key))
  await page.reload()
  await sees(page, 'not used yet')
  assert.ok(!(await page.content()).includes(key))
  assert.deepEqual([await asked('/events', key), await asked('/me/meetings', key)], [403, 403])
  await page.getByRole('button', { name: 'End key (End the key Robot)' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'End key', exact: true }).press('Enter')
  await sees(page, 'The key is ended.')
  await sees(page, 'No keys yet')
  assert.equal(await asked('/events', key), 401)
  await page.goto(`${program.url}/console/acts`)
  await sees(page, 'API key ended')
  assert.deepEqual(complainedOf(desk), [])
})

for (const [screen, colorScheme, language] of looks)
  test(`the page of keys is without fault on a ${screen} screen, ${colorScheme}, in ${language}`, async () => {
    const window = await openWindow(screen, { colorScheme })
    const { page } = window
    await page.context().addCookies(await desk.page.context().cookies())
    await page.goto(`${program.url}/console/keys?lang=${language}`)
    await button(page, { fr: 'Nouvelle clé', tr: 'Yeni anahtar', en: 'New key' }[language]).click()
    await until('the form is open', () => page.locator('dialog[open] .key-areas').isVisible())
    assert.deepEqual([await faultsOf(page), await sideways(page)], [[], 0])
    if (process.env.PICTURES)
      await page.screenshot({ path: `${process.env.PICTURES}/keys-${screen}-${colorScheme}-${language}.png` })
    assert.deepEqual(complainedOf(window), [])
    await page.context().close()
  })
