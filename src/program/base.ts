import type postgres from 'postgres'
import { jobNames } from '../adapters/jobs/index.ts'
import { type Bus, openLocalBus, openNatsBus } from '../platform/bus.ts'
import type { Config } from '../platform/config.ts'
import { type Connection, connect, type Db, openDb } from '../platform/db.ts'
import { joinEmbedded, openEmbedded } from '../platform/embedded.ts'
import { type Jobs, openJobs } from '../platform/jobs.ts'
import type { Log } from '../platform/log.ts'
import { migrate } from '../platform/migrate.ts'

/** What every command of the program stands on: the database, migrated, with its bus and its queue. */
export interface Base {
  readonly db: Db
  readonly client: postgres.Sql
  readonly bus: Bus
  readonly jobs: Jobs
  close(): Promise<void>
}

/** One: pg-boss sends whole transactions as one text, which must not be spread over connections. */
const JOB_CONNECTIONS_MAX = 1

/**
 * Opens the database: the one of the URL, or the embedded one. `beside` a running program its server is used and left alone;
 * without one, the server is started for as long as this takes.
 */
export async function openBase(config: Config, log: Log, how: 'as the program' | 'beside'): Promise<Base> {
  const { to, stop } = await serverOf(config, log, how)
  const closers: (() => Promise<unknown>)[] = [stop]
  const close = async () => {
    for (const one of closers.reverse()) await one()
  }
  try {
    const client = connect(to)
    closers.push(() => client.end({ timeout: 5 }))
    await migrate(client)
    const bus = config.bus.url ? await openNatsBus(config.bus.url, log) : openLocalBus()
    closers.push(() => bus.close())
    const jobClient = connect(to, JOB_CONNECTIONS_MAX)
    closers.push(() => jobClient.end({ timeout: 5 }))
    const jobs = await openJobs(jobClient, jobNames, log)
    closers.push(() => jobs.stop())
    const db = openDb(client, { bus, clock: () => new Date(), sendJobs: jobs.send })
    return { db, client, bus, jobs, close }
  } catch (error) {
    await close().catch(() => {})
    throw error
  }
}

export async function serverOf(
  config: Config,
  log: Log,
  how: 'as the program' | 'beside',
): Promise<{ to: Connection; stop: () => Promise<void> }> {
  const { url } = config.database
  if (url) return { to: { url }, stop: async () => {} }
  const running = how === 'beside' ? await joinEmbedded(config.data.dir) : null
  const embedded = running ?? (await openEmbedded(config.data.dir, log))
  return { to: { options: embedded.options }, stop: () => embedded.stop() }
}
