/**
 * A day at an event, whole: somebody moves over from a ptgbot with the one command of docs/moving-from-ptgbot.md; then two IRC networks, a board on a
 * phone, a wall, the console and a calendar program live through the day together, a cut network and a power cut included.
 */
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { atEnd } from '../closing.ts'
import { ran } from '../program.ts'
import { type IiClient, openIi } from '../standins/irc-client.ts'
import { type IrcServer, startInspircd, startNgircd } from '../standins/irc-servers.ts'
import { button, complainedOf, faultsOf, openWindow, sees, seesNot, sideways, until, type Window } from './browser.ts'
import { type Calendar, follow } from './calendar.ts'
import { programme, ptgConfig, ptgDatabase, soon } from './harvest.ts'
import { SIGNED_PAGE } from './in-page.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

/** Long enough for what is stalled to be so; whoever is held up by it waits far longer than this. */
const STALLED_MS = 500
const QUICK_MS = 3_000
/** What the browser says of a line that is cut, and of a program that is gone. */
const CUT = /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|WebSocket/

let program: Program
let large: IrcServer
let small: IrcServer
let desk: Window
let phone: Window
let wall: Window
let calendar: Calendar
let olaf: IiClient
let cleo: IiClient
let bo: IiClient
let ida: IiClient

before(async () => {
  ;[large, small] = await Promise.all([startInspircd(), startNgircd()])
  atEnd(() => large.close())
  atEnd(() => small.close())
  program = await startProgram()
  // Whoever comes first operates the channel.
  olaf = await person(large, 'olaf', '#harvest')
  ;[cleo, bo, ida] = await Promise.all([
    person(large, 'Cleo', '#harvest'),
    person(small, 'bo', '#fields'),
    person(small, 'ida', '#barn'),
  ])
  desk = await signIn(program, 'Olga')
})

async function person({ port }: IrcServer, nick: string, channel: string): Promise<IiClient> {
  const one = await openIi({ host: '127.0.0.1', port, nick, channel })
  atEnd(() => one.stop())
  return one
}

const boards = (): Page[] => [phone.page, wall.page]
const both = (look: (page: Page) => Promise<unknown>) => Promise.all(boards().map(look))
const topics = (section: 'now' | 'next') => phone.page.locator(`.topics-${section}`)
const fileOf = (path: string) => `${program.url}${path}`
/** Each must stay one line, in one place. */
const answersTo = (one: IiClient) => one.lines().filter((line) => line.startsWith('<harvestbot>')).length

/** It has come back to its three channels. */
const botIsIn = () =>
  until(
    'the bot to be in its channels',
    async () => {
      const { networks } = (await call(desk, 'GET', '/networks')) as { networks: { channels: string[] }[] }
      return networks.flatMap(({ channels }) => channels).length === 3
    },
    60_000,
  )

async function openBoards(): Promise<void> {
  ;[phone, wall] = await Promise.all([openWindow('phone'), openWindow('stage')])
  await phone.page.goto(fileOf('/e/harvest'))
  // It turns when it is told to.
  await wall.page.goto(fileOf('/e/harvest/signage?every=600'))
  await both(async (page) => {
    await sees(page, 'Threads')
    await page.evaluate(SIGNED_PAGE)
  })
}

test('a ptgbot moves over with one command: its board, its people’s watches, and its place in the channel', async () => {
  writeFileSync(join(program.folder, 'ptg.json'), ptgDatabase())
  writeFileSync(join(program.folder, 'ptgbot.config'), ptgConfig(large.port))
  const words = 'import ptgbot --db ptg.json --event harvest --zone UTC --config ptgbot.config'
  const moved = await ran(program.folder, words.split(' '))
  assert.deepEqual([moved.status, moved.errors], [0, []])
  const settings = moved.lines.filter((line) => /^(chat:| )/.test(line) && !line.includes('ptg.json'))
  const second = `{ server: 127.0.0.1, port: ${small.port}, tls: false, nick: harvestbot, channels: ["#fields", "#barn"], event: harvest }`
  writeFileSync(join(program.folder, 'plenary.yaml'), [...settings, `    - ${second}`, ''].join('\n'))
  await program.kill()
  await program.restart()
  await desk.page.goto(fileOf('/console/events/harvest/now'))
  await openBoards()
  await sees(phone.page, 'Tea at four')
  await sees(phone.page, 'Mill Hall-A1')
  await botIsIn()
  await olaf.say('#baking now rye bread')
  await both((page) => sees(page, 'rye bread'))
  // She asked the old bot.
  await cleo.waitForWhisper('harvestbot', /now: #baking \(Loft\): rye bread/)
  assert.equal(answersTo(olaf), 0, 'the board is the answer')
})

test('what an operator says is on phone and wall at once, and a watcher hears of it', async () => {
  await cleo.whisper('harvestbot', 'subscribe #weaving.*warp')
  await cleo.waitForWhisper('harvestbot', /topics that match: #weaving\.\*warp \(before: rye\|dough\)/)
  await olaf.say('#weaving now spinning wheels')
  await both((page) => sees(page, 'spinning wheels'))
  await until('the topic before it to be gone', async () => !(await topics('now').innerText()).includes('Threads'))
  await olaf.say('#weaving next warp and weft')
  await until('it to come', async () => (await topics('next').innerText()).includes('warp and weft'))
  await wall.page.keyboard.press('ArrowRight')
  await sees(wall.page, 'Coming up')
  await sees(wall.page, 'warp and weft')
  await wall.page.keyboard.press('ArrowLeft')
  await cleo.waitForWhisper('harvestbot', /next: #weaving.*: warp and weft/)
})

test('somebody checks in, is counted, and is found from the chat', async () => {
  await cleo.say('#in Baking')
  await cleo.waitFor(/^<harvestbot> Cleo: Noted: you are at #baking\./)
  const baking = topics('now').locator('.topic').first()
  await until('one person', async () => (await baking.locator('.topic-count').innerText()).includes('1'))
  await olaf.say('+seen cleo')
  await olaf.waitFor(/^<harvestbot> olaf: Cleo has been at #baking since /)
})

test('PT-124 a slot is booked by its code from one network; whoever is late, there or elsewhere, is told so in one line where they asked', async () => {
  await bo.say('#weaving book Mill Hall-A1')
  await bo.waitFor(/^<harvestbot> bo: Mill Hall is booked for #weaving: A1/)
  await until('its code to be taken off', async () => !(await phone.page.locator('body').innerText()).includes('Mill Hall-A1'))
  const table = phone.page.locator('.bookings-table tbody tr').filter({ hasText: 'Mill Hall' })
  await until('the badge', async () => (await table.locator('.badge').innerText()).includes('weaving'))
  const before = [cleo, bo, ida].map(answersTo)
  await cleo.say('#baking book Mill Hall-A1')
  await cleo.waitFor(/^<harvestbot> Cleo: Mill Hall-A1 cannot be booked/)
  await ida.say('#baking unbook Mill Hall-A1')
  await ida.waitFor(/^<harvestbot> ida: #baking has not booked Mill Hall-A1/)
  await bo.say('#baking now rolls, says the other network')
  await both((page) => sees(page, 'rolls, says the other network'))
  assert.deepEqual([cleo, bo, ida].map(answersTo), [(before[0] ?? 0) + 1, before[1], 1])
})

test('a notice from the chat and a topic by click are on both; an operator takes a wrong topic back', async () => {
  await olaf.say('~motd add warning The side door closes at eight')
  await both((page) => sees(page, 'The side door closes at eight'))
  await button(desk.page, /^Say now ?: weaving/).click()
  const question = desk.page.getByRole('dialog')
  await question.getByLabel('Topic').fill('by click: a loom for two')
  await question.getByRole('button', { name: 'Say now' }).click()
  await both((page) => sees(page, 'by click: a loom for two'))
  await olaf.say('#weaving now nonsense')
  await both((page) => sees(page, 'nonsense'))
  await cleo.say('~undo')
  await cleo.waitFor(/^<harvestbot> Cleo: Only channel operators/)
  await both((page) => sees(page, 'nonsense'))
  await olaf.say('~undo')
  await olaf.waitFor(/^<harvestbot> olaf: Undone: .*#weaving nonsense/)
  await both((page) => sees(page, 'by click: a loom for two'))
  await both((page) => seesNot(page, 'nonsense'))
  await both(async (page) => assert.equal(await page.evaluate('window.signed'), true, 'the page was not loaded anew'))
  await desk.page.goto(fileOf('/console/events/harvest/history'))
  await sees(desk.page, 'taken back')
  await sees(desk.page, 'olaf')
})

async function release(version: string, talks: Parameters<typeof programme>[1], told: string): Promise<void> {
  const { page } = desk
  await page.getByLabel('From a file').setInputFiles(programme(version, talks))
  await sees(page, told)
  await button(page, 'Release').click()
  const question = page.getByRole('dialog')
  await question.getByLabel('Why').fill(`Edition ${version}`)
  await question.getByRole('button', { name: 'Release' }).click()
  await sees(page, `Edition ${version}`)
}

test('a calendar program follows: a moved session is the same one, later; a dropped one is cancelled; nothing new is 304', async () => {
  await desk.page.goto(fileOf('/console/events/harvest/schedule'))
  const [kept, late] = [soon(20), soon(50)]
  const stays = { n: 1, title: 'Seeds for all', startsAt: kept }
  const moves = { n: 2, title: 'Compost at night', startsAt: soon(30) }
  const goes = { n: 3, title: 'Lost tools', startsAt: soon(40) }
  await release('1.0', [stays, moves, goes], '3 new, 0 moved, 0 changed, 0 gone')
  await sees(phone.page, 'Compost at night')
  calendar = follow(fileOf('/e/harvest/event.ics'))
  assert.equal(await calendar.refresh(), 200)
  const [first, whole] = [calendar.entry('Compost at night'), calendar.entry('Seeds for all')]
  assert.deepEqual([first.sequence, first.status, first.starts], [0, 'CONFIRMED', moves.startsAt])
  assert.equal(calendar.entry('weaving').starts, calendar.entry('baking').starts)
  assert.equal(await calendar.refresh(), 304)
  await release('1.1', [stays, { ...moves, startsAt: late }], '0 new, 1 moved, 0 changed, 1 gone')
  assert.equal(await calendar.refresh(), 200)
  const then = calendar.entry('Compost at night')
  assert.deepEqual([then.uid, then.status, then.starts], [first.uid, 'CONFIRMED', late])
  assert.ok(then.sequence > first.sequence)
  assert.deepEqual(calendar.entry('Seeds for all'), whole)
  assert.equal(calendar.entry('Lost tools').status, 'CANCELLED')
  assert.equal(await calendar.refresh(), 304)
})

test('PT-123 many who ask and do not listen, or never finish asking, hold up nobody', async () => {
  const port = Number(new URL(program.url).port)
  const asset = /\/assets\/[^"]+\.js/.exec(await (await fetch(fileOf('/console'))).text())?.[0] ?? assert.fail('no script')
  const ask = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n`
  const stalled = Array.from({ length: 40 }, (_, n) => {
    const socket = connect(port, '127.0.0.1').pause()
    socket.on('error', () => {}).write(n % 8 === 0 ? `${ask(asset)}\r\n`.repeat(200) : ask('/e/harvest/ptg.json'))
    return socket
  })
  await pause(STALLED_MS)
  for (const path of ['/e/harvest', '/e/harvest/ptg.json', '/e/harvest/event.ics']) {
    assert.equal((await fetch(fileOf(path), { signal: AbortSignal.timeout(QUICK_MS) })).status, 200)
  }
  await olaf.say('#weaving next dyeing')
  await sees(phone.page, 'dyeing')
  for (const socket of stalled) socket.destroy()
})

test('a wall whose network is cut says so, keeps what it knew, and is fresh again by itself', async () => {
  await wall.page.context().setOffline(true)
  await sees(wall.page, /No news since \d\d:\d\d/)
  await olaf.say('#baking now said while the wall was away')
  await sees(phone.page, 'said while the wall was away')
  await seesNot(wall.page, 'said while the wall was away')
  await sees(wall.page, 'rolls, says the other network')
  await wall.page.context().setOffline(false)
  await sees(wall.page, 'said while the wall was away')
  await until('no word of it', async () => (await wall.page.locator('.wall-lost').count()) === 0)
})

test('PT-85 PT-86 PT-122 after a power cut it is back on its port in the foreground, says more when asked to, and all of it is still there', async () => {
  await program.kill()
  const said = await program.restart({ PLENARY_LOG_LEVEL: 'debug' })
  const fresh = await openWindow('phone')
  await fresh.page.goto(fileOf('/e/harvest'))
  for (const page of [...boards(), fresh.page]) {
    await sees(page, 'said while the wall was away')
    await sees(page, 'by click: a loom for two')
    await sees(page, 'The side door closes at eight')
  }
  for (const text of ['dyeing', 'Tea at four', 'Compost at night', 'Mill Hall-A2']) await sees(fresh.page, text)
  await seesNot(fresh.page, 'Mill Hall-A1')
  assert.deepEqual([await calendar.refresh(), complainedOf(fresh)], [304, []])
  await until('the phone to be live', async () => (await phone.page.locator('.fresh-live').count()) === 1, 30_000)
  await until('the wall to be live', async () => (await wall.page.locator('.wall-lost').count()) === 0, 30_000)
  await botIsIn()
  const before = answersTo(olaf)
  await olaf.say('+seen Cleo')
  await until('an answer', async () => answersTo(olaf) > before)
  await olaf.say('#baking now the last loaf')
  await both((page) => sees(page, 'the last loaf'))
  assert.ok(said.some((line) => /"level":[23]0\b/.test(line)))
  await fresh.page.context().close()
})

test('at the end axe finds nothing on phone and wall, nothing goes sideways, and no page has complained', async () => {
  for (const window of [phone, wall]) {
    assert.deepEqual(await faultsOf(window.page), [])
    assert.equal(await sideways(window.page), 0)
    assert.equal(await window.page.evaluate('window.signed'), true)
  }
  for (const window of [desk, phone, wall]) assert.deepEqual(complainedOf(window, CUT), [])
})
