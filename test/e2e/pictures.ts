/**
 * Makes the pictures of the documentation, from the real program: `node --test test/e2e/pictures.ts` writes `docs/pictures`.
 * A quiz night of two dozen people: stage, phone, console and presenter's phone are taken in light and dark, the podium at the end, and one picture of three is composed.
 */
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { button, openWindow, sees, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { FINE_ADDRESS, FONTS_READY } from './in-page.ts'
import { type Program, signIn, startProgram } from './program.ts'

const FOLDER = join(import.meta.dirname, '../../docs/pictures')
/** What somebody with a poor line can be asked to load. */
const PICTURE_BYTES_MAX = 150_000
const NAMES =
  'Ada Lind, Jonas Weber, Aylin Kaya, Tomás Pereira, Chidi Obi, Léa Martin, Priya Nair, Owen Hughes, Sofia Rossi, Noor Haddad, Kenji Mori, Hanna Lund, Pablo Ruiz, Zeynep Arslan, Emil Novak, Grace Adeyemi, Finn Olsen, Marta Silva, Yusuf Demir, Clara Dubois, Rafael Costa, Inès Moreau, Teo Laine'
const PLANETS = ['Jupiter', 'Saturn', 'Uranus', 'Neptune'] as const
const ROUNDS = ['Music of the nineties', 'Food and drink', 'Film and series', 'Science'] as const
/** Which choice each tenth of the people takes. */
const GUESSES = [1, 1, 0, 1, 2, 1, 1, 0, 1, 3]
const TASTES = [0, 0, 1, 0, 2, 1, 0, 3, 2, 0]
const schemes = ['light', 'dark'] as const

const plan: readonly hall.Planned[] = [
  { kind: 'Slide', title: 'How tonight works' },
  { kind: 'Quiz', title: 'Which planet has the most known moons?', choices: PLANETS, right: [2], worth: 100, seconds: 60 },
  { kind: 'Poll', title: 'What should the next round be about?', choices: ROUNDS },
  { kind: 'Quiz', title: 'A tomato is a fruit.', choices: ['True', 'False'], right: [1] },
  { kind: 'Scale', title: 'How hard was that round?' },
  { kind: 'Word cloud', title: 'Tonight in one word' },
]

interface Guest {
  readonly cookie: string
  readonly meeting: string
}
interface Hall {
  readonly program: Program
  readonly desk: Window
  readonly stage: Window
  readonly phone: Window
  readonly guests: readonly Guest[]
}

test('the pictures', async () => {
  mkdirSync(FOLDER, { recursive: true })
  const program = await startProgram()
  const desk = await signIn(program, 'Olga')
  const { code } = await hall.meetingByCall(desk, 'Autumn quiz night', plan)
  await hall.steers(desk)
  const stage = await hall.openStage(desk)
  await stage.page.setViewportSize({ width: 1600, height: 900 })
  const phone = await hall.joinByLink(program.url, code, 'Mira Holm')
  const all = { program, desk, stage, phone, guests: await guestsOf(program, code) }
  for (const [name, at] of [
    ['Start meeting', 'waiting'],
    ['Show slide', 'open'],
    ['Next', 'waiting'],
    ['Open question', 'open'],
  ] as const)
    await hall.step(desk, name, at)
  await takeQuiz(all)
  await hall.step(desk, 'Next', 'waiting')
  await hall.step(desk, 'Open poll', 'open')
  await hall.pressChoice(phone.page, ROUNDS[0])
  await answered(all, 'poll', TASTES)
  await takePoll(all)
  await compose()
})

const send = ({ url }: Program, method: string, path: string, body: unknown, cookie = '') =>
  fetch(`${url}/api/v1${path}`, { method, headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body) })

/** People by plain HTTP, each with a seat of their own. */
async function guestsOf(program: Program, code: string): Promise<Guest[]> {
  const guests: Guest[] = []
  for (const name of NAMES.split(', ')) {
    const joined = await send(program, 'POST', `/codes/${code}/participants`, { name })
    assert.ok(joined.ok, await joined.clone().text())
    const { meeting } = (await joined.json()) as { meeting: string }
    guests.push({ cookie: joined.headers.get('set-cookie')?.split(';')[0] ?? '', meeting })
  }
  return guests
}

/** Every guest answers what is open, each as their turn in `choices` says. */
async function answered({ program, guests, stage }: Hall, kind: 'poll' | 'quiz', choices: readonly number[]): Promise<void> {
  for (const [i, { cookie, meeting }] of guests.entries()) {
    const view = await fetch(`${program.url}/api/v1/meetings/${meeting}/view`, { headers: { cookie } })
    const { activity } = ((await view.json()) as { view: { phase: { activity: { id: string; choices: { id: string }[] } } } })
      .view.phase
    const choice = activity.choices[choices[i % choices.length] ?? 0]?.id
    const given = kind === 'poll' ? { kind, choices: [choice] } : { kind, choice }
    await send(program, 'PUT', `/activities/${activity.id}/answers/${crypto.randomUUID()}`, given, cookie)
    // Nobody is as fast as somebody else.
    await pause(i < 4 ? 1_600 : 250)
  }
  await sees(stage.page, `${guests.length + 1} answered`)
}

/** The question as it is asked, its result, and the podium. */
async function takeQuiz(all: Hall): Promise<void> {
  const { desk, stage, phone } = all
  await hall.pressChoice(phone.page, PLANETS[1])
  await answered(all, 'quiz', GUESSES)
  await inBoth({ 'stage-question': stage })
  await hall.step(desk, 'Show results', 'results')
  await sees(phone.page, 'Yes, that’s right.')
  await inBoth({ phone })
  await hall.showScoreboard(desk)
  await inBoth({ 'stage-podium': stage })
}

/** The poll as it runs, on every screen. */
async function takePoll({ desk, stage, guests }: Hall): Promise<void> {
  await desk.page.setViewportSize({ width: 1280, height: 720 })
  await inBoth({ stage, console: desk })
  const presenter: Window = { page: await desk.page.context().newPage(), complaints: [] }
  await presenter.page.setViewportSize({ width: 390, height: 844 })
  await presenter.page.goto(`${desk.page.url()}/present`)
  await sees(presenter.page, `${guests.length + 1} answered`)
  await button(presenter.page, 'Take over').click()
  await presenter.page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click()
  await hall.steers(presenter)
  await inBoth({ presenter })
}

async function inBoth(windows: Readonly<Record<string, Window>>): Promise<void> {
  for (const scheme of schemes)
    for (const [name, { page }] of Object.entries(windows)) {
      if (name.startsWith('stage')) {
        const address = new URL(page.url())
        address.searchParams.set('theme', scheme === 'light' ? 'light' : 'hall')
        await page.goto(address.href)
        await page.locator('main.stage[data-at]').waitFor()
      }
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await take(page, `${name}-${scheme}`)
    }
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(FONTS_READY)
  await page.mouse.move(2, 2)
  await page.waitForTimeout(900)
  for (const frame of page.frames()) await frame.evaluate(FINE_ADDRESS)
  const type = typeOf(name)
  keep(fileOf(name), await page.screenshot(type === 'jpeg' ? { type, quality: 86 } : { type }))
}

/** Few colours are small as they are; the console has too many of them. */
const typeOf = (name: string) => (name.startsWith('console') ? 'jpeg' : 'png')
const fileOf = (name: string) => `${name}.${typeOf(name) === 'jpeg' ? 'jpg' : 'png'}`

function keep(file: string, bytes: Buffer): void {
  assert.ok(bytes.length <= PICTURE_BYTES_MAX, `${file} has ${bytes.length} bytes`)
  writeFileSync(join(FOLDER, file), bytes)
}

/** The big screen behind, the desk and a phone before it. */
async function compose(): Promise<void> {
  const picture = (name: string) =>
    `data:image/${typeOf(name)};base64,${readFileSync(join(FOLDER, fileOf(name))).toString('base64')}`
  for (const scheme of schemes) {
    const ground = scheme === 'light' ? '#e9e6f2' : '#1d1a29'
    const { page } = await openWindow('desk', { viewport: { width: 1200, height: 880 } })
    await page.setContent(`<style>
    body { margin: 0; height: 880px; position: relative; overflow: hidden; background: ${ground}; }
    img { position: absolute; display: block; box-shadow: 0 20px 44px rgb(10 5 30 / 34%); }
    .stage, .console { outline: 1px solid ${scheme === 'light' ? 'transparent' : '#45405c'}; }
    .stage { left: 40px; top: 40px; width: 860px; border-radius: 12px; }
    .console { left: 210px; top: 466px; width: 660px; border-radius: 10px; }
    .phone { right: 40px; top: 190px; width: 276px; border-radius: 32px; border: 9px solid ${scheme === 'light' ? '#15121f' : '#45405c'}; }
  </style>
  <img class="stage" src="${picture('stage-question-dark')}"><img class="console" src="${picture(`console-${scheme}`)}"><img class="phone" src="${picture(`phone-${scheme}`)}">`)
    await page.waitForTimeout(300)
    keep(`meeting-${scheme}.jpg`, await page.screenshot({ type: 'jpeg', quality: 82 }))
    await page.context().close()
  }
}
