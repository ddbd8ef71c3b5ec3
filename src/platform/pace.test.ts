import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openCalm, openPace } from './pace.ts'

const EVERY_MS = 60
const never = (error: unknown) => assert.fail(String(error))

test('the first touch acts at once, a thousand further ones are one act', async () => {
  const acts: string[] = []
  const pace = openPace(EVERY_MS, async (key) => void acts.push(key), never)
  pace.touch('a')
  assert.deepEqual(acts, ['a'])
  for (let i = 0; i < 1_000; i++) pace.touch('a')
  pace.touch('b')
  assert.deepEqual(acts, ['a', 'b'])
  await sleep(EVERY_MS * 3)
  assert.deepEqual(acts, ['a', 'b', 'a'])
  pace.touch('a')
  assert.deepEqual(acts, ['a', 'b', 'a', 'a'])
  await pace.close()
})

test('acts of one key are never closer than the pace and never two at a time, even when they are slow', async () => {
  const starts: number[] = []
  let under = 0
  const slow = async () => {
    starts.push(performance.now())
    assert.equal(++under, 1)
    await sleep(EVERY_MS / 2)
    under--
  }
  const pace = openPace(EVERY_MS, slow, never)
  const until = performance.now() + EVERY_MS * 5
  while (performance.now() < until) {
    pace.touch('a')
    await sleep(5)
  }
  await pace.close()
  assert.ok(starts.length >= 3, `${starts.length} acts`)
  starts.slice(1).forEach((at, i) => {
    assert.ok(at - (starts[i] ?? 0) >= EVERY_MS - 5, 'too soon')
  })
})

test('what was touched while the act ran is told by a further act', async () => {
  let value = 0
  const told: number[] = []
  const pace = openPace(
    EVERY_MS,
    async () => {
      const now = value
      await sleep(20)
      told.push(now)
    },
    never,
  )
  pace.touch('a')
  value = 1
  pace.touch('a')
  await sleep(EVERY_MS * 3)
  await pace.close()
  assert.deepEqual(told, [0, 1])
})

test('a fault is reported, and the key goes on', async () => {
  const faults: unknown[] = []
  let acts = 0
  const pace = openPace(
    EVERY_MS,
    async () => {
      if (++acts === 1) throw new Error('lost')
    },
    (error) => faults.push((error as Error).message),
  )
  pace.touch('a')
  pace.touch('a')
  await sleep(EVERY_MS * 3)
  await pace.close()
  assert.deepEqual({ acts, faults }, { acts: 2, faults: ['lost'] })
})

test('closing waits for the act under way; afterwards nothing is done any more', async () => {
  const done: string[] = []
  const pace = openPace(
    EVERY_MS,
    async (key) => {
      await sleep(EVERY_MS * 2)
      done.push(key)
    },
    never,
  )
  pace.touch('a')
  await pace.close()
  assert.deepEqual(done, ['a'])
  pace.touch('b')
  await sleep(EVERY_MS * 3)
  assert.deepEqual(done, ['a'])
})

test('while a crowd presses an act waits, but not for long, and is one for all that was touched meanwhile', async () => {
  let [pressed, acts] = [true, 0]
  const pace = openPace(
    EVERY_MS,
    async () => void acts++,
    never,
    openCalm(() => pressed),
  )
  for (let i = 0; i < 10; i++) pace.touch('a')
  await sleep(EVERY_MS)
  assert.equal(acts, 0)
  pressed = false
  await sleep(EVERY_MS)
  assert.equal(acts, 1)
  await sleep(EVERY_MS)
  assert.equal(acts, 1)
  pressed = true
  pace.touch('a')
  await sleep(600)
  assert.equal(acts, 2)
  await pace.close()
})

test('all who can wait while a crowd presses go on together; when nobody does, nobody waits', async () => {
  let pressed = false
  const calm = openCalm(() => pressed)
  assert.equal(calm(), null)
  pressed = true
  const first = calm()
  assert.ok(first)
  await sleep(50)
  assert.equal(calm(), first)
  pressed = false
  assert.equal(calm(), first)
  await first
  assert.equal(calm(), null)
})
