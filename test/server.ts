import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { jobNames } from '../src/adapters/jobs/index.ts'
import { connect } from '../src/platform/db.ts'
import { type Embedded, openEmbedded } from '../src/platform/embedded.ts'
import { openJobs } from '../src/platform/jobs.ts'
import { silentLog } from '../src/platform/log.ts'
import { migrate } from '../src/platform/migrate.ts'

/**
 * One PostgreSQL for a whole test run, with a migrated template from which every test file gets a database of its own.
 * `node --test --test-global-setup=test/server.ts` starts it once; a file run alone starts its own.
 */
export const TEMPLATE = 'plenary_template'
export const OPTIONS_VARIABLE = 'TEST_POSTGRES'
/** Names a data folder that is migrated and empty, so that not every program that a test starts has to make one. */
export const DATA_VARIABLE = 'TEST_DATA'

let running: { embedded: Embedded; folder: string } | null = null

export async function globalSetup(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'plenary-test-'))
  process.env[DATA_VARIABLE] = await makeFolder(folder)
  const embedded = await openEmbedded(folder, silentLog)
  running = { embedded, folder }
  const admin = connect({ options: embedded.options }, 1)
  await admin.unsafe(`create database ${TEMPLATE} template ${embedded.database}`)
  // What survives a crash is tested on servers of the program's own; here nobody waits for the disk.
  await admin.unsafe(`alter role ${embedded.user} set synchronous_commit = off`)
  await admin.end()
  process.env[OPTIONS_VARIABLE] = JSON.stringify(embedded.options)
}

/** Makes the server's folder with a migrated database in it, and keeps a copy of the whole, which nobody has started. */
async function makeFolder(folder: string): Promise<string> {
  const made = await openEmbedded(folder, silentLog)
  const client = connect({ options: made.options }, 1)
  await migrate(client)
  const jobs = await openJobs(client, jobNames, silentLog)
  await jobs.stop()
  await client.end()
  await made.stop()
  const copy = join(folder, 'fresh')
  await mkdir(copy, { mode: 0o700 })
  await copyAsIs(join(folder, 'postgres'), copy)
  return copy
}

/** Copies a folder into another one, its owner included. */
export async function copyAsIs(from: string, into: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', from, into])
}

export async function globalTeardown(): Promise<void> {
  await running?.embedded.stop()
  if (running) await rm(running.folder, { recursive: true, force: true })
}
