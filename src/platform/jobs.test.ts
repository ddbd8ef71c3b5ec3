import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { atEnd } from '../../test/closing.ts'
import { openWorld } from '../../test/world.ts'
import { openLocalBus } from './bus.ts'
import { connect, type Job, openDb } from './db.ts'
import { type JobKind, type Jobs, openJobs, realFault } from './jobs.ts'
import { faultOf, silentLog } from './log.ts'

const world = await openWorld()
const names = ['greet', 'fail', 'recover', 'wait', 'gather'] as const
type Name = (typeof names)[number]

/** A queue as a node has it: on a client of its own with one connection. */
async function openNode(kinds: readonly string[] = names): Promise<Jobs> {
  const client = connect({ options: world.options }, 1)
  const jobs = await openJobs(client, kinds, silentLog)
  atEnd(async () => {
    await jobs.stop()
    await client.end({ timeout: 1 })
  })
  return jobs
}

const jobs = await openNode()
const db = openDb(world, { bus: openLocalBus(), clock: () => new Date(), sendJobs: jobs.send })
const promise = (...all: Job[]) => db.write(async (tx) => all.forEach((job) => void tx.later(job)))
const counts = async (kind: Name) => (await jobs.counts()).find((one) => one.kind === kind)

const ran: { kind: Name; payload: unknown; at: number }[] = []
const payloads = (kind: Name) => ran.filter((one) => one.kind === kind).map((one) => one.payload)
const kindOf = (kind: Name, retriesMax = 2, run = async () => {}): JobKind => ({
  retriesMax,
  run: async (payload) => {
    ran.push({ kind, payload, at: Date.now() })
    await run()
  },
})

async function until(what: string, done: () => boolean | Promise<boolean>, msMax = 20_000): Promise<void> {
  const end = Date.now() + msMax
  while (!(await done())) {
    assert.ok(Date.now() < end, `not within ${msMax} ms: ${what}`)
    await sleep(20)
  }
}

test('jobs gather until there is work; a rolled-back command leaves none', async () => {
  await promise({ kind: 'gather', key: '1', payload: { n: 1 } })
  const undone = db.write(async (tx) => {
    tx.later({ kind: 'gather', key: '2', payload: { n: 2 } })
    throw new Error('undone')
  })
  await assert.rejects(undone, /undone/)
  await assert.rejects(promise({ kind: 'gather', key: '3', payload: {} }, { kind: 'nobody', key: '1', payload: {} }))
  assert.deepEqual(await counts('gather'), { kind: 'gather', waiting: 1, failed: 0 })
  assert.deepEqual(
    (await jobs.counts()).map((one) => one.kind),
    names,
  )
})

test('the same key is the same job: in one command, in many, and after it ran', async () => {
  const job = (n: number): Job => ({ kind: 'gather', key: 'same', payload: { n } })
  await promise(job(10), job(11))
  await Promise.all([promise(job(12)), promise(job(13)), promise(job(14))])
  assert.equal((await counts('gather'))?.waiting, 2)
  await jobs.work({ gather: kindOf('gather') })
  await until('both ran', () => ran.length >= 2)
  await promise(job(15))
  await sleep(1_500)
  assert.deepEqual(payloads('gather'), [{ n: 1 }, { n: 10 }])
  await until('nothing waits', async () => (await counts('gather'))?.waiting === 0)
})

test('a promised job is taken at once, without waiting for the next look', async () => {
  await jobs.work({ greet: kindOf('greet') })
  await sleep(1_500)
  const tookMs: number[] = []
  for (let i = 0; i < 5; i++) {
    const payload = { text: `it's "${i}" $1 🚂`, list: [i, null] }
    const since = Date.now()
    await promise({ kind: 'greet', key: `${i}`, payload })
    await until('it ran', () => payloads('greet').length > i)
    assert.deepEqual(payloads('greet')[i], payload)
    tookMs.push(Date.now() - since)
  }
  assert.ok(Math.max(...tookMs) < 1_500, `${tookMs} ms`)
})

test('a job with a time runs then: not earlier, and not much later', async () => {
  await jobs.work({ wait: kindOf('wait') })
  await sleep(1_500)
  const at = new Date(Date.now() + 2_500)
  await promise({ kind: 'wait', key: 'later', payload: {}, at })
  assert.equal((await counts('wait'))?.waiting, 1)
  await until('it ran', () => payloads('wait').length === 1)
  const lateMs = (ran.find((one) => one.kind === 'wait')?.at ?? 0) - at.getTime()
  assert.ok(lateMs >= 0 && lateMs < 2_000, `${lateMs} ms late`)
})

test('a handler that throws is tried again until it works', async () => {
  let left = 1
  await jobs.work({
    recover: kindOf('recover', 3, async () => {
      if (left-- > 0) throw new Error('not yet')
    }),
  })
  await promise({ kind: 'recover', key: '1', payload: { n: 1 } })
  await until('it ran twice', () => payloads('recover').length === 2)
  const [first, second] = ran.filter((one) => one.kind === 'recover')
  assert.ok((second?.at ?? 0) - (first?.at ?? 0) >= 900, 'it waits before it tries again')
  await until('nothing waits', async () => (await counts('recover'))?.waiting === 0)
  assert.equal((await counts('recover'))?.failed, 0)
})

test('after the last try the job lies in the dead queue, with its payload, and is counted once', async () => {
  const always = async () => {
    throw new Error('never')
  }
  await jobs.work({ fail: kindOf('fail', 1, always) })
  await promise({ kind: 'fail', key: '1', payload: { n: 7 } })
  await until('it is given up', async () => (await counts('fail'))?.failed === 1, 40_000)
  assert.deepEqual(payloads('fail'), [{ n: 7 }, { n: 7 }])
  assert.deepEqual(await counts('fail'), { kind: 'fail', waiting: 0, failed: 1 })
  const dead = await world.client`select data, source_name from jobs.job where name = 'dead'`
  assert.deepEqual([...dead], [{ data: { n: 7 }, source_name: 'fail' }])
})

test('two nodes on one queue: every job runs once', async () => {
  const other = await openNode()
  await other.work({ greet: kindOf('greet') })
  const before = payloads('greet').length
  await promise(...Array.from({ length: 20 }, (_, i) => ({ kind: 'greet', key: `both ${i}`, payload: { i } })))
  await until('all ran', () => payloads('greet').length >= before + 20)
  await sleep(500)
  assert.deepEqual(
    payloads('greet')
      .slice(before)
      .map((one) => (one as { i: number }).i)
      .sort((a, b) => a - b),
    Array.from({ length: 20 }, (_, i) => i),
  )
})

test('stopping waits for the job under way, and what was promised meanwhile is there for the next start', async () => {
  const node = await openNode(['stop'])
  const own = openDb(world, { bus: openLocalBus(), clock: () => new Date(), sendJobs: node.send })
  const log: string[] = []
  const slow = async () => {
    log.push('begun')
    await sleep(700)
    log.push('done')
  }
  await node.work({ stop: { retriesMax: 1, run: slow } })
  await own.write(async (tx) => tx.later({ kind: 'stop', key: '1', payload: {} }))
  await until('it began', () => log.length === 1)
  await node.stop()
  assert.deepEqual(log, ['begun', 'done'])
  const next = await openNode(['stop'])
  const again = openDb(world, { bus: openLocalBus(), clock: () => new Date(), sendJobs: next.send })
  await again.write(async (tx) => tx.later({ kind: 'stop', key: '2', payload: {} }))
  assert.deepEqual(await next.counts(), [{ kind: 'stop', waiting: 1, failed: 0 }])
  await next.work({ stop: { retriesMax: 1, run: slow } })
  await until('it ran', () => log.length === 4)
})

test('a fault that the queue hands on as a plain object is told as one, by the rules for its kind', () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED /run/x'), { code: 'ECONNREFUSED' })
  const plain = { ...refused, message: refused.message, stack: refused.stack, queue: 'greet' }
  const told = faultOf(realFault(plain))
  assert.deepEqual([told.type, told.message, told.code], ['Error', 'connect ECONNREFUSED /run/x', 'ECONNREFUSED'])
  assert.match(String(told.stack), /jobs\.test\.ts/)
  const engine = new SyntaxError('Unexpected pssst')
  const toldOfEngine = faultOf(realFault({ message: engine.message, stack: engine.stack }))
  assert.deepEqual([toldOfEngine.type, toldOfEngine.message], ['SyntaxError', undefined])
  assert.equal(realFault(refused), refused)
  assert.equal(realFault('words'), 'words')
})
