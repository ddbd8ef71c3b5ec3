import type { PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

/** All that this module keeps of a person, table by table; never a secret nor its hash. */
export async function dataOf(tx: ReadTx, ids: readonly PersonId[]) {
  const mine = among(ids)
  const about = sql`(select 'person:' || i from jsonb_array_elements_text(${ids}::jsonb) as i)`
  return {
    persons: await tx.rows<{ id: PersonId; name: string; madeAt: Date }>(sql`
      select id, name, made_at as "madeAt" from people_persons where id in ${mine} order by made_at, id`),
    handles: await tx.rows<{ network: string; account: string; name: string; proven: boolean; madeAt: Date }>(sql`
      select network, account, name, proven, made_at as "madeAt" from people_handles where person in ${mine} order by made_at, id`),
    signIns: await tx.rows<{ device: string; guest: boolean; madeAt: Date; expiresAt: Date }>(sql`
      select device, guest, made_at as "madeAt", expires_at as "expiresAt" from people_sign_ins where person in ${mine} order by made_at, id`),
    roles: await tx.rows<{ role: string; event: string | null; grantedAt: Date }>(sql`
      select role, event, granted_at as "grantedAt" from people_roles where person in ${mine} order by granted_at, role`),
    bans: await tx.rows<{ event: string | null; reason: string; at: Date }>(sql`
      select event, reason, at from people_bans where person in ${mine} order by at`),
    keys: await tx.rows<{ name: string; scopes: string[]; madeAt: Date; usedAt: Date | null; expiresAt: Date | null }>(sql`
      select name, scopes, made_at as "madeAt", used_at as "usedAt", expires_at as "expiresAt"
      from people_keys where person in ${mine} order by made_at, id`),
    consents: await tx.rows<{ consent: string; version: string; givenAt: Date; withdrawnAt: Date | null }>(sql`
      select consent, version, given_at as "givenAt", withdrawn_at as "withdrawnAt" from people_consents where person in ${mine} order by n`),
    links: await tx.rows<{ network: string | null; account: string | null; expiresAt: Date }>(sql`
      select network, account, expires_at as "expiresAt" from people_links where person in ${mine} order by expires_at`),
    merges: await tx.rows<{ person: PersonId; into: PersonId; at: Date; undoneAt: Date | null }>(sql`
      select person, into_person as into, at, undone_at as "undoneAt" from people_merges
      where person in ${mine} or into_person in ${mine} order by at, id`),
    deletionAskedUntil:
      (await tx.rows<{ at: Date }>(sql`select expires_at as at from people_deletions where person in ${mine}`))[0]?.at ?? null,
    acts: await tx.rows<{ at: Date; act: string; subject: string; by: 'you' | 'others' | 'system'; detail: object }>(sql`
      select at, act, subject, case when actor is null then 'system' when actor in ${mine} then 'you' else 'others' end as by, detail
      from people_acts where actor in ${mine} or subject in ${about} order by n`),
  }
}

/** In the place of an earlier request. */
export async function putDeletion(tx: Tx, person: PersonId, hash: Buffer, expiresAt: Date): Promise<void> {
  await tx.rows(sql`
    insert into people_deletions (person, code_hash, expires_at) values (${person}, ${hash}, ${expiresAt})
    on conflict (person) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at`)
}

/** When the code of this person runs out; null: it is not theirs, or was used. Held until we commit. */
export async function deletionOf(tx: Tx, ids: readonly PersonId[], hash: Buffer): Promise<Date | null> {
  const [row] = await tx.rows<{ at: Date }>(sql`
    select expires_at as at from people_deletions where person in ${among(ids)} and code_hash = ${hash} for update`)
  return row?.at ?? null
}

export async function dropOldDeletions(tx: Tx): Promise<void> {
  await tx.rows(sql`delete from people_deletions where expires_at < ${tx.now}`)
}

export type Holder = { readonly person: PersonId } | { readonly account: string }
export interface ConsentRow {
  readonly consent: string
  readonly version: string
  readonly givenAt: Date
}

/** Given again in the same version it stays as it was. */
export async function addConsents(tx: Tx, by: Holder, given: readonly { id: string; version: string }[]): Promise<void> {
  const [person, account] = 'person' in by ? [by.person, null] : [null, by.account]
  await tx.rows(sql`
    insert into people_consents (person, account, consent, version, given_at)
    select distinct ${person}::uuid, ${account}::text, id, version, ${tx.now}::timestamptz
    from jsonb_to_recordset(${given}::jsonb) as g (id text, version text)
    on conflict do nothing`)
}

/** Those in force. */
export async function consentsOf(tx: ReadTx, ids: readonly PersonId[]): Promise<ConsentRow[]> {
  return tx.rows(sql`
    select consent, version, given_at as "givenAt" from people_consents
    where person in ${among(ids)} and withdrawn_at is null order by given_at desc, n desc`)
}

/** False: there was none to withdraw. */
export async function withdrawConsent(tx: Tx, ids: readonly PersonId[], consent: string): Promise<boolean> {
  const rows = await tx.rows(sql`
    update people_consents set withdrawn_at = ${tx.now}
    where person in ${among(ids)} and consent = ${consent} and withdrawn_at is null returning 1`)
  return rows.length > 0
}

/** What was agreed to with an account is its person's from now on. */
export async function adoptConsents(tx: Tx, account: string, person: PersonId): Promise<void> {
  await tx.rows(sql`
    insert into people_consents (person, consent, version, given_at)
    select ${person}::uuid, consent, version, given_at from people_consents where account = ${account} and withdrawn_at is null
    on conflict do nothing`)
  await tx.rows(sql`delete from people_consents where account = ${account}`)
}

/** Of accounts that were never confirmed. */
export async function dropLoneConsents(tx: Tx, before: Date): Promise<void> {
  await tx.rows(sql`delete from people_consents where person is null and given_at < ${before}`)
}

/** Which of these are persons whose data is gone. */
export async function forgottenAmong(tx: ReadTx, ids: readonly PersonId[]): Promise<Set<PersonId>> {
  const rows = await tx.rows<{ id: PersonId }>(sql`
    select id from people_persons where id in ${among(ids)} and forgotten_at is not null`)
  return new Set(rows.map((row) => row.id))
}

/** Those who were forgotten since then. */
export async function forgottenSince(tx: ReadTx, since: Date, idsMax: number): Promise<PersonId[]> {
  const rows = await tx.rows<{ id: PersonId }>(sql`
    select id from people_persons where forgotten_at > ${since} order by forgotten_at desc limit ${idsMax}`)
  return rows.map((row) => row.id)
}

/** One whole person by all ids, none of which holds anything that makes them known here: an account, a sign-in, a role, a ban, a key. */
export interface Unknown {
  readonly ids: PersonId[]
  /** Something was done by them or about them that is written down: their ids have to stay. */
  readonly hasActs: boolean
}

/** Of the persons behind these ids those who are known by chat accounts and guests' cookies alone. */
export async function unknownAmong(tx: ReadTx, ids: readonly PersonId[]): Promise<Unknown[]> {
  return tx.rows(sql`
    with wanted as (select distinct coalesce(p.merged_into, p.id) as id from people_persons p where p.id in ${among(ids)}),
      whole as (
        select w.id, array_agg(p.id) as ids from wanted w join people_persons p on p.id = w.id or p.merged_into = w.id
        where p.forgotten_at is null group by w.id)
    select to_jsonb(ids) as ids,
      exists (select 1 from people_acts a where a.actor = any (ids))
        or exists (select 1 from unnest(ids) i join people_acts a on a.subject = 'person:' || i) as "hasActs"
    from whole
    where not exists (select 1 from people_handles h where h.person = any (ids) and h.network = 'account')
      and not exists (select 1 from people_sign_ins s where s.person = any (ids) and not s.guest)
      and not exists (select 1 from people_roles r where r.person = any (ids))
      and not exists (select 1 from people_bans b where b.person = any (ids))
      and not exists (select 1 from people_keys k where k.person = any (ids))
      and not exists (select 1 from people_consents c where c.person = any (ids))
    order by id`)
}

/** Persons first known before then, page by page: those after this one. */
export async function madeBefore(tx: ReadTx, before: Date, after: PersonId | null, idsMax: number): Promise<PersonId[]> {
  const rows = await tx.rows<{ id: PersonId }>(sql`
    select id from people_persons
    where made_at < ${before} and merged_into is null and forgotten_at is null and (${after}::uuid is null or id > ${after})
    order by id limit ${idsMax}`)
  return rows.map((row) => row.id)
}

/** As if they had never been here. */
export async function dropPersons(tx: Tx, ids: readonly PersonId[]): Promise<void> {
  await tx.rows(sql`delete from people_merges where person in ${among(ids)} or into_person in ${among(ids)}`)
  await tx.rows(sql`delete from people_persons where id in ${among(ids)}`)
}
