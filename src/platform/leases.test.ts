import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openWorld } from '../../test/world.ts'
import { openLocalBus } from './bus.ts'
import { openDb } from './db.ts'
import { LEASE_MS, openLeases } from './leases.ts'
import { silentLog } from './log.ts'

const world = await openWorld()
const { client } = world
const db = openDb(world, { bus: openLocalBus(), clock: () => new Date(), sendJobs: async () => {} })
const RENEWED_MS_MAX = 9_000

async function until(what: string, done: () => boolean | Promise<boolean>, msMax = RENEWED_MS_MAX): Promise<void> {
  const end = Date.now() + msMax
  while (!(await done())) {
    assert.ok(Date.now() < end, `not within ${msMax} ms: ${what}`)
    await sleep(10)
  }
}

/** A node that wants the lease and does its work until it is told to stop. */
function node(name: string, lease: string) {
  const leases = openLeases(db, silentLog, name)
  const seen = { times: 0, working: false, stopMs: 0 }
  const held = leases.hold(lease, async (lost) => {
    seen.times++
    seen.working = true
    await new Promise((resolve) => lost.addEventListener('abort', resolve, { once: true }))
    await sleep(seen.stopMs)
    seen.working = false
  })
  return { seen, held, close: leases.close }
}
const untilOf = async (lease: string): Promise<number> =>
  Number((await client`select until from platform_leases where name = ${lease}`)[0]?.until)
const holderOf = async (lease: string): Promise<string | undefined> =>
  (await client`select holder from platform_leases where name = ${lease}`)[0]?.holder as string | undefined

test('of many nodes one holds the lease, at any moment, and it renews it', { timeout: 60_000 }, async () => {
  const nodes = ['a', 'b', 'c', 'd'].map((name) => node(name, 'many'))
  const working = () => nodes.filter((one) => one.seen.working).length
  await until('one works', () => working() === 1)
  const first = await untilOf('many')
  assert.ok(Math.abs(first - Date.now() - LEASE_MS) < 2_000)
  const end = Date.now() + 6_000
  for (; Date.now() < end; await sleep(20)) assert.equal(working(), 1)
  assert.ok((await untilOf('many')) - first >= 4_000)
  await Promise.all(nodes.map((one) => one.close()))
  assert.equal(working(), 0)
})

test('the lease of a node that fell silent is taken over, and its return finds another holder', { timeout: 60_000 }, async () => {
  await client`insert into platform_leases values ('silent', 'dead', now() + interval '15 s')`
  const next = node('next', 'silent')
  await sleep(500)
  assert.deepEqual([next.seen.working, await holderOf('silent')], [false, 'dead'])
  await client`update platform_leases set until = now() - interval '1 s' where name = 'silent'`
  await until('it is taken over', () => next.seen.working)
  assert.equal(await holderOf('silent'), 'next')
  const returned = node('dead', 'silent')
  await sleep(500)
  assert.deepEqual([returned.seen.working, next.seen.working, await holderOf('silent')], [false, true, 'next'])
  await Promise.all([returned.close(), next.close()])
})

test('a holder that lost its lease is told, waits for its work to end, and then wants it again', {
  timeout: 60_000,
}, async () => {
  const first = node('first', 'lost')
  await until('it works', () => first.seen.working)
  await client`update platform_leases set holder = 'thief', until = now() + interval '1 hour' where name = 'lost'`
  await until('it stops', () => !first.seen.working)
  assert.equal(await holderOf('lost'), 'thief')
  await client`update platform_leases set until = now() - interval '1 s' where name = 'lost'`
  await until('it works again', () => first.seen.working)
  assert.deepEqual([first.seen.times, await holderOf('lost')], [2, 'first'])
  await first.close()
})

test('a holder whose database hangs lets go before the lease runs out', { timeout: 60_000 }, async () => {
  const one = node('hanging', 'hangs')
  await until('it works', () => one.seen.working)
  let release = () => {}
  const hanging = client.begin(async (tx) => {
    await tx`select 1 from platform_leases where name = 'hangs' for update`
    await new Promise<void>((resolve) => {
      release = resolve
    })
  })
  try {
    // It may have renewed once more before the row was held: what counts is the expiry that others read.
    await until('it stops', () => !one.seen.working, 2 * LEASE_MS)
    const stoppedAt = Date.now()
    assert.ok(stoppedAt < (await untilOf('hangs')))
  } finally {
    release()
    await hanging
    await one.close()
  }
})

test('closing gives the lease back once the work has ended, and the next one need not wait for the expiry', async () => {
  const one = node('one', 'given')
  await until('it works', () => one.seen.working)
  one.seen.stopMs = 300
  const since = Date.now()
  const closing = one.close()
  await sleep(50)
  assert.equal(await holderOf('given'), 'one')
  await closing
  await one.held
  assert.deepEqual([one.seen.working, await holderOf('given')], [false, undefined])
  assert.ok(Date.now() - since < 3_000)
  const two = node('two', 'given')
  await until('the next works', () => two.seen.working, 2_000)
  await two.close()
})

test('closing at any moment ends, and nobody works afterwards', { timeout: 30_000 }, async () => {
  for (let ms = 0; ms < 12; ms++) {
    const one = node('brief', `brief ${ms}`)
    await sleep(ms / 2)
    await one.close()
    assert.deepEqual([one.seen.working, await holderOf(`brief ${ms}`)], [false, undefined])
  }
})

test('a fault in the work is no end: it is begun again, and closing does not wait for that', { timeout: 30_000 }, async () => {
  const leases = openLeases(db, silentLog, 'faulty')
  let times = 0
  const held = leases.hold('faulty', async () => {
    times++
    throw new Error('broken')
  })
  await until('it was begun again', () => times === 2)
  await leases.close()
  await held
  assert.equal(await holderOf('faulty'), undefined)
})
