/** What organizers, participants and the big screen do, by the buttons and fields they have. */
import type { Locator, Page } from 'playwright-core'
import { button, openWindow, type Screen, until, type Window } from './browser.ts'
import { call } from './program.ts'

/** Presses sooner than this after a step are ignored by the console. */
const CALM_MS = 650

export interface Planned {
  kind: 'Slide' | 'Poll' | 'Quiz' | 'Word cloud' | 'Scale'
  title: string
  description?: string
  /** Text and, where wanted, what is typed for it in a chat. */
  choices?: readonly (string | readonly [string, string])[]
  multiple?: boolean
  /** Of a quiz: the numbers of the right choices, from 1. */
  right?: readonly number[]
  /** Of a quiz by a call: what a right answer brings, the less the later. */
  worth?: number
  seconds?: number
}

/** Makes a meeting by the console's buttons, and stays on its page. */
export async function makeMeeting(desk: Window, title: string): Promise<void> {
  const { page } = desk
  await page.goto(`${new URL(page.url()).origin}/console`)
  await button(page, 'New meeting').click()
  await page.getByLabel('Title of the meeting').fill(title)
  await button(page, 'Create meeting').click()
  await page.waitForURL(/\/console\/meetings\//)
  await page.locator('.join-code-sign').waitFor()
}

export async function addActivity({ page }: Window, planned: Planned): Promise<void> {
  await button(page, 'Add an activity').first().click()
  const form = page.getByRole('dialog')
  await form.locator('label.kind', { has: page.locator('b', { hasText: new RegExp(`^${planned.kind}$`) }) }).click()
  await form.getByLabel(planned.kind === 'Slide' ? 'Title' : 'Question', { exact: true }).fill(planned.title)
  if (planned.description) await form.getByLabel('Description').fill(planned.description)
  for (const [i, choice] of (planned.choices ?? []).entries()) {
    const [text, short] = typeof choice === 'string' ? [choice, ''] : choice
    const field = form.getByLabel(`Choice ${i + 1}`, { exact: true })
    if ((await field.count()) === 0) await form.getByRole('button', { name: 'Add a choice' }).click()
    await field.fill(text)
    if (short) await form.getByLabel(`Short answer for choice ${i + 1}`).fill(short)
  }
  for (const n of planned.right ?? []) await form.getByLabel(`Choice ${n} is right`).check()
  if (planned.multiple) await form.getByLabel('More than one choice may be picked').check()
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'hidden' })
  await rows(page).filter({ hasText: planned.title }).waitFor()
}

export const rows = (page: Page): Locator => page.locator('.row[data-activity]')

/** The running order as it stands, by title. */
export const order = (page: Page): Promise<string[]> => page.locator('.row[data-activity] .row-title').allInnerTexts()

export const codeOf = async ({ page }: Window): Promise<string> => (await page.locator('.join-code-sign').innerText()).trim()

export const stageAddressOf = async ({ page }: Window): Promise<string> =>
  (await page.getByRole('link', { name: 'Open the stage' }).getAttribute('href')) ?? ''

export const meetingIdOf = ({ page }: Window): string => /meetings\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''

/** Presses a step in the console (and again in the question it may ask), and waits until the meeting stands where it should. */
export async function step(desk: Window, name: string, at: string): Promise<void> {
  const { page } = desk
  await button(page, name).click()
  const question = page.getByRole('dialog')
  if (name === 'End meeting') await question.getByRole('button', { name }).click()
  await until(`${name} to lead to ${at}`, async () => (await phaseOf(desk)) === at)
  await page.waitForTimeout(CALM_MS)
}

/** The scoreboard stands in the menu beside the steps. */
export async function showScoreboard(desk: Window): Promise<void> {
  const { page } = desk
  await button(page, 'More steps').click()
  await page.getByRole('menuitem', { name: 'Show scoreboard' }).click()
  await until('the scoreboard', async () => (await phaseOf(desk)) === 'scoreboard')
  await page.waitForTimeout(CALM_MS)
}

/** Where the meeting stands, as the server says. */
export async function phaseOf(desk: Window): Promise<string> {
  const { view } = (await call(desk, 'GET', `/meetings/${meetingIdOf(desk)}/console`)) as { view: { at: string } }
  return view.at
}

export async function openStage(desk: Window): Promise<Window> {
  const stage = await openWindow('stage')
  await stage.page.goto(await stageAddressOf(desk))
  await stage.page.locator('main.stage[data-at]').waitFor()
  return stage
}

export const stageIs = (stage: Window, at: string): Promise<void> => stage.page.locator(`main.stage[data-at="${at}"]`).waitFor()

/** Opens the join link in a fresh browser and takes a seat; without a name, the suggested one. Ends on the meeting's page. */
export async function joinByLink(origin: string, code: string, name?: string, screen: Screen = 'phone'): Promise<Window> {
  const phone = await openWindow(screen)
  await phone.page.goto(`${origin}/join/${code}`)
  await takeSeat(phone.page, name)
  return phone
}

export async function takeSeat(page: Page, name?: string): Promise<void> {
  const field = page.getByLabel('Your name')
  await field.waitFor()
  if (name !== undefined) await field.fill(name)
  await button(page, 'Join').click()
  await page.waitForURL(/\/m\//)
  await page.locator('.you-name').waitFor()
}

export const choices = (page: Page): Locator => page.locator('.choices button')

export async function pressChoice(page: Page, text: string): Promise<void> {
  await choices(page).filter({ hasText: text }).click()
}

/** A count with its share, as shown: `[[2, 67], [1, 33]]`. */
export type Numbers = readonly (readonly [count: number, percent: number])[]

async function numbersIn(found: Locator): Promise<Numbers> {
  return (await found.allInnerTexts()).map((text) => {
    const [, share, count] = /(\d+)\s*%\s*(\d+)/.exec(text) ?? []
    return [Number(count ?? Number.NaN), Number(share ?? Number.NaN)] as const
  })
}
export const stageNumbers = ({ page }: Window): Promise<Numbers> => numbersIn(page.locator('.poll-row .poll-numbers'))
export const phoneNumbers = ({ page }: Window): Promise<Numbers> => numbersIn(page.locator('.bar .bar-numbers'))

/** Waits until this screen shows exactly these counts (shares follow from them, `answered` people being the whole). */
export async function counts(
  what: string,
  look: () => Promise<Numbers>,
  wanted: readonly number[],
  answered: number,
): Promise<void> {
  const all = wanted.map((n) => [n, answered === 0 ? 0 : Math.round((100 * n) / answered)])
  let last = ''
  const arrived = until(`${what} to show ${JSON.stringify(all)}`, async () => {
    last = JSON.stringify(await look())
    return last === JSON.stringify(all)
  })
  await arrived.catch((error: unknown) => {
    throw new Error(`${what} shows ${last}, not ${JSON.stringify(all)}`, { cause: error })
  })
}

/** How often each word stands in a cloud, spelt in small letters, by what is read out. */
export async function cloudOf({ page }: Window, screen: 'stage' | 'phone'): Promise<Record<string, number>> {
  const said =
    screen === 'stage'
      ? await page.locator('.cloud li').allTextContents()
      : await page.locator('.cloud-list li').evaluateAll((all) => all.map((one) => one.getAttribute('title') ?? ''))
  const pairs = said.map((text): [string, number] => {
    const [, word = '', n = ''] = /^(.*): (once|\d+ times)$/s.exec(text.trim()) ?? []
    return [word.toLowerCase(), n === 'once' ? 1 : Number.parseInt(n, 10)]
  })
  return Object.fromEntries(pairs)
}

let made = 0
const freshUuid = (): string => {
  // Ids are made by whoever asks, in the order of time.
  const time = (Date.now() + made++).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}

/** A meeting of these activities without the clicking, for tests about something else. Ends on its page in the console. */
export async function meetingByCall(
  desk: Window,
  title: string,
  planned: readonly Planned[],
): Promise<{ id: string; code: string }> {
  const id = freshUuid()
  await call(desk, 'PUT', `/meetings/${id}`, { title, description: '', listed: true })
  for (const { kind, title, description = '', choices = [], multiple = false, right = [], worth, seconds = null } of planned) {
    const about = { title, description, seconds }
    const all = choices.map((choice) => (typeof choice === 'string' ? [choice, ''] : choice))
    const body = {
      Slide: { kind: 'text', ...about },
      Poll: {
        kind: 'poll',
        ...about,
        choices: all.map(([text, short]) => ({ id: freshUuid(), text, short })),
        multiple,
        liveOnStage: true,
      },
      Quiz: {
        kind: 'quiz',
        ...about,
        ...(worth === undefined ? {} : { points: worth, firstPoints: worth / 5, speed: true }),
        choices: all.map(([text, short], i) => ({ id: freshUuid(), text, short, right: right.includes(i + 1) })),
      },
      Scale: { kind: 'scale', ...about },
      'Word cloud': { kind: 'cloud', ...about, wordsPerPersonMax: 20 },
    }[kind]
    await call(desk, 'PUT', `/meetings/${id}/activities/${freshUuid()}`, body)
  }
  await desk.page.goto(`${new URL(desk.page.url()).origin}/console/meetings/${id}`)
  return { id, code: await codeOf(desk) }
}

/** The one button that says what comes next, once it may be pressed: this window steers. */
export const steers = ({ page }: Window): Promise<unknown> =>
  until('the controls', () => page.locator('.steering-acts button').first().isEnabled())
