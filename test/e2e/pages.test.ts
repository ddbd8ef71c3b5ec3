/** Every page of the program as people find it: with the eyes of axe, by keyboard alone, narrow, in French, dark, and against markup in names. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { type Language, languages } from '../../src/words/languages.ts'
import {
  button,
  complainedOf,
  faultsOf,
  openWindow,
  type Screen,
  sees,
  sideways,
  until,
  visibleText,
  type Window,
} from './browser.ts'
import * as hall from './hall.ts'
import { FIELD_IN_FOCUS, FOCUS_IS_SEEN, FONTS_READY, GROUND, WORDS_IN_FOCUS } from './in-page.ts'
import { englishLeft } from './language.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

const PLAN: readonly hall.Planned[] = [
  { kind: 'Slide', title: 'Guten Tag', description: 'Ein **Wort** und [ein Link](https://example.org).' },
  { kind: 'Poll', title: 'Wohin?', choices: ['Nord', 'Ost', 'Westen'] },
  { kind: 'Word cloud', title: 'Dein Gruß' },
]

let program: Program
let desk: Window
let seat: Window

before(async () => {
  program = await startProgram()
  const setup = await openWindow('desk')
  await setup.page.goto(program.said('console'))
  await setup.page.getByLabel('Your name').waitFor()
  assert.deepEqual(await faultsIn(setup.page, 'the set-up page'), [])
  await setup.page.context().close()
  desk = await signIn(program)
})

const schemes = ['light', 'dark'] as const

/** Axe in these colours at the page's own width, and whether it can be pushed sideways; each fault with the place it was found at. */
async function faultsIn(page: Page, where: string, looks: readonly ('light' | 'dark')[] = schemes): Promise<string[]> {
  const faults: string[] = []
  for (const colorScheme of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(FONTS_READY)
    for (const fault of await faultsOf(page)) faults.push(`${where}, ${colorScheme}: ${fault}`)
  }
  const pushed = await sideways(page)
  return pushed > 0 ? [...faults, `${where}: ${pushed} px wider than the screen`] : faults
}

/** Narrower than a phone the same rules of style hold as on one: only the room is looked at. */
const looksOn = { desk: ['light'], phone: ['dark'], narrow: [], stage: ['light'] } as const satisfies Record<
  Screen,
  readonly string[]
>

const settled = (page: Page) => page.waitForLoadState('networkidle')

interface Running {
  id: string
  code: string
  phones: Window[]
  stages: Window[]
  consoles: Window[]
  /** Of those that were opened beside the one of whoever answers. */
  localeOf: ReadonlyMap<Window, string>
}

/** On which screens a meeting stands beside the one of whoever answers, and in which colours on the big one. */
interface Screens {
  phones: readonly Screen[]
  stages: readonly ('hall' | 'light')[]
  consoles: readonly Screen[]
}

/** A meeting on the screens it is seen on, each of them in all these languages. */
async function runMeeting(title: string, locales: readonly string[], on: Screens): Promise<Running> {
  const { id, code } = await hall.meetingByCall(desk, title, PLAN)
  await hall.steers(desk)
  const stage = await hall.stageAddressOf(desk)
  const state = await desk.page.context().storageState()
  const localeOf = new Map<Window, string>()
  const open = async (screen: Screen, address: string, wishes = {}): Promise<Window[]> => {
    const opened: Window[] = []
    for (const locale of locales) {
      const window = await openWindow(screen, { locale, ...wishes })
      await window.page.goto(address)
      localeOf.set(window, locale)
      opened.push(window)
    }
    return opened
  }
  seat = await hall.joinByLink(program.url, code)
  const guest = await seat.page.context().storageState()
  const phones = [seat]
  for (const screen of on.phones) phones.push(...(await open(screen, seat.page.url(), { storageState: guest })))
  const address = stage.startsWith('http') ? stage : program.url + stage
  const stages: Window[] = []
  for (const theme of on.stages) stages.push(...(await open('stage', `${address}&theme=${theme}`)))
  const consoles: Window[] = []
  for (const screen of on.consoles) consoles.push(...(await open(screen, desk.page.url(), { storageState: state })))
  return { id, code, phones, stages, consoles, localeOf }
}

const PHASES: readonly (readonly [name: string, at: string])[] = [
  ['Start meeting', 'waiting'],
  ['Show slide', 'open'],
  ['Next', 'waiting'],
  ['Open poll', 'open'],
  ['ANSWER', 'open'],
  ['Close poll', 'closed'],
  ['Show results', 'results'],
  ['SCOREBOARD', 'scoreboard'],
  ['Next', 'waiting'],
  ['Open word cloud', 'open'],
  ['WORD', 'open'],
  ['Show results', 'results'],
  ['End meeting', 'after'],
]

/** Plays the meeting through, and calls `look` in every phase. */
async function throughAll({ phones }: Running, look: (phase: string) => Promise<void>): Promise<void> {
  await look('before')
  for (const [name, at] of PHASES) {
    if (name === 'ANSWER') await hall.pressChoice(seat.page, 'Ost')
    else if (name === 'WORD') await sayWord(seat.page, 'Servus')
    else if (name === 'SCOREBOARD') await hall.showScoreboard(desk)
    else await hall.step(desk, name, at)
    for (const { page } of phones) await page.locator('.phone-main h1, .phone-main h2').first().waitFor()
    await look(`${at} after ${name}`)
  }
}

async function sayWord(page: Page, word: string) {
  await page.locator('.word-form input').fill(word)
  await page.locator('.word-form button').click()
  await page.locator('.own-word').first().waitFor()
}

const closeAll = (running: Running) =>
  Promise.all([...running.phones, ...running.stages, ...running.consoles].map(({ page }) => page.context().close()))

test('LK-198 axe finds nothing on the pages anybody can open, light and dark, wide and narrow, and none scrolls sideways', async () => {
  const faults: string[] = []
  const code = new URL(program.said('join')).pathname
  for (const screen of ['desk', 'phone', 'narrow'] as const) {
    const window = await openWindow(screen)
    for (const path of [
      '/',
      '/meetings',
      '/e/sample',
      '/join',
      code,
      '/join/wrong-code',
      '/no/such/page',
      '/e/no-such-event',
      '/console',
    ]) {
      await window.page.goto(program.url + path)
      await settled(window.page)
      faults.push(...(await faultsIn(window.page, `${path} on ${screen}`, looksOn[screen])))
    }
    faults.push(...complainedOf(window, /status of 404/))
    await window.page.context().close()
  }
  assert.deepEqual(faults, [])
})

test('axe finds nothing on phone, big screen and console in any phase, light and dark', async () => {
  const running = await runMeeting('Axe', ['en-GB'], {
    phones: ['narrow', 'desk'],
    stages: ['hall', 'light'],
    consoles: ['desk', 'phone'],
  })
  const faults: string[] = []
  let count = 0
  await throughAll(running, async (phase) => {
    const [phone, narrow, wide] = running.phones
    const look = async (window: Window | undefined, name: string, looks: readonly ('light' | 'dark')[]) =>
      window && faults.push(...(await faultsIn(window.page, `${name}, ${phase}`, looks)))
    // In turn light and dark: everything is drawn in the same few colours, each pair of which comes up in several phases.
    const turn = count++ % 2
    const colours = turn === 0 ? (['light'] as const) : (['dark'] as const)
    await look(phone, 'phone', colours)
    await look(narrow, 'narrow phone', [])
    await look(wide, 'phone page on a desk', [])
    // The big screen has the colours its address asks for: one stands in the dark hall, one is light.
    await look(running.stages[turn], 'stage', ['light'])
    await look(running.consoles[turn], 'console', colours)
  })
  await seat.page.getByText('Earlier questions').click()
  await seat.page.getByRole('link', { name: 'Wohin?' }).click()
  await sees(seat.page, 'Back to the meeting')
  faults.push(...(await faultsIn(seat.page, 'result page')))
  for (const window of [...running.phones, ...running.stages, ...running.consoles]) faults.push(...complainedOf(window))
  await closeAll(running)
  assert.deepEqual([...new Set(faults)], [])
})

test('axe finds nothing in the console’s forms, menus and questions, wide and narrow', async () => {
  const { id } = await hall.meetingByCall(desk, 'Forms', PLAN)
  const state = await desk.page.context().storageState()
  const faults: string[] = []
  for (const screen of ['desk', 'phone'] as const) {
    const window = await openWindow(screen, { storageState: state })
    const { page } = window
    const look = async (what: string) =>
      faults.push(...(await faultsIn(page, `${what} on ${screen}`, screen === 'desk' ? ['light'] : ['dark'])))
    await page.goto(`${program.url}/console`)
    await button(page, 'New meeting').click()
    await look('new meeting')
    await button(page, 'Create meeting').click()
    await sees(page, 'Please fill this in.')
    await look('new meeting, refused')
    await page.keyboard.press('Escape')
    await button(page, 'New event').click()
    await look('new event')
    await page.goto(`${program.url}/console/meetings/${id}`)
    await button(page, 'Add an activity').first().click()
    for (const kind of ['Poll', 'Word cloud', 'Slide']) {
      await page.locator('label.kind', { hasText: kind }).first().click()
      await look(`form of a ${kind}`)
    }
    await page.getByRole('dialog').getByLabel('Title', { exact: true }).fill('Half')
    await page.keyboard.press('Escape')
    await sees(page, 'Leave without saving?')
    await look('leaving')
    await page.getByRole('dialog').getByRole('button', { name: 'Leave without saving' }).click()
    await button(page, 'Settings').click()
    await look('settings')
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await button(page, 'More for Wohin?').click()
    await look('menu')
    await page.keyboard.press('Escape')
    faults.push(...complainedOf(window))
    await page.context().close()
  }
  assert.deepEqual([...new Set(faults)], [])
})

test('by keyboard alone: joining and answering', async () => {
  const { code } = await hall.meetingByCall(desk, 'Keys', PLAN.slice(1))
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Open poll', 'open')
  const { page } = await openWindow('desk')
  await page.goto(`${program.url}/join`)
  await until('the code field to have the focus', async () => (await page.evaluate(FIELD_IN_FOCUS)) === 'code')
  await page.keyboard.type(code)
  await page.keyboard.press('Enter')
  await until('the name field to have the focus', async () => (await page.evaluate(FIELD_IN_FOCUS)) === 'name')
  await page.keyboard.press('Enter')
  await sees(page, 'Wohin?')
  await tabTo(page, 'Ost')
  await until('the focus to be seen', () => page.evaluate<boolean>(FOCUS_IS_SEEN))
  await page.keyboard.press('Enter')
  await sees(page, 'Counted')
  await page.context().close()
})

test('by keyboard alone: a meeting steered from start to end', async () => {
  await hall.meetingByCall(desk, 'Keys at the desk', PLAN.slice(0, 2))
  const { page } = desk
  await hall.steers(desk)
  for (const [name, at] of [
    ['Start meeting', 'waiting'],
    ['Show slide', 'open'],
    ['Next', 'waiting'],
    ['Open poll', 'open'],
  ] as const) {
    await page.locator('body').press('Tab')
    await tabTo(page, name)
    await page.keyboard.press('Enter')
    await until(at, async () => (await hall.phaseOf(desk)) === at)
    await page.waitForTimeout(650)
  }
  await tabTo(page, 'More steps')
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: 'End meeting' }).waitFor()
  await page.waitForTimeout(300)
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog')
  await question.getByRole('button', { name: 'End meeting' }).waitFor()
  await tabTo(page, 'End meeting')
  await page.keyboard.press('Enter')
  await sees(page, 'The meeting is over.')
})

async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    const here = await page.evaluate<string>(WORDS_IN_FOCUS)
    if (here.includes(name)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`${name} is not reached by Tab`)
}

test('no English is left in any other language, on any page and in any phase', async () => {
  const left: string[] = []
  const look = async ({ page }: Window, locale: string, where: string) => {
    const tag = locale.slice(0, 2) as Language
    const lang = await page.locator('html').getAttribute('lang')
    if (lang !== tag) left.push(`${where}: lang is ${lang}, not ${tag}`)
    for (const text of await englishLeft(page, tag)) left.push(`${tag} ${where}: ${text}`)
  }
  const locales = languages.flatMap(({ tag }) => (tag === 'en' ? [] : [`${tag}-${tag.toUpperCase()}`]))
  const code = new URL(program.said('join')).pathname
  for (const locale of locales) {
    const anyone = await openWindow('phone', { locale })
    for (const path of ['/', '/meetings', '/join', code, '/join/wrong-code', '/no/such/page', '/console', '/console/setup']) {
      await anyone.page.goto(program.url + path)
      await settled(anyone.page)
      await look(anyone, locale, path)
    }
    await anyone.page.context().close()
  }
  // Words hang on neither width nor colours, but that the console has tabs where it is narrow.
  const running = await runMeeting('Réunion', locales, { phones: ['phone'], stages: ['hall'], consoles: ['desk', 'phone'] })
  assert.equal(running.localeOf.size, 4 * locales.length)
  await throughAll(running, async (phase) => {
    for (const [window, locale] of running.localeOf)
      await look(window, locale, `${new URL(window.page.url()).pathname.split('/')[1]} ${phase}`)
  })
  await closeAll(running)
  assert.deepEqual([...new Set(left)], [])
})

test('400 % zoom and 320 px: phone and console in a running poll do not scroll sideways', async () => {
  const { code, id } = await hall.meetingByCall(desk, 'Zoom', [
    {
      kind: 'Poll',
      title: 'Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikant?',
      choices: ['Rindfleischetikettierungsüberwachungsaufgabe', 'B'],
    },
  ])
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Open poll', 'open')
  const phone = await hall.joinByLink(program.url, code, 'Zoe', 'narrow')
  await sees(phone.page, 'Donau')
  assert.equal(await sideways(phone.page), 0)
  await hall.choices(phone.page).first().click()
  await sees(phone.page, 'Counted')
  assert.equal(await sideways(phone.page), 0)
  // 1280 × 1024 at 400 % is laid out as 320 × 256, with four pixels for one.
  const zoomed = {
    viewport: { width: 320, height: 256 },
    deviceScaleFactor: 4,
    storageState: await desk.page.context().storageState(),
  }
  for (const path of [`/console/meetings/${id}`, '/console', '/', '/join']) {
    const { page } = await openWindow('desk', zoomed)
    await page.goto(program.url + path)
    await settled(page)
    assert.equal(await sideways(page), 0, path)
    await page.context().close()
  }
  await phone.page.context().close()
})

test('LK-197 dark by the switch: at once, also in other open windows, and remembered', async () => {
  const { page } = await openWindow('desk', { colorScheme: 'light', storageState: await desk.page.context().storageState() })
  const ground = (of: Page) => of.evaluate<string>(GROUND)
  await page.goto(program.url)
  await settled(page)
  const light = await ground(page)
  const other = await page.context().newPage()
  await other.goto(`${program.url}/console`)
  await button(other, 'New meeting').waitFor()
  await page.locator('.theme-toggle label', { hasText: 'Dark' }).click()
  await until('a dark ground', async () => (await ground(page)) !== light)
  const dark = await ground(page)
  await until('the other window to follow', async () => (await ground(other)) === dark)
  await page.reload()
  assert.equal(await ground(page), dark)
  for (const path of ['/meetings', '/join', '/console']) {
    await page.goto(program.url + path)
    await settled(page)
    assert.equal(await ground(page), dark, path)
  }
  await page.goto(`${program.url}/console`)
  await page.locator('.theme-toggle label', { hasText: 'Light' }).click()
  await until('light again', async () => (await ground(page)) === light)
  await page.context().close()
})

test('LK-216 markup in titles, choices, names and words stays text on every page, and no script runs', async () => {
  const evil = (n: number) => `<img src=x onerror="window.ran=${n}">`
  const plan: readonly hall.Planned[] = [
    {
      kind: 'Poll',
      title: evil(1),
      description: `<script>window.ran=2</script>${evil(3)}[x](javascript:window.ran=4)`,
      choices: [evil(5), evil(6)],
    },
    { kind: 'Word cloud', title: evil(7) },
  ]
  const { code, id } = await hall.meetingByCall(desk, evil(8), plan)
  const phone = await hall.joinByLink(program.url, code, '<b onclick=ran=1>Eve</b>')
  const stage = await hall.openStage(desk)
  const home = await openWindow('desk')
  await home.page.goto(program.url)
  const windows = [phone, stage, desk, home]
  const harmless = async (title: string) => {
    for (const { page } of windows) {
      assert.equal(await page.evaluate(() => (globalThis as { ran?: number }).ran), undefined, page.url())
      assert.equal(await page.locator('img[src="x"], b[onclick], a[href^="javascript"]').count(), 0, page.url())
      assert.ok(!/&lt;|&amp;/.test(await visibleText(page)), `entities are seen on ${page.url()}`)
    }
    for (const { page } of [phone, stage, desk]) await sees(page, title)
  }
  await sees(phone.page, '<b onclick=ran=1>Eve</b>')
  await hall.step(desk, 'Start meeting', 'waiting')
  await home.page.reload()
  await sees(home.page, evil(8))
  await harmless(evil(8))
  await hall.step(desk, 'Open poll', 'open')
  await hall.choices(phone.page).first().click()
  await sees(phone.page, 'Counted')
  await harmless(evil(1))
  await hall.step(desk, 'Show results', 'results')
  await harmless(evil(5))
  await hall.step(desk, 'Next', 'waiting')
  await hall.step(desk, 'Open word cloud', 'open')
  await sayWord(phone.page, '<i onclick=x>w</i>')
  await until('the word', async () => (await hall.cloudOf(stage, 'stage'))['<i onclick=x>w</i>'] === 1)
  await harmless(evil(7))
  assert.equal(await stage.page.locator('i[onclick]').count(), 0)
  for (const window of [phone, stage, home]) assert.deepEqual(complainedOf(window), [])
  await call(desk, 'DELETE', `/meetings/${id}`)
  for (const { page } of [phone, stage, home]) await page.context().close()
})
