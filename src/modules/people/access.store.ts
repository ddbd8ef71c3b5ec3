import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import type { Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'
import type { Role } from './rules.ts'

/** Roles and bans: what decides whom a command lets in. Persons are given by all their ids. */

/** Nobody else changes the standing of these persons until we commit. */
export async function holdPersons(tx: Tx, ids: readonly PersonId[]): Promise<void> {
  await tx.rows(sql`select 1 from people_persons where id in ${among(ids)} order by id for no key update`)
}

export async function addRole(tx: Tx, person: PersonId, role: Role, event: EventId | null): Promise<void> {
  await tx.rows(sql`
    insert into people_roles (person, event, role, granted_at) values (${person}, ${event}, ${role}, ${tx.now}) on conflict do nothing`)
}

/** True when one of them held it. */
export async function dropRole(tx: Tx, ids: readonly PersonId[], role: Role, event: EventId | null): Promise<boolean> {
  const gone = await tx.rows(sql`
    delete from people_roles where person in ${among(ids)} and role = ${role} and event is not distinct from ${event} returning 1`)
  return gone.length > 0
}

export async function dropRoles(tx: Tx, ids: readonly PersonId[]): Promise<void> {
  await tx.rows(sql`delete from people_roles where person in ${among(ids)}`)
}

export async function holdOwners(tx: Tx): Promise<void> {
  await tx.rows(sql`select 1 from people_roles where role = 'owner' and event is null order by person for update`)
}

/** Whoever owns the instance, each person once. */
export async function owners(tx: Tx): Promise<PersonId[]> {
  const rows = await tx.rows<{ id: PersonId }>(sql`
    select distinct coalesce(p.merged_into, p.id) as id from people_roles r join people_persons p on p.id = r.person
    where r.role = 'owner' and r.event is null`)
  return rows.map((row) => row.id)
}

/** False: was banned there already. */
export async function addBan(tx: Tx, person: PersonId, event: EventId | null, reason: string): Promise<boolean> {
  const made = await tx.rows(sql`
    insert into people_bans (person, event, reason, at) values (${person}, ${event}, ${reason}, ${tx.now}) on conflict do nothing returning 1`)
  return made.length === 1
}

/** False: was not banned there. */
export async function dropBan(tx: Tx, ids: readonly PersonId[], event: EventId | null): Promise<boolean> {
  const gone = await tx.rows(sql`
    delete from people_bans where person in ${among(ids)} and event is not distinct from ${event} returning 1`)
  return gone.length > 0
}

export async function dropBans(tx: Tx, ids: readonly PersonId[]): Promise<void> {
  await tx.rows(sql`delete from people_bans where person in ${among(ids)}`)
}

/** Everything that tells who these persons are, and lets somebody in as them. */
export async function forget(tx: Tx, ids: readonly PersonId[]): Promise<void> {
  await tx.rows(sql`delete from people_links where person in ${among(ids)}`)
  await tx.rows(sql`delete from people_handles where person in ${among(ids)}`)
  await tx.rows(sql`delete from people_sign_ins where person in ${among(ids)}`)
  await tx.rows(sql`delete from people_keys where person in ${among(ids)}`)
  await tx.rows(sql`delete from people_consents where person in ${among(ids)}`)
  await tx.rows(sql`delete from people_deletions where person in ${among(ids)}`)
  await tx.rows(sql`update people_persons set name = '', forgotten_at = ${tx.now} where id in ${among(ids)}`)
}
