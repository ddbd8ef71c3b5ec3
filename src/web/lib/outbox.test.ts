import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActivityId, AnswerId } from '../../contract/activity.schema.ts'
import { CallRefusal } from './api.ts'
import { type OwnAnswer, openOutbox, WAITING_ANSWERS_MAX } from './outbox.ts'

/** A browser's storage. */
function storage() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    key: (i: number) => [...kept.keys()][i] ?? null,
    get length() {
      return kept.size
    },
  }
}

const answerNumbered = (n: number): OwnAnswer => ({
  id: `0195d2c0-0000-7000-8000-${String(n).padStart(12, '0')}` as AnswerId,
  activity: '0195d2c0-0000-7000-8000-000000000000' as ActivityId,
  opening: 1,
  given: { kind: 'cloud', word: `word ${n}` },
})

/** Ends when nothing more happens by itself. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

function box(kept = storage()) {
  const tried: string[] = []
  const waits: (() => void)[] = []
  const server = { says: (): Promise<unknown> => Promise.resolve() }
  const outbox = openOutbox({
    storage: kept,
    timers: {
      nowMs: () => 0,
      random: () => 0,
      after: (_ms, run) => {
        waits.push(run)
        return () => {}
      },
    },
    deliver: (answer, tries) => {
      tried.push(`${answer.id.slice(-1)} after ${tries}`)
      return server.says()
    },
  })
  return {
    outbox,
    kept,
    tried,
    server,
    fates: () => outbox.answers.value.map(({ fate }) => fate.at),
    waited: () => waits.pop()?.(),
  }
}

const offline = () => Promise.reject(new CallRefusal('offline'))

test('an answer is sent, and counted only when the server has said so; then it is no longer kept', async () => {
  const { outbox, kept, fates } = box()
  assert.equal(outbox.send(answerNumbered(1)), true)
  assert.deepEqual([fates(), kept.length], [['sent'], 1])
  await settled()
  assert.deepEqual([fates(), kept.length], [['counted'], 0])
})

test('without an answer the same id is tried again until there is one', async () => {
  const { outbox, kept, tried, server, fates, waited } = box()
  server.says = offline
  outbox.send(answerNumbered(1))
  await settled()
  waited()
  await settled()
  assert.deepEqual([fates(), kept.length], [['sent'], 1])
  server.says = () => Promise.resolve()
  outbox.wake()
  await settled()
  assert.deepEqual(fates(), ['counted'])
  assert.deepEqual(tried, ['1 after 0', '1 after 1', '1 after 2'])
})

test('too many at once and a server out of order are waited for, not given up', async () => {
  const { outbox, server, fates } = box()
  for (const code of ['too-many', 'unavailable'] as const) {
    server.says = () => Promise.reject(new CallRefusal(code))
    outbox.send(answerNumbered(1))
    await settled()
    assert.deepEqual([...new Set(fates())], ['sent'])
  }
})

test('a refusal ends the trying and is told in the words of the server', async () => {
  const { outbox, kept, server } = box()
  server.says = () => Promise.reject(new CallRefusal('already-answered', 'Your answer is already in.'))
  outbox.send(answerNumbered(1))
  await settled()
  const fate = outbox.answers.value[0]?.fate
  assert.equal(fate?.at === 'refused' && fate.refusal.message, 'Your answer is already in.')
  assert.equal(kept.length, 0)
})

test('a page opened anew sends what was kept, oldest first, and throws away what is no answer', async () => {
  const first = box()
  first.server.says = offline
  first.outbox.send(answerNumbered(2))
  first.outbox.send(answerNumbered(1))
  await settled()
  first.outbox.close()
  first.kept.setItem('plenary.answer.x', '{"id":')
  first.kept.setItem('plenary.theme', 'dark')
  const second = box(first.kept)
  await settled()
  assert.deepEqual(second.tried, ['1 after 0', '2 after 0'])
  assert.deepEqual([...second.kept.kept.keys()], ['plenary.theme'])
})

test('no more wait than can be kept, and closed storage is survived', async () => {
  const { outbox, server } = box()
  server.says = offline
  const taken = Array.from({ length: WAITING_ANSWERS_MAX + 1 }, (_, n) => outbox.send(answerNumbered(n)))
  assert.equal(taken.filter(Boolean).length, WAITING_ANSWERS_MAX)
  assert.equal(taken.at(-1), false)
  const full = storage()
  full.setItem = () => {
    throw new Error('QuotaExceededError')
  }
  const closed = box(full)
  assert.equal(closed.outbox.send(answerNumbered(1)), true)
  await settled()
  assert.deepEqual(closed.fates(), ['counted'])
})
