import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moved, placeAfterDrag, restoredOrder } from './order.ts'

test('one thing moves, the others keep their order', () => {
  assert.deepEqual(moved(['a', 'b', 'c', 'd'], 0, 2), ['b', 'c', 'a', 'd'])
  assert.deepEqual(moved(['a', 'b', 'c', 'd'], 3, 0), ['d', 'a', 'b', 'c'])
  assert.deepEqual(moved(['a', 'b'], 0, 2), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 0, -1), ['a', 'b'])
})

test('a dragged row goes where its middle passed the middles of others', () => {
  const middles = [10, 30, 50, 70]
  assert.equal(placeAfterDrag(middles, 0, 0), 0)
  assert.equal(placeAfterDrag(middles, 0, 19), 0)
  assert.equal(placeAfterDrag(middles, 0, 21), 1)
  assert.equal(placeAfterDrag(middles, 3, -45), 1)
  assert.equal(placeAfterDrag(middles, 1, 500), 3)
  assert.equal(placeAfterDrag(middles, 2, -500), 0)
})

test('what is put back stands where it stood, and newcomers stay', () => {
  assert.deepEqual(restoredOrder(['a', 'b', 'c'], ['a', 'c', 'd', 'b']), ['a', 'b', 'c', 'd'])
  assert.deepEqual(restoredOrder(['a', 'b', 'c'], ['c', 'b']), ['b', 'c'])
})
