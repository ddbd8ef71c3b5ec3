/**
 * One evening as people have it: a quiz night prepared in the console, partly from a sheet, played on the big screen and on three phones that came three ways, with
 * somebody late, somebody without a network, somebody who finds a flag, and a presenter who takes over with a phone. Each test goes on where the one before ended.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { MeetingResults } from '../../src/contract/moving.schema.ts'
import { atEnd } from '../closing.ts'
import { openTap, type Tap } from '../standins/irc-client.ts'
import { button, complainedOf, faultsOf, listenTo, openWindow, sees, seesNot, sideways, until, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { type Program, signIn, startProgram } from './program.ts'

/** One dot. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
const RIVER = 'Which river runs through Paris?'
const NEXT_ROUND = 'What shall the next round be about?'
const SNACKS = 'Which snacks are left?'
const TOMATO = 'A tomato is a fruit.'
const HARD = 'How hard was that?'
const EVENING = 'How do you like the evening?'
const LIGHT = 'Where is this light?'
const WORD = 'Tonight in one word'
const SHEET = [
  'Question,Answer 1,Answer 2,Answer 3,Time limit,Correct answer',
  `${RIVER},Loire,Seine,Rhine,600,2`,
  `${NEXT_ROUND},Film,Music,,,`,
  'And this?,Only one answer,,,,',
].join('\n')

let program: Program
let desk: Window
let stage: Window
/** The presenter's phone. */
let remote: Window
let ada: Window
let benoit: Window
let cleo: Window
/** Stands between one phone and the program, to cut its line. */
let tap: Tap
let code = ''

before(async () => {
  program = await startProgram()
  const { hostname, port } = new URL(program.url)
  tap = await openTap({ host: hostname, port: Number(port) })
  atEnd(() => tap.close())
  desk = await signIn(program)
})

const fits = async (screens: readonly Window[]) => {
  for (const { page } of screens) assert.equal(await sideways(page), 0, page.url())
}
const points = async ({ page }: Window) => Number.parseInt(await page.locator('.you-points').innerText(), 10)
const hasPoints = (phone: Window, wanted: number) => until(`${wanted} points`, async () => (await points(phone)) === wanted)

async function addOf(kind: string, fill: () => Promise<void>): Promise<void> {
  const form = desk.page.getByRole('dialog')
  await button(desk.page, 'Add an activity').first().click()
  await form.locator('label.kind', { has: desk.page.locator('b', { hasText: new RegExp(`^${kind}$`) }) }).click()
  await fill()
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'hidden' })
}

async function takeSheetIn(): Promise<void> {
  await button(desk.page, 'In and out').click()
  const dialog = desk.page.getByRole('dialog', { name: 'In and out' })
  const file = { name: 'round-1.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) }
  await dialog.getByLabel('File of questions').setInputFiles(file)
  await sees(desk.page, 'Row 4, “And this?”: it has fewer than two answers.')
  await dialog.getByRole('button', { name: 'Take 2 in' }).click()
  await until('both', async () => (await hall.order(desk.page)).length === 3)
  await desk.page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
}

async function addTheRest(): Promise<void> {
  const form = desk.page.getByRole('dialog')
  const fill = (label: string, text: string) => form.getByLabel(label, { exact: true }).fill(text)
  await hall.addActivity(desk, { kind: 'Poll', title: SNACKS, choices: ['Olives', 'Crisps', 'Grapes'], multiple: true })
  await addOf('Quiz', async () => {
    await fill('Question', TOMATO)
    await form.getByRole('button', { name: 'True or false' }).click()
    await fill('Points for a right answer', '100')
    await fill('More for the first right answer', '50')
    await form.getByLabel('Fast answers have more points').check()
    await form.getByLabel('Close by itself after (seconds)').fill('300')
  })
  await addOf('Scale', async () => {
    await fill('Question', HARD)
    await fill('What 0 means', 'A walk in the park')
    await fill('What 100 means', 'My head hurts')
  })
  await addOf('Rating', async () => {
    await fill('Question', EVENING)
    for (const [i, text] of ['Questions', 'Snacks', 'Music'].entries()) await fill(`Item ${i + 1}`, text)
  })
  await addOf('Picture', async () => {
    await fill('Title', LIGHT)
    const picture = { name: 'end.png', mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') }
    await form.locator('input[type=file]').setInputFiles(picture)
    await form.getByRole('button', { name: 'Another picture' }).waitFor()
    await form.getByLabel('What the picture shows').fill('A lighthouse at sunset')
  })
  await hall.addActivity(desk, { kind: 'Word cloud', title: WORD })
}

async function allowFlags(): Promise<void> {
  const form = desk.page.getByRole('dialog')
  await button(desk.page, 'Add a flag').click()
  await form.getByLabel('Name', { exact: true }).fill('Under the table')
  await form.getByLabel('Code', { exact: true }).fill('Table9')
  await form.getByLabel('Points', { exact: true }).fill('1')
  await form.getByLabel('More points for whoever is first').fill('0')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'hidden' })
  await button(desk.page, 'Settings').click()
  await form.getByLabel('Participants may hand in flags').check()
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'hidden' })
}

test('the organizer prepares the night: a sheet of questions, every kind of activity, a flag', async () => {
  await hall.makeMeeting(desk, 'Autumn quiz night')
  await hall.addActivity(desk, { kind: 'Slide', title: 'Welcome', description: 'Phones **out**, please.' })
  await takeSheetIn()
  await addTheRest()
  const all = ['Welcome', RIVER, NEXT_ROUND, SNACKS, TOMATO, HARD, EVENING, LIGHT, WORD]
  assert.deepEqual(await hall.order(desk.page), all)
  await allowFlags()
  code = await hall.codeOf(desk)
})

test('three phones come in: by the code, by the meeting’s address, by the QR code of the big screen', async () => {
  stage = await hall.openStage(desk)
  ada = await openWindow('phone', { reducedMotion: 'no-preference' })
  await ada.page.goto(`${program.url}/join`)
  await ada.page.getByLabel('Code').fill(code)
  await button(ada.page, 'Join').click()
  await hall.takeSeat(ada.page, 'Ada Lind')

  benoit = await openWindow('narrow', { locale: 'fr' })
  await benoit.page.goto(`http://127.0.0.1:${tap.port}/m/${hall.meetingIdOf(desk)}`)
  await benoit.page.getByLabel('Code').fill(code)
  await button(benoit.page, 'Rejoindre').click()
  await benoit.page.getByLabel('Votre nom').fill('Benoît')
  await button(benoit.page, 'Rejoindre').click()
  await sees(benoit.page, 'Vous êtes en avance.')

  const qr = await stage.page.locator('.join-large svg.qr').getAttribute('aria-label')
  cleo = await openWindow('phone', { viewport: { width: 430, height: 932 }, colorScheme: 'dark' })
  await cleo.page.goto(/https?:\S+/.exec(qr ?? '')?.[0] ?? '')
  await hall.takeSeat(cleo.page, 'Cleo')
  await sees(stage.page, '3 here')
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Show slide', 'open')
  for (const { page } of [ada, benoit, cleo, stage]) await sees(page, 'Phones out, please.')
  await fits([ada, benoit, cleo, stage])
})

test('a quiz question with its time: nobody is told before the result is shown, then points are there, the first right one’s too', async () => {
  await hall.step(desk, 'Next', 'waiting')
  await hall.step(desk, 'Open question', 'open')
  await stage.page.locator('.stage .countdown').waitFor()
  for (const [phone, choice] of [
    [ada, 'Seine'],
    [cleo, 'Seine'],
    [benoit, 'Loire'],
  ] as const)
    await hall.pressChoice(phone.page, choice)
  await sees(stage.page, '3 answered')
  await sees(benoit.page, 'La réponse vient avec le résultat.')
  for (const { page } of [ada, benoit, cleo, stage]) await seesNot(page, /%|right answer|Bonne réponse/i)
  for (const phone of [ada, benoit, cleo]) assert.equal(await points(phone), 0)
  await hall.step(desk, 'Show results', 'results')
  await hasPoints(ada, 2)
  await hasPoints(cleo, 1)
  await sees(benoit.page, 'Pas cette fois.')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [1, 2, 0], 3)
  assert.match(await stage.page.locator('.poll-right').innerText(), /Seine/)
})

test('a flag found between questions makes two even, and every screen says so', async () => {
  const box = benoit.page.getByLabel('Un drapeau trouvé ?').and(benoit.page.locator('input'))
  await box.fill('Plenary{Table9}')
  await box.press('Enter')
  await sees(benoit.page, 'Under the table')
  await hasPoints(benoit, 1)
  await hall.showScoreboard(desk)
  const places = stage.page.locator('.podium-place')
  await until('three on the podium', async () => (await places.count()) === 3)
  const told = (await places.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim())
  assert.deepEqual(told, ['Ada Lind 2 points 1', 'Benoît 1 point 2 tied', 'Cleo 1 point 2 tied'])
  const tops = await places.evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)))
  assert.ok((tops[1] ?? 0) < (tops[0] ?? 0) && (tops[0] ?? 0) < (tops[2] ?? 0), 'the first stands in the middle')
  await sees(benoit.page, 'ex æquo')
  await sees(cleo.page, 'You are in place 2 with 1 point.')
  assert.deepEqual(await faultsOf(stage.page), [])
  await fits([stage, benoit])
})

test('a phone without a network keeps its answer and sends it when it is back; several choices count one person', async () => {
  await hall.step(desk, 'Next', 'waiting')
  await hall.step(desk, 'Open poll', 'open')
  await sees(benoit.page, NEXT_ROUND)
  await benoit.page.context().setOffline(true)
  tap.cut()
  await hall.pressChoice(benoit.page, 'Music')
  await sees(benoit.page, 'Gardée jusqu’à votre retour en ligne')
  await hall.pressChoice(ada.page, 'Film')
  await sees(ada.page, 'Counted')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [1, 0], 1)
  await benoit.page.context().setOffline(false)
  await sees(benoit.page, 'Comptée')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [1, 1], 2)
  await hall.step(desk, 'Show results', 'results')
  await hall.step(desk, 'Next', 'waiting')
  await hall.step(desk, 'Open poll', 'open')
  for (const choice of ['Olives', 'Grapes']) await hall.pressChoice(cleo.page, choice)
  await button(cleo.page, 'Send answer').click()
  await sees(cleo.page, 'Counted')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [1, 0, 1], 1)
  await hall.step(desk, 'Show results', 'results')
})

test('the presenter takes over with a phone and plays on; who comes late answers with the others, and speed counts', async () => {
  remote = listenTo(await desk.page.context().newPage())
  await remote.page.setViewportSize({ width: 390, height: 844 })
  await remote.page.goto(`${desk.page.url()}/present`)
  await button(remote.page, 'Take over').click()
  await remote.page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click()
  await hall.steers(remote)
  await sees(desk.page, 'has taken over.')
  assert.ok(await button(desk.page, 'Next').isDisabled())
  const head = await remote.page.locator('.header').boundingBox()
  assert.ok(head && head.height < 90, 'the header leaves a phone its room')
  await button(remote.page, 'Menu').click()
  await button(remote.page, 'Sign out').waitFor()
  await remote.page.keyboard.press('Escape')
  await fits([remote])
  await hall.step(remote, 'Next', 'waiting')
  await hall.step(remote, 'Open question', 'open')
  const dana = await hall.joinByLink(program.url, code, 'Dana')
  for (const [phone, choice] of [
    [cleo, 'True'],
    [benoit, 'True'],
    [ada, 'False'],
    [dana, 'False'],
  ] as const) {
    await hall.pressChoice(phone.page, choice)
    await phone.page.locator('.choice-counted').waitFor()
  }
  await sees(stage.page, '4 answered')
  assert.deepEqual([await points(cleo), await points(benoit)], [1, 1])
  await hall.step(remote, 'Show results', 'results')
  await sees(dana.page, 'Not this time.')
  await until('points for Benoît', async () => (await points(benoit)) > 51)
  await until('more for Cleo, who was first', async () => (await points(cleo)) > (await points(benoit)))
  assert.ok((await points(cleo)) <= 151)
  assert.deepEqual(complainedOf(dana), [])
  await dana.page.context().close()
})

test('a scale, a rating and words fill while the hall watches', async () => {
  await hall.step(remote, 'Next', 'waiting')
  await hall.step(remote, 'Open scale', 'open')
  await ada.page.getByRole('slider', { name: HARD }).press('End')
  await button(ada.page, 'Send answer').click()
  await sees(ada.page, 'Counted')
  await sees(stage.page, '100 on average')
  await hall.step(remote, 'Show results', 'results')
  await hall.step(remote, 'Next', 'waiting')
  await hall.step(remote, 'Open rating', 'open')
  for (const [item, mark] of [
    ['Questions', '5'],
    ['Snacks', '3'],
    ['Music', '4'],
  ] as const)
    await cleo.page.getByRole('group', { name: item }).getByText(mark, { exact: true }).click()
  await button(cleo.page, 'Send answer').click()
  await until('the ranking', async () => {
    const ranked = await stage.page.locator('.ranked-text').allInnerTexts()
    return ranked.join() === 'Questions,Music,Snacks'
  })
  await hall.step(remote, 'Show results', 'results')
  await hall.step(remote, 'Next', 'waiting')
  await hall.step(remote, 'Show picture', 'open')
  for (const { page } of [ada, stage]) await page.getByRole('img', { name: 'A lighthouse at sunset' }).waitFor()
  await hall.step(remote, 'Next', 'waiting')
  await hall.step(remote, 'Open word cloud', 'open')
  await benoit.page.getByLabel('Votre mot').fill('Génial')
  await button(benoit.page, 'Envoyer').click()
  await ada.page.getByLabel('Your word').fill('génial')
  await button(ada.page, 'Send').click()
  await until('the word twice', async () => (await hall.cloudOf(stage, 'stage')).génial === 2)
  await hall.step(remote, 'Show results', 'results')
})

interface Placed {
  name: string
  points: number
  rank: number
}
/** The podium and the list beside it, as they stand there. */
const shownOnStage = () =>
  stage.page.locator('.podium-place, .score').evaluateAll((all): Placed[] =>
    all.map((one) => {
      const text = (selector: string) => one.querySelector(selector)?.textContent?.trim() ?? ''
      return {
        name: text('bdi'),
        points: Number.parseInt(text('.score-points'), 10),
        rank: Number(text('.podium-step b, .score-rank')),
      }
    }),
  )

test('the podium at the end, and results in a file that say the same as every screen', async () => {
  await desk.page.bringToFront()
  await button(desk.page, 'Take over').click()
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click()
  await hall.steers(desk)
  await remote.page.close()
  await hall.showScoreboard(desk)
  await until('the podium', async () => (await shownOnStage()).length === 3)
  const shown = await shownOnStage()
  assert.deepEqual(
    shown.map(({ name, rank }) => [name, rank]),
    [
      ['Cleo', 1],
      ['Benoît', 2],
      ['Ada Lind', 3],
    ],
  )
  for (const [i, phone] of [cleo, benoit, ada].entries()) assert.equal(await points(phone), shown[i]?.points)
  await sees(ada.page, 'You are in place 3 with 2 points.')
  await hall.step(desk, 'End meeting', 'after')
  await sees(ada.page, 'That was it.')
  await sees(benoit.page, 'C’est fini.')
  await sees(stage.page, 'Thank you for being here.')

  await button(desk.page, 'In and out').click()
  const dialog = desk.page.getByRole('dialog', { name: 'In and out' })
  const [come] = await Promise.all([
    desk.page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'As JSON', exact: true }).click(),
  ])
  const results: MeetingResults = JSON.parse(readFileSync(await come.path(), 'utf8'))
  assert.deepEqual(
    results.participants.filter((one) => one.points > 0).map(({ name, points, rank }) => ({ name, points, rank })),
    shown,
  )
  assert.deepEqual(
    results.participants.at(-1)?.answers.map(({ text }) => text),
    ['False'],
    'who came late has that one answer',
  )
  const answered = results.activities.map(({ prepared, tally }) => [prepared.title, 'answered' in tally ? tally.answered : null])
  assert.deepEqual(answered.slice(1), [
    [RIVER, 3],
    [NEXT_ROUND, 2],
    [SNACKS, 1],
    [TOMATO, 4],
    [HARD, 1],
    [EVENING, 1],
    [LIGHT, null],
    [WORD, 2],
  ])
  for (const one of [desk, stage, ada, cleo]) assert.deepEqual(complainedOf(one), [])
  // He came by the meeting’s own address, without a seat, and was offline for a while.
  assert.deepEqual(complainedOf(benoit, /403|ERR_|WebSocket/), [])
})
