import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BoardTrack, BoardView } from '../../contract/board.schema.ts'
import type { Room } from '../../contract/schedule.schema.ts'
import type { SessionLine } from './sessions.ts'
import { agendaOf, faces, inPages, roomNamed } from './wall.ts'

const now = Date.parse('2026-11-21T10:30:00Z')
const topic = (text: string) => ({ text, at: '2026-11-21T10:00:00Z' })
const track = (name: string, more: Partial<BoardTrack> = {}) =>
  ({ name, title: '', color: '#112233', link: null, etherpad: null, now: null, next: [], place: null, ...more }) as BoardTrack
const room = (id: string, name: string) => ({ id, name }) as unknown as Room
const rooms = [room('a', 'Ballroom C'), room('b', 'Room-1')]
const slot = (code: string, startsAt: string | null) => ({ code, label: code, startsAt, minutes: 60 })
const view = (more: Partial<Record<keyof BoardView, unknown>> = {}) =>
  ({
    event: { id: 'x', timeZone: 'UTC' },
    tracks: [],
    rooms,
    cells: [],
    days: [
      {
        key: 'Saturday',
        date: '2026-11-21',
        slots: [slot('S1', '2026-11-21T09:00:00Z'), slot('S2', '2026-11-21T10:00:00Z'), slot('S3', '2026-11-21T11:00:00Z')],
      },
    ],
    ...more,
  }) as unknown as BoardView
const cell = (at: string, code: string, of: string | null, blocked: string | null = null) => ({
  room: at,
  slot: code,
  track: of,
  blocked,
})
const session = (title: string, startsAt: string, more: object = {}) =>
  ({
    id: title,
    title,
    startsAt,
    minutes: 60,
    room: 'a',
    track: null,
    speakers: [],
    cancelled: false,
    ...more,
  }) as unknown as SessionLine

test('PT-109 a hall turns through now, next, what comes and the rooms; slots that are over are left out', () => {
  const said = [track('nova', { now: topic('n') }), track('swift', { next: [topic('s')] }), track('still')]
  const found = faces(
    view({ tracks: said, cells: [cell('b', 'S3', null), cell('a', 'S1', 'nova')] }),
    [session('soon', '2026-11-21T11:00:00Z'), session('tomorrow', '2026-11-22T11:00:00Z')],
    now,
    8,
  )
  assert.deepEqual(
    found.map(({ is }) => is),
    ['now', 'next', 'sessions', 'rooms'],
  )
  const last = found.at(-1)
  assert.ok(last?.is === 'rooms')
  assert.deepEqual([last.slots.map(({ code }) => code), last.rows.map((row) => row.room.name)], [['S2', 'S3'], ['Room-1']])
  assert.deepEqual(faces(view(), [], now, 8), [{ is: 'nothing' }])
})

test('long lists are told on several pages of even length', () => {
  const pages = (n: number) => inPages(Array.from({ length: n }), 7).map(({ length }) => length)
  assert.deepEqual(pages(0), [])
  assert.deepEqual(pages(7), [7])
  assert.deepEqual(pages(8), [4, 4])
  assert.deepEqual(pages(15), [5, 5, 5])
})

test('in a room, what its people say stands above the plan', () => {
  const [hall] = rooms as [Room, Room]
  const cells = [cell('a', 'S2', 'nova'), cell('a', 'S3', 'swift'), cell('b', 'S2', 'swift')]
  const plain = agendaOf(view({ tracks: [track('nova'), track('swift')], cells }), [], hall, now)
  assert.deepEqual(
    [plain.now, plain.next].map((items) => items.map((item) => [item.track?.name, item.title, item.toMs])),
    [[['nova', '', Date.parse('2026-11-21T11:00:00Z')]], [['swift', '', Date.parse('2026-11-21T12:00:00Z')]]],
  )
  const tracks = [
    track('guests', { now: topic('photo'), place: 'Ballroom C' }),
    track('nova', { now: topic('heat'), place: 'Ballroom C' }),
  ]
  const said = agendaOf(view({ tracks, cells }), [session('talk', '2026-11-21T10:00:00Z')], hall, now)
  assert.deepEqual(
    said.now.map(({ track: of, title, toMs }) => [of?.name, title, toMs !== null]),
    [
      ['guests', 'photo', false],
      ['nova', 'heat', true],
      [undefined, 'talk', true],
    ],
  )
})

test('what a room is kept for is said in it, and a free one is free', () => {
  const [hall] = rooms as [Room, Room]
  const kept = agendaOf(view({ cells: [cell('a', 'S2', null, 'Cleaning'), cell('a', 'S3', null)] }), [], hall, now)
  assert.deepEqual(
    kept.now.map(({ title }) => title),
    ['Cleaning'],
  )
  assert.deepEqual(kept.next, [])
})

test('a room is found by its name, first as written, then whatever its case', () => {
  const both = [room('a', 'hub'), room('b', 'Hub')]
  assert.equal(roomNamed(both, 'Hub')?.id, 'b')
  assert.equal(roomNamed(both, 'HUB')?.id, 'a')
  assert.equal(roomNamed(both, 'attic'), null)
})
