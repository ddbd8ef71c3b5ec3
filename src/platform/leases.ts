import { randomUUID } from 'node:crypto'
import type { Db } from './db.ts'
import type { Log } from './log.ts'
import { sql } from './sql.ts'

/** One node at a time does a thing (one node talks to IRC): a row with an expiry, taken over when its holder falls silent. */
export interface Leases {
  /** Waits for the lease, then runs `whileHeld`; its signal aborts when the lease is lost or `close` is called. Resolves when `close` was called. */
  hold(name: string, whileHeld: (lost: AbortSignal) => Promise<void>): Promise<void>
  close(): Promise<void>
}

export const LEASE_MS = 15_000
const RENEW_EVERY_MS = 5_000

export function openLeases(db: Db, log: Log, node: string = randomUUID()): Leases {
  const closing = new AbortController()
  const holding = new Set<Promise<void>>()

  const hold = async (name: string, whileHeld: (lost: AbortSignal) => Promise<void>): Promise<void> => {
    while (!closing.signal.aborted) {
      const taken = await take(db, name, node).catch(() => false)
      if (taken && closing.signal.aborted) await giveBack(db, name, node).catch(() => {})
      else if (taken) await keep(name, whileHeld)
      else await pause(RENEW_EVERY_MS, closing.signal)
    }
  }

  const keep = async (name: string, whileHeld: (lost: AbortSignal) => Promise<void>): Promise<void> => {
    const lost = new AbortController()
    const close = () => lost.abort()
    closing.signal.addEventListener('abort', close)
    const renewing = (async () => {
      let until = Date.now() + LEASE_MS
      while (!lost.signal.aborted) {
        await pause(RENEW_EVERY_MS, lost.signal)
        if (lost.signal.aborted) return
        // null: the database did not answer; hope, until the lease is about to run out
        const late = pause(until - RENEW_EVERY_MS - Date.now(), lost.signal).then(() => null)
        const kept = await Promise.race([take(db, name, node).catch(() => null), late])
        if (kept) until = Date.now() + LEASE_MS
        else if (kept === false || Date.now() >= until - RENEW_EVERY_MS) lost.abort()
      }
    })()
    try {
      await whileHeld(lost.signal)
    } catch (error) {
      log.error({ err: error, lease: name }, 'leases: the work of a lease ended with a fault; it starts again')
      await pause(RENEW_EVERY_MS, closing.signal)
    } finally {
      lost.abort()
      closing.signal.removeEventListener('abort', close)
      await renewing
      await giveBack(db, name, node).catch(() => {})
    }
  }

  return {
    hold(name, whileHeld) {
      const one = hold(name, whileHeld).finally(() => holding.delete(one))
      holding.add(one)
      return one
    },
    close: async () => {
      closing.abort()
      await Promise.all(holding)
    },
  }
}

function take(db: Db, name: string, node: string): Promise<boolean> {
  return db.write(async (tx) => {
    const until = new Date(tx.now.getTime() + LEASE_MS)
    const rows = await tx.rows(sql`
      insert into platform_leases (name, holder, until) values (${name}, ${node}, ${until})
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where platform_leases.holder = ${node} or platform_leases.until < ${tx.now} returning 1`)
    return rows.length === 1
  })
}

function giveBack(db: Db, name: string, node: string): Promise<unknown> {
  return db.write((tx) => tx.rows(sql`delete from platform_leases where name = ${name} and holder = ${node}`))
}

function pause(ms: number, until: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (until.aborted) return resolve()
    const timer = setTimeout(done, ms)
    function done() {
      clearTimeout(timer)
      until.removeEventListener('abort', done)
      resolve()
    }
    until.addEventListener('abort', done)
  })
}
