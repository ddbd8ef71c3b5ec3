import { AsyncLocalStorage } from 'node:async_hooks'
import { PostgresJSDialect } from 'kysely-postgres-js'
import type { ReadTx } from '../../platform/db.ts'

/**
 * A database for better-auth that is always the transaction of the command: what it writes commits with our own rows or not at all, and it never
 * takes a connection of its own, for which a busy instance could wait for ever.
 */
export interface Bound {
  readonly dialect: PostgresJSDialect
  /** Everything better-auth asks of the database in here goes through this transaction. */
  within<T>(tx: ReadTx, work: () => Promise<T>): Promise<T>
}

type Means = ConstructorParameters<typeof PostgresJSDialect>[0]

export function openBound(): Bound {
  const open = new AsyncLocalStorage<ReadTx>()
  const reserved = {
    unsafe: (text: string, values: unknown[]) => {
      const tx = open.getStore()
      if (!tx) throw new Error('credentials were asked for outside of a transaction')
      return run(tx, text, values)
    },
    release: () => {},
  }
  // The few functions that the dialect calls, in place of a whole driver.
  const driver = { reserve: async () => reserved, end: async () => {} }
  const dialect = new PostgresJSDialect({ postgres: async () => driver } as unknown as Means)
  return { dialect, within: (tx, work) => open.run(tx, work) }
}

/** Rows as the driver gives them: with the command, and the count of what changed, for which we ask a row each. */
async function run(tx: ReadTx, text: string, values: unknown[]) {
  const command = (/^\s*(\w+)/.exec(text)?.[1] ?? '').toUpperCase()
  const changes = ['UPDATE', 'DELETE', 'INSERT'].includes(command)
  const rows = await tx.rows(changes && !/\breturning\b/i.test(text) ? { text: `${text} returning 1`, values } : { text, values })
  return Object.assign(rows, { command, count: rows.length })
}
