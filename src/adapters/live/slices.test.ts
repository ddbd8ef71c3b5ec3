import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'
import { inSlices } from './slices.ts'

test('everything has its turn, in order, and other work comes between', async () => {
  const done: number[] = []
  const busy = (n: number) => () => {
    const untilMs = performance.now() + 2
    while (performance.now() < untilMs);
    done.push(n)
  }
  for (let n = 0; n < 20; n++) inSlices(busy(n))
  assert.deepEqual(done, [])
  await turn()
  await turn()
  assert.ok(done.length > 0 && done.length < 20, String(done.length))
  while (done.length < 20) await pause(5)
  assert.deepEqual(
    done,
    Array.from({ length: 20 }, (_, n) => n),
  )
})

/** In a process of its own: what nobody catches ends a test. */
const throwing = `
  import { inSlices } from ${JSON.stringify(new URL('slices.ts', import.meta.url).href)}
  process.on('uncaughtException', (error) => console.log(error.message))
  inSlices(() => console.log('before'))
  inSlices(() => { throw new Error('broken') })
  inSlices(() => console.log('behind'))
  setTimeout(() => inSlices(() => console.log('later')), 50)
`

test('what throws takes nobody else along', () => {
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', throwing], { encoding: 'utf8' })
  assert.deepEqual(stdout.trim().split('\n'), ['before', 'broken', 'behind', 'later'])
})
