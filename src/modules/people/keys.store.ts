import type { PersonId } from '../../contract/meeting.schema.ts'
import type { KeyId, Scope } from '../../contract/scopes.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'
import type { Standing } from './rules.ts'
import { lastsOf, standing } from './store.ts'

export interface KeyRow {
  readonly id: KeyId
  readonly name: string
  readonly scopes: Scope[]
  readonly madeAt: Date
  readonly usedAt: Date | null
  readonly expiresAt: Date | null
}

export const keysOf = (tx: ReadTx, person: PersonId, now: Date): Promise<KeyRow[]> =>
  tx.rows(sql`
    select id, name, scopes, made_at as "madeAt", used_at as "usedAt", expires_at as "expiresAt" from people_keys
    where person = ${person} and (expires_at is null or expires_at > ${now}) order by made_at desc, id desc`)

/** Holds the person's row, so that their keys are counted one after the other. */
export async function holdPerson(tx: Tx, person: PersonId): Promise<void> {
  await tx.rows(sql`select 1 from people_persons where id = ${person} for no key update`)
}

/** False: the id is taken. */
export async function addKey(
  tx: Tx,
  person: PersonId,
  key: { id: KeyId; name: string; hash: Buffer; scopes: readonly Scope[]; expiresAt: Date | null },
): Promise<boolean> {
  const rows = await tx.rows(sql`
    insert into people_keys (id, person, name, secret_hash, scopes, made_at, expires_at)
    values (${key.id}, ${person}, ${key.name}, ${key.hash}, ${key.scopes}::jsonb, ${tx.now}, ${key.expiresAt})
    on conflict (id) do nothing returning 1`)
  return rows.length === 1
}

export async function dropKey(tx: Tx, person: PersonId, id: KeyId): Promise<boolean> {
  return (await tx.rows(sql`delete from people_keys where id = ${id} and person = ${person} returning 1`)).length === 1
}

/** The person and the scopes behind each hash that is good now. */
export async function ofHashes(
  tx: ReadTx,
  hashes: readonly Buffer[],
  now: Date,
): Promise<(Standing & { hash: string; id: KeyId; scopes: Scope[] })[]> {
  const wanted = hashes.map((hash) => hash.toString('hex'))
  return tx.rows(sql`
    select encode(k.secret_hash, 'hex') as hash, k.id, k.scopes, ${standing}
    from people_keys k ${lastsOf(sql`k.person`)}
    where k.secret_hash in (select decode(h, 'hex') from jsonb_array_elements_text(${wanted}::jsonb) as h)
      and (k.expires_at is null or k.expires_at > ${now})`)
}

/** Kept by the hour: a key may be used many times a second. */
export async function noteUse(tx: Tx, hash: Buffer): Promise<void> {
  await tx.rows(sql`
    update people_keys set used_at = ${tx.now}
    where secret_hash = ${hash} and (used_at is null or used_at < ${tx.now}::timestamptz - interval '1 hour')`)
}

export async function dropOldKeys(tx: Tx): Promise<void> {
  await tx.rows(sql`delete from people_keys where expires_at < ${tx.now}`)
}
