/**
 * Makes the pictures of the documentation, from the real program: `node --test test/e2e/pictures.ts` writes `docs/pictures/*.png`.
 * Forty people answer a poll; stage, phone and console are taken in light and dark, and one picture of all three is composed.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openWindow, sees, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { FINE_ADDRESS, FONTS_READY } from './in-page.ts'
import { type Program, signIn, startProgram } from './program.ts'

const FOLDER = join(import.meta.dirname, '../../docs/pictures')
const GUESTS = 40
/** Which choice each tenth of the people takes. */
const TASTES = [0, 0, 0, 1, 1, 2, 0, 1, 3, 0]
const CHOICES = ['The people', 'A talk that surprised me', 'Hands-on workshops', 'Coffee breaks'] as const
const schemes = ['light', 'dark'] as const

const plan: readonly hall.Planned[] = [
  { kind: 'Slide', title: 'Good to have you here' },
  { kind: 'Poll', title: 'What will you remember of today?', choices: CHOICES },
  { kind: 'Word cloud', title: 'Today in one word' },
  { kind: 'Poll', title: 'Where shall we meet next year?', choices: ['Lisbon', 'Tallinn', 'Ghent'], multiple: true },
]

test('the pictures', async () => {
  mkdirSync(FOLDER, { recursive: true })
  const program = await startProgram()
  const desk = await signIn(program, 'Olga')
  const { code } = await hall.meetingByCall(desk, 'Autumn gathering', plan)
  await hall.steers(desk)
  for (const [name, at] of [
    ['Start meeting', 'waiting'],
    ['Show slide', 'open'],
    ['Next', 'waiting'],
    ['Open poll', 'open'],
  ] as const)
    await hall.step(desk, name, at)
  const phone = await hall.joinByLink(program.url, code, 'Mira')
  await hall.pressChoice(phone.page, CHOICES[0])
  await crowd(program, code)
  const stage = await hall.openStage(desk)
  await sees(stage.page, `${GUESTS + 1} answered`)
  await takeAll(desk, phone, stage)
  await compose()
})

/** Guests by plain HTTP, each with a seat and an answer of their own. */
async function crowd({ url }: Program, code: string): Promise<void> {
  const send = (method: string, path: string, body: unknown, cookie = '') =>
    fetch(`${url}/api/v1${path}`, { method, headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body) })
  for (let i = 0; i < GUESTS; i++) {
    const joined = await send('POST', `/codes/${code}/participants`, { name: `Guest ${i + 1}` })
    const cookie = joined.headers.get('set-cookie')?.split(';')[0] ?? ''
    const { meeting } = (await joined.json()) as { meeting: string }
    const view = await fetch(`${url}/api/v1/meetings/${meeting}/view`, { headers: { cookie } })
    const { activity } = ((await view.json()) as { view: { phase: { activity: { id: string; choices: { id: string }[] } } } })
      .view.phase
    const choice = activity.choices[TASTES[i % TASTES.length] ?? 0]?.id
    await send('PUT', `/activities/${activity.id}/answers/${crypto.randomUUID()}`, { kind: 'poll', choices: [choice] }, cookie)
  }
}

async function takeAll(desk: Window, phone: Window, stage: Window): Promise<void> {
  await sees(phone.page, `${GUESTS + 1} answers so far`)
  for (const scheme of schemes) {
    const stageAddress = new URL(stage.page.url())
    stageAddress.searchParams.set('theme', scheme === 'light' ? 'light' : 'hall')
    await stage.page.goto(stageAddress.href)
    await sees(stage.page, `${GUESTS + 1} answered`)
    for (const [name, { page }] of Object.entries({ stage, phone, console: desk })) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
      await take(page, `${name}-${scheme}`)
    }
  }
}

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(FONTS_READY)
  await page.mouse.move(2, 2)
  await page.waitForTimeout(900)
  for (const frame of page.frames()) await frame.evaluate(FINE_ADDRESS)
  await page.screenshot({ path: join(FOLDER, `${name}.png`) })
}

/** The big screen behind, the desk and a phone before it. */
async function compose(): Promise<void> {
  const picture = (name: string) => `data:image/png;base64,${readFileSync(join(FOLDER, `${name}.png`)).toString('base64')}`
  const { page } = await openWindow('desk', { viewport: { width: 1600, height: 1250 } })
  await page.setContent(`<style>
    body { margin: 0; height: 1250px; position: relative; overflow: hidden; background: #e9e6f2; }
    img { position: absolute; display: block; box-shadow: 0 24px 60px rgb(30 20 60 / 28%); }
    .stage { left: 50px; top: 50px; width: 1110px; border-radius: 14px; }
    .console { left: 360px; top: 706px; width: 800px; border-radius: 12px; }
    .phone { right: 50px; top: 330px; width: 350px; border-radius: 38px; border: 11px solid #15121f; }
  </style>
  <img class="stage" src="${picture('stage-dark')}"><img class="console" src="${picture('console-light')}"><img class="phone" src="${picture('phone-light')}">`)
  await page.waitForTimeout(300)
  writeFileSync(join(FOLDER, 'meeting.png'), await page.screenshot())
}
