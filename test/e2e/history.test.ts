import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { RunResults } from '../../src/contract/runs.schema.ts'
import { button, faultsOf, openWindow, sees, sideways, until, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { type Program, signIn, startProgram } from './program.ts'

/** A meeting is played twice; the first time can be looked at, and taken out, after the second. */
let program: Program
let desk: Window
before(async () => {
  program = await startProgram()
  desk = await signIn(program)
})

const play = async (choice: string, page: Window) => {
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Open question', 'open')
  await hall.pressChoice(page.page, choice)
  await until('the answer', async () => /1 answered/.test(await desk.page.locator('.meeting-facts').innerText()))
  await hall.step(desk, 'Show results', 'results')
  await hall.step(desk, 'End meeting', 'after')
}

test('LK-99 a meeting begins anew; the run before stays with its people, answers, points and times, and is taken out as files', {
  timeout: 120_000,
}, async () => {
  const { page } = desk
  await hall.makeMeeting(desk, 'Twice')
  await hall.addActivity(desk, { kind: 'Quiz', title: 'Which?', choices: ['This', 'That'], right: [1] })
  const ada = await hall.joinByLink(program.url, await hall.codeOf(desk), 'Ada')
  const seat = ada.page.url()
  await play('This', ada)
  const address = page.url()
  await page.getByRole('link', { name: 'History' }).click()
  await page.getByRole('heading', { name: 'The last run' }).waitFor()
  assert.deepEqual(await faultsOf(page), [])
  // Pressed twice, as people do: the second press must not put away what the first brought.
  await button(page, 'Begin anew').dblclick({ delay: 40 })
  await page.getByLabel('Who is there then').selectOption('leave')
  await page.getByRole('dialog').getByRole('button', { name: 'Begin anew' }).click()
  await sees(page, 'The meeting has begun anew.')
  await until('Ada to be asked in again', async () => ada.page.url() !== seat)
  await page.getByRole('button', { name: /^Run of/ }).click()
  await page.getByRole('heading', { name: /^Run of/ }).waitFor()
  const row = page.getByRole('row', { name: /Ada/ })
  assert.match(await row.innerText(), /1\s+Ada\s+2\s+Which\?\s+This/)

  await page.goto(address)
  const bo = await hall.joinByLink(program.url, await hall.codeOf(desk), 'Bo')
  await play('That', bo)
  await page.goto(`${address}/history`)
  await until('Bo alone', async () => (await page.getByRole('row').allInnerTexts()).some((text) => /Bo\s+0/.test(text)))
  assert.equal(await page.getByRole('row', { name: /Ada/ }).count(), 0)
  await page.getByRole('button', { name: /^Run of/ }).click()
  await row.waitFor()
  const [come] = await Promise.all([page.waitForEvent('download'), button(page, 'As JSON').click()])
  const kept: RunResults = JSON.parse(readFileSync(await come.path(), 'utf8'))
  assert.deepEqual(
    kept.participants.map(({ name, points }) => [name, points]),
    [['Ada', 2]],
  )
  assert.ok(kept.run.beganAt && kept.run.endedAt)
  const [sheet] = await Promise.all([page.waitForEvent('download'), button(page, 'Participants, CSV').click()])
  assert.match(readFileSync(await sheet.path(), 'utf8'), /1,Ada,2,This,2/)
  assert.deepEqual(await faultsOf(page), [])

  const { page: phone } = await openWindow('narrow')
  await phone.context().addCookies(await page.context().cookies())
  await phone.goto(`${address}/history`)
  await phone.getByRole('button', { name: /^Run of/ }).click()
  await phone.getByRole('row', { name: /Ada/ }).waitFor()
  assert.equal(await sideways(phone), 0)
  assert.deepEqual(await faultsOf(phone), [])
  await button(page, 'Delete this run').click()
  await button(page, 'Delete for good').click()
  await sees(page, 'The run is deleted.')
  await until('it is gone', async () => (await page.getByRole('button', { name: /^Run of/ }).count()) === 0)
})
