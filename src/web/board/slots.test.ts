import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Cell, Room, Slot, SlotDay } from '../../contract/schedule.schema.ts'
import { bookingCode, currentDay, isOn, rowsOf, worldClock } from './slots.ts'

const at = (iso: string) => Date.parse(iso)
const day = (key: string, date: string | null = null): SlotDay => ({ key, date, slots: [] })
const week = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'].map((key) => day(key))

test('PT-99 a slot is shaded for as long as it really runs', () => {
  const slot = { startsAt: '2026-11-24T13:00:00Z', minutes: 105 }
  assert.equal(isOn(slot, at('2026-11-24T12:59:59Z')), false)
  assert.equal(isOn(slot, at('2026-11-24T13:00:00Z')), true)
  assert.equal(isOn(slot, at('2026-11-24T14:44:59Z')), true)
  assert.equal(isOn(slot, at('2026-11-24T14:45:00Z')), false)
  assert.equal(isOn({ startsAt: null, minutes: 60 }, at('2026-11-24T13:00:00Z')), false)
})

test('PT-103 the day that is open is today, which lasts until one at night where the event is', () => {
  assert.equal(currentDay(week, 'UTC', at('2026-11-24T00:30:00Z')), 'Monday')
  assert.equal(currentDay(week, 'UTC', at('2026-11-24T01:01:00Z')), 'Tuesday')
  assert.equal(currentDay(week, 'Asia/Tokyo', at('2026-11-23T16:01:00Z')), 'Tuesday')
  assert.equal(currentDay(week, 'UTC', at('2026-11-28T12:00:00Z')), 'Monday')
  assert.equal(currentDay([day('Thursday'), day('sunday')], 'UTC', at('2026-11-24T12:00:00Z')), 'sunday')
  assert.equal(currentDay([day('Day 1'), day('Day 2')], 'UTC', at('2026-11-24T12:00:00Z')), 'Day 1')
  assert.equal(currentDay([], 'UTC', at('2026-11-24T12:00:00Z')), null)
})

test('PT-103 days with dates open by their date, else the next, else the last', () => {
  const days = [day('Day 1', '2026-11-23'), day('Day 2', '2026-11-25')]
  assert.equal(currentDay(days, 'UTC', at('2026-11-01T12:00:00Z')), 'Day 1')
  assert.equal(currentDay(days, 'UTC', at('2026-11-23T12:00:00Z')), 'Day 1')
  assert.equal(currentDay(days, 'UTC', at('2026-11-24T12:00:00Z')), 'Day 2')
  assert.equal(currentDay(days, 'UTC', at('2026-12-24T12:00:00Z')), 'Day 2')
})

test('PT-97 a room without anything to offer on a day has no row; a place it does not offer is blank', () => {
  const rooms = [
    { id: 'a', name: 'Ballroom C' },
    { id: 'b', name: 'Room-1' },
  ] as unknown as Room[]
  const slots = [{ code: 'MonA1' }, { code: 'MonA2' }] as unknown as Slot[]
  const cell = (room: string, slot: string) => ({ room, slot, track: null, blocked: null }) as unknown as Cell
  const offered = cell('b', 'MonA2')
  assert.deepEqual(rowsOf({ rooms, cells: [offered, cell('a', 'TueA1')] }, slots), [{ room: rooms[1], cells: [null, offered] }])
  assert.equal(bookingCode(rooms[0] as Room, 'FriA1'), 'Ballroom C-FriA1')
})

test('PT-98 the world clock is asked for the moment itself', () => {
  assert.match(worldClock('2024-04-08T13:00:00Z'), /iso=20240408T1300&p1=1440$/)
  assert.match(worldClock('2024-04-08T15:00:00+02:00'), /iso=20240408T1300&/)
})
