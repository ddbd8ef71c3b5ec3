import { AsyncLocalStorage } from 'node:async_hooks'
import { createHash } from 'node:crypto'
import postgres from 'postgres'
import { isAway } from './away.ts'
import type { Bus } from './bus.ts'
import { addChanges } from './feeds.ts'
import type { Sql } from './sql.ts'

/**
 * The database, as commands see it: `read` is one snapshot, `look` a single question, `write` is one transaction that leaves rows, numbered changes and jobs, all or none.
 * The open transaction is always a parameter. Using a handle while one is open throws, because it would commit by itself or wait for ever.
 */
export interface ReadTx {
  /**
   * @param planned `once`: the plan is kept, for values that are all alike. `anew`: it is made for these very values, where they decide which is best,
   *   such as a filter with a limit; that costs about a millisecond
   */
  rows<R>(query: Sql, planned?: 'once' | 'anew'): Promise<R[]>
}

export interface Tx extends ReadTx {
  /** One reading of the clock for the whole command. */
  readonly now: Date
  /** News, if we commit. */
  announce(feed: string, change: unknown): void
  /** A promise, if we commit. The same key again is the same job. */
  later(job: Job): void
}

export interface Job {
  readonly kind: string
  readonly key: string
  readonly payload: Record<string, unknown>
  readonly at?: Date
}

export interface Db {
  /** One snapshot: a view and its number agree. */
  read<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>
  /** Lookups that need not agree with each other: each statement is a snapshot by itself, at a third of the price. Whatever it is given must only read. */
  look<T>(work: (tx: ReadTx) => Promise<T>): Promise<T>
  /** Run again after a serialization failure or a deadlock, so no effects inside. */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Puts jobs into the queue inside the open transaction. */
export type SendJobs = (
  jobs: readonly Job[],
  execute: (text: string, values: unknown[]) => Promise<{ rows: unknown[] }>,
) => Promise<void>

export type Connection = { url: string } | { options: postgres.Options<Record<string, never>> }

const TRIES_MAX = 5
const CONNECTIONS_MAX = 8
/** They are sent ahead of each other's answers, so a few are enough. */
export const LOOKUP_CONNECTIONS_MAX = 4
const CHANGES_PER_COMMAND_MAX = 1_000
const RECONNECT_PAUSE_S_MIN = 0.02
const RECONNECT_PAUSE_S_MAX = 0.5
const asText = { to: 1082, from: [1082], serialize: String, parse: String }
const asNumber = { to: 20, from: [20], serialize: String, parse: Number }

/** A pool on any PostgreSQL; `date` stays text, `bigint` becomes a number (ours stay below 2^53). */
export function connect(to: Connection, connectionsMax = CONNECTIONS_MAX): postgres.Sql {
  const options = {
    max: connectionsMax,
    idle_timeout: 60,
    // Left to itself the driver waits up to 20 s after a few tries in vain: as long a hall would stand still that has its database again.
    backoff: (tries: number) => Math.min(RECONNECT_PAUSE_S_MIN * 2 ** tries, RECONNECT_PAUSE_S_MAX),
    transform: { undefined: null },
    onnotice: () => {},
    types: { date: asText, bigint: asNumber } as unknown as Record<string, never>,
    connection: { application_name: 'plenary' },
  }
  return 'url' in to ? postgres(to.url, options) : postgres({ ...to.options, ...options })
}

const open = new AsyncLocalStorage<true>()

/**
 * `lookups` has connections of its own: of many statements sent ahead on one connection the driver does not hold it for a transaction that is the last
 * of them, or comes while the line is full. That transaction fails, and is never ended.
 */
export interface Clients {
  readonly client: postgres.Sql
  readonly lookups: postgres.Sql
}

export function openDb({ client, lookups }: Clients, means: { bus: Bus; clock: () => Date; sendJobs: SendJobs }): Db {
  const guarded = <T>(work: () => Promise<T>): Promise<T> => {
    if (open.getStore()) throw new Error('a database handle was used while a transaction is open: pass the open `tx` instead')
    return open.run(true, work)
  }
  return {
    read: (work) => guarded(() => within(client, 'isolation level repeatable read read only', (raw) => work(reader(raw)))),
    look: async (work) => guarded(() => work(reader(lookups))),
    write: async (work) => {
      for (let tried = 1; ; tried++) {
        try {
          const { answer, feeds } = await guarded(() => writeOnce(client, means, work))
          if (feeds.length > 0) await means.bus.publish(feeds)
          return answer
        } catch (error) {
          if (tried >= TRIES_MAX || !isPassing(error)) throw error
        }
      }
    },
    close: () => client.end({ timeout: 5 }),
  }
}

async function writeOnce<T>(
  client: postgres.Sql,
  means: { clock: () => Date; sendJobs: SendJobs },
  work: (tx: Tx) => Promise<T>,
) {
  const news = new Map<string, unknown[]>()
  const jobs: Job[] = []
  const answer = await within(client, '', async (raw) => {
    const tx: Tx = {
      ...reader(raw),
      now: means.clock(),
      announce(feed, change) {
        const list = news.get(feed) ?? []
        if (list.push(change) > CHANGES_PER_COMMAND_MAX)
          throw new Error(`more than ${CHANGES_PER_COMMAND_MAX} changes of ${feed} in one command`)
        news.set(feed, list)
      },
      later: (job) => jobs.push(job),
    }
    const result = await work(tx)
    if (jobs.length > 0)
      await means.sendJobs(jobs, async (text, values) => ({ rows: await raw.unsafe(text, asParams(raw, values)) }))
    // The feeds' rows are locked last and in one order for everybody: short locks, no deadlocks.
    if (news.size > 0) await addChanges(tx, news, tx.now)
    return result
  })
  return { answer, feeds: [...news.keys()] }
}

/**
 * A transaction. One whose connection was lost is told by the driver; to it nothing comes back from here, not even a failure, as it would write a
 * rollback where there is no connection, and with that end the process (porsager/postgres#1208).
 */
function within<T>(client: postgres.Sql, how: string, work: (raw: postgres.TransactionSql) => Promise<T>): Promise<T> {
  return client.begin(how, (raw) => {
    const working = work(raw)
    return working.catch((error) => (isLost(error) ? new Promise<never>(() => {}) : working))
  }) as Promise<T>
}

/** What a statement failed with whose connection is gone or going; anything else leaves a connection that waits for its rollback. */
const isLost = (error: unknown): boolean =>
  isAway(error) && 'query' in (error as object) && (error as { severity?: string }).severity !== 'ERROR'

function reader(raw: postgres.Sql | postgres.TransactionSql): ReadTx {
  return {
    rows: async <R>({ text, values }: Sql, planned: 'once' | 'anew' = 'once') => [
      ...((await raw.unsafe(text, values as never[], { prepare: planned === 'once' })) as unknown as R[]),
    ],
  }
}

/** pg-boss hands over JSON as ready-made text; typed as text, the driver does not quote it once more. */
export function asParams(client: postgres.Sql | postgres.TransactionSql, values: readonly unknown[]): never[] {
  return values.map((value) => (typeof value === 'string' ? client.typed(value as never, 25) : value)) as never[]
}

function isPassing(error: unknown): boolean {
  const code = (error as { code?: string }).code
  return code === '40001' || code === '40P01'
}

/** The same key gives the same id: a UUID of version 8 made of its SHA-256. */
export function idOfKey(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
