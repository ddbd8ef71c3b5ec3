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

/** All ids of the person in the row `p`. */
const same = sql`any (array[p.id] || array(select m.id from people_persons m where m.merged_into = p.id))`

const columns = sql`p.id, p.name, p.made_at as "madeAt",
  coalesce((select jsonb_agg(jsonb_build_object('network', h.network, 'name', h.name, 'proven', h.proven) order by h.made_at, h.id)
    from people_handles h where h.person = ${same}), '[]') as handles,
  coalesce((select jsonb_agg(distinct jsonb_build_object('role', r.role, 'event', r.event)) from people_roles r where r.person = ${same}), '[]') as roles,
  coalesce((select jsonb_agg(distinct b.event) from people_bans b where b.person = ${same}), '[]') as "bannedIn"`

export const cards = (tx: ReadTx, ids: readonly PersonId[]): Promise<CardRow[]> =>
  tx.rows(sql`select ${columns} from people_persons p where p.id in ${among(ids)}`)

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
  return tx.rows(sql`
    select ${columns} from people_persons p
    where p.merged_into is null and p.forgotten_at is null and ${after} and ${fits(filter, seen)}
    order by p.made_at desc, p.id desc limit ${rowsMax}`)
}

function fits({ text, network, role, banned, event }: PeopleFilter, seen: readonly PersonId[] | null): Sql {
  const all: Sql[] = []
  if (text) {
    const letters = sql`lower(${text}::text)`
    all.push(sql`(strpos(lower(p.name), ${letters}) > 0 or p.id in (select coalesce(o.merged_into, o.id)
      from people_handles h join people_persons o on o.id = h.person where strpos(lower(h.name), ${letters}) > 0))`)
  }
  if (network === 'none') all.push(sql`not exists (select 1 from people_handles h where h.person = ${same})`)
  else if (network) all.push(sql`exists (select 1 from people_handles h where h.person = ${same} and h.network = ${network})`)
  if (role)
    all.push(sql`exists (select 1 from people_roles r where r.person = ${same} and r.role = ${role} and ${inEvent(event, 'r')})`)
  if (banned !== undefined) {
    const isBanned = sql`exists (select 1 from people_bans b where b.person = ${same} and ${inEvent(event, 'b')})`
    all.push(banned ? isBanned : sql`not ${isBanned}`)
  }
  if (event) {
    all.push(sql`(p.id in (select coalesce(o.merged_into, o.id) from people_persons o where o.id in ${among(seen ?? [])})
      or exists (select 1 from people_roles r where r.person = ${same} and r.event = ${event})
      or exists (select 1 from people_bans b where b.person = ${same} and b.event = ${event}))`)
  }
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
