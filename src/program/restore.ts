import { type FileHandle, open } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setImmediate as turn } from 'node:timers/promises'
import type postgres from 'postgres'
import { forgetOtherSecret } from '../modules/instance/index.ts'
import { openLocalBus } from '../platform/bus.ts'
import type { Config } from '../platform/config.ts'
import { connect, openDb } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import { lockSchema, migrate, migrateWithin, migrationNames } from '../platform/migrate.ts'
import { openSeal, secretOf } from '../platform/seal.ts'
import { quoted, type Say, tablesOf } from './backup.ts'
import { BackupRefusal, type Header, readBackup, type Table } from './backup-format.ts'
import { serverOf } from './base.ts'

/**
 * Fills an empty instance from a backup: the file is checked to its end before anything is touched, then one transaction brings the schema to the
 * backup's level and loads every row; only then come newer migrations. Killed at any moment it leaves an empty instance.
 */

/** @throws BackupRefusal, EmbeddedRefusal: one line for people, and nothing was changed */
export async function restore(config: Config, log: Log, file: string, say: Say): Promise<void> {
  const handle = await opened(file)
  try {
    say(`Checking ${file} …`)
    const header = await check(handle, file)
    const { to, stop } = await serverOf(config, log, 'as the program')
    const client = connect(to, 1)
    try {
      await load(client, { handle, name: file, header }, config.database.url !== null, say)
      const ran = await migrate(client)
      await keepSecret(client, config, say)
      if (ran.length > 0) say(`Brought to the schema of this version: ${ran.join(', ')}`)
      say('Everything is back.')
    } finally {
      await client.end({ timeout: 5 })
      await stop()
    }
  } finally {
    await handle.close()
  }
}

/** Secrets of a backup open with the secret they were sealed with; under another one the instance starts all the same, without them. */
async function keepSecret(client: postgres.Sql, config: Config, say: Say): Promise<void> {
  const db = openDb({ client, lookups: client }, { bus: openLocalBus(), clock: () => new Date(), sendJobs: async () => {} })
  if (await db.write((tx) => forgetOtherSecret(tx, openSeal(secretOf(config)))))
    say(
      'The secret is another than when the backup was made: the password of the mail server and the secrets of webhooks are to be given anew. ' +
        'To keep them, restore with the old one (the setting `secret`, or the file `secret` of the old data.dir).',
    )
}

function opened(file: string): Promise<FileHandle> {
  return open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    throw new BackupRefusal(
      error.code === 'ENOENT' ? `${file}: there is no such file` : `${file} cannot be read: ${error.message}`,
    )
  })
}

async function check(handle: FileHandle, file: string): Promise<Header> {
  if (!(await handle.stat()).isFile()) throw new BackupRefusal(`${file} is not a file`)
  let header: Header | null = null
  for await (const piece of readBackup(handle, file)) if (piece.is === 'header') header = piece.header
  if (!header) throw new BackupRefusal(`${file} is not a backup of Plenary; nothing was changed`)
  const known = migrationNames()
  const strange = header.level.find((name) => !known.includes(name))
  if (strange)
    throw new BackupRefusal(
      `${file} was made by a newer version of Plenary (${header.version}, ${strange}): restore it with that one; nothing was changed`,
    )
  return header
}

interface Checked {
  readonly handle: FileHandle
  readonly name: string
  readonly header: Header
}

function load(client: postgres.Sql, file: Checked, shared: boolean, say: Say): Promise<unknown> {
  const { header } = file
  return client.begin(async (tx) => {
    await lockSchema(tx)
    if (shared) await refuseBeside(tx)
    const before = await levelOf(tx)
    const ahead = before.find((name) => !header.level.includes(name))
    if (before.length > 0) await refuseFull(tx)
    if (ahead)
      throw new BackupRefusal(
        `this instance has a newer schema than the backup (${ahead}): set data.dir to a new folder (or database.url to an empty database)`,
      )
    await migrateWithin(tx, header.level)
    const tables = await tablesOf(tx)
    await empty(tx, tables)
    const later = await postponeReferences(tx)
    for (const table of tables) await tx.unsafe(`alter table ${tableName(table)} disable trigger user`)
    await fill(tx, file, tables, say).catch(unfit(file.name))
    await tx.unsafe('set constraints all immediate').catch(unfit(file.name))
    for (const text of later) await tx.unsafe(text)
    for (const table of tables) await tx.unsafe(`alter table ${tableName(table)} enable trigger user`)
  })
}

/** A sound file whose rows this schema does not take: whoever made it was not Plenary alone. */
const unfit = (name: string) => (error: Error & { code?: string }) => {
  if (!/^(22|23|42)/.test(error.code ?? '')) throw error
  throw new BackupRefusal(`${name} does not fit (${error.message}); nothing was changed`)
}

const tableName = (table: Table): string => `public.${quoted(table.table)}`

/** The folder's lock guards the embedded database; on one of a URL another program shows by its connections. */
async function refuseBeside(tx: postgres.TransactionSql): Promise<void> {
  const [found] = await tx`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and application_name = 'plenary' and pid <> pg_backend_pid()`
  if (found?.count > 0)
    throw new BackupRefusal('another Plenary is connected to this database: stop it first; nothing was changed')
}

async function levelOf(tx: postgres.TransactionSql): Promise<string[]> {
  const [found] = await tx`select to_regclass('public.platform_migrations') is not null as known`
  return found?.known ? (await tx`select name from platform_migrations`).map((row) => row.name as string) : []
}

/** What the configuration decides, and how far webhooks have read, have their one row from the start. */
const FILLED_BY_MIGRATIONS = ['instance_fixed', 'webhooks_position']

async function refuseFull(tx: postgres.TransactionSql): Promise<void> {
  const full: string[] = []
  for (const table of (await tablesOf(tx)).filter((one) => !FILLED_BY_MIGRATIONS.includes(one.table))) {
    const [found] = await tx.unsafe(`select exists (select from ${tableName(table)}) as yes`)
    if (found?.yes) full.push(table.table)
  }
  if (full.length === 0) return
  throw new BackupRefusal(
    `this instance is not empty (${full.slice(0, 3).join(', ')}${full.length > 3 ? ', …' : ''} have rows; the sample event of a first start counts too): ` +
      'set data.dir to a new folder (or database.url to an empty database), and restore there; nothing was changed',
  )
}

/** What migrations themselves put in is in the backup as well. */
async function empty(tx: postgres.TransactionSql, tables: readonly Table[]): Promise<void> {
  await tx.unsafe(`truncate ${tables.map(tableName).join(', ')}`)
}

/** Lets references point at rows that are yet to come, in whatever order; returns how to put this back. */
async function postponeReferences(tx: postgres.TransactionSql): Promise<string[]> {
  const found = await tx<{ table: string; name: string }[]>`
    select conrelid::regclass::text as table, quote_ident(conname) as name from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace and not condeferrable and conparentid = 0`
  for (const one of found) await tx.unsafe(`alter table ${one.table} alter constraint ${one.name} deferrable initially deferred`)
  return found.map((one) => `alter table ${one.table} alter constraint ${one.name} not deferrable`)
}

async function fill(tx: postgres.TransactionSql, file: Checked, tables: readonly Table[], say: Say): Promise<void> {
  let into: Writable | null = null
  for await (const piece of readBackup(file.handle, file.name)) {
    if (piece.is === 'table') into = await copyInto(tx, piece.table, tables)
    if (piece.is === 'rows' && into) await written(into, piece.rows)
    if (piece.is === 'end' && into) {
      await ended(tx, into).catch((error) => {
        if (error.code !== '25P02') throw error
        throw new BackupRefusal(
          `${file.name} does not fit (the database refuses rows of ${piece.table.table}); nothing was changed`,
        )
      })
      say(`${piece.table.table}: ${piece.rows.toLocaleString('en')} rows`)
    }
    if (piece.is === 'sequence')
      await tx`select setval(${`public.${quoted(piece.sequence.sequence)}`}::regclass, ${piece.sequence.value}::bigint)`
  }
}

async function copyInto(tx: postgres.TransactionSql, table: Table, tables: readonly Table[]): Promise<Writable> {
  const known = tables.find((one) => one.table === table.table)
  const strange = known ? table.columns.find((name) => !known.columns.includes(name)) : ''
  if (!known || strange)
    throw new BackupRefusal(
      `the backup has ${table.table}${strange ? `.${strange}` : ''}, which Plenary does not know; nothing was changed`,
    )
  const stream = await tx.unsafe(`copy ${tableName(table)} (${table.columns.map(quoted).join(', ')}) from stdin`).writable()
  // The write that meets the fault reports it.
  stream.on('error', () => {})
  return stream
}

const written = (stream: Writable, bytes: Buffer): Promise<void> =>
  new Promise((resolve, reject) => stream.write(bytes, (error) => (error ? reject(error) : resolve())))

/** The driver tells of a success alone; after a failure the next statement of the transaction does. */
async function ended(tx: postgres.TransactionSql, stream: Writable): Promise<void> {
  const done = finished(stream)
  done.catch(() => {})
  stream.end()
  await turn()
  await Promise.race([done, tx`select 1`])
}
