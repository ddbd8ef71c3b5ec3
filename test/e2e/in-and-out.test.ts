import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { readSheet } from 'read-excel-file/node'
import writeXlsxFile from 'write-excel-file/node'
import type { MeetingResults } from '../../src/contract/moving.schema.ts'
import { button, complainedOf, faultsOf, openWindow, sees, sideways, until, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { type Program, signIn, startProgram } from './program.ts'

/** A meeting from a quiz sheet to a file of results, by the console's own buttons. */
let program: Program
let desk: Window
let moons = ''

const head = ['Question - max 120 characters', ...[1, 2, 3, 4].map((n) => `Answer ${n} - max 75 characters`)]
const sheet = [
  [null, 'Quiz template'],
  [null, ...head, 'Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs', 'Correct answer(s) - choose at least one'],
  [1, 'How many moons has Mars?', 'One', 'Two', null, null, 90, 2],
  [2, 'Which of these?', 'This', null, null, null, 20, 1],
  [3, 'Which are even?', 'One', 'Two', 'Three', 'Four', 60, '2,4'],
]

before(async () => {
  program = await startProgram()
  desk = await signIn(program)
})

const dialog = (page: Page) => page.getByRole('dialog', { name: 'In and out' })

async function download(page: Page, name: string): Promise<Buffer> {
  const [come] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name, exact: true }).click(),
  ])
  return readFileSync(await come.path())
}

test('a quiz sheet is looked at, taken in with a list of what is left out, played, and its results go out in every form', async () => {
  const { page } = desk
  await hall.makeMeeting(desk, 'Moons')
  await button(page, 'In and out').click()
  const bytes = await writeXlsxFile(sheet).toBuffer()
  await dialog(page).getByLabel('File of questions').setInputFiles({ name: 'quiz.xlsx', mimeType: '', buffer: bytes })
  await sees(page, '2 activities found')
  await sees(page, 'Row 4, “Which of these?”: it has fewer than two answers.')
  assert.deepEqual(await hall.order(page), [], 'a look takes nothing in')
  assert.deepEqual(await faultsOf(page), [])
  await dialog(page).getByRole('button', { name: 'Take 2 in' }).click()
  await until('both', async () => (await hall.order(page)).length === 2)
  assert.deepEqual(await hall.order(page), ['How many moons has Mars?', 'Which are even?'])

  const ada = await hall.joinByLink(program.url, await hall.codeOf(desk), 'Ada')
  const bo = await hall.joinByLink(program.url, await hall.codeOf(desk), '=Bo')
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Open question', 'open')
  await page.locator('.steering .countdown').waitFor()
  await hall.pressChoice(ada.page, 'Two')
  await hall.pressChoice(bo.page, 'One')
  await until('both answers', async () => /2 answered/.test(await page.locator('.meeting-facts').innerText()))
  await hall.step(desk, 'Show results', 'results')

  moons = page.url()
  await button(page, 'In and out').click()
  const results: MeetingResults = JSON.parse((await download(page, 'As JSON')).toString())
  assert.deepEqual(
    results.participants.map(({ name, points, rank, answers }) => [name, points, rank, answers[0]?.text]),
    [
      ['Ada', 2, 1, 'Two'],
      ['=Bo', 0, 2, 'One'],
    ],
  )
  const csv = (await download(page, 'Participants, CSV')).toString()
  assert.match(csv, /^\uFEFFRank,Name,Points,How many moons has Mars\?,[^\r]*\r\n1,Ada,2,Two,2,,\r\n2,'=Bo,0,One,0,,\r\n$/)
  const counts = await readSheet(await download(page, 'As XLSX'), 1)
  assert.deepEqual(
    counts.slice(1, 3).map(([, title, , answered, answer, right, n]) => [title, answered, answer, right, n]),
    [
      ['How many moons has Mars?', 2, 'One', 'no', 1],
      ['How many moons has Mars?', 2, 'Two', 'yes', 1],
    ],
  )
  assert.match((await download(page, 'Activities, CSV')).toString(), /Quiz,2,Two,yes,1\r\n/)
})

test('LK-19 a meeting is duplicated and saved as a file, from which another one begins; an activity is duplicated in its row', async () => {
  const { page } = desk
  const saved = await download(page, 'Save as a file')
  assert.doesNotMatch(saved.toString(), /Ada|stageKey|"code"/)
  await dialog(page).getByLabel('Title of the copy').fill('Moons again')
  await dialog(page).getByRole('button', { name: 'Duplicate meeting' }).click()
  await page.getByRole('heading', { name: 'Moons again', level: 1 }).waitFor()
  assert.deepEqual(await hall.order(page), ['How many moons has Mars?', 'Which are even?'])
  assert.match(await page.locator('.meeting-facts').innerText(), /Not started|0 here|Nobody/i)
  await button(page, 'More for How many moons has Mars?').click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  await until('the copy', async () => (await hall.order(page)).length === 3)
  assert.deepEqual(await hall.order(page), ['How many moons has Mars?', 'How many moons has Mars?', 'Which are even?'])

  await page.goto(`${program.url}/console`)
  await button(page, 'New meeting').click()
  await page.getByLabel('Begin with a saved meeting').setInputFiles({ name: 'm.json', mimeType: '', buffer: Buffer.from('{}') })
  await sees(page, 'This is no file of a meeting.')
  await page.getByLabel('Begin with a saved meeting').setInputFiles({ name: 'm.json', mimeType: '', buffer: saved })
  await until('its title', async () => (await page.getByLabel('Title of the meeting').inputValue()) === 'Moons')
  await button(page, 'Create meeting').click()
  await page.waitForURL(/\/console\/meetings\//)
  await until('its plan', async () => (await hall.order(page)).length === 2)
})

test('a file that cannot be read says so and changes nothing; the dialog fits a phone', async () => {
  const { page } = await openWindow('narrow')
  await page.context().addCookies(await desk.page.context().cookies())
  await page.goto(desk.page.url())
  await button(page, 'In and out').click()
  const field = dialog(page).getByLabel('File of questions')
  await field.setInputFiles({ name: 'x.xls', mimeType: '', buffer: Buffer.from('d0cf11e0a1b11ae1', 'hex') })
  await sees(page, 'This sheet cannot be read; nothing has changed.')
  assert.equal(await sideways(page), 0)
  assert.deepEqual(await faultsOf(page), [])
  assert.deepEqual(complainedOf(desk), [])
  await page.context().close()
})

test('LK-14 a choice has text, a short answer and a mark for right ones; how often it was chosen stands beside it, to be read alone', async () => {
  const { page } = desk
  await page.goto(moons)
  await button(page, 'How many moons has Mars?').click()
  const form = page.getByRole('dialog')
  await until('the counts', async () => (await form.getByText('Chosen 1 time').count()) === 2)
  assert.equal(await form.locator('input[value*="Chosen"]').count(), 0)
  assert.equal(await form.getByLabel('Choice 2 is right').isChecked(), true)
  assert.equal(await form.getByLabel('Choice 2', { exact: true }).getAttribute('maxlength'), '200')
  assert.equal(await form.getByLabel('Short answer for choice 2').getAttribute('maxlength'), '20')
  await page.keyboard.press('Escape')
  await form.waitFor({ state: 'hidden' })
})
