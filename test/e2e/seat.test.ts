import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { button, complainedOf, openWindow, sees, seesNot, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { type Program, signIn, startProgram } from './program.ts'

/** Organizers who take part in their own meetings. */
const POLL = { kind: 'Poll', title: 'Tea or coffee?', choices: ['Tea', 'Coffee'] } as const
let program: Program
let desk: Window
before(async () => {
  program = await startProgram()
  desk = await signIn(program)
})

test('LK-32, LK-33: an organizer who opens a meeting sits in it under their own name without a code, and in the next one too', async () => {
  const [first, second] = [await hall.meetingByCall(desk, 'First', [POLL]), await hall.meetingByCall(desk, 'Second', [POLL])]
  const own = await desk.page.context().newPage()
  for (const { id } of [first, second]) {
    await own.goto(`${program.url}/m/${id}`)
    await own.locator('.you-name', { hasText: /^Olga$/ }).waitFor()
    assert.equal(new URL(own.url()).pathname, `/m/${id}`)
  }
  await own.goto(`${program.url}/m/${first.id}`)
  await own.getByText('Change name').click()
  await own.getByLabel('Your name').fill('Host')
  await button(own, 'Save').click()
  await own.locator('.you-name', { hasText: 'Host' }).waitFor()
  await own.goto(`${program.url}/m/${second.id}`)
  await own.locator('.you-name', { hasText: /^Olga$/ }).waitFor()
  await own.close()
})

test('LK-32: from the console one takes part with one press; a seat from before is the same, and said to be', async () => {
  const { id } = await hall.meetingByCall(desk, 'Third', [POLL])
  const { page } = desk
  await page.goto(`${program.url}/console/meetings/${id}`)
  for (const before of [false, true]) {
    const opened = page.context().waitForEvent('page')
    await page.getByRole('link', { name: 'Take part yourself' }).click()
    const seat = await opened
    await seat.locator('.you-name', { hasText: /^Olga$/ }).waitFor()
    const all = await seat.locator('body').innerText()
    assert.equal(all.includes('You sat here before: this is the same seat.'), before)
    await seat.close()
  }
  assert.equal(await program.sql('select 1 from meetings_participants where meeting = $1', [id]), 1)
  assert.deepEqual(complainedOf(desk), [])
})

test('LK-32: whoever does not run the meeting is asked to join, as ever', async () => {
  const { id } = await hall.meetingByCall(desk, 'Fourth', [POLL])
  const stranger = await openWindow('phone')
  for (const address of [`/m/${id}`, `/m/${id}#seat`]) {
    await stranger.page.goto('about:blank')
    await stranger.page.goto(program.url + address)
    await stranger.page.waitForURL(/\/join\?to=/)
    await sees(stranger.page, 'Join a meeting')
    await seesNot(stranger.page, 'You sat here before')
  }
  assert.equal(await program.sql('select 1 from meetings_participants where meeting = $1', [id]), 0)
  await stranger.page.context().close()
})
