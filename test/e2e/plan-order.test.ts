import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { sees, until, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { type Program, signIn, startProgram } from './program.ts'

/** The running order in the hand: with the mouse and with keys, and what comes next by it. */
let program: Program
let desk: Window
before(async () => {
  program = await startProgram()
  desk = await signIn(program)
})

const isOrder = (page: Page, ...titles: string[]) =>
  until(`the order ${titles}`, async () => (await hall.order(page)).join() === titles.join())
const upNext = (page: Page) =>
  page
    .locator('.row', { has: page.locator('.row-upnext') })
    .locator('.row-title')
    .innerText()

/** By its grip to the row of another, a little at a time as a hand does. */
async function drag(page: Page, title: string, onto: string): Promise<void> {
  const row = (text: string) => page.locator('.row[data-activity]', { hasText: text })
  const from = await row(title).locator('.row-grip').boundingBox()
  const to = await row(onto).boundingBox()
  assert.ok(from && to, 'both rows are drawn')
  const x = from.x + from.width / 2
  await page.mouse.move(x, from.y + from.height / 2)
  await page.mouse.down()
  const isUp = to.y < from.y
  await page.mouse.move(x, isUp ? to.y + 2 : to.y + to.height - 2, { steps: 12 })
  await page.mouse.up()
}

test('LK-12 activities are dragged into another order, which decides what is next; new ones come last', async () => {
  const { page } = desk
  await hall.makeMeeting(desk, 'In order')
  for (const title of ['Apple', 'Birch', 'Cedar']) await hall.addActivity(desk, { kind: 'Poll', title, choices: ['Yes', 'No'] })
  await isOrder(page, 'Apple', 'Birch', 'Cedar')
  await drag(page, 'Cedar', 'Apple')
  await isOrder(page, 'Cedar', 'Apple', 'Birch')
  await page.reload()
  await isOrder(page, 'Cedar', 'Apple', 'Birch')
  assert.equal(await upNext(page), 'Cedar')
  await drag(page, 'Cedar', 'Birch')
  await isOrder(page, 'Apple', 'Birch', 'Cedar')

  await page.locator('.row-title', { hasText: 'Birch' }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await isOrder(page, 'Birch', 'Apple', 'Cedar')
  assert.equal(await page.evaluate<string | undefined>('document.activeElement?.textContent'), 'Birch', 'the focus stays with it')
  await sees(page, 'Birch')
  await until('what is next', async () => (await upNext(page)) === 'Birch')

  await hall.addActivity(desk, { kind: 'Poll', title: 'Date palm', choices: ['Yes', 'No'] })
  await isOrder(page, 'Birch', 'Apple', 'Cedar', 'Date palm')
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Open poll', 'open')
  await sees(page, 'Open: Birch')
  await drag(page, 'Cedar', 'Apple')
  await isOrder(page, 'Birch', 'Cedar', 'Apple', 'Date palm')
  await hall.step(desk, 'Close poll', 'closed')
  await hall.step(desk, 'Show results', 'results')
  await hall.step(desk, 'Next', 'waiting')
  await sees(page, 'Ready: Cedar')
})

test('LK-15 a tick at a right choice of a poll makes it a quiz as it is saved, and the desk says so', async () => {
  const { page } = desk
  await page.locator('.row-title', { hasText: 'Apple' }).click()
  const form = page.getByRole('dialog')
  await form.getByRole('checkbox', { name: /right/i }).first().check()
  await form.getByRole('button', { name: 'Save' }).click()
  await sees(page, 'Saved as a quiz question')
  const row = page.locator('.row[data-activity]', { hasText: 'Apple' })
  await until('its kind', async () => /Quiz/.test((await row.textContent()) ?? ''))
  await page.reload()
  await row.locator('.row-title').click()
  assert.ok(await form.getByRole('checkbox', { name: /right/i }).first().isChecked())
})
