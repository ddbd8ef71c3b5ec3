import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { BatchFull, openBatch } from './batch.ts'

const PLENTY = { itemsMax: 100, waitingMax: 1_000 }
const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

test('what comes in the same instant goes together, in order, and each gets its own outcome', async () => {
  const rounds: number[][] = []
  const batch = openBatch(async (items: number[]) => {
    rounds.push(items)
    await sleep(10)
    return items.map((item) => item * 10)
  }, PLENTY)
  const outcomes = await Promise.all(numbers(250).map((item) => batch.add(item)))
  assert.deepEqual(
    outcomes,
    numbers(250).map((item) => item * 10),
  )
  assert.deepEqual(
    rounds.map((round) => round.length),
    [100, 100, 50],
  )
  assert.deepEqual(rounds.flat(), numbers(250))
})

test('what comes while a round is under way is the next round; rounds never overlap', async () => {
  const rounds: number[][] = []
  let under = 0
  const batch = openBatch(async (items: number[]) => {
    assert.equal(++under, 1)
    rounds.push(items)
    await sleep(30)
    under--
    return items
  }, PLENTY)
  const first = batch.add(1)
  await sleep(10)
  await Promise.all([first, batch.add(2), batch.add(3)])
  assert.deepEqual(rounds, [[1], [2, 3]])
  await batch.add(4)
  assert.deepEqual(rounds, [[1], [2, 3], [4]])
})

test('as many rounds as may be are under way at once, and what waits goes with the next that ends', async () => {
  const ends: (() => void)[] = []
  const rounds: number[][] = []
  const batch = openBatch(
    async (items: number[]) => {
      rounds.push(items)
      await new Promise<void>((resolve) => ends.push(resolve))
      return items
    },
    { itemsMax: 2, waitingMax: 100, roundsAtOnceMax: 2 },
  )
  const all = numbers(7).map((item) => batch.add(item))
  await sleep(20)
  assert.deepEqual(rounds, [
    [0, 1],
    [2, 3],
  ])
  ends[1]?.()
  await sleep(20)
  assert.deepEqual(rounds.slice(2), [[4, 5]])
  ends[0]?.()
  await sleep(20)
  assert.deepEqual(rounds.slice(3), [[6]])
  for (const end of ends) end()
  assert.deepEqual(await Promise.all(all), numbers(7))
})

test('a bad one harms nobody else: the round is taken again one by one', async () => {
  const rounds: number[][] = []
  const batch = openBatch(async (items: number[]) => {
    rounds.push(items)
    if (items.includes(2)) throw new Error('bad')
    return items.map((item) => item * 10)
  }, PLENTY)
  const outcomes = await Promise.allSettled(numbers(4).map((item) => batch.add(item)))
  assert.deepEqual(
    outcomes.map((one) => (one.status === 'fulfilled' ? one.value : (one.reason as Error).message)),
    [0, 10, 'bad', 30],
  )
  assert.deepEqual(rounds, [[0, 1, 2, 3], [0], [1], [2], [3]])
  assert.equal(await batch.add(5), 50)
})

test('beyond what may wait, a new one is turned away at once; later there is room again', async () => {
  const batch = openBatch(async (items: number[]) => items, { itemsMax: 2, waitingMax: 3 })
  const outcomes = await Promise.allSettled(numbers(5).map((item) => batch.add(item)))
  assert.deepEqual(
    outcomes.map((one) => (one.status === 'fulfilled' ? one.value : one.reason instanceof BatchFull)),
    [0, 1, 2, true, true],
  )
  assert.equal(await batch.add(9), 9)
})
