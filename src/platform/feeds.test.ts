import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { openWorld } from '../../test/world.ts'
import { changesAfter, dropOldChanges, feedSeq, feedSeqs } from './feeds.ts'
import { sql } from './sql.ts'

const world = await openWorld()
const { db, client } = world

before(() => client.unsafe('create table log (id serial primary key, said int not null)'))

const say = (feed: string, ...changes: unknown[]) =>
  db.write(async (tx) => {
    for (const change of changes) tx.announce(feed, change)
  })
const all = (feed: string, after = 0, changesMax = 10_000) => db.read((tx) => changesAfter(tx, feed, after, changesMax))

test('fifty writers at once: numbers without gaps, each change once, those of a command side by side', async () => {
  await Promise.all(
    Array.from({ length: 50 }, (_, writer) =>
      db.write(async (tx) => {
        await tx.rows(sql`select pg_sleep(${(writer % 7) / 1_000})`)
        for (let i = 0; i < 3; i++) tx.announce('busy', { writer, i })
        tx.announce(`other ${writer % 5}`, writer)
      }),
    ),
  )
  const changes = (await all('busy')) as { seq: number; change: { writer: number; i: number } }[]
  assert.deepEqual(
    changes.map((one) => one.seq),
    Array.from({ length: 150 }, (_, i) => i + 1),
  )
  assert.equal(new Set(changes.map((one) => JSON.stringify(one.change))).size, 150)
  changes.forEach(({ change }, at) => {
    assert.deepEqual(change, { writer: changes[at - (at % 3)]?.change.writer, i: at % 3 })
  })
})

test('numbers are in the order of commits: a follower that asks all the time misses nothing', async () => {
  let writing = true
  const followed: number[] = []
  const follow = async () => {
    let seq = 0
    for (let last = false; !last; ) {
      last = !writing
      for (const one of await all('followed', seq)) {
        assert.equal(one.seq, seq + 1)
        seq = one.seq
        followed.push(one.change as number)
      }
    }
  }
  const following = [follow(), follow()]
  await Promise.all(
    Array.from({ length: 50 }, (_, writer) =>
      db.write(async (tx) => {
        tx.announce('followed', writer)
        await tx.rows(sql`select pg_sleep(${((writer * 7) % 10) / 1_000})`)
      }),
    ),
  )
  writing = false
  await Promise.all(following)
  assert.equal(followed.length, 100)
})

test('a view and its number agree, whoever commits in between', async () => {
  let writing = true
  const look = async () => {
    while (writing) {
      const seen = await db.read(async (tx) => {
        const [row] = await tx.rows<{ rows: number }>(sql`select count(*)::int as rows from log`)
        await tx.rows(sql`select pg_sleep(0.002)`)
        return { rows: row?.rows, seq: await feedSeq(tx, 'log'), news: (await changesAfter(tx, 'log', 0, 1_000)).length }
      })
      assert.deepEqual(seen, { rows: seen.seq, seq: seen.seq, news: seen.seq })
    }
  }
  const looking = [look(), look()]
  await Promise.all(
    Array.from({ length: 40 }, (_, said) =>
      db.write(async (tx) => {
        await tx.rows(sql`insert into log (said) values (${said})`)
        tx.announce('log', said)
      }),
    ),
  )
  writing = false
  await Promise.all(looking)
  assert.equal(await db.read((tx) => feedSeq(tx, 'log')), 40)
})

test('changes come back as they were announced, in pieces as large as asked for', async () => {
  const odd = [null, 0, '', 'a "quoted" $1 🚂', [], { deep: { list: [1, [2]] } }, true]
  await say('odd', ...odd)
  assert.deepEqual(
    await all('odd'),
    odd.map((change, i) => ({ seq: i + 1, change })),
  )
  assert.deepEqual(
    (await all('odd', 2, 3)).map((one) => one.seq),
    [3, 4, 5],
  )
  assert.deepEqual(await all('odd', 7), [])
  assert.deepEqual(await all('nobody'), [])
})

test('feeds whose names hold anything are told apart, and asked for at once', async () => {
  const names = ["it's", 'a,b', '{x}', '"q"', 'a', 'A', '$1', 'ü']
  for (const [i, name] of names.entries()) await say(name, ...Array.from({ length: i + 1 }, () => 0))
  assert.deepEqual(await db.read((tx) => feedSeqs(tx, [...names, 'nobody'])), new Map(names.map((name, i) => [name, i + 1])))
  for (const [i, name] of names.entries()) assert.equal(await db.read((tx) => feedSeq(tx, name)), i + 1)
  assert.deepEqual(await db.read((tx) => feedSeqs(tx, [])), new Map())
  assert.equal(await db.read((tx) => feedSeq(tx, 'nobody')), 0)
})

test('old news goes, ten thousand at a time; feeds keep their number and count on', async () => {
  for (let i = 0; i < 11; i++) await say('old', ...Array.from({ length: 1_000 }, (_, n) => n))
  world.clock.forward(86_400_000)
  await say('old', 'young')
  const before = world.clock.now
  const gone: number[] = []
  do gone.push(await db.write((tx) => dropOldChanges(tx, before)))
  while (gone.at(-1) !== 0)
  assert.equal(gone[0], 10_000)
  assert.ok((gone[1] ?? 0) >= 1_000)
  assert.deepEqual(await all('old'), [{ seq: 11_001, change: 'young' }])
  await say('old', 'next')
  assert.deepEqual(await all('old', 11_001), [{ seq: 11_002, change: 'next' }])
})
