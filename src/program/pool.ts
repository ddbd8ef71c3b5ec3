import { setTimeout as sleep } from 'node:timers/promises'
import type postgres from 'postgres'
import { isAway } from '../platform/away.ts'
import { type Connection, connect } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'

/**
 * Connections that outlive their server. The driver does not: a connection that was lost in the middle of its work keeps what it had not sent
 * yet, and may hang for ever when it is used again. So once the database is back after an outage, all connections are made anew.
 */
export interface Pools {
  /** Used like any client of the driver, one for each of the numbers asked for. What is under way when the connections are renewed is refused. */
  readonly clients: readonly postgres.Sql[]
  close(): Promise<void>
}

const LOOK_EVERY_MS = 250
const LOOK_S_MAX = 5
/** For what was begun on the old connections after the server came back. */
const LEAVE_S_MAX = 1
const CLOSE_S_MAX = 5

export function openPools(to: Connection, connectionsMax: readonly (number | undefined)[], log: Log): Pools {
  const closing = new AbortController()
  const open = () => connectionsMax.map((max) => connect(to, max))
  let held = open()
  let looking: Promise<void> | null = null

  const renew = async (): Promise<void> => {
    while (!(await answers(to))) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: closing.signal }).catch(() => {})
      if (closing.signal.aborted) return
    }
    const old = held
    held = open()
    log.info('the database is there again: connected anew')
    await Promise.all(old.map((client) => client.end({ timeout: LEAVE_S_MAX })))
  }
  /** What fails on connections given up since then says nothing of the new ones. */
  const lost = (client: postgres.Sql, error: unknown): void => {
    if (closing.signal.aborted || looking || !held.includes(client) || !isAway(error)) return
    looking = renew().finally(() => {
      looking = null
    })
  }

  return {
    clients: held.map((_, i) => lasting(() => held[i] as postgres.Sql, lost)),
    close: async () => {
      closing.abort()
      await Promise.all([looking, ...held.map((client) => client.end({ timeout: CLOSE_S_MAX }))])
    },
  }
}

type Begin = (...given: unknown[]) => Promise<unknown>

/** The client of now, under one name. Transactions and lookups tell when the connection was lost. */
function lasting(now: () => postgres.Sql, lost: (client: postgres.Sql, error: unknown) => void): postgres.Sql {
  const begin: Begin = async (...given) => {
    const client = now()
    try {
      return await (client.begin as Begin)(...given)
    } catch (error) {
      lost(client, error)
      throw error
    }
  }
  const unsafe: postgres.Sql['unsafe'] = (...given) => {
    const client = now()
    const asked = client.unsafe(...given)
    asked.catch((error) => lost(client, error))
    return asked as never
  }
  const watched: Partial<Record<string | symbol, unknown>> = { begin, unsafe }
  return new Proxy(now(), {
    apply: (_first, self, given) => Reflect.apply(now(), self, given),
    get: (_first, name) => watched[name] ?? Reflect.get(now(), name),
  })
}

/** Whether the database takes a fresh connection and answers on it. */
async function answers(to: Connection): Promise<boolean> {
  const client = connect(to, 1)
  const late = sleep(LOOK_S_MAX * 1_000, false, { ref: false })
  try {
    return await Promise.race([client`select 1`.then(() => true), late])
  } catch {
    return false
  } finally {
    void client.end({ timeout: 0 })
  }
}
