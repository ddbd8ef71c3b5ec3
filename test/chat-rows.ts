import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { openDispatch } from '../src/adapters/chat/dispatch.ts'
import { fold } from '../src/adapters/chat/irc/names.ts'
import type { Heard, Network, Sender } from '../src/adapters/chat/network.ts'
import type { EventId } from '../src/contract/meeting.schema.ts'
import { Refusal } from '../src/contract/refusal.ts'
import * as board from '../src/modules/board/index.ts'
import type * as meetings from '../src/modules/meetings/index.ts'
import { openBatch } from '../src/platform/batch.ts'
import { silentLog } from '../src/platform/log.ts'
import { openDay } from './day.ts'
import { openWorld, type World } from './world.ts'

/**
 * A real dispatch over a real database, for the grammar of `docs/irc.md`, row by row: each row is said in an event of its own,
 * and what is answered and what is then on the board is compared. Rows have the numbers of the predecessor's vectors, with names of our own; where it
 * had a fault, with what is right.
 */
export let world: World
let dispatch: ReturnType<typeof openDispatch>
const said: [place: string, text: string][] = []
const network: Network = {
  name: 'irc',
  connect: () => {},
  say: async (place, text) => void said.push([place, text]),
  tell: async () => true,
  fold: (name) => fold('rfc1459', name),
  status: () => ({ at: 'connected', since: new Date(0), channels: ['#harbour'], faults: [] }),
  close: async () => {},
}
/** What stands at which address. */
export const fetched = new Map<string, string>()
before(async () => {
  world = await openWorld()
  world.clock.now = new Date('2026-06-05T08:00:00Z')
  const answers = openBatch((_all: meetings.GivenAnswer[]) => Promise.resolve([]), { itemsMax: 1, waitingMax: 1 })
  const fetchText = async (address: string) => {
    const text = fetched.get(address)
    if (text === undefined) throw new Refusal('programme-unfit', { hint: 'unreachable' })
    return text
  }
  const day = { boardLink: (event: EventId) => `https://plenary.example/e/${event}`, fetchText }
  dispatch = openDispatch({ db: world.db, log: silentLog, answers, counted: () => {}, cameIn: () => {}, day })
})

let lines = 0
type Who = 'alice' | 'Bob' | 'carol' | 'Zoe' | 'zoe' | 'op' | 'v1' | 'half'
const senders: Record<Who, Sender['standing']> = {
  alice: 'none',
  Bob: 'none',
  carol: 'none',
  Zoe: 'none',
  zoe: 'none',
  op: 'operator',
  v1: 'voice',
  half: 'voice',
}
/** `alice: text` in the channel, `alice> text` by direct message. */
export async function hear(event: EventId, line: string, language = 'en'): Promise<string[]> {
  const [, nick = '', sign, text = ''] = /^(\w+)([:>]) ?([\s\S]*)$/.exec(line) ?? []
  const isPrivate = sign === '>'
  const before = said.length
  const standing = isPrivate ? 'none' : senders[nick as Who]
  const sender = { name: nick, account: `${nick.toLowerCase()}@home`, proven: false, standing }
  const heard: Heard = { id: `${lines++}`, channel: isPrivate ? null : '#harbour', sender, text, at: world.clock.now }
  await dispatch(network, { server: `irc.${event}`, event, language }, heard)
  if (text.includes('fetchdb'))
    for (let i = 0; i < 100 && said.length === before; i++) await new Promise((r) => setTimeout(r, 10))
  world.clock.forward(1_000)
  return said.slice(before).map(([place, reply]) => `${place === nick ? '>' : place} ${reply}`)
}

let events = 0
export async function aDay(): Promise<EventId> {
  world.clock.now = new Date('2026-06-05T08:00:00Z')
  const event = `harbour-${events++}` as EventId
  await openDay(world.db, event)
  return event
}
const viewOf = async (event: EventId) => (await world.db.read((tx) => board.boardView(tx, event))).view
const trackOf = async (event: EventId, name: string) => {
  const found = (await viewOf(event)).tracks.find((one) => one.name === name)
  return found && { now: found.now?.text ?? null, next: found.next.map(({ text }) => text), place: found.place }
}
const cellOf = async (event: EventId, room: string, slot: string) => {
  const { rooms, cells } = await viewOf(event)
  const of = rooms.find(({ name }) => name === room)?.id
  return cells.find((cell) => cell.room === of && cell.slot === slot)?.track
}

/** What may be compared of a board; each row says what it should be of some of it. */
export async function boardOf(event: EventId) {
  const view = await viewOf(event)
  const all = Object.fromEntries(view.tracks.map((track) => [track.name, track]))
  return {
    view,
    all,
    track: (name: string) => trackOf(event, name),
    cell: (room: string, slot: string) => cellOf(event, room, slot),
  }
}

export interface Row {
  readonly n: string
  /** Said before, whatever is answered. */
  readonly after?: readonly string[]
  readonly says: string
  /** Nothing: quiet. A pattern: one reply that matches, to where it was typed. */
  readonly reply?: RegExp
  readonly leaves?: (all: Awaited<ReturnType<typeof boardOf>>) => Promise<void> | void
}
export const is = (actual: unknown, expected: unknown) => assert.deepEqual(actual, expected)

async function check(row: Row): Promise<void> {
  const event = await aDay()
  for (const line of row.after ?? []) await hear(event, line)
  const was = JSON.stringify({ ...(await viewOf(event)), changedAt: '' })
  const replies = await hear(event, row.says)
  const isPrivate = />/.test(row.says.slice(0, 8).replace(/^(\w+)(.).*$/s, '$2'))
  const nick = /^\w+/.exec(row.says)?.[0] ?? ''
  const title = `${row.n}: ${row.says} → ${replies.join(' | ')}`
  assert.equal(replies.length, row.reply ? 1 : 0, title)
  if (row.reply) {
    const lead = isPrivate ? '> ' : `#harbour ${nick}: `
    assert.ok(replies[0]?.startsWith(lead), title)
    assert.match(replies[0]?.slice(lead.length) ?? '', row.reply, title)
  }
  if (row.leaves) await row.leaves(await boardOf(event))
  else is(JSON.stringify({ ...(await viewOf(event)), changedAt: '' }), was)
}

export const table = (title: string, rows: readonly Row[]) =>
  test(title, async () => {
    for (const row of rows) await check(row)
  })

/** Something that was said before many rows. */
export const now = 'alice: #tides now Looking at me'
