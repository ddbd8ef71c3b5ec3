import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clockText, secondsLeft } from './countdown.ts'

test('seconds left are rounded up, so that 0 means over', () => {
  assert.deepEqual(
    [5000, 4999, 1, 0, -9000].map((left) => secondsLeft(1_000_000 + left, 1_000_000)),
    [5, 5, 1, 0, 0],
  )
})

test('a minute and an hour are written as a clock writes them', () => {
  assert.deepEqual([0, 59, 60, 125, 3605].map(clockText), ['0', '59', '1:00', '2:05', '1:00:05'])
})
