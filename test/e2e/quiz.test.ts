/** A short quiz night: two questions and a scale, on two phones, the big screen and the desk. Each test goes on where the one before ended. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { complainedOf, faultsOf, openWindow, sees, seesNot, sideways, until, visibleText, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { type Program, signIn, startProgram } from './program.ts'

const CAPITAL = 'Which one is the capital of France?'
const SURE = 'How sure are you?'
let program: Program
let desk: Window
let stage: Window
let ada: Window
let ben: Window

before(async () => {
  program = await startProgram()
  desk = await signIn(program)
  await hall.makeMeeting(desk, 'Quiz night')
  await hall.addActivity(desk, { kind: 'Quiz', title: CAPITAL, choices: ['Lyon', 'Paris', 'Nice'], right: [2] })
  await hall.addActivity(desk, { kind: 'Scale', title: SURE })
  const code = await hall.codeOf(desk)
  stage = await hall.openStage(desk)
  ada = await hall.joinByLink(program.url, code, 'Ada')
  ben = await hall.joinByLink(program.url, code, 'Ben', 'narrow')
})

const press = ({ page }: Window, choice: string) => page.locator('.choice', { hasText: choice }).click()

test('LK-82 LK-87 LK-88: an answer is taken and nothing tells whether it was right; the desk sees how they are spread', async () => {
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Open question', 'open')
  await sees(ada.page, CAPITAL)
  await press(ada, 'Paris')
  await press(ben, 'Lyon')
  for (const { page } of [ada, ben]) await sees(page, 'The answer comes with the result.')
  await until('the desk to count two', async () =>
    /50%[\s\S]*50%/.test(await desk.page.locator('.panel', { hasText: 'Answers so far' }).innerText()),
  )
  for (const screen of [ada, ben, stage]) assert.doesNotMatch(await visibleText(screen.page), /%|Right answer|that’s right/)
  await ada.page.reload()
  await sees(ada.page, 'The answer comes with the result.')
  await sees(ada.page, '0 points')
})

test('LK-86 LK-89 LK-83: with the result everybody sees what was right, and the points are there', async () => {
  const late = await hall.joinByLink(program.url, await hall.codeOf(desk), 'Cleo')
  await hall.step(desk, 'Show results', 'results')
  await sees(ada.page, 'Yes, that’s right.')
  await sees(ada.page, '2 points')
  await sees(ben.page, 'Not this time.')
  await sees(ben.page, '0 points')
  await sees(late.page, 'Right answer')
  await seesNot(late.page, 'Not this time.')
  await until('the right one on the big screen', async () => /Paris/.test(await stage.page.locator('.poll-right').innerText()))
  for (const screen of [ada, ben, stage, desk])
    assert.deepEqual([await faultsOf(screen.page), await sideways(screen.page)], [[], 0])
  await late.page.context().close()
})

test('LK-97: the scoreboard names who leads', async () => {
  await hall.showScoreboard(desk)
  await sees(ada.page, /place 1/)
  await sees(stage.page, 'Ada')
})

test('LK-90: a scale is answered by a slider, also by keyboard, and shows the mean', async () => {
  await hall.step(desk, 'Next', 'waiting')
  await hall.step(desk, 'Open scale', 'open')
  const slider = ada.page.getByRole('slider', { name: SURE })
  await slider.press('End')
  await ada.page.getByRole('button', { name: 'Send answer' }).click()
  await sees(ada.page, '100 on average')
  await ben.page.getByRole('slider', { name: SURE }).press('Home')
  await ben.page.getByRole('button', { name: 'Send answer' }).click()
  await sees(ben.page, '50 on average')
  for (const screen of [ada, ben, stage]) assert.deepEqual([await faultsOf(screen.page), await sideways(screen.page)], [[], 0])
  await hall.step(desk, 'Show results', 'results')
  for (const { page } of [ada, ben, stage]) await sees(page, '50 on average')
  const late = await openWindow('phone', { colorScheme: 'dark' })
  await late.page.goto(`${program.url}/join/${await hall.codeOf(desk)}`)
  await hall.takeSeat(late.page, 'Dan')
  await sees(late.page, '50 on average')
  for (const screen of [desk, stage, ada, ben, late]) assert.deepEqual(complainedOf(screen), [])
})
