/** The points of a quiz in front of everybody who follows them: the desk, a presenter's phone, one who only looks, two phones and the big screen. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { button, complainedOf, faultsOf, listenTo, openWindow, sees, seesNot, sideways, until, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

const FIRST = 'Which one is the capital of France?'
const SECOND = `A ${'very '.repeat(20)}long question about anything at all?`
/** Presses sooner than this after a step are ignored by the console. */
const CALM_MS = 650
let program: Program
let desk: Window
let ada: Window
let ben: Window
let address = ''

const scoreRows = ({ page }: Window) => page.locator('.scores-table tbody tr')
const told = async (window: Window) => (await scoreRows(window).allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim())
const showsScores = (window: Window, rows: readonly string[]) =>
  until(`${rows.join()} as scores`, async () => JSON.stringify(await told(window)) === JSON.stringify(rows))
/** Another tab of the same browser. */
async function tabOf(window: Window, path: string): Promise<Window> {
  const tab = listenTo(await window.page.context().newPage())
  await tab.page.goto(path)
  return tab
}
const press = ({ page }: Window, choice: string) => page.locator('.choice', { hasText: choice }).click()

before(async () => {
  program = await startProgram()
  desk = await signIn(program)
  const quiz = { kind: 'Quiz', choices: ['Lyon', 'Paris'], right: [2] } as const
  const { id, code } = await hall.meetingByCall(desk, 'Quiz night', [
    { ...quiz, title: FIRST },
    { ...quiz, title: SECOND },
  ])
  address = `${program.url}/console/meetings/${id}`
  await hall.steers(desk)
  ada = await hall.joinByLink(program.url, code, 'Ada')
  ben = await hall.joinByLink(program.url, code, 'Ben', 'narrow')
})

test('LK-94, LK-113: the desk has three columns, with everybody who is here by points', async () => {
  await showsScores(desk, ['1AdaBrowser0', '1BenBrowser0'])
  const lefts = await desk.page
    .locator('.meeting > :is(.meeting-first, main, .meeting-side)')
    .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().left)))
  assert.equal(new Set(lefts).size, 3)
  assert.deepEqual([await faultsOf(desk.page), await sideways(desk.page)], [[], 0])
})

test('LK-95, LK-34, LK-35: points move by themselves on the desk, in two tabs, and after a lost line', async () => {
  const second = await tabOf(ada, ada.page.url())
  await sees(second.page, '0 points')
  await hall.step(desk, 'Start meeting', 'waiting')
  await button(desk.page, `Open question: ${FIRST}`).click()
  await until('the question', async () => (await hall.phaseOf(desk)) === 'open')
  await desk.page.waitForTimeout(CALM_MS)
  await sees(ada.page, FIRST)
  await press(ada, 'Paris')
  await sees(ada.page, 'The answer comes with the result.')
  await ben.page.context().setOffline(true)
  await button(desk.page, `Show results: ${FIRST}`).click()
  await until('the result', async () => (await hall.phaseOf(desk)) === 'results')
  await desk.page.waitForTimeout(CALM_MS)
  await showsScores(desk, ['1AdaBrowser2', '2BenBrowser0'])
  for (const { page } of [ada, second])
    await until('2 points', async () => /2 points/.test(await page.locator('.you-points').innerText()))
  await ben.page.context().setOffline(false)
  await sees(ben.page, 'Right answer')
  await second.page.close()
})

test('LK-96: the scoreboard is read anew by a press, for the desk alone', async () => {
  await button(desk.page, 'Read the scoreboard anew').click()
  await showsScores(desk, ['1AdaBrowser2', '2BenBrowser0'])
  await seesNot(ada.page, 'Scoreboard')
})

test('LK-55: whoever only looks sees question, results and scores, and has nothing to press', async () => {
  const watch = await tabOf(desk, `${address}/watch`)
  await sees(watch.page, FIRST)
  await showsScores(watch, ['1AdaBrowser2', '2BenBrowser0'])
  assert.equal(await watch.page.locator('main button, aside button:not(.bars-show)').count(), 0)
  assert.deepEqual([await faultsOf(watch.page), await sideways(watch.page), complainedOf(watch)], [[], 0, []])
  const seat = crypto.randomUUID()
  const { view } = (await call(watch, 'GET', `/meetings/${hall.meetingIdOf(watch)}/console`)) as {
    view: { controller: { seat: string } | null }
  }
  assert.notEqual(view.controller?.seat, seat)
  await assert.rejects(call(watch, 'POST', `/meetings/${hall.meetingIdOf(watch)}/steps`, { seat, step: 'next', from: 'results' }))
  await watch.page.close()
})

test('LK-42, LK-97: everybody sees the scoreboard, also who comes late', async () => {
  await hall.showScoreboard(desk)
  await sees(ada.page, 'You are in place 1 with 2 points.')
  await sees(ben.page, 'You are in place 2 with 0 points.')
  const late = await hall.joinByLink(program.url, await hall.codeOf(desk), 'Cleo')
  await sees(late.page, 'You are in place 2 with 0 points.')
  await sees(late.page, 'tied')
  assert.deepEqual([await faultsOf(late.page), await sideways(late.page), complainedOf(late)], [[], 0, []])
  await showsScores(desk, ['1AdaBrowser2', '2BenBrowser0', '2CleoBrowser0'])
})

test('LK-121, LK-123: a presenter steers from a phone with one button, and from a keyboard with an arrow', async () => {
  const presenter = await tabOf(desk, `${address}/present`)
  await presenter.page.setViewportSize({ width: 320, height: 640 })
  await sees(presenter.page, 'Quiz night')
  await button(presenter.page, 'Take over').click()
  await presenter.page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click()
  await hall.steers(presenter)
  assert.deepEqual([await faultsOf(presenter.page), await sideways(presenter.page)], [[], 0])
  await hall.step(presenter, 'Next', 'waiting')
  await presenter.page.locator('h1').click()
  await presenter.page.keyboard.press('ArrowRight')
  await until('the second question', async () => (await hall.phaseOf(presenter)) === 'open')
  await sees(ada.page, 'long question')
  await sees(desk.page, 'is steering')
  assert.equal(await sideways(desk.page), 0)
  assert.deepEqual(complainedOf(presenter), [])
  await presenter.page.close()
})

test('LK-114: one activity is reset from its row, asking first, and its points are gone everywhere', async () => {
  await button(desk.page, `More for ${FIRST}`).click()
  await desk.page.getByRole('menuitem', { name: 'Forget its answers' }).click()
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Forget the answers' }).click()
  await showsScores(desk, ['1AdaBrowser0', '1BenBrowser0', '1CleoBrowser0'])
  await sees(ada.page, '0 points')
})

test('LK-117: the QR code of the page to join is shown large', async () => {
  await button(desk.page, 'Show the QR code large').click()
  const dialog = desk.page.getByRole('dialog')
  await dialog.getByRole('img').waitFor()
  assert.match(await dialog.innerText(), new RegExp(`${program.url}/join/`))
  await dialog.getByRole('button', { name: 'Close' }).click()
})

test('LK-122: the console has the colour somebody chose, also after a reload', async () => {
  const choose = async (name: string) => {
    await button(desk.page, 'Menu').click()
    await desk.page.locator('.accents label', { hasText: name }).click()
    await desk.page.keyboard.press('Escape')
  }
  const accent = () => desk.page.evaluate<string>("getComputedStyle(document.documentElement).getPropertyValue('--brand')")
  const before = await accent()
  await choose('Green')
  await desk.page.reload()
  await sees(desk.page, 'Quiz night')
  assert.notEqual(await accent(), before)
  assert.deepEqual(await faultsOf(desk.page), [])
})

test('LK-123: on a tablet two columns, on a phone one with tabs; nothing is pushed aside', async () => {
  for (const [width, columns] of [
    [1280, 3],
    [1024, 2],
    [390, 1],
  ] as const) {
    const look = await openWindow('desk', {
      viewport: { width, height: 900 },
      storageState: await desk.page.context().storageState(),
    })
    await look.page.goto(address)
    await look.page.locator('h1').waitFor()
    assert.equal(await look.page.locator('.meeting > .meeting-side, .meeting > main, main.meeting').count(), columns)
    if (columns === 1) await look.page.getByRole('tab', { name: 'Scores' }).click()
    await sees(look.page, 'Cleo')
    assert.deepEqual([await faultsOf(look.page), await sideways(look.page), complainedOf(look)], [[], 0, []])
    await look.page.context().close()
  }
  for (const one of [desk, ada]) assert.deepEqual(complainedOf(one), [])
})
