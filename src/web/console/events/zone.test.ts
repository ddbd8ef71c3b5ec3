import assert from 'node:assert/strict'
import { test } from 'node:test'
import { momentAt, wallDate, wallTime } from './zone.ts'

test('a time of day is that of the zone, in summer and winter, east and west', () => {
  assert.equal(momentAt('2026-11-21', '09:00', 'Europe/Berlin'), '2026-11-21T08:00:00.000Z')
  assert.equal(momentAt('2026-07-01', '09:00', 'Europe/Berlin'), '2026-07-01T07:00:00.000Z')
  assert.equal(momentAt('2026-11-21', '23:30', 'America/New_York'), '2026-11-22T04:30:00.000Z')
  assert.equal(momentAt('2026-11-21', '00:15', 'Asia/Kathmandu'), '2026-11-20T18:30:00.000Z')
})

test('where clocks change, a skipped time is later and a doubled one the first', () => {
  assert.equal(momentAt('2026-03-29', '02:30', 'Europe/Berlin'), '2026-03-29T01:30:00.000Z')
  assert.equal(momentAt('2026-10-25', '02:30', 'Europe/Berlin'), '2026-10-25T00:30:00.000Z')
  assert.equal(momentAt('2026-03-29', '03:00', 'Europe/Berlin'), '2026-03-29T01:00:00.000Z')
})

test('what was made of a time of day reads as that again', () => {
  for (const zone of ['UTC', 'Europe/Istanbul', 'Australia/Lord_Howe', 'America/St_Johns'])
    for (const [date, time] of [
      ['2026-11-21', '00:00'],
      ['2026-05-03', '13:45'],
    ] as const) {
      const moment = momentAt(date, time, zone)
      assert.deepEqual([wallDate(moment, zone), wallTime(moment, zone)], [date, time], zone)
    }
})
