import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../../contract/refusal.ts'
import { openTries } from './tries.ts'

const limits = { triesMax: 3, minutes: 15, keysMax: 4 }
const MINUTE_MS = 60_000

/** Seconds to wait, or null when the try was taken. */
const waitOf = (work: () => void): number | undefined | null => {
  try {
    work()
    return null
  } catch (error) {
    assert.ok(error instanceof Refusal && error.code === 'too-many')
    return error.waitSeconds
  }
}

test('VN-19: so many tries in any stretch of time, for each key by itself, and not one more', () => {
  const tries = openTries(limits)
  const at = (minute: number, ...keys: string[]) => waitOf(() => tries.take(keys, minute * MINUTE_MS))
  assert.deepEqual([at(0, 'a'), at(10, 'a'), at(11, 'a', 'b')], [null, null, null])
  assert.equal(at(12, 'a'), 180)
  assert.equal(at(12, 'b', 'a'), 180, 'one key without a try is enough')
  assert.deepEqual([at(12, 'b'), at(12, 'b')], [null, null], 'a try that was refused was taken of no key')
  assert.equal(at(15, 'a'), null)
  assert.equal(at(16, 'a'), 540, 'the first of the last three decides')
})

test('what went well is given back, and a flood of keys takes no more room', () => {
  const tries = openTries(limits)
  for (let i = 0; i < 10; i++) {
    tries.take(['a'], i)
    tries.giveBack(['a'])
  }
  for (let i = 0; i < 3; i++) tries.take(['a'], i)
  assert.equal(
    waitOf(() => tries.take(['a'], 3)),
    900,
  )
  for (let i = 0; i < 4; i++) tries.take([`other ${i}`], 3)
  assert.equal(
    waitOf(() => tries.take(['a'], 4)),
    null,
  )
})
