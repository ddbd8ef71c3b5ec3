import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openRate } from './rate.ts'

const takes = (rate: ReturnType<typeof openRate>, key: string, nowMs: number, times: number): number =>
  Array.from({ length: times }, () => rate.take(key, nowMs)).filter(Boolean).length

test('a burst, then no more, then as many as time has brought, never more than a burst', () => {
  const rate = openRate({ burst: 5, perSecond: 2, keysMax: 100 })
  assert.equal(takes(rate, 'a', 0, 20), 5)
  assert.equal(takes(rate, 'a', 499, 20), 0)
  assert.equal(takes(rate, 'a', 500, 20), 1)
  assert.equal(takes(rate, 'a', 1_500, 20), 2)
  assert.equal(takes(rate, 'a', 3_600_000, 20), 5)
})

test('keys have nothing to do with each other', () => {
  const rate = openRate({ burst: 1, perSecond: 1, keysMax: 100 })
  assert.deepEqual(
    ['a', 'b', 'a', 'b', '', '__proto__', 'constructor'].map((key) => rate.take(key, 0)),
    [true, true, false, false, true, true, true],
  )
})

test('asking takes nothing, and being refused costs nothing', () => {
  const rate = openRate({ burst: 1, perSecond: 1, keysMax: 100 })
  assert.deepEqual([rate.has('a', 0), rate.has('a', 0), rate.take('a', 0), rate.has('a', 0)], [true, true, true, false])
  for (let at = 100; at < 1_000; at += 100) assert.equal(rate.take('a', at), false)
  assert.equal(rate.take('a', 1_001), true)
})

test('what was let in before it could be counted is owed, a burst at most', () => {
  const rate = openRate({ burst: 5, perSecond: 1, keysMax: 100 })
  for (let i = 0; i < 8; i++) rate.owe('a', 0)
  assert.deepEqual([rate.has('a', 3_999), rate.has('a', 4_000), rate.state('a', 0)], [false, true, { left: 0, waitSeconds: 4 }])
  for (let i = 0; i < 100; i++) rate.owe('a', 0)
  assert.deepEqual([rate.has('a', 5_999), rate.has('a', 6_000)], [false, true])
})

test('a clock that goes back brings nothing', () => {
  const rate = openRate({ burst: 2, perSecond: 1, keysMax: 100 })
  assert.equal(takes(rate, 'a', 10_000, 5), 2)
  assert.equal(takes(rate, 'a', 5_000, 5), 0)
})

test('beyond the room for keys the one that was quiet longest is forgotten', () => {
  const rate = openRate({ burst: 1, perSecond: 0.001, keysMax: 3 })
  for (const key of ['a', 'b', 'c']) assert.equal(rate.take(key, 0), true)
  assert.equal(rate.take('a', 1), false)
  assert.equal(rate.take('d', 2), true)
  assert.deepEqual(
    ['a', 'b', 'c', 'd'].map((key) => rate.has(key, 3)),
    [false, true, false, false],
  )
})
