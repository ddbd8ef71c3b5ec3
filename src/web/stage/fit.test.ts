import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bestFit, columnsFor, columnsForTiles, largestScale, questionScale } from './fit.ts'

test('what fits at the largest size stays there and is asked once', () => {
  let asked = 0
  const fits = () => {
    asked++
    return true
  }
  assert.equal(largestScale(fits, 0.4, 1.6), 1.6)
  assert.equal(asked, 1)
})

test('the largest size that fits is found to within a hundredth', () => {
  for (const limit of [0.45, 0.7, 1.234, 1.59]) {
    const scale = largestScale((tried) => tried <= limit, 0.4, 1.6)
    assert.ok(scale <= limit && scale > limit - 0.01, `${scale} for ${limit}`)
  }
})

test('what fits at no size gets the smallest one', () => {
  assert.equal(
    largestScale(() => false, 0.4, 1.6),
    0.4,
  )
})

test('few lines stay in one column, many go where they are largest', () => {
  const room = (lines: number) => (fit: { columns: number; scale: number }) =>
    Math.ceil(lines / fit.columns) * fit.scale <= 8 && fit.scale * fit.columns <= 2.5
  const limits = { min: 0.4, max: 1.6, columns: [1, 2, 3] }
  assert.equal(bestFit(room(5), limits).columns, 1)
  assert.equal(bestFit(room(20), limits).columns, 2)
})

test('a second column that wins nothing is not taken', () => {
  assert.equal(bestFit((fit) => fit.scale <= 0.8, { min: 0.4, max: 1.6, columns: [1, 2] }).columns, 1)
})

test('more choices may take more columns, longer questions get smaller', () => {
  assert.deepEqual(
    [2, 6, 9, 12, 20].map((n) => columnsFor(n).length),
    [1, 1, 2, 2, 3],
  )
  assert.deepEqual(
    [2, 3, 4, 12, 20].map((n) => columnsForTiles(n)[0]),
    [2, 1, 2, 2, 3],
  )
  assert.deepEqual([10, 60, 100, 200].map(questionScale), [1, 1, 0.85, 0.7])
})
