import type { PersonId } from '../../contract/meeting.schema.ts'
import type { Presence } from '../../contract/scores.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, type Sql, sql } from '../../platform/sql.ts'
import type { Standing } from './rules.ts'

export async function addPersons(tx: Tx, persons: readonly { id: PersonId; name: string }[]): Promise<void> {
  await tx.rows(sql`
    insert into people_persons (id, name, made_at)
    select id, name, ${tx.now} from jsonb_to_recordset(${persons}::jsonb) as p (id uuid, name text)
    order by id on conflict do nothing`)
}

export async function rename(tx: Tx, person: PersonId, name: string): Promise<void> {
  await tx.rows(sql`update people_persons set name = ${name} where id = ${person}`)
}

export async function addSignIns(
  tx: Tx,
  signIns: readonly { hash: Buffer; person: PersonId; expiresAt: Date; guest?: true }[],
): Promise<void> {
  const rows = signIns.map((s) => ({
    hash: s.hash.toString('hex'),
    person: s.person,
    expires_at: s.expiresAt.toISOString(),
    guest: s.guest === true,
  }))
  await tx.rows(sql`
    insert into people_sign_ins (token_hash, person, made_at, expires_at, guest)
    select decode(hash, 'hex'), person, ${tx.now}, expires_at, guest
    from jsonb_to_recordset(${rows}::jsonb) as s (hash text, person uuid, expires_at timestamptz, guest boolean) order by hash
    on conflict (token_hash) do update set expires_at = excluded.expires_at where people_sign_ins.person = excluded.person`)
}

/** Whose sign-ins these are, those that ran out too. */
export async function ownersOfHashes(tx: ReadTx, hashes: readonly Buffer[]): Promise<{ hash: string; person: PersonId }[]> {
  const wanted = hashes.map((hash) => hash.toString('hex'))
  return tx.rows(sql`
    select encode(token_hash, 'hex') as hash, person from people_sign_ins
    where token_hash in (select decode(h, 'hex') from jsonb_array_elements_text(${wanted}::jsonb) as h)`)
}

/** Whose it was; null when there was none. */
export async function dropSignIn(tx: Tx, hash: Buffer): Promise<PersonId | null> {
  const [row] = await tx.rows<{ person: PersonId }>(sql`delete from people_sign_ins where token_hash = ${hash} returning person`)
  return row?.person ?? null
}

export async function dropOldSignIns(tx: Tx, now: Date): Promise<void> {
  await tx.rows(sql`delete from people_sign_ins where expires_at < ${now}`)
}

/** The columns of a `Standing`; `lasts` is the row of the person that lasts, and `same` its further ids. */
export const standing = sql`lasts.id as person, lasts.name, to_jsonb(same.ids) as others,
  coalesce((select jsonb_agg(distinct jsonb_build_object('role', h.role, 'event', h.event)) from people_roles h
    where h.person = any (array[lasts.id] || same.ids)), '[]') as roles,
  (select jsonb_agg(distinct b.event) from people_bans b where b.person = any (array[lasts.id] || same.ids)) as "bannedIn"`
/**
 * Whoever `person` (an expression of an id) has become. Each is looked up by its key: with figures that are old or missing the planner would rather read
 * all persons; and a plan that is the same for one and for thousands is kept, which saves a lookup of one most of its time.
 */
export const lastsOf = (person: Sql): Sql => sql`
  cross join lateral (select coalesce(known_person.merged_into, known_person.id) as id from people_persons known_person
    where known_person.id = ${person} limit 1) known
  cross join lateral (select lasting.id, lasting.name, lasting.forgotten_at from people_persons lasting where lasting.id = known.id limit 1) lasts
  left join lateral (select array_agg(m.id order by m.id) as ids from people_persons m where m.merged_into = lasts.id) same on true`

export async function personsOfHashes(
  tx: ReadTx,
  hashes: readonly Buffer[],
  now: Date,
): Promise<(Standing & { hash: string; guest: boolean })[]> {
  const wanted = hashes.map((hash) => hash.toString('hex'))
  return tx.rows(sql`
    select w.hash, s.guest, ${standing} from jsonb_array_elements_text(${wanted}::jsonb) as w (hash)
    cross join lateral (select i.person, i.guest from people_sign_ins i where i.token_hash = decode(w.hash, 'hex') and i.expires_at > ${now} limit 1) s
    ${lastsOf(sql`s.person`)}`)
}

/** Whoever has this id, today; null when there is none, or their data is gone. */
export async function standingOf(tx: ReadTx, person: PersonId): Promise<Standing | null> {
  const [row] = await tx.rows<Standing>(sql`
    select ${standing} from (select ${person}::uuid as id) asked ${lastsOf(sql`asked.id`)} where lasts.forgotten_at is null`)
  return row ?? null
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

/** Nothing where nobody is known by the old id, where the network vouches for it, or where somebody is known by the new one. */
export async function moveHandle(
  tx: Tx,
  from: { network: string; account: string },
  to: { account: string; name: string },
): Promise<void> {
  await tx.rows(sql`
    update people_handles set account = ${to.account}, name = ${to.name}
    where network = ${from.network} and account = ${from.account} and not proven
      and (account = ${to.account} or not exists (
        select 1 from people_handles h where h.network = ${from.network} and h.account = ${to.account}))`)
}

/** The names of these persons, of whom there are. */
/** By what these persons are known, all their ids taken together: chat networks, and `web` for a browser. */
export async function networksOf(
  tx: ReadTx,
  persons: readonly PersonId[],
): Promise<{ person: PersonId; networks: Presence[] }[]> {
  return tx.rows(sql`
    select asked.id as person, to_jsonb(array_agg(distinct known_by.network order by known_by.network)) as networks
    from (select v::uuid as id from jsonb_array_elements_text(${persons}::jsonb) as v) asked
    join people_persons known on known.id = asked.id
    join people_persons same on coalesce(known.merged_into, known.id) in (same.id, same.merged_into)
    join lateral (
      select network from people_handles where person = same.id
      union all select 'web' from people_sign_ins where person = same.id) known_by on true
    group by asked.id`)
}

const PERSONS_KNOWN_MAX = 50_000

/** All ids of whoever has such a handle, or a browser. */
export async function personsKnownBy(tx: ReadTx, by: { network: Presence } | { text: string }): Promise<PersonId[]> {
  const known =
    'text' in by
      ? sql`select person from people_handles where strpos(name_lower, lower(${by.text}::text)) > 0`
      : by.network === 'web'
        ? sql`select person from people_sign_ins`
        : sql`select person from people_handles where network = ${by.network}`
  const rows = await tx.rows<{ id: PersonId }>(sql`
    with last as (select distinct coalesce(p.merged_into, p.id) as id from (${known}) k join people_persons p on p.id = k.person)
    select id from last union select p.id from people_persons p join last on p.merged_into = last.id limit ${PERSONS_KNOWN_MAX}`)
  return rows.map(({ id }) => id)
}

export async function namesOf(tx: ReadTx, persons: readonly PersonId[]): Promise<Map<PersonId, string>> {
  const rows = await tx.rows<{ id: PersonId; name: string }>(sql`
    select id, name from people_persons where id in ${among(persons)}`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
