import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'
import type { HeldRole, Role } from './rules.ts'

export async function addPersons(tx: Tx, persons: readonly { id: PersonId; name: string }[]): Promise<void> {
  await tx.rows(sql`
    insert into people_persons (id, name, made_at)
    select id, name, ${tx.now} from jsonb_to_recordset(${persons}::jsonb) as p (id uuid, name text)`)
}

export async function rename(tx: Tx, person: PersonId, name: string): Promise<void> {
  await tx.rows(sql`update people_persons set name = ${name} where id = ${person}`)
}

export async function addSignIns(tx: Tx, signIns: readonly { hash: Buffer; person: PersonId; expiresAt: Date }[]): Promise<void> {
  const rows = signIns.map((s) => ({ hash: s.hash.toString('hex'), person: s.person, expires_at: s.expiresAt.toISOString() }))
  await tx.rows(sql`
    insert into people_sign_ins (token_hash, person, made_at, expires_at)
    select decode(hash, 'hex'), person, ${tx.now}, expires_at
    from jsonb_to_recordset(${rows}::jsonb) as s (hash text, person uuid, expires_at timestamptz)`)
}

export async function dropSignIn(tx: Tx, hash: Buffer): Promise<void> {
  await tx.rows(sql`delete from people_sign_ins where token_hash = ${hash}`)
}

export async function dropOldSignIns(tx: Tx, now: Date): Promise<void> {
  await tx.rows(sql`delete from people_sign_ins where expires_at < ${now}`)
}

export async function personsOfHashes(
  tx: ReadTx,
  hashes: readonly Buffer[],
  now: Date,
): Promise<{ hash: string; person: PersonId; name: string; roles: HeldRole[] }[]> {
  const wanted = hashes.map((hash) => hash.toString('hex'))
  return tx.rows(sql`
    select encode(s.token_hash, 'hex') as hash, s.person, p.name,
      coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'event', r.event)) from people_roles r where r.person = s.person), '[]') as roles
    from people_sign_ins s join people_persons p on p.id = s.person
    where s.token_hash in (select decode(h, 'hex') from jsonb_array_elements_text(${wanted}::jsonb) as h) and s.expires_at > ${now}`)
}

export async function addSetupLink(tx: Tx, hash: Buffer, expiresAt: Date): Promise<void> {
  await tx.rows(sql`insert into people_setup_links (token_hash, expires_at) values (${hash}, ${expiresAt})`)
}

export async function dropUnusedSetupLinks(tx: Tx): Promise<void> {
  await tx.rows(sql`delete from people_setup_links where used_at is null`)
}

/** True for the one caller that uses it first. */
export async function useSetupLink(tx: Tx, hash: Buffer): Promise<boolean> {
  const used = await tx.rows(sql`
    update people_setup_links set used_at = ${tx.now} where token_hash = ${hash} and used_at is null and expires_at > ${tx.now} returning 1`)
  return used.length === 1
}

export async function addRole(tx: Tx, person: PersonId, role: Role, event: EventId | null): Promise<void> {
  await tx.rows(sql`
    insert into people_roles (person, event, role, granted_at) values (${person}, ${event}, ${role}, ${tx.now}) on conflict do nothing`)
}

export async function rolesOf(tx: ReadTx, person: PersonId): Promise<HeldRole[]> {
  return tx.rows(sql`select role, event from people_roles where person = ${person}`)
}

export async function hasOwner(tx: ReadTx): Promise<boolean> {
  return (await tx.rows(sql`select 1 from people_roles where role = 'owner' and event is null limit 1`)).length === 1
}

/** The person behind a chat account; `fresh` becomes it when the account was never seen. Safe when two lines come at once. */
export async function personOfHandle(
  tx: Tx,
  handle: { network: string; account: string; name: string; proven: boolean },
  fresh: PersonId,
): Promise<PersonId> {
  const [known] = await tx.rows<{ person: PersonId }>(sql`
    update people_handles set name = ${handle.name}, proven = ${handle.proven} where network = ${handle.network} and account = ${handle.account} returning person`)
  if (known) return known.person
  await tx.rows(sql`insert into people_persons (id, name, made_at) values (${fresh}, ${handle.name}, ${tx.now})`)
  const [row] = await tx.rows<{ person: PersonId }>(sql`
    insert into people_handles (network, account, person, name, proven, made_at)
    values (${handle.network}, ${handle.account}, ${fresh}, ${handle.name}, ${handle.proven}, ${tx.now})
    on conflict (network, account) do update set name = excluded.name returning person`)
  if (!row) throw new Error('a handle was neither made nor found')
  if (row.person !== fresh) await tx.rows(sql`delete from people_persons where id = ${fresh}`)
  return row.person
}
