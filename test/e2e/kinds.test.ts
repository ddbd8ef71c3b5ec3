/** A rating and a picture slide, planned at the desk, on two phones and the big screen. Each test goes on where the one before ended. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { button, complainedOf, faultsOf, sees, sideways, until, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { type Program, signIn, startProgram } from './program.ts'

/** One dot. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
let program: Program
let desk: Window
let stage: Window
let ada: Window
let ben: Window

before(async () => {
  program = await startProgram()
  desk = await signIn(program)
  await hall.makeMeeting(desk, 'Feedback')
  await button(desk.page, 'Add an activity').first().click()
  const form = desk.page.getByRole('dialog')
  await form.locator('label.kind', { has: desk.page.locator('b', { hasText: /^Rating$/ }) }).click()
  await form.getByLabel('Question', { exact: true }).fill('How good were they?')
  for (const [i, text] of ['Talks', 'Food', 'Rooms'].entries()) await form.getByLabel(`Item ${i + 1}`, { exact: true }).fill(text)
  await form.getByLabel('Close by itself after (seconds)').fill('600')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'hidden' })
  await button(desk.page, 'Add an activity').first().click()
  await form.locator('label.kind', { has: desk.page.locator('b', { hasText: /^Picture$/ }) }).click()
  await form.getByLabel('Title', { exact: true }).fill('The plan')
  await form
    .locator('input[type=file]')
    .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from(PNG, 'base64') })
  await form.getByRole('button', { name: 'Another picture' }).waitFor()
  await form.getByLabel('What the picture shows').fill('A floor plan')
  await form.getByRole('button', { name: 'Save' }).click()
  await form.waitFor({ state: 'hidden' })
  const code = await hall.codeOf(desk)
  stage = await hall.openStage(desk)
  ada = await hall.joinByLink(program.url, code, 'Ada')
  ben = await hall.joinByLink(program.url, code, 'Ben', 'narrow')
})

const fits = async (screens: readonly Window[]) => {
  for (const { page } of screens) assert.deepEqual([await faultsOf(page), await sideways(page)], [[], 0])
}

test('LK-91: items are rated by finger and by keyboard, and ranked everywhere', async () => {
  await hall.step(desk, 'Start meeting', 'waiting')
  assert.equal(await desk.page.getByLabel('Close by itself after (seconds)').inputValue(), '600')
  await hall.step(desk, 'Open rating', 'open')
  for (const { page } of [ada, ben]) await page.getByRole('group', { name: 'Talks' }).waitFor()
  await fits([ada, ben, stage, desk])
  await ada.page.getByRole('group', { name: 'Talks' }).getByText('5', { exact: true }).click()
  await ada.page.getByRole('group', { name: 'Food' }).getByRole('radio', { name: '1 of 5' }).press('ArrowRight')
  await button(ada.page, 'Send answer').click()
  await ada.page.locator('.ranked-row', { hasText: 'Talks' }).waitFor()
  await ben.page.getByRole('group', { name: 'Talks' }).getByText('4', { exact: true }).click()
  await button(ben.page, 'Send answer').click()
  await until('the big screen to rank two ratings', async () =>
    /1\.\s*Talks[\s\S]*4\.5 on average, 2 ratings/.test(await stage.page.locator('.ranked').innerText()),
  )
  await hall.step(desk, 'Show results', 'results')
  for (const { page } of [ada, ben]) await sees(page, '2 on average, 1 rating')
  await fits([ada, ben, stage, desk])
})

test('LK-92: a picture is on every screen, whole, with what it shows', async () => {
  await hall.step(desk, 'Next', 'waiting')
  await hall.step(desk, 'Show picture', 'open')
  for (const { page } of [ada, ben, stage]) {
    const shown = page.getByRole('img', { name: 'A floor plan' })
    await shown.waitFor()
    await until('the picture', () => shown.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth === 1))
    const fit = await page.evaluate('getComputedStyle(document.querySelector(\'img[alt="A floor plan"]\')).objectFit')
    assert.equal(fit, 'contain')
  }
  await fits([ada, ben, stage, desk])
  for (const screen of [desk, stage, ada, ben]) assert.deepEqual(complainedOf(screen), [])
})
