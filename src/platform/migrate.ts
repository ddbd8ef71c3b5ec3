import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type postgres from 'postgres'

const FOLDER = join(import.meta.dirname, 'migrations')
const LOCK = 7_225_311 // Any number, the same for every node.

export class MigrationRefusal extends Error {}

/**
 * Brings the database to this program's schema: numbered files, forward only, all or none, one node at a time.
 * Refuses a database that a newer program has changed, and a file that was changed after it ran. Returns the names of what ran.
 */
export function migrate(client: postgres.Sql): Promise<string[]> {
  return client.begin((tx) => migrateWithin(tx))
}

/** The same within an open transaction; with `only`, as far as these names go. */
export async function migrateWithin(tx: postgres.TransactionSql, only?: readonly string[]): Promise<string[]> {
  const files = migrationNames()
  await lockSchema(tx)
  await tx`create table if not exists platform_migrations (name text primary key, hash text not null, at timestamptz not null default now())`
  const done = new Map(
    (await tx`select name, hash from platform_migrations`).map((row) => [row.name as string, row.hash as string]),
  )
  const strange = [...done.keys()].find((name) => !files.includes(name))
  if (strange)
    throw new MigrationRefusal(`the database was changed by a newer version of Plenary (${strange}): start that version`)
  const names: string[] = []
  for (const name of files.filter((one) => !only || only.includes(one)))
    if (await runFile(tx, name, done.get(name))) names.push(name)
  return names
}

/** Until the end of the transaction nobody else brings this database to another schema. */
export async function lockSchema(tx: postgres.TransactionSql): Promise<void> {
  await tx`select pg_advisory_xact_lock(${LOCK})`
}

/** The names of all migrations of this program, in their order. */
export function migrationNames(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort()
}

async function runFile(tx: postgres.TransactionSql, name: string, ranAs: string | undefined): Promise<boolean> {
  const text = readFileSync(join(FOLDER, name), 'utf8')
  const hash = createHash('sha256').update(text).digest('hex')
  if (ranAs === hash) return false
  if (ranAs) throw new MigrationRefusal(`migration ${name} was changed after it ran: restore the file, or make a new one`)
  await tx.unsafe(text)
  await tx`insert into platform_migrations (name, hash) values (${name}, ${hash})`
  return true
}
