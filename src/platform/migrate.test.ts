import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type postgres from 'postgres'
import { atEnd } from '../../test/closing.ts'
import { openWorld } from '../../test/world.ts'
import { connect } from './db.ts'
import { MigrationRefusal, migrate } from './migrate.ts'

const world = await openWorld()
const files = readdirSync(join(import.meta.dirname, 'migrations'))
  .filter((name) => name.endsWith('.sql'))
  .sort()

/** An empty database; `client()` gives one more client of it. */
async function emptyDatabase(): Promise<() => postgres.Sql> {
  const name = `empty_${randomBytes(6).toString('hex')}`
  await world.client.unsafe(`create database ${name}`)
  atEnd(() => world.client.unsafe(`drop database if exists ${name} with (force)`))
  return () => {
    const client = connect({ options: { ...world.options, database: name } }, 1)
    atEnd(() => client.end({ timeout: 1 }))
    return client
  }
}

const tables = (client: postgres.Sql) =>
  client`select table_name, column_name, data_type from information_schema.columns where table_schema = 'public' order by 1, 2`

test('four nodes that start at once bring an empty database to the schema, each file once', async () => {
  const client = await emptyDatabase()
  const clients = Array.from({ length: 4 }, client)
  const ran = await Promise.all(clients.map((one) => migrate(one)))
  assert.deepEqual(
    ran.filter((names) => names.length > 0),
    [files],
  )
  const rows = await client()`select name, hash from platform_migrations order by name`
  assert.deepEqual(
    rows.map((row) => row.name),
    files,
  )
  for (const row of rows) assert.match(row.hash as string, /^[0-9a-f]{64}$/)
  assert.deepEqual(await migrate(client()), [])
  assert.deepEqual([...(await tables(client()))], [...(await tables(world.client))])
})

test('files run in the order of their numbers, and no number stands twice', () => {
  for (const name of files) assert.match(name, /^\d{4}_[a-z-]+\.sql$/)
  const numbers = files.map((name) => Number(name.slice(0, 4)))
  assert.deepEqual(
    [...new Set(numbers)].sort((a, b) => a - b),
    numbers,
  )
})

test('a database that a newer version has changed is refused and left as it is', async () => {
  const client = (await emptyDatabase())()
  await migrate(client)
  await client`insert into platform_migrations (name, hash) values ('9999_future.sql', 'x')`
  const before = [...(await tables(client))]
  await assert.rejects(migrate(client), (error) => {
    assert.ok(error instanceof MigrationRefusal)
    assert.equal(error.message, 'the database was changed by a newer version of Plenary (9999_future.sql): start that version')
    return true
  })
  assert.deepEqual([...(await tables(client))], before)
})

test('a file that was changed after it ran is refused, and nothing after it runs', async () => {
  const client = (await emptyDatabase())()
  await migrate(client)
  const [first = '', last = ''] = [files[0], files.at(-1)]
  await client`update platform_migrations set hash = 'changed' where name = ${first}`
  await client`delete from platform_migrations where name = ${last}`
  await assert.rejects(migrate(client), (error) => {
    assert.ok(error instanceof MigrationRefusal)
    assert.equal(error.message, `migration ${first} was changed after it ran: restore the file, or make a new one`)
    return true
  })
  assert.equal((await client`select 1 from platform_migrations where name = ${last}`).length, 0)
})

test('all or none: when a file fails, the database is as it was before', async () => {
  const client = (await emptyDatabase())()
  const last = files.at(-1) ?? ''
  await migrate(client)
  await client`delete from platform_migrations where name = ${last}`
  const before = [...(await tables(client))]
  await assert.rejects(migrate(client), ({ code }) => ['42P07', '42701', '42710'].includes(code))
  assert.deepEqual([...(await tables(client))], before)
  assert.equal((await client`select 1 from platform_migrations where name = ${last}`).length, 0)
})
