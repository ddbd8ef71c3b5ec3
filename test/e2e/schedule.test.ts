/** A large programme: taken in and released from the console, painted on a poor phone, searched and opened. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { CDPSession } from 'playwright-core'
import { LARGE, largeProgramme } from '../large-programme.ts'
import { button, complainedOf, faultsOf, openWindow, sees, seesNot, sideways, until, type Window } from './browser.ts'
import { JUMPED, PAINTED, PAINTED_AT } from './in-page.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

/** The usual "slow 4G" with a processor a quarter as fast: 1.6 Mbit/s down, 150 ms there and back. */
const SLOW = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 }
const SLOWER_CPU = 4
/** Without TLS on other hosts than this one browsers take no Brotli: the heavier packing is what must do. */
const GZIP = { 'Accept-Encoding': 'gzip' }
const FIRST_DAY = '2026-12-27'
const TRIES = 5

let program: Program
let desk: Window

before(async () => {
  program = await startProgram()
  desk = await signIn(program, 'Olga')
  await call(desk, 'PUT', '/events/large', {
    ...{ title: 'A large gathering', timeZone: 'Europe/Berlin', startsOn: FIRST_DAY, endsOn: '2026-12-30' },
  })
})

const tab = (name: string) => desk.page.goto(`${program.url}/console/events/large/${name}`)

test('a programme is taken in from a file, looked through, released, and changed by the next file', async () => {
  const { page } = desk
  await tab('schedule')
  const first = largeProgramme(FIRST_DAY)
  const file = (text: string) => ({ name: 'schedule.json', mimeType: 'application/json', buffer: Buffer.from(text) })
  await page.getByLabel('From a file').setInputFiles(file(first))
  await sees(page, `${LARGE.sessions} new, 0 moved, 0 changed, 0 gone`)
  await sees(page, 'Taken in and not yet released')
  assert.deepEqual(await faultsOf(page), [])
  const board = await openWindow('phone')
  await board.page.goto(`${program.url}/e/large`)
  await sees(board.page, 'A large gathering')
  await seesNot(board.page, 'Tides for beginners')
  await button(page, 'Release').click()
  const question = page.getByRole('dialog')
  await question.getByLabel('Why').fill('The first one')
  await question.getByRole('button', { name: 'Release' }).click()
  await sees(page, `${LARGE.sessions.toLocaleString('en')} changes`)
  await sees(page, 'The first one')
  await sees(board.page, 'Tides for beginners')
  await page.getByLabel('From a file').setInputFiles(file(first))
  await sees(page, 'Nothing is new: everything is as it was.')
  await page.getByLabel('From a file').setInputFiles(file(first.replace('"Tides for beginners 1"', '"Tides for everybody"')))
  await sees(page, '0 new, 0 moved, 1 changed, 0 gone')
  await button(page, 'Release').click()
  await question.getByLabel('Version').fill('1.1')
  await question.getByRole('button', { name: 'Release' }).click()
  await sees(page, '1 change')
  await sees(board.page, 'Tides for everybody')
  await page
    .getByLabel('From a file')
    .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{"no":1}') })
  await until('to be refused', async () => (await page.locator('.notice-bad').count()) === 1)
  await board.page.context().close()
})

test('the board of a thousand sessions on a slow phone: what its first paint, its title and its sessions take', async (t) => {
  const seen: number[][] = []
  for (let n = 0; n < TRIES; n++) {
    const { page } = await openWindow('phone', { extraHTTPHeaders: GZIP })
    const line: CDPSession = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    await line.send('Network.emulateNetworkConditions', SLOW)
    await line.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU })
    await page.addInitScript({ content: PAINTED_AT })
    await page.goto(`${program.url}/e/large`, { waitUntil: 'commit' })
    await page.locator('.session').first().waitFor()
    const found = await until('both to be painted', () => page.evaluate<Record<string, number> | null>(PAINTED))
    const paint = await page.evaluate<number>("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    seen.push([paint, found.title ?? 0, found.sessions ?? 0].map(Math.round))
    const jumped = await page.evaluate<number>(JUMPED)
    assert.ok(jumped < 0.1, `what was there moved by ${jumped} while the page came`)
    assert.equal(await sideways(page), 0)
    await page.context().close()
  }
  const middle = (at: number) => seen.map((one) => one[at] ?? 0).sort((a, b) => a - b)[Math.floor(TRIES / 2)]
  t.diagnostic(
    `median of ${TRIES}: first contentful paint ${middle(0)} ms, title by ${middle(1)} ms, sessions by ${middle(2)} ms`,
  )
})

test('the schedule is searched and filtered by track and room, by keyboard, and a session has an address of its own', async () => {
  const window = await openWindow('desk')
  const { page } = window
  await page.goto(`${program.url}/e/large`)
  const lines = page.locator('.session')
  await lines.first().waitFor()
  assert.equal(await page.locator('.schedule [role=tab]').count(), LARGE.days)
  const jumped = await page.evaluate<number>(JUMPED)
  assert.ok(jumped < 0.1, `what was there moved by ${jumped} while the page came`)
  await page.getByLabel('Search talks and speakers').fill('SMELLS speaker 5')
  const found = async () => (await lines.allTextContents()).filter((text) => !/A map of smells.*5/s.test(text)).length === 0
  await until('only what fits', async () => (await lines.count()) > 0 && (await found()))
  await page.getByLabel('Search talks and speakers').fill('nothing like it')
  await sees(page, 'Nothing fits.')
  await button(page, 'Show all').click()
  await page.getByLabel('Track', { exact: true }).selectOption({ label: 'Track 3' })
  await until('one track', async () => new Set(await page.locator('.session .badge').allTextContents()).size === 1)
  await page.getByLabel('Order').selectOption('room')
  await until('groups of rooms', async () => (await page.locator('.group-title').first().innerText()).startsWith('Room '))
  await page.getByLabel('Room', { exact: true }).selectOption({ label: 'Room 10' })
  await until('one room', async () => (await page.locator('.group').count()) === 1)
  const title = await lines.first().locator('.session-title').innerText()
  await lines.first().locator('a').focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByText('Somebody shows what they built').first().waitFor()
  assert.deepEqual(await faultsOf(page), [])
  const address = page.url()
  assert.match(address, /#session-[0-9a-f-]{36}$/)
  await page.keyboard.press('Escape')
  await until('the dialog to be gone', async () => !(await page.getByRole('dialog').isVisible()))
  const other = await openWindow('phone')
  await other.page.goto(address)
  await sees(other.page, title)
  await other.page.getByRole('dialog').waitFor()
  assert.deepEqual([...complainedOf(window), ...complainedOf(other)], [])
  for (const one of [page, other.page]) await one.context().close()
})
