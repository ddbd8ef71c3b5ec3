import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openOutbox, type Pauses, QUEUE_LINES_MAX } from './outbox.ts'

function collect(pauses: Pauses) {
  const written: [string, number][] = []
  const start = performance.now()
  const outbox = openOutbox(async (line) => {
    written.push([line, performance.now() - start])
  }, pauses)
  return { written, outbox, lines: () => written.map(([line]) => line) }
}

test('PT-82: a pause between the lines of a message, a longer one after it, in the order they came', async () => {
  const { written, outbox, lines } = collect({ lineMs: 50, messageMs: 200 })
  await Promise.all([outbox.send(['1', '2', '3']), outbox.send([]), outbox.send(['4']), outbox.send(['5'])])
  assert.deepEqual(lines(), ['1', '2', '3', '4', '5'])
  const gaps = written.slice(1).map(([, at], i) => at - (written[i]?.[1] ?? 0))
  for (const [i, least] of [50, 50, 200, 200].entries()) assert.ok((gaps[i] ?? 0) >= least - 5, `${gaps}`)
  assert.ok(
    gaps.every((gap) => gap < 400),
    `${gaps}`,
  )
})

test('PT-36: an answer waits for no message that can wait, and those keep their pauses', async () => {
  const { written, outbox } = collect({ lineMs: 20, messageMs: 150 })
  const all = Array.from({ length: 5 }, (_, n) => outbox.send([`told ${n}`], 'last'))
  await pause(30)
  await outbox.send(['answer'])
  const [answer] = written.filter(([line]) => line === 'answer')
  assert.ok((answer?.[1] ?? 999) < 100, `${answer}`)
  await Promise.all(all)
  const told = written.filter(([line]) => line.startsWith('told'))
  assert.deepEqual(
    told.map(([line]) => line),
    ['told 0', 'told 1', 'told 2', 'told 3', 'told 4'],
  )
  for (const [i, [, at]] of told.slice(1).entries()) assert.ok(at - (told[i]?.[1] ?? 0) >= 145)
  assert.ok((told[1]?.[1] ?? 0) - (answer?.[1] ?? 0) >= 145)
})

test('a full queue refuses the whole message with one error', async () => {
  const { outbox, lines } = collect({ lineMs: 3_600_000, messageMs: 3_600_000 })
  const all = Array.from({ length: QUEUE_LINES_MAX }, (_, n) => `${n}`)
  outbox.send(all).catch(() => {})
  await assert.rejects(outbox.send(['a', 'b']), /more than 200 lines/)
  assert.equal(outbox.waitingLines(), QUEUE_LINES_MAX - 1)
  assert.deepEqual(lines(), ['0'])
  outbox.close(new Error('over'))
})

test('what waits when the connection ends is refused, and all that comes after', async () => {
  const { outbox } = collect({ lineMs: 3_600_000, messageMs: 3_600_000 })
  const sending = outbox.send(['1', '2']).catch((error: Error) => error.message)
  const waiting = outbox.send(['3'], 'last').catch((error: Error) => error.message)
  outbox.close(new Error('irc: not connected'))
  assert.deepEqual([await sending, await waiting], ['irc: not connected', 'irc: not connected'])
  await assert.rejects(outbox.send(['4']), { message: 'irc: not connected' })
})

test('a write that fails fails its message, not the next', async () => {
  const outbox = openOutbox((line) => (line === 'bad' ? Promise.reject(new Error('broken pipe')) : pause(1)), {
    lineMs: 1,
    messageMs: 1,
  })
  await assert.rejects(outbox.send(['good', 'bad']), { message: 'broken pipe' })
  await outbox.send(['good'])
})
