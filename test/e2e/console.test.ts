import assert from 'node:assert/strict'
import { join } from 'node:path'
import { before, test } from 'node:test'
import {
  button,
  complainedOf,
  faultsOf,
  looks,
  openWindow,
  type Screen,
  sees,
  seesNot,
  sideways,
  until,
  visibleText,
  type Window,
} from './browser.ts'
import { WORDS_IN_FOCUS } from './in-page.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

/** The console's frame, the settings and the home pages, as their people meet them. */
let program: Program
let desk: Window
const PICTURE = join(import.meta.dirname, '../../docs/pictures/stage-light.png')
const PICTURE_IS_DRAWN = 'document.querySelector(\'img[alt="A stage"]\').naturalWidth > 0'
const at = (place: string) => `${program.url}/console${place}`
const inFocus = () => desk.page.evaluate<string>(WORDS_IN_FOCUS)

before(async () => {
  program = await startProgram({ PLENARY_MAIL_FROM: 'Plenary <plenary@example.org>' })
  desk = await signIn(program)
})

test('the navigation lists what there is, marks where one is, and on a phone stands behind a button that the keyboard opens and closes', async () => {
  const { page } = desk
  const nav = page.getByRole('navigation', { name: 'Pages of the console' })
  await nav.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  assert.equal(await nav.getByRole('link', { name: 'Settings' }).getAttribute('aria-current'), 'page')
  const phone = await openWindow('narrow')
  await phone.page.context().addCookies(await page.context().cookies())
  await phone.page.goto(at('/settings'))
  await phone.page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  assert.equal(await phone.page.getByRole('link', { name: 'Home pages' }).isVisible(), false)
  await button(phone.page, 'Menu').press('Enter')
  await phone.page.getByRole('link', { name: 'Home pages' }).waitFor()
  await phone.page.keyboard.press('Escape')
  await until('the menu is closed', async () => !(await phone.page.getByRole('link', { name: 'Home pages' }).isVisible()))
  await button(phone.page, 'Menu').click()
  await phone.page.getByRole('link', { name: 'Home pages' }).click()
  await phone.page.getByRole('heading', { name: 'Home pages', level: 1 }).waitFor()
  assert.deepEqual(complainedOf(phone), [])
  await phone.page.context().close()
})

test('a slash goes to the search; arrows, Enter and Escape do what they say; it finds meetings, settings and pages of the console', async () => {
  const { page } = desk
  await page.goto(at('/settings'))
  await page.getByRole('heading', { name: 'Settings', level: 1 }).click()
  await page.keyboard.press('/')
  await page.keyboard.type('welcome')
  await page.getByRole('link', { name: 'Welcome to Plenary' }).waitFor()
  await page.keyboard.press('ArrowDown')
  assert.match(await inFocus(), /Welcome to Plenary/)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Escape')
  await seesNot(page, 'Welcome to Plenary')
  await page.keyboard.type('zzzz')
  await sees(page, 'Nothing found.')
  await page.keyboard.press('Escape')
  await page.keyboard.type('sender')
  await page.getByRole('link', { name: /Sender/ }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.type('address for q')
  await page.keyboard.press('Enter')
  await page.waitForURL(/#privacy\.contact$/)
})

test('a setting is checked when it is left, saved with the others, told in the log, and undone; a secret is never shown', async () => {
  const { page } = desk
  await page.goto(at('/settings'))
  const days = page.getByLabel('Days until things are deleted')
  await days.fill('many')
  await days.blur()
  await sees(page, 'This does not fit.')
  assert.equal(await days.getAttribute('aria-invalid'), 'true')
  await button(page, 'Save settings').click()
  assert.equal(await page.getByRole('row').count(), 0)
  await days.fill('30')
  await page.getByLabel('Mail server').fill('smtp://me:hunter2@mail.example.org')
  assert.equal(await page.getByLabel('Sender').isDisabled(), true)
  await sees(page, 'Set in the configuration')
  await button(page, 'Save settings').click()
  await sees(page, 'Settings saved.')
  await until('the log', async () => (await page.getByRole('row').count()) === 3)
  await page.reload()
  await page.getByRole('row').nth(1).waitFor()
  assert.doesNotMatch(await page.content(), /hunter2/)
  const row = page.getByRole('row', { name: /Days until things are deleted/ })
  assert.match(await row.innerText(), /Olga[\s\S]*365\s+30/)
  await row.getByRole('button', { name: /Undo/ }).click()
  await sees(page, 'What was there before is back.')
  await until('the field', async () => (await days.inputValue()) === '365')
})

test('LK-192 LK-194: organizers write the home page with a picture, see how it will look, and everybody has it', async () => {
  const { page } = desk
  const visitor = await openWindow('desk')
  await visitor.page.goto(program.url)
  await sees(visitor.page, 'Answer, ask, vote')
  await page.goto(at('/pages'))
  await page.getByRole('link', { name: 'Write the home page' }).click()
  await page.getByLabel('First line of the title').fill('Bright Harbour')
  await page.getByLabel('Second line of the title').fill('Talks by the sea')
  await page.getByLabel('Text', { exact: true }).fill('Three days of **talks**.')
  await page.getByLabel('What it says').fill('Programme')
  await page.getByLabel('Where it leads').fill('javascript:alert(1)')
  await button(page, 'Save page').click()
  await until(
    'the field is marked',
    async () => (await page.getByLabel('Where it leads').getAttribute('aria-invalid')) === 'true',
  )
  await page.getByLabel('Where it leads').fill('https://example.org/programme')
  await page.locator('input[type=file]').setInputFiles(PICTURE)
  await page.getByLabel('What the picture shows').fill('A stage')
  await page.getByLabel('Title of the second part').fill('Getting here')
  const preview = page.getByRole('region', { name: 'So it looks' })
  await until('the preview', async () => /Talks by the sea[\s\S]*Getting here/.test(await preview.innerText()))
  assert.deepEqual(await faultsOf(page), [])
  await button(page, 'Save page').click()
  await page.getByRole('heading', { name: 'Home pages', level: 1 }).waitFor()
  await visitor.page.reload()
  await sees(visitor.page, 'Bright Harbour')
  await sees(visitor.page, 'Talks by the sea')
  assert.equal(await visitor.page.getByRole('link', { name: 'Programme' }).getAttribute('href'), 'https://example.org/programme')
  const picture = visitor.page.getByRole('img', { name: 'A stage' })
  await picture.scrollIntoViewIfNeeded()
  await until('the picture', () => visitor.page.evaluate<boolean>(PICTURE_IS_DRAWN))
  assert.deepEqual(complainedOf(visitor), [])
  await visitor.page.context().close()
})

test('LK-195 LK-196 LK-198: further pages have their link in the header, on a phone behind a button; the team has its cards', async () => {
  const empty = {
    titleSecond: '',
    buttonText: '',
    buttonAddress: '',
    sectionTitle: '',
    sectionText: '',
    picture: null,
    pictureWords: '',
  }
  await call(desk, 'PUT', '/pages/about', { ...empty, title: 'About us', description: 'We are many.' })
  const { page } = desk
  await page.goto(at('/pages'))
  await button(page, 'Add somebody').click()
  await page.getByLabel('Name', { exact: true }).fill('Zoë')
  await page.getByLabel('Role').fill('Host')
  await button(page, 'Save card').click()
  await sees(page, 'The card is saved.')
  for (const screen of ['desk', 'narrow'] as const satisfies Screen[]) {
    const visitor = await openWindow(screen)
    await visitor.page.goto(program.url)
    await sees(visitor.page, 'Zoë')
    if (screen === 'narrow') await button(visitor.page, 'Pages').click()
    await visitor.page.getByRole('link', { name: 'About us' }).click()
    await sees(visitor.page, 'We are many.')
    assert.equal(new URL(visitor.page.url()).pathname, '/home/about')
    const nowhere = await visitor.page.goto(`${program.url}/home/nowhere`)
    assert.equal(nowhere?.status(), 404)
    await visitor.page.context().close()
  }
})

test('LK-200: the link to the console leads there, goes away by setting, and the console moves to another address', async () => {
  const { page } = desk
  const visitor = await openWindow('desk')
  await visitor.page.goto(program.url)
  await visitor.page.getByRole('link', { name: 'For organizers' }).waitFor()
  await page.goto(at('/settings'))
  await page.getByLabel('Link to the console').click()
  await page.getByLabel('Address of the console').fill('backstage')
  await button(page, 'Save settings').click()
  await page.waitForURL(`${program.url}/backstage/settings`)
  await visitor.page.reload()
  await sees(visitor.page, 'About us')
  assert.equal(await visitor.page.getByRole('link', { name: 'For organizers' }).count(), 0)
  assert.equal((await visitor.page.goto(at('')))?.status(), 404)
  await page.getByRole('link', { name: 'Home pages' }).click()
  await page.waitForURL(`${program.url}/backstage/pages`)
  await call(desk, 'PATCH', '/settings', { home: { consoleLink: true, consolePath: 'console' } })
  await visitor.page.context().close()
})

test('a part that is switched off has no page and nothing on the home page, at once; switched on again it is back', async () => {
  const { page } = desk
  await page.goto(at('/settings'))
  await page.getByLabel('Live', { exact: false }).first().uncheck()
  await button(page, 'Save settings').click()
  await sees(page, 'Settings saved.')
  const visitor = await openWindow('desk')
  assert.equal((await visitor.page.goto(`${program.url}/join`))?.status(), 404)
  await visitor.page.goto(program.url)
  await sees(visitor.page, 'Bright Harbour')
  await until('no field for a code', async () => !(await visibleText(visitor.page)).includes('Have a code?'))
  await page.goto(at(''))
  await sees(page, 'Sample gathering')
  await seesNot(page, 'New meeting')
  await call(desk, 'PATCH', '/settings', { parts: { on: ['live', 'event-day', 'community', 'campaigns'] } })
  await visitor.page.reload()
  await sees(visitor.page, 'Have a code?')
  await visitor.page.context().close()
})

test('a stage that was opened as localhost still shows the address that a phone can open', async () => {
  const stage = await openWindow('stage')
  const opened = new URL(program.said('stage'))
  opened.hostname = 'localhost'
  await stage.page.goto(opened.href)
  await sees(stage.page, `${new URL(program.url).host}/join`)
  await stage.page.getByRole('img', { name: `${program.url}/join/` }).waitFor()
  await stage.page.context().close()
})

test('axe finds nothing on these pages, light and dark, wide and narrow, in each language, and none scrolls sideways', async () => {
  const cookies = await desk.page.context().cookies()
  for (const [screen, colorScheme, language] of looks) {
    const window = await openWindow(screen, { colorScheme })
    await window.page.context().addCookies(cookies)
    for (const place of ['/console', '/console/settings', '/console/pages', '/console/pages/index', '/', '/home/about']) {
      await window.page.goto(`${program.url}${place}?lang=${language}`)
      await window.page.getByRole('heading').first().waitFor()
      await window.page.waitForLoadState('networkidle')
      assert.deepEqual([await faultsOf(window.page), await sideways(window.page)], [[], 0], `${place} ${screen} ${language}`)
    }
    assert.deepEqual(complainedOf(window), [])
    await window.page.context().close()
  }
  // What was typed so far may have been no address yet when its preview was asked for.
  assert.deepEqual(complainedOf(desk, /400.*\/preview$/), [])
})
