import type postgres from 'postgres'
import { jobNames } from '../adapters/jobs/index.ts'
import { type Bus, openLocalBus, openNatsBus } from '../platform/bus.ts'
import type { Config } from '../platform/config.ts'
import { type Connection, type Db, LOOKUP_CONNECTIONS_MAX, openDb } from '../platform/db.ts'
import { joinEmbedded, openEmbedded } from '../platform/embedded.ts'
import { type Jobs, openJobs } from '../platform/jobs.ts'
import type { Log } from '../platform/log.ts'
import { migrate } from '../platform/migrate.ts'
import { type Closer, closeAll } from './closing.ts'
import { openPools } from './pool.ts'
import { StartRefusal } from './refusal.ts'

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
const RECONNECT_S = 0.25
const CLOSE_MS_MAX = 8_000

/**
 * Opens the database: the one of the URL, or the embedded one. `beside` a running program its server is used and left alone;
 * without one, the server is started for as long as this takes.
 */
export async function openBase(config: Config, log: Log, how: 'as the program' | 'beside'): Promise<Base> {
  const { to, stop } = await serverOf(config, log, how)
  const closers: Closer[] = []
  const close = async () => {
    await closeAll(closers, CLOSE_MS_MAX, log)
    await stop() // An embedded server has a time limit of its own, and whatever befell the rest, it is stopped.
  }
  try {
    const pools = openPools(to, [undefined, LOOKUP_CONNECTIONS_MAX, JOB_CONNECTIONS_MAX], log)
    closers.push(() => pools.close())
    const [client, lookups, jobClient] = pools.clients as [postgres.Sql, postgres.Sql, postgres.Sql]
    await migrate(client)
    const bus = config.bus.url ? await openBus(config.bus.url, log) : openLocalBus()
    closers.push(() => bus.close())
    const jobs = await openJobs(jobClient, jobNames, log)
    closers.push(() => jobs.stop())
    const db = openDb({ client, lookups }, { bus, clock: () => new Date(), sendJobs: jobs.send })
    return { db, client, bus, jobs, close }
  } catch (error) {
    await close().catch(() => {})
    throw error
  }
}

function openBus(url: string, log: Log): Promise<Bus> {
  return openNatsBus(url, log).catch((error: Error) => {
    throw new StartRefusal(`bus.url: the NATS server cannot be reached (${error.message.split('\n')[0]})`)
  })
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
  // One that died comes back within seconds: whoever waits for it looks often.
  return { to: { options: { ...embedded.options, backoff: () => RECONNECT_S } }, stop: () => embedded.stop() }
}
