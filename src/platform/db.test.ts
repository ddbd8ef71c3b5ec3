import assert from 'node:assert/strict'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openWorld } from '../../test/world.ts'
import { openLocalBus } from './bus.ts'
import { connect, idOfKey, openDb, type ReadTx, type Tx } from './db.ts'
import { changesAfter, feedSeq } from './feeds.ts'
import { sql } from './sql.ts'

const world = await openWorld()
const { db, client } = world

before(() => client.unsafe('create table marbles (name text primary key, held int not null)'))

const add = (tx: Tx, name: string, by = 1) =>
  tx.rows(sql`insert into marbles values (${name}, ${by}) on conflict (name) do update set held = marbles.held + ${by}`)
const held = async (name: string): Promise<number | undefined> =>
  (await client`select held from marbles where name = ${name}`)[0]?.held as number | undefined

/** A promise with its key outside. */
function gate(): { open: () => void; opened: Promise<void> } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

/** A database on connections of its own, so many for each purpose. */
function ownPools(connectionsMax: number) {
  const [pool, lookups] = [
    connect({ options: world.options }, connectionsMax),
    connect({ options: world.options }, connectionsMax),
  ]
  const own = openDb({ client: pool, lookups }, { bus: openLocalBus(), clock: () => new Date(), sendJobs: async () => {} })
  return { pool, own, end: () => Promise.all([pool.end({ timeout: 1 }), lookups.end({ timeout: 1 })]) }
}

test('a real deadlock is tried again, and both commands count once', async () => {
  await db.write(async (tx) => {
    await add(tx, 'left', 0)
    await add(tx, 'right', 0)
  })
  const [one, two] = [gate(), gate()]
  let runs = 0
  const both = async (first: string, second: string, mine: typeof one, theirs: typeof one) =>
    db.write(async (tx) => {
      runs++
      await add(tx, first)
      mine.open()
      await theirs.opened
      await add(tx, second)
      tx.announce('deadlock', first)
    })
  await Promise.all([both('left', 'right', one, two), both('right', 'left', two, one)])
  assert.ok(runs > 2, 'one of them was run again; the other may have been, too')
  assert.deepEqual([await held('left'), await held('right')], [2, 2])
  const changes = await db.read((tx) => changesAfter(tx, 'deadlock', 0, 10))
  assert.deepEqual(changes.map((one) => one.change).sort(), ['left', 'right'])
})

test('a serialization failure is tried five times and then told', async () => {
  let runs = 0
  const work = db.write(async (tx) => {
    runs++
    await tx.rows(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`)
  })
  await assert.rejects(work, { code: '40001' })
  assert.equal(runs, 5)
})

test('a real error is not tried again, and leaves nothing: no row, no change, no job, no wake-up', async () => {
  const woken: (readonly string[])[] = []
  const stop = world.bus.onWake((feeds) => woken.push(feeds))
  const jobsBefore = world.jobs.length
  let runs = 0
  const work = db.write(async (tx) => {
    runs++
    await add(tx, 'nothing')
    tx.announce('nothing', 1)
    tx.later({ kind: 'tidy-up', key: 'nothing', payload: {} })
    await tx.rows(sql`select ${1} / 0`)
  })
  await assert.rejects(work, { code: '22012' })
  await assert.rejects(
    db.write(async (tx) => {
      await add(tx, 'nothing')
      tx.announce('nothing', 2)
      throw new Error('changed my mind')
    }),
    /changed my mind/,
  )
  stop()
  assert.deepEqual(
    { runs, held: await held('nothing'), seq: await db.read((tx) => feedSeq(tx, 'nothing')), jobs: world.jobs.length, woken },
    { runs: 1, held: undefined, seq: 0, jobs: jobsBefore, woken: [] },
  )
})

test('a failed statement that the command swallowed does not commit half of it', async () => {
  const work = db.write(async (tx) => {
    await add(tx, 'half')
    await tx.rows(sql`select ${1} / 0`).catch(() => {})
    tx.announce('half', 1)
  })
  await assert.rejects(work)
  assert.equal(await held('half'), undefined)
})

test('a handle used while a transaction is open throws, in reads and writes alike', async () => {
  const used = /a database handle was used while a transaction is open/
  const inner = () => db.read(async () => 1)
  await assert.rejects(db.write(inner), used)
  await assert.rejects(db.read(inner), used)
  await assert.rejects(
    db.write(() => db.write(async () => 1)),
    used,
  )
  await assert.rejects(
    db.read(async () => {
      await sleep(1)
      return db.write(async () => 1)
    }),
    used,
  )
  assert.equal(await db.write(async () => 2), 2)
})

test('two transactions at once in two flows are no nesting', async () => {
  const all = await Promise.all(Array.from({ length: 30 }, (_, i) => (i % 2 ? db.read(async () => i) : db.write(async () => i))))
  assert.deepEqual(
    all,
    Array.from({ length: 30 }, (_, i) => i),
  )
})

test('a read is one snapshot and changes nothing', async () => {
  await db.write((tx) => add(tx, 'snapshot', 5))
  const [looked, written] = [gate(), gate()]
  const reading = db.read(async (tx) => {
    const first = await tx.rows(sql`select held from marbles where name = ${'snapshot'}`)
    looked.open()
    await written.opened
    return [first, await tx.rows(sql`select held from marbles where name = ${'snapshot'}`)]
  })
  await looked.opened
  await db.write((tx) => add(tx, 'snapshot'))
  written.open()
  assert.deepEqual(await reading, [[{ held: 5 }], [{ held: 5 }]])
  assert.equal(await held('snapshot'), 6)
  await assert.rejects(
    db.read((tx) => tx.rows(sql`delete from marbles`)),
    { code: '25006' },
  )
})

test('followers are woken after the commit, once for a command, with every feed it touched', async () => {
  const seen: unknown[] = []
  const stop = world.bus.onWake((feeds) => {
    seen.push([...feeds].sort())
    void held('woken').then((found) => seen.push(found))
  })
  await db.write(async (tx) => {
    await add(tx, 'woken')
    for (const feed of ['b', 'a', 'b']) tx.announce(feed, 1)
    assert.deepEqual(seen, [])
  })
  await sleep(100)
  stop()
  assert.deepEqual(seen, [['a', 'b'], 1])
})

test('a command has one reading of the clock, and a thousand changes of a feed at most', async () => {
  await db.write(async (tx) => {
    assert.deepEqual(tx.now, world.clock.now)
    const { now } = tx
    world.clock.forward(1_000)
    assert.equal(tx.now, now)
  })
  const many = (count: number) =>
    db.write(async (tx) => {
      for (let i = 0; i < count; i++) tx.announce('many', i)
    })
  await many(1_000)
  await assert.rejects(many(1_001), /more than 1000 changes of many in one command/)
  assert.equal(await db.read((tx) => feedSeq(tx, 'many')), 1_000)
})

test('dates stay text, large numbers are numbers, undefined is null', async () => {
  const [row] = await db.read((tx) =>
    tx.rows(
      sql`select date '2026-02-28' as day, ${2 ** 52}::bigint as large, ${undefined}::text as none, ${{ a: [1] }}::jsonb as tree`,
    ),
  )
  assert.deepEqual(row, { day: '2026-02-28', large: 2 ** 52, none: null, tree: { a: [1] } })
})

test('the queue that fails takes the whole command back', async () => {
  const failing = openDb(world, {
    bus: openLocalBus(),
    clock: () => new Date(),
    sendJobs: async () => {
      throw new Error('the queue is gone')
    },
  })
  const work = failing.write(async (tx) => {
    await add(tx, 'unpromised')
    tx.later({ kind: 'tidy-up', key: '1', payload: {} })
  })
  await assert.rejects(work, /the queue is gone/)
  assert.equal(await held('unpromised'), undefined)
})

test('the same key is the same id, a valid one of version 8; another key is another', () => {
  const ids = ['', 'a', 'b', 'a', 'tell/ä'.repeat(500)].map(idOfKey)
  for (const one of ids) assert.match(one, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(ids[1], ids[3])
  assert.equal(new Set(ids).size, 4)
})

test('a database that was away for long is asked again at once when it is there', async () => {
  const { path, ...rest } = world.options
  const folder = await mkdtemp(join(tmpdir(), 'plenary-away-'))
  const away = join(folder, 'socket')
  const pool = connect({ options: { ...rest, path: away } }, 1)
  for (let tries = 0; tries < 9; tries++) await assert.rejects(pool`select 1`, { code: 'ENOENT' })
  await symlink(String(path), away)
  const late = sleep(5_000, 'late', { ref: false })
  assert.notEqual(await Promise.race([pool`select 1`, late]), 'late')
  await pool.end({ timeout: 1 })
  await rm(folder, { recursive: true })
})

test('a look is one question at a time: each sees what was there at its moment, and nothing else is done meanwhile with a handle', async () => {
  await db.write((tx) => add(tx, 'look', 3))
  const seen = await db.look(async (tx) => {
    const ask = async () => (await tx.rows<{ held: number }>(sql`select held from marbles where name = 'look'`))[0]?.held
    const before = await ask()
    await client`update marbles set held = 4 where name = 'look'`
    return [before, await ask()]
  })
  assert.deepEqual(seen, [3, 4])
  await assert.rejects(
    db.look(() => db.read(async () => 1)),
    /pass the open `tx`/,
  )
  const byName = (name: string) => db.look((tx) => tx.rows(sql`select held from marbles where name = ${name}`, 'anew'))
  assert.deepEqual([await byName('look'), await byName('nobody’s')], [[{ held: 4 }], []])
})

test('a fault that only looks like a lost connection is told, and its connection goes on', { timeout: 20_000 }, async () => {
  const { pool, own, end } = ownPools(1)
  await pool.unsafe(
    `create function pg_temp.protocol() returns int language plpgsql as $$ begin raise exception 'x' using errcode = '08P01'; end $$`,
  )
  await assert.rejects(
    own.read((tx) => tx.rows(sql`select pg_temp.protocol()`)),
    { code: '08P01' },
  )
  const other = () => Promise.reject(Object.assign(new Error('of somebody else'), { code: 'EPIPE' }))
  await assert.rejects(own.write(other), { code: 'EPIPE' })
  assert.deepEqual(await own.read((tx) => tx.rows(sql`select 1 as one`)), [{ one: 1 }])
  await end()
})

test('a connection taken away in the middle of a statement fails that transaction, and not the process', async () => {
  const { own, end } = ownPools(2)
  const asleep = (tx: ReadTx) => tx.rows(sql`select pg_sleep(30), 'taken away'`)
  const both = [own.read(asleep), own.write(asleep)].map((one) => assert.rejects(one, { code: 'CONNECTION_CLOSED' }))
  const taken = () =>
    client`select pg_terminate_backend(pid) from pg_stat_activity where query like ${'select pg_sleep%taken away%'}`
  for (let found = 0; found < 2; await sleep(20)) found += (await taken()).length
  await Promise.all(both)
  // What the driver puts off to the next turn of the loop has its turn.
  await sleep(50)
  // The driver tells the fault once more to the first who comes afterwards.
  const ask = () => own.read((tx) => tx.rows(sql`select 1 as one`))
  assert.deepEqual(await ask().catch(ask).catch(ask), [{ one: 1 }])
  await end()
})

test('a transaction that begins behind a crowd of lookups is one', { timeout: 60_000 }, async () => {
  // The driver sends so many ahead on one connection and no more; a transaction that was the last of them began, and nobody held it.
  const AHEAD = 100
  for (let before = 2 * AHEAD - 2; before <= 2 * AHEAD + 2; before++) {
    const { own, end } = ownPools(2)
    const look = (seconds: number) => own.look((tx) => tx.rows(sql`select pg_sleep(${seconds}::float8)`))
    await Promise.all([look(0.01), look(0.01)])
    const crowd = [look(0.1), look(0.1), ...Array.from({ length: before - 2 }, () => look(0))]
    await sleep(10)
    await Promise.all([...crowd, own.write((tx) => add(tx, 'behind'))])
    await assert.rejects(
      own.write((tx) => add(tx, 'behind').then(() => Promise.reject(new Error('back')))),
      /back/,
    )
    await end()
  }
  assert.equal(await held('behind'), 5)
})
