import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

let running: { embedded: Embedded; folder: string } | null = null

export async function globalSetup(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'plenary-test-'))
  const embedded = await openEmbedded(folder, silentLog)
  running = { embedded, folder }
  const admin = connect({ options: embedded.options }, 1)
  await admin.unsafe(`create database ${TEMPLATE}`)
  await admin.end()
  const client = connect({ options: { ...embedded.options, database: TEMPLATE } }, 1)
  await migrate(client)
  const jobs = await openJobs(client, jobNames, silentLog)
  await jobs.stop()
  await client.end()
  process.env[OPTIONS_VARIABLE] = JSON.stringify(embedded.options)
}

export async function globalTeardown(): Promise<void> {
  await running?.embedded.stop()
  if (running) await rm(running.folder, { recursive: true, force: true })
}
