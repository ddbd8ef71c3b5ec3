/**
 * The ledger: points that move from account to account, written down as double entries that are never changed. A book is what the points are for (a
 * meeting, a campaign); it has one pot, and for each owner what is available and what is pending. What a transfer is for, and whose an owner's id is, the
 * ledger does not know; nor who may ask: the module that moves points has asked already. The design follows pgledger (running balances and versions of
 * accounts) and TigerBeetle (a transfer happens at most once by its key; a hold is resolved at most once).
 */
import { createHash } from 'node:crypto'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { arePoints, KEY_CHARS_MAX, REASON_CHARS_MAX } from './rules.ts'
import * as store from './store.ts'

export { POINTS_MAX, split } from './rules.ts'

/** What points are for, such as `meeting:ID`. */
export type Book = string
export interface Account {
  readonly book: Book
  readonly kind: 'pot' | 'pending' | 'available'
  /** Null for the pot. */
  readonly owner: string | null
}
export interface Standing {
  readonly owner: string
  readonly points: number
  readonly rank: number
}

/** Points that move. `key` says what they are for, so that however often it is asked, it happens once. */
export interface Move {
  readonly key: string
  readonly book: Book
  /** Null: the book's pot. */
  readonly from: string | null
  readonly to: string | null
  readonly points: number
  /** A word of the module that moves them, such as `quiz`. */
  readonly reason: string
}
export type Made = 'made' | 'already made'

const HOLDS_AT_ONCE_MAX = 1_000

/**
 * Moves points between what is available, all moves or none, in their order. One outcome each.
 * @throws Refusal `bad-input` for points that are none, `conflict` when a key was used for something else (`key`) or somebody has too few (`points`)
 */
export function transfer(tx: Tx, moves: readonly Move[]): Promise<Made[]> {
  const side = (book: Book, owner: string | null): Account => ({ book, kind: owner === null ? 'pot' : 'available', owner })
  return write(
    tx,
    moves.map((move) => ({
      ...move,
      from: side(move.book, move.from),
      to: side(move.book, move.to),
      resolves: null,
      dueAt: null,
    })),
  )
}

/** Sets points aside for somebody, until they are settled or released; when `until` has passed without either they go back. @throws Refusal as `transfer` */
export function hold(tx: Tx, moves: readonly (Move & { readonly to: string; readonly until: Date })[]): Promise<Made[]> {
  return write(
    tx,
    moves.map(({ until, ...move }) => ({
      ...move,
      from: { book: move.book, kind: move.from === null ? ('pot' as const) : ('available' as const), owner: move.from },
      to: { book: move.book, kind: 'pending' as const, owner: move.to },
      resolves: null,
      dueAt: until,
    })),
  )
}

/** What was held becomes available. @throws Refusal `not-found` for no such hold, `conflict` for one that was released */
export const settle = (tx: Tx, holds: readonly string[]): Promise<Made[]> => resolve(tx, holds, 'settle', 'settled')

/** What was held goes back to where it came from. @throws Refusal `not-found` for no such hold, `conflict` for one that was settled */
export const release = (tx: Tx, holds: readonly string[], reason: string): Promise<Made[]> =>
  resolve(tx, holds, 'release', reason)

/** Gives back what was held for too long; answers how many, at most a thousand at once. */
export async function releaseDue(tx: Tx): Promise<number> {
  const keys = await store.due(tx, tx.now, HOLDS_AT_ONCE_MAX)
  await release(tx, keys, 'ran out')
  return keys.length
}

/** What somebody has in a book, and what is set aside for them. `owner` null: the pot, which may owe. */
export const balance = (tx: ReadTx, book: Book, owner: string | null) => store.balance(tx, book, owner)

export const standings = (tx: ReadTx, book: Book, rowsMax: number): Promise<Standing[]> => store.standings(tx, book, rowsMax)

/** Whether everything adds up: sums of transfers, balances of accounts, the chain of each account's entries, and what holds were resolved by. */
export async function audit(tx: ReadTx): Promise<{ sound: true } | { sound: false; wrong: string[] }> {
  const wrong = await store.faults(tx)
  return wrong.length === 0 ? { sound: true } : { sound: false, wrong }
}

/** What this owner has in a book is another's from here on, who had nothing there: for owners who are to be forgotten. */
export const handOver = (tx: Tx, all: readonly { readonly book: Book; readonly from: string; readonly to: string }[]) =>
  store.handOver(tx, all)

interface Wanted {
  readonly key: string
  readonly from: Account
  readonly to: Account
  readonly points: number
  readonly reason: string
  readonly resolves: number | null
  readonly dueAt: Date | null
}

/** A hash of all that a transfer says, for telling a repetition from another that has its key by mistake. */
const hashOf = ({ from, to, points, reason, resolves }: Wanted): string =>
  createHash('sha256')
    .update(JSON.stringify([from.book, from.kind, from.owner, to.book, to.kind, to.owner, points, reason, resolves]))
    .digest('hex')

async function write(tx: Tx, wanted: readonly Wanted[]): Promise<Made[]> {
  if (wanted.length === 0) return []
  for (const { key, points, reason } of wanted) {
    if (!arePoints(points)) throw new Refusal('bad-input', { path: 'points' })
    if (key === '' || key.length > KEY_CHARS_MAX || reason.length > REASON_CHARS_MAX)
      throw new Refusal('bad-input', { path: 'key' })
  }
  // The first of a key counts; what comes after it in the same command is its repetition, or a mistake.
  const first = new Map(wanted.map((one, n) => [one.key, n] as const).reverse())
  const ids = await store.accountIds(
    tx,
    wanted.flatMap(({ from, to }) => [from, to]),
  )
  const rows = wanted.map((one, n) => ({ ...one, n, hash: hashOf(one), from: ids[2 * n] ?? 0, to: ids[2 * n + 1] ?? 0 }))
  const once = rows.filter(({ key, n }) => first.get(key) === n)
  const fresh = await store.addTransfers(tx, once).catch(broken('ledger_transfers_resolves_key', 'key'))
  const known = new Map(once.filter(({ n }) => fresh.has(n)).map(({ key, hash }) => [key, hash]))
  const before = [...first.keys()].filter((key) => !known.has(key))
  for (const [key, hash] of await store.hashes(tx, before)) known.set(key, hash)
  if (rows.some(({ key, hash }) => known.get(key) !== hash)) throw new Refusal('conflict', { path: 'key' })
  const made = rows.flatMap((row) => {
    const id = fresh.get(row.n)
    return id === undefined ? [] : [{ ...row, id }]
  })
  if (made.length > 0) await store.addEntries(tx, made).catch(broken('ledger_no_debt', 'points'))
  return rows.map(({ n }) => (fresh.has(n) ? 'made' : 'already made'))
}

/** What the database refused, as a refusal of ours. */
const broken =
  (constraint: string, path: string) =>
  (error: unknown): never => {
    throw error instanceof Error && 'constraint_name' in error && error.constraint_name === constraint
      ? new Refusal('conflict', { path })
      : error
  }

async function resolve(tx: Tx, keys: readonly string[], verb: 'settle' | 'release', reason: string): Promise<Made[]> {
  const held = await store.holds(tx, keys)
  const beside = await store.accountsOf(
    tx,
    [...held.values()].flatMap(({ from, to }) => [from, to]),
  )
  const account = (id: number): Account => {
    const found = beside.get(id)
    if (!found) throw new Refusal('not-found')
    return found
  }
  return write(
    tx,
    keys.map((key) => {
      const one = held.get(key)
      if (!one) throw new Refusal('not-found')
      const own = `${verb}:${key}`
      if (one.resolvedBy !== null && one.resolvedBy !== own) throw new Refusal('conflict')
      const pending = account(one.to)
      return {
        key: own,
        from: pending,
        to: verb === 'settle' ? { ...pending, kind: 'available' } : account(one.from),
        points: one.points,
        reason,
        resolves: one.id,
        dueAt: null,
      }
    }),
  )
}
