import assert from 'node:assert/strict'
import { test } from 'node:test'
import { together } from './together.ts'

test('a crowd is answered by two looks: the one that runs, and one that begins after all of them asked', async () => {
  let state = 'before'
  let looks = 0
  const gates: (() => void)[] = []
  const ask = together(async (key: string) => {
    looks++
    const seen = `${key} ${state}`
    await new Promise<void>((open) => gates.push(open))
    return seen
  })
  const first = ask('a')
  state = 'after'
  const crowd = Array.from({ length: 100 }, () => ask('a'))
  const other = ask('b')
  gates.forEach((open) => open())
  assert.deepEqual([await first, await other], ['a before', 'b after'])
  gates.slice(2).forEach((open) => open())
  assert.deepEqual([...new Set(await Promise.all(crowd))], ['a after'])
  assert.equal(looks, 3)
})

test('a look that fails fails those who share it, and nobody after them', async () => {
  let fails = true
  const ask = together(async (_key: string) => {
    const isBad = fails
    await null
    if (isBad) throw new Error('no')
    return 'yes'
  })
  const first = ask('a')
  const second = ask('a')
  fails = false
  await assert.rejects(first, /no/)
  assert.deepEqual([await second, await ask('a')], ['yes', 'yes'])
})
