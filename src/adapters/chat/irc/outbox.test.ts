import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openOutbox, QUEUE_LINES_MAX } from './outbox.ts'

function collect(pace: { burstLines: number; lineEveryMs: number }) {
  const written: string[] = []
  const outbox = openOutbox(async (line) => {
    written.push(line)
  }, pace)
  return { written, outbox }
}

test('a burst goes at once, the rest waits its turn, in order', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const { written, outbox } = collect({ burstLines: 5, lineEveryMs: 3_600_000 })
  const sending = outbox.send(['1', '2', '3', '4', '5', '6']).catch((error: Error) => error.message)
  outbox.send(['7']).catch(() => {})
  assert.deepEqual(written, ['1', '2', '3', '4', '5'])
  assert.equal(outbox.waitingLines(), 2)
  outbox.close(new Error('irc: not connected'))
  assert.equal(await sending, 'irc: not connected')
  await assert.rejects(outbox.send(['8']), { message: 'irc: not connected' })
})

test('all lines leave in the order they came, however many senders', async () => {
  const { written, outbox } = collect({ burstLines: 2, lineEveryMs: 1 })
  await Promise.all([outbox.send(['1', '2', '3']), outbox.send(['4']), outbox.send([]), outbox.send(['5', '6'])])
  assert.deepEqual(written, ['1', '2', '3', '4', '5', '6'])
})

test('a full queue refuses the whole message with one error', async () => {
  const { written, outbox } = collect({ burstLines: 1, lineEveryMs: 3_600_000 })
  const lines = Array.from({ length: QUEUE_LINES_MAX }, (_, n) => `${n}`)
  outbox.send(lines).catch(() => {})
  await assert.rejects(outbox.send(['a', 'b']), /more than 200 lines/)
  assert.equal(outbox.waitingLines(), QUEUE_LINES_MAX - 1)
  assert.deepEqual(written, ['0'])
  outbox.close(new Error('over'))
})

test('a write that fails fails its message, not the next', async () => {
  const outbox = openOutbox((line) => (line === 'bad' ? Promise.reject(new Error('broken pipe')) : pause(1)), {
    burstLines: 9,
    lineEveryMs: 1,
  })
  await assert.rejects(outbox.send(['good', 'bad']), { message: 'broken pipe' })
  await outbox.send(['good'])
})
