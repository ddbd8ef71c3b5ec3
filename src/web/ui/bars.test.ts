import assert from 'node:assert/strict'
import { test } from 'node:test'
import { percent } from './bars.ts'

test('shares are whole per cent, and nobody is 0 % or 100 % by rounding', () => {
  const shares = [
    [0, 0],
    [0, 9],
    [1, 3],
    [2, 3],
    [1, 1000],
    [999, 1000],
    [7, 7],
  ] as const
  assert.deepEqual(
    shares.map(([count, total]) => percent(count, total)),
    [0, 0, 33, 67, 1, 99, 100],
  )
})
