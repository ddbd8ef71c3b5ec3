import type { SignInId } from '../../contract/accounts.endpoints.ts'
import type { PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

export interface SignInRow {
  readonly id: SignInId
  readonly device: string
  readonly madeAt: Date
  readonly expiresAt: Date
  readonly current: boolean
}

export async function addAccount(tx: Tx, account: { id: string; name: string }, person: PersonId): Promise<void> {
  await tx.rows(sql`
    insert into people_handles (network, account, person, name, proven, made_at)
    values ('account', ${account.id}, ${person}, ${account.name}, true, ${tx.now})`)
}

/** Whom the account was given to; they may have become another since. */
export async function ownerOf(tx: ReadTx, account: string): Promise<PersonId | null> {
  const [row] = await tx.rows<{ person: PersonId }>(sql`
    select person from people_handles where network = 'account' and account = ${account}`)
  return row?.person ?? null
}

export async function renameAccount(tx: Tx, account: string, name: string): Promise<void> {
  await tx.rows(sql`update people_handles set name = ${name} where network = 'account' and account = ${account}`)
}

/** The accounts of a person, the oldest first. */
export async function accountsOf(tx: ReadTx, ids: readonly PersonId[]): Promise<string[]> {
  const rows = await tx.rows<{ account: string }>(sql`
    select account from people_handles where network = 'account' and person in ${among(ids)} order by made_at, id`)
  return rows.map((row) => row.account)
}

/** The account that was signed in with; null for a sign-in without one. */
export async function accountOfSignIn(tx: ReadTx, hash: Buffer): Promise<string | null> {
  const [row] = await tx.rows<{ account: string | null }>(sql`select account from people_sign_ins where token_hash = ${hash}`)
  return row?.account ?? null
}

export interface NewSignIn {
  readonly hash: Buffer
  readonly person: PersonId
  readonly account: string
  readonly device: string
  readonly expiresAt: Date
}

export async function add(tx: Tx, signIn: NewSignIn): Promise<void> {
  await tx.rows(sql`
    insert into people_sign_ins (token_hash, person, account, device, made_at, expires_at)
    values (${signIn.hash}, ${signIn.person}, ${signIn.account}, ${signIn.device}, ${tx.now}, ${signIn.expiresAt})`)
}

/** Those that count: not of guests, and not run out. `own` is the hash of the one that asks. */
export async function list(tx: ReadTx, ids: readonly PersonId[], own: Buffer, now: Date): Promise<SignInRow[]> {
  return tx.rows(sql`
    select id, device, made_at as "madeAt", expires_at as "expiresAt", token_hash = ${own} as current from people_sign_ins
    where person in ${among(ids)} and not guest and expires_at > ${now} order by token_hash = ${own} desc, made_at desc, id`)
}

/** False: none of theirs. */
export async function drop(tx: Tx, ids: readonly PersonId[], id: SignInId): Promise<boolean> {
  const gone = await tx.rows(sql`
    delete from people_sign_ins where id = ${id} and person in ${among(ids)} and not guest returning 1`)
  return gone.length === 1
}

/** All but one. */
export async function dropAll(tx: Tx, ids: readonly PersonId[], but: Buffer | null): Promise<void> {
  await tx.rows(sql`
    delete from people_sign_ins where person in ${among(ids)} and not guest and token_hash is distinct from ${but}`)
}

/** The oldest beyond so many go. */
export async function dropBeyond(tx: Tx, ids: readonly PersonId[], signInsMax: number): Promise<void> {
  await tx.rows(sql`
    delete from people_sign_ins where id in (
      select id from people_sign_ins where person in ${among(ids)} and not guest order by made_at desc, id offset ${signInsMax})`)
}

/** Ends a browser's sign-in that another takes the place of; a guest stays one. */
export async function dropReplaced(tx: Tx, hash: Buffer): Promise<void> {
  await tx.rows(sql`delete from people_sign_ins where token_hash = ${hash} and not guest`)
}
