import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Room } from '../../contract/schedule.schema.ts'
import { byRoom, byTime, byTrack, dayOf, daysOf, dayToOpen, everything, found, nowAndNext, type SessionLine } from './sessions.ts'

const rooms = [
  { id: 'one', name: 'Großer Saal' },
  { id: 'two', name: 'Annex' },
] as unknown as Room[]
let count = 0
const session = (title: string, startsAt: string, more: object = {}) =>
  ({
    id: String(count++),
    code: '',
    title,
    subtitle: '',
    kind: '',
    language: 'en',
    track: null,
    room: null,
    minutes: 60,
    speakers: [],
    cancelled: false,
    startsAt,
    ...more,
  }) as unknown as SessionLine
const titles = (all: readonly SessionLine[]) => all.map(({ title }) => title)

test('a talk after midnight belongs to the day before, where the event is', () => {
  assert.equal(dayOf({ startsAt: '2026-11-22T01:30:00Z' }, 'Europe/Berlin'), '2026-11-21')
  assert.equal(dayOf({ startsAt: '2026-11-22T08:00:00Z' }, 'Europe/Berlin'), '2026-11-22')
  const all = [session('b', '2026-11-22T10:00:00Z'), session('a', '2026-11-21T10:00:00Z')]
  assert.deepEqual(daysOf(all, 'UTC'), ['2026-11-21', '2026-11-22'])
})

test('the schedule opens at today, before the event at its first day and afterwards at its last', () => {
  const days = ['2026-11-21', '2026-11-22']
  const on = (iso: string) => dayToOpen(days, 'UTC', Date.parse(iso))
  assert.equal(on('2026-10-01T12:00:00Z'), '2026-11-21')
  assert.equal(on('2026-11-22T04:00:00Z'), '2026-11-21')
  assert.equal(on('2026-11-22T06:00:00Z'), '2026-11-22')
  assert.equal(on('2026-12-01T12:00:00Z'), '2026-11-22')
  assert.equal(dayToOpen([], 'UTC', 0), null)
})

test('a search finds each word anywhere, whatever case and accents, within track and room', () => {
  const all = [
    session('Électricité', '2026-11-21T10:00:00Z', { track: 'science', room: 'one', speakers: [{ name: 'Zoë Ä' }] }),
    session('Opening', '2026-11-21T09:00:00Z', { room: 'two', code: 'XK3' }),
  ]
  const of = (wanted: object) => titles(found(all, { ...everything, ...wanted }, rooms))
  assert.deepEqual(of({ words: '' }), ['Électricité', 'Opening'])
  assert.deepEqual(of({ words: 'ELECTR zoe' }), ['Électricité'])
  assert.deepEqual(of({ words: 'großer' }), ['Électricité'])
  assert.deepEqual(of({ words: 'xk3' }), ['Opening'])
  assert.deepEqual(of({ words: 'electr annex' }), [])
  assert.deepEqual(of({ track: 'science' }), ['Électricité'])
  assert.deepEqual(of({ room: 'two' }), ['Opening'])
})

test('sessions stand by time, by room in its order, and by track; what has none comes last', () => {
  const all = [
    session('late', '2026-11-21T11:00:00Z', { room: 'one', track: 'b' }),
    session('early', '2026-11-21T10:00:00Z', { room: 'two', track: 'a' }),
    session('nowhere', '2026-11-21T10:00:00Z'),
  ]
  assert.deepEqual(
    byTime(all).map(({ sessions }) => titles(sessions)),
    [['early', 'nowhere'], ['late']],
  )
  assert.deepEqual(
    byRoom(all, rooms).map(({ key, sessions }) => [key, ...titles(sessions)]),
    [
      ['one', 'late'],
      ['two', 'early'],
      ['', 'nowhere'],
    ],
  )
  assert.deepEqual(
    byTrack(all).map(({ key }) => key),
    ['a', 'b', ''],
  )
})

test('what runs now and what comes next, in a room or everywhere, without what was cancelled', () => {
  const all = [
    session('runs', '2026-11-21T10:00:00Z', { room: 'one' }),
    session('comes', '2026-11-21T11:00:00Z', { room: 'one' }),
    session('elsewhere', '2026-11-21T11:00:00Z', { room: 'two' }),
    session('not at all', '2026-11-21T10:00:00Z', { room: 'one', cancelled: true }),
  ]
  const at = Date.parse('2026-11-21T10:30:00Z')
  const one = nowAndNext(all, 'one' as never, at)
  assert.deepEqual([titles(one.now), titles(one.next)], [['runs'], ['comes']])
  assert.deepEqual(titles(nowAndNext(all, null, at).next), ['comes', 'elsewhere'])
})
