import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { jobNames } from '../src/adapters/jobs/index.ts'
import { connect } from '../src/platform/db.ts'
import { type Embedded, openEmbedded } from '../src/platform/embedded.ts'
import { findPrograms, makeData } from '../src/platform/embedded-run.ts'
import { openJobs } from '../src/platform/jobs.ts'
import { silentLog } from '../src/platform/log.ts'
import { migrate } from '../src/platform/migrate.ts'

/**
 * One PostgreSQL for a whole test run, with a migrated template from which every test file gets a database of its own.
 * `node --test --test-global-setup=test/server.ts` starts it once; a file run alone starts its own.
 */
export const TEMPLATE = 'plenary_template'
export const OPTIONS_VARIABLE = 'TEST_POSTGRES'
/** Names a data folder as `initdb` leaves it, so that not every program that a test starts has to make one. */
export const DATA_VARIABLE = 'TEST_DATA'

let running: { embedded: Embedded; folder: string } | null = null

export async function globalSetup(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'plenary-test-'))
  process.env[DATA_VARIABLE] = await makeFolder(folder)
  const embedded = await openEmbedded(folder, silentLog)
  running = { embedded, folder }
  const admin = connect({ options: embedded.options }, 1)
  await admin.unsafe(`create database ${TEMPLATE}`)
  // What survives a crash is tested on servers of the program's own; here nobody waits for the disk.
  await admin.unsafe(`alter role ${embedded.user} set synchronous_commit = off`)
  await admin.end()
  const client = connect({ options: { ...embedded.options, database: TEMPLATE } }, 1)
  await migrate(client)
  const jobs = await openJobs(client, jobNames, silentLog)
  await jobs.stop()
  await client.end()
  process.env[OPTIONS_VARIABLE] = JSON.stringify(embedded.options)
}

/** Makes the server's folder and keeps a copy of it, which nobody has started. */
async function makeFolder(folder: string): Promise<string> {
  const data = join(folder, 'postgres')
  const parts = { socketDir: join(folder, 'run'), logFile: join(folder, 'postgres.log'), lock: join(folder, 'plenary.lock') }
  await makeData({ folder, data, ...parts, made: false }, await findPrograms())
  const copy = join(folder, 'fresh')
  await mkdir(copy, { mode: 0o700 })
  await copyAsIs(data, copy)
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
