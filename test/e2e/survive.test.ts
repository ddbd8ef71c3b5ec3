/** What goes wrong in a hall: pages reloaded, phones without a network, the program killed, two people at the controls. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { atEnd } from '../closing.ts'
import { openTap, type Tap } from '../standins/irc-client.ts'
import { button, listenTo, openWindow, sees, until, visibleText, type Window } from './browser.ts'
import * as hall from './hall.ts'
import { type Program, signIn, startProgram } from './program.ts'

const POLL = { kind: 'Poll', title: 'Tea or coffee?', choices: ['Tea', 'Coffee'] } as const
const CLOUD = { kind: 'Word cloud', title: 'One word, please' } as const

let program: Program
let desk: Window
/** Stands between some windows and the program, to cut their line. */
let tap: Tap

before(async () => {
  program = await startProgram()
  const { hostname, port } = new URL(program.url)
  tap = await openTap({ host: hostname, port: Number(port) })
  atEnd(() => tap.close())
  desk = await signIn(program)
})

const tapUrl = () => `http://127.0.0.1:${tap.port}`

async function cutOff(window: Window): Promise<void> {
  await window.page.context().setOffline(true)
  tap.cut()
}

/** Another window of the same organizer, with a seat of its own at the controls. */
async function secondDesk(): Promise<Window> {
  const page = await desk.page.context().newPage()
  await page.goto(desk.page.url())
  return listenTo(page)
}

async function reloaded(windows: readonly Window[]): Promise<void> {
  await Promise.all(windows.map(({ page }) => page.reload()))
}

/** Reloads all three, and looks whether each says the same as before. */
async function standsAfterReload(at: string, phone: Window, stage: Window, phoneSays: string): Promise<void> {
  await reloaded([phone, stage, desk])
  await hall.stageIs(stage, at)
  await sees(phone.page, phoneSays)
  await hall.steers(desk)
  assert.equal(await hall.phaseOf(desk), at)
}

test('LK-50 LK-38 LK-71 phone, big screen and console may be reloaded in every phase, and nothing is lost', async () => {
  const { code } = await hall.meetingByCall(desk, 'Reload', [POLL, CLOUD])
  const phone = await hall.joinByLink(program.url, code, 'Rita')
  const stage = await hall.openStage(desk)
  await hall.steers(desk)
  await standsAfterReload('before', phone, stage, 'You’re early.')
  await hall.step(desk, 'Start meeting', 'waiting')
  await standsAfterReload('waiting', phone, stage, 'You’re in.')
  await hall.step(desk, 'Open poll', 'open')
  await hall.pressChoice(phone.page, 'Tea')
  await sees(phone.page, 'Counted')
  await standsAfterReload('open', phone, stage, 'Counted')
  await hall.counts('the phone', () => hall.phoneNumbers(phone), [1, 0], 1)
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [1, 0], 1)
  await hall.step(desk, 'Close poll', 'closed')
  await standsAfterReload('closed', phone, stage, 'Time is up.')
  await hall.step(desk, 'Show results', 'results')
  await standsAfterReload('results', phone, stage, 'The result')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [1, 0], 1)
  await hall.step(desk, 'Next', 'waiting')
  await hall.step(desk, 'Open word cloud', 'open')
  await phone.page.getByLabel('Your word').fill('Calm')
  await button(phone.page, 'Send').click()
  await sees(phone.page, '“Calm” is in.')
  await standsAfterReload('open', phone, stage, CLOUD.title)
  for (const [screen, kind] of [
    [phone, 'phone'],
    [stage, 'stage'],
  ] as const)
    await until('the word', async () => (await hall.cloudOf(screen, kind)).calm === 1)
  await hall.step(desk, 'Close word cloud', 'closed')
  await hall.step(desk, 'Show results', 'results')
  await hall.step(desk, 'End meeting', 'after')
  await standsAfterReload('after', phone, stage, 'That was it.')
  for (const { page } of [phone, stage]) await page.context().close()
})

test('an answer given without a network is kept, goes out by itself and counts once', async () => {
  const { code } = await hall.meetingByCall(desk, 'Tunnel', [POLL])
  const phone = await hall.joinByLink(tapUrl(), code, 'Tilda')
  const stage = await hall.openStage(desk)
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Open poll', 'open')
  await sees(phone.page, POLL.title)
  await cutOff(phone)
  await hall.pressChoice(phone.page, 'Coffee')
  await sees(phone.page, 'Kept until you are back online')
  await sees(phone.page, 'Your answer is kept and goes out when you are back.')
  assert.ok(!(await visibleText(phone.page)).includes('Counted'))
  await phone.page.context().setOffline(false)
  await sees(phone.page, 'Counted')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [0, 1], 1)
  await phone.page.reload()
  await sees(phone.page, 'Counted')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [0, 1], 1)
  for (const { page } of [phone, stage]) await page.context().close()
})

test('LK-51 the program is killed and started again: all pages come back, with seat, answer and controls', async () => {
  const { code } = await hall.meetingByCall(desk, 'Power cut', [POLL, CLOUD])
  const [phone, late] = [await hall.joinByLink(program.url, code, 'Paula'), await hall.joinByLink(program.url, code, 'Lars')]
  const stage = await hall.openStage(desk)
  await hall.step(desk, 'Start meeting', 'waiting')
  await hall.step(desk, 'Open poll', 'open')
  await hall.pressChoice(phone.page, 'Tea')
  await sees(phone.page, 'Counted')
  await program.kill()
  await sees(late.page, 'You are offline.')
  await hall.pressChoice(late.page, 'Coffee')
  await sees(late.page, 'Kept until you are back online')
  await sees(stage.page, 'This screen shows what it last heard.')
  assert.ok(await button(desk.page, 'Close poll').isDisabled(), 'nobody steers without a server')
  await program.restart()
  await sees(late.page, 'Counted')
  await hall.counts('the big screen', () => hall.stageNumbers(stage), [1, 1], 2)
  await hall.counts('the first phone', () => hall.phoneNumbers(phone), [1, 1], 2)
  await sees(phone.page, 'Paula')
  await sees(late.page, 'Lars')
  await hall.steers(desk)
  await hall.step(desk, 'Close poll', 'closed')
  await sees(phone.page, 'Time is up.')
  for (const { page } of [phone, late, stage]) await page.context().close()
})

test('LK-47 LK-48 LK-49 one seat steers: a second tab reads along until it takes over, and the first then reads along', async () => {
  const { id } = await hall.meetingByCall(desk, 'Two at the desk', [POLL, CLOUD])
  await hall.steers(desk)
  const second = await secondDesk()
  await sees(second.page, 'is steering. You see everything as it happens.')
  assert.ok(await button(second.page, 'Start meeting').isDisabled())
  const forced = await desk.page.context().request.post(`${program.url}/api/v1/meetings/${id}/steps`, {
    headers: { Origin: program.url },
    data: { seat: crypto.randomUUID(), step: 'start', from: 'before' },
  })
  assert.match(await forced.text(), /not-controller/)
  assert.equal(await hall.phaseOf(desk), 'before')
  await hall.step(desk, 'Start meeting', 'waiting')
  await button(second.page, 'Open poll').waitFor()
  await button(second.page, 'Take over').click()
  await second.page.getByRole('dialog').getByRole('button', { name: 'Take over' }).click()
  await hall.steers(second)
  await sees(desk.page, 'has taken over.')
  assert.ok(await button(desk.page, 'Open poll').isDisabled())
  await hall.step(second, 'Open poll', 'open')
  await sees(desk.page, `Open: ${POLL.title}`)
  await second.page.close()
  await sees(desk.page, 'Nobody is steering at the moment.')
  await button(desk.page, 'Take control').click()
  await hall.steers(desk)
  await hall.step(desk, 'Close poll', 'closed')
})

test('LK-23 a console whose line is cut leaves the controls to others; back again, it reads along', async () => {
  const { id } = await hall.meetingByCall(desk, 'Cut line', [POLL])
  await hall.steers(desk)
  const state = await desk.page.context().storageState()
  await desk.page.goto(`${program.url}/console`)
  const far = await openWindow('desk', { storageState: state })
  await far.page.goto(`${tapUrl()}/console/meetings/${id}`)
  await hall.steers(far)
  const near = await openWindow('desk', { storageState: state })
  await near.page.goto(`${program.url}/console/meetings/${id}`)
  await sees(near.page, 'is steering.')
  await cutOff(far)
  await sees(far.page, 'No connection.')
  assert.ok(await button(far.page, 'Start meeting').isDisabled())
  // The reading window takes the free controls by itself, or by its button.
  await until('the controls to be free', async () => {
    const take = button(near.page, 'Take control')
    // It may go while it is being pressed: then this window has just taken them.
    if (await take.isVisible()) await take.click({ timeout: 1_000 })
    return await button(near.page, 'Start meeting').isEnabled()
  })
  await hall.step(near, 'Start meeting', 'waiting')
  await far.page.context().setOffline(false)
  await sees(far.page, 'is steering.')
  assert.ok(await button(far.page, 'Open poll').isDisabled())
})
