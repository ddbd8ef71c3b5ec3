import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import type { HandleNetwork, Role } from '../../contract/people.schema.ts'
import type { ReadTx } from '../../platform/db.ts'
import { among, type Sql, sql } from '../../platform/sql.ts'
import type { PeopleFilter } from './directory.ts'

export interface CardRow {
  readonly id: PersonId
  readonly name: string
  readonly madeAt: Date
  readonly handles: { network: HandleNetwork; name: string; proven: boolean }[]
  readonly roles: { role: Role; event: EventId | null }[]
  readonly bannedIn: (EventId | null)[]
}

/** The persons of `page`, with what is known of them under any of their ids. */
const cardsOf = (page: Sql): Sql => sql`
  select p.id, p.name, p.made_at as "madeAt",
    coalesce((select jsonb_agg(jsonb_build_object('network', h.network, 'name', h.name, 'proven', h.proven) order by h.made_at, h.id)
      from people_handles h where h.person = any (every.ids)), '[]') as handles,
    coalesce((select jsonb_agg(distinct jsonb_build_object('role', r.role, 'event', r.event)) from people_roles r where r.person = any (every.ids)), '[]') as roles,
    coalesce((select jsonb_agg(distinct b.event) from people_bans b where b.person = any (every.ids)), '[]') as "bannedIn"
  from (${page}) p
  cross join lateral (select array[p.id] || array(select m.id from people_persons m where m.merged_into = p.id) as ids offset 0) every
  order by p.made_at desc, p.id desc`

export const cards = (tx: ReadTx, ids: readonly PersonId[]): Promise<CardRow[]> =>
  tx.rows(cardsOf(sql`select id, name, made_at from people_persons where id in ${among(ids)}`))

export async function exists(tx: ReadTx, id: PersonId): Promise<boolean> {
  return (await tx.rows(sql`select 1 from people_persons where id = ${id}`)).length === 1
}

export async function list(
  tx: ReadTx,
  filter: PeopleFilter,
  seen: readonly PersonId[] | null,
  rowsMax: number,
): Promise<CardRow[]> {
  const after = filter.after
    ? sql`(p.made_at, p.id) < (select a.made_at, a.id from people_persons a where a.id = ${filter.after})`
    : sql`true`
  return tx.rows(
    cardsOf(sql`
      select p.id, p.name, p.made_at from people_persons p
      where p.merged_into is null and p.forgotten_at is null and ${after} and ${fits(filter, seen)}
      order by p.made_at desc, p.id desc limit ${rowsMax}`),
    'anew',
  )
}

/** The person `p` is among those of these rows, each of which is a `person` by any of their ids. */
const isOf = (rows: Sql): Sql =>
  sql`p.id in (select coalesce(o.merged_into, o.id) from (${rows}) x join people_persons o on o.id = x.person)`

function fits({ text, network, role, banned, event }: PeopleFilter, seen: readonly PersonId[] | null): Sql {
  const all: Sql[] = []
  if (text) {
    const letters = sql`lower(${text}::text)`
    const handles = isOf(sql`select h.person from people_handles h where strpos(h.name_lower, ${letters}) > 0`)
    all.push(sql`(strpos(p.name_lower, ${letters}) > 0 or ${handles})`)
  }
  if (network === 'none') all.push(sql`not ${isOf(sql`select h.person from people_handles h`)}`)
  else if (network) all.push(isOf(sql`select h.person from people_handles h where h.network = ${network}`))
  if (role) all.push(isOf(sql`select r.person from people_roles r where r.role = ${role} and ${inEvent(event, 'r')}`))
  if (banned !== undefined) {
    const isBanned = isOf(sql`select b.person from people_bans b where ${inEvent(event, 'b')}`)
    all.push(banned ? isBanned : sql`not ${isBanned}`)
  }
  if (event)
    all.push(
      isOf(sql`select person from ${among(seen ?? [])} s (person)
        union all select person from people_roles where event = ${event} union all select person from people_bans where event = ${event}`),
    )
  return all.reduce((one, other) => sql`${one} and ${other}`, sql`true`)
}

/** A role or a ban in the whole instance holds in every event. */
function inEvent(event: EventId | undefined, row: 'r' | 'b'): Sql {
  if (!event) return sql`true`
  return row === 'r' ? sql`(r.event is null or r.event = ${event})` : sql`(b.event is null or b.event = ${event})`
}

export async function bansOf(
  tx: ReadTx,
  ids: readonly PersonId[],
): Promise<{ event: EventId | null; reason: string; at: Date }[]> {
  return tx.rows(sql`select event, reason, at from people_bans where person in ${among(ids)} order by at desc`)
}
