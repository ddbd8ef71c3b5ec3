import { lstat, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type postgres from 'postgres'
import type { Config } from '../platform/config.ts'
import { connect } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import { BackupRefusal, endLine, headerLine, sequenceLine, summed, type Table, tableLine } from './backup-format.ts'
import { serverOf } from './base.ts'
import { version } from './version.ts'

/**
 * Writes everything people made into one file, beside a running program or alone. One snapshot: what is committed when it begins, and no more.
 * Left out are the leases (who works now) and the queue (timers are promised again at the start). Read by `restore.ts`.
 */
export type Say = (line: string) => void

/** @throws BackupRefusal one line for people; then there is no file */
export async function backup(config: Config, log: Log, file: string, say: Say): Promise<void> {
  if (await isThere(file)) throw new BackupRefusal(`${file} is there already: choose another name, or move it away`)
  if (!config.database.url && !(await isThere(join(config.data.dir, 'postgres'))))
    throw new BackupRefusal(`data.dir: there is no database in ${config.data.dir}`)
  const { to, stop } = await serverOf(config, log, 'beside')
  const client = connect(to, 1)
  try {
    await writeBackup(client, file, say)
  } finally {
    await client.end({ timeout: 5 })
    await stop()
  }
}

/** Writes the database of `client` to `file`, by way of `file.part`. */
export async function writeBackup(client: postgres.Sql, file: string, say: Say): Promise<void> {
  const part = `${file}.part`
  const handle = await open(part, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw new BackupRefusal(`${part} is there: another backup is being written, or one was interrupted; then remove it`)
    throw new BackupRefusal(`${file} cannot be written: ${error.message}`)
  })
  try {
    await client.begin('isolation level repeatable read read only', async (tx) => {
      const lines = Readable.from(summed(linesOf(tx, say)), { objectMode: false })
      await pipeline(lines, createGzip(), async (packed) => {
        for await (const bytes of packed) await handle.appendFile(bytes)
      })
    })
    await handle.sync()
    const { size } = await handle.stat()
    if (await isThere(file)) throw new BackupRefusal(`${file} came to be there meanwhile: choose another name`)
    await rename(part, file)
    say(`${file}: ${Math.ceil(size / 1024).toLocaleString('en')} kB`)
  } catch (error) {
    await rm(part, { force: true })
    const { code, message } = error as NodeJS.ErrnoException
    if (code && ['ENOSPC', 'EDQUOT', 'EFBIG', 'EIO'].includes(code))
      throw new BackupRefusal(`${file} cannot be written: ${message}`)
    throw error
  } finally {
    await handle.close()
  }
}

const isThere = (file: string): Promise<boolean> =>
  lstat(file).then(
    () => true,
    () => false,
  )

async function* linesOf(tx: postgres.TransactionSql, say: Say): AsyncGenerator<string | Buffer> {
  // As text every value reads the same on every server.
  await tx.unsafe("set local datestyle to 'ISO, YMD'; set local intervalstyle to 'iso_8601'; set local bytea_output to 'hex'")
  yield headerLine({ version, level: await levelOf(tx), at: new Date().toISOString() })
  for (const table of await tablesOf(tx)) {
    yield tableLine(table)
    let rows = 0
    for await (const piece of rowsOf(tx, table)) {
      rows += piece.rows
      yield piece.bytes
    }
    yield endLine(rows)
    say(`${table.table}: ${rows.toLocaleString('en')} rows`)
  }
  for (const sequence of await sequencesOf(tx)) yield sequenceLine(sequence)
}

async function levelOf(tx: postgres.TransactionSql): Promise<string[]> {
  const [found] = await tx`select to_regclass('public.platform_migrations') is not null as known`
  if (!found?.known) throw new BackupRefusal('there is nothing to back up: this database was never used by Plenary')
  return (await tx`select name from platform_migrations order by name`).map((row) => row.name as string)
}

/** The tables of a backup and the columns that can be written. */
export async function tablesOf(tx: postgres.TransactionSql): Promise<Table[]> {
  const rows = await tx<{ table: string; columns: string[] }[]>`
    select c.relname as table, coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attname is not null), '{}') as columns
    from pg_class c left join pg_attribute a
      on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      and c.relname not in ('platform_leases', 'platform_migrations')
    group by c.relname order by c.relname`
  return [...rows]
}

async function sequencesOf(tx: postgres.TransactionSql) {
  return tx<{ sequence: string; value: string }[]>`
    select sequencename as sequence, last_value::text as value from pg_sequences
    where schemaname = 'public' and last_value is not null order by sequencename`
}

/** One table's rows as COPY writes them, in pieces of whole or broken lines. */
async function* rowsOf(tx: postgres.TransactionSql, { table, columns }: Table) {
  const from = await tx.unsafe(`copy public.${quoted(table)} (${columns.map(quoted).join(', ')}) to stdout`).readable()
  try {
    for await (const bytes of from.iterator({ destroyOnReturn: false })) yield { bytes: bytes as Buffer, rows: newlinesIn(bytes) }
  } finally {
    // When the file cannot be written, what is still on its way has to pass: the rollback waits behind it.
    from.resume()
    // The driver holds its line while we are behind, and forgets to let go when the last row was one too many.
    from._read(0)
  }
}

function newlinesIn(bytes: Buffer): number {
  let count = 0
  for (let at = bytes.indexOf('\n'); at >= 0; at = bytes.indexOf('\n', at + 1)) count++
  return count
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
