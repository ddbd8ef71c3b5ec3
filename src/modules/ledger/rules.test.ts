import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arePoints, POINTS_MAX, split } from './rules.ts'

test('points are whole, above zero and bounded', () => {
  for (const points of [1, 7, POINTS_MAX]) assert.ok(arePoints(points))
  for (const points of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, POINTS_MAX + 1]) assert.ok(!arePoints(points))
})

test('what is split by hand comes out the same', () => {
  const by = (amount: number, weights: Record<string, number>) =>
    Object.fromEntries(split(amount, new Map(Object.entries(weights))))
  assert.deepEqual(by(100, { a: 1, b: 1, c: 1 }), { a: 34, b: 33, c: 33 })
  assert.deepEqual(by(10, { a: 6, b: 3, c: 1 }), { a: 6, b: 3, c: 1 })
  assert.deepEqual(by(7, { a: 0, b: 5 }), { a: 0, b: 7 })
  assert.deepEqual(by(7, { a: 0, b: 0 }), { a: 0, b: 0 })
  assert.deepEqual(by(0, { a: 2, b: 1 }), { a: 0, b: 0 })
})

test('a split gives out all of it, each within one of the exact share, whatever the order; equal weights differ by one at most', () => {
  const weights = fc.uniqueArray(fc.tuple(fc.uuid(), fc.nat(1_000_000)), { selector: ([id]) => id, minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(fc.nat(POINTS_MAX), weights, (amount, all) => {
      const total = all.reduce((sum, [, weight]) => sum + weight, 0)
      fc.pre(total > 0)
      const parts = split(amount, new Map(all))
      assert.equal(
        [...parts.values()].reduce((sum, part) => sum + part, 0),
        amount,
      )
      for (const [id, weight] of all) assert.ok(Math.abs((parts.get(id) ?? 0) - (amount * weight) / total) < 1 + 1e-6)
      assert.deepEqual([...split(amount, new Map(all.toReversed()))].sort(), [...parts].sort())
      for (const [id, weight] of all)
        for (const [other, same] of all)
          if (weight === same) assert.ok(Math.abs((parts.get(id) ?? 0) - (parts.get(other) ?? 0)) <= 1)
    }),
  )
})
