import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agoText, clockText, dayText, spanText } from './times.ts'

const at = '2026-11-21T13:00:00Z'
const now = Date.parse(at)

test('times are those of the zone that is asked for', () => {
  assert.equal(clockText(now, 'Europe/Istanbul', 'en'), '16:00')
  assert.equal(spanText(at, 105, 'UTC', 'fr'), '13:00–14:45')
  assert.equal(spanText(at, 0, 'UTC', 'fr'), '13:00')
  assert.match(dayText('2026-11-21', 'tr'), /21 Kas/)
})

test('what happened is told in the largest whole unit, the last minute not at all', () => {
  assert.equal(agoText(at, now + 59_999, 'en'), null)
  assert.equal(agoText(at, now - 5_000, 'en'), null)
  assert.match(agoText(at, now + 3 * 60_000, 'en') ?? '', /^3 min/)
  assert.match(agoText(at, now + 119 * 60_000, 'en') ?? '', /^1 hr/)
  assert.match(agoText(at, now + 49 * 3_600_000, 'en') ?? '', /^2 day/)
})
