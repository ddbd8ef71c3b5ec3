import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { RoomId, SessionId, SlotCode, TrackName } from '../../contract/schedule.schema.ts'
import { publish, type Told, type Wanted } from './rules.ts'

const HOUR_MS = 3_600_000
const at = (hours: number) => new Date(Date.parse('2026-11-26T08:00:00Z') + hours * HOUR_MS).toISOString()

const booking = (track: string, slot: number, room: number): Wanted => ({
  kind: 'booking',
  source: track as TrackName,
  slot: `S${slot}` as SlotCode,
  title: track,
  startsAt: at(slot),
  minutes: 60,
  room: `room-${room}` as RoomId,
  place: `Room ${room}`,
  track: track as TrackName,
  rest: '',
  cancelled: false,
})
const session = (n: number, hours: number, room: number, more: object): Wanted => ({
  kind: 'session',
  source: `session-${n}` as SessionId,
  slot: null,
  title: `Talk ${n}`,
  startsAt: at(hours),
  minutes: 45,
  room: `room-${room}` as RoomId,
  place: `Room ${room}`,
  track: null,
  rest: '',
  cancelled: false,
  ...more,
})

/** Any bookings, one a slot and room, and any sessions, one of each. */
const few = fc.integer({ min: 0, max: 3 })
const wanted = fc
  .record({
    booked: fc.dictionary(fc.constantFrom('0/0', '0/1', '1/0', '1/1', '2/0', '2/1'), fc.constantFrom('baking', 'lace', 'zither')),
    talks: fc.uniqueArray(
      fc.record({ n: few, hours: few, room: few, cancelled: fc.boolean(), rest: fc.constantFrom('a', 'b') }),
      {
        selector: ({ n }) => n,
      },
    ),
  })
  .map(({ booked, talks }) => [
    ...Object.entries(booked).map(([place, track]) => {
      const [slot = 0, room = 0] = place.split('/').map(Number)
      return booking(track, slot, room)
    }),
    ...talks.map(({ n, hours, room, ...more }) => session(n, hours, room, more)),
  ])

let uids = 0
const tell = (before: readonly Told[], all: readonly Wanted[], hour = 0) =>
  publish(before, all, at(hour), () => `fresh-${uids++}`)

test('PT-118: whatever happens, who follows by uid and sequence sees what is wanted', () => {
  fc.assert(
    fc.property(fc.array(wanted, { minLength: 1, maxLength: 12 }), (steps) => {
      let known: readonly Told[] = []
      const client = new Map<string, Told>()
      const tracks = new Map<string, string>()
      for (const [i, all] of steps.entries()) {
        const { told, changed } = tell(known, all, i)
        assert.equal(new Set(told.map(({ uid }) => uid)).size, told.length, 'a uid stands once')
        for (const one of told) {
          const before = client.get(one.uid)
          assert.ok(one.sequence >= (before?.sequence ?? 0), 'a sequence never goes down')
          const what = ({ title, startsAt, minutes, place, cancelledAt }: Told) => [
            title,
            startsAt,
            minutes,
            place,
            cancelledAt === null,
          ]
          if (before && JSON.stringify(what(before)) !== JSON.stringify(what(one))) assert.ok(one.sequence > before.sequence)
          assert.equal(tracks.get(one.uid) ?? one.source, one.source, 'two tracks never share a uid')
          tracks.set(one.uid, one.source)
          client.set(one.uid, one)
        }
        const live = [...client.values()].filter(({ cancelledAt }) => cancelledAt === null)
        const shape = (one: { title: string; startsAt: string; place: string; rest: string }) =>
          [one.title, one.startsAt, one.place, one.rest].join('|')
        assert.deepEqual(
          live.map(shape).sort(),
          all
            .filter(({ cancelled }) => !cancelled)
            .map(shape)
            .sort(),
        )
        assert.deepEqual(tell(told, all, i).changed, [], 'what was told is not told again')
        assert.ok(changed.every((one) => told.includes(one)))
        known = told
      }
    }),
    { numRuns: 300 },
  )
})

test('of two bookings of a track, the one that stays is itself, and the other one moves', () => {
  const first = tell([], [booking('baking', 0, 0), booking('baking', 1, 0)]).told
  const { told } = tell(first, [booking('baking', 1, 0), booking('baking', 2, 1)], 1)
  const uidAt = (all: readonly Told[], hours: number) => all.find(({ startsAt }) => startsAt === at(hours))?.uid
  assert.equal(uidAt(told, 1), uidAt(first, 1))
  assert.equal(uidAt(told, 2), uidAt(first, 0))
})

test('entries come in the order they are wanted in, with what is cancelled behind', () => {
  const { told } = tell(tell([], [booking('lace', 0, 0)]).told, [session(1, 2, 0, {}), booking('baking', 0, 1)])
  assert.deepEqual(
    told.map(({ source, cancelledAt }) => [source, cancelledAt === null]),
    [
      ['session-1', true],
      ['baking', true],
      ['lace', false],
    ],
  )
})
