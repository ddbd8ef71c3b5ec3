import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventDays } from './event-days.ts'

const joined = (from: string, to: string) => `${from} / ${to}`

test('the days of an event are written as the language does, wherever the reader is; a single day stands once', () => {
  const two = { startsOn: '2026-11-22', endsOn: '2026-11-23' }
  assert.equal(eventDays(two, 'fr', joined), '22 nov. 2026 / 23 nov. 2026')
  assert.equal(eventDays(two, 'en', joined), 'Nov 22, 2026 / Nov 23, 2026')
  assert.equal(eventDays({ ...two, endsOn: two.startsOn }, 'tr', joined), '22 Kas 2026')
})
