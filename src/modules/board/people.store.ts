import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'
import type { As } from './rules.ts'

/** Who is where, and who watches for what. A row without a person belongs to whoever comes under its name on its network. */

export interface CheckInRow {
  readonly n: number
  readonly person: PersonId | null
  readonly name: string
  readonly place: string
  readonly in: Date
  readonly out: Date | null
}
export interface WatchRow {
  readonly n: number
  readonly person: PersonId | null
  readonly pattern: string
  readonly name: string
  readonly nameKey: string
  readonly network: string | null
  readonly language: string
}

const checkInColumns = sql`n, person, name, place, in_at as "in", out_at as "out"`
const watchColumns = sql`n, person, pattern, name, name_key as "nameKey", network, language`

/** Their own row: under one of their ids, or one that waits for somebody of this name. Of several the last. */
const own = (ids: readonly PersonId[], as: As) => sql`
  (person in ${among(ids)}
    or (person is null and network = ${as.network} and name_key = ${as.nameKey}))`

export async function checkInOf(tx: ReadTx, event: EventId, ids: readonly PersonId[], as: As): Promise<CheckInRow | null> {
  const [row] = await tx.rows<CheckInRow>(sql`
    select ${checkInColumns} from board_check_ins where event = ${event} and cleared_by is null and ${own(ids, as)}
    order by in_at desc, n desc limit 1`)
  return row ?? null
}

export async function dropCheckIns(tx: Tx, event: EventId, ids: readonly PersonId[], as: As): Promise<void> {
  await tx.rows(sql`delete from board_check_ins where event = ${event} and cleared_by is null and ${own(ids, as)}`)
}

export interface NewCheckIn extends As {
  readonly person: PersonId | null
  readonly place: string
  readonly in: Date | string
  readonly out: Date | string | null
}

export async function addCheckIns(tx: Tx, event: EventId, all: readonly NewCheckIn[]): Promise<void> {
  if (all.length === 0) return
  await tx.rows(sql`
    insert into board_check_ins (event, person, name, name_key, network, place, in_at, out_at)
    select ${event}, person, name, "nameKey", network, place, "in", "out"
    from jsonb_to_recordset(${all}::jsonb)
      as c (person uuid, name text, "nameKey" text, network text, place text, "in" timestamptz, "out" timestamptz)`)
}

export async function setOut(tx: Tx, n: number): Promise<void> {
  await tx.rows(sql`update board_check_ins set out_at = ${tx.now} where n = ${n}`)
}

/** The last one under this name, of people who do not hide, or are one of these. */
export async function lastSeen(
  tx: ReadTx,
  event: EventId,
  names: { readonly key: string; readonly plain: string },
  asker: readonly PersonId[],
): Promise<CheckInRow | null> {
  const [row] = await tx.rows<CheckInRow>(sql`
    select ${checkInColumns} from board_check_ins c
    where event = ${event} and cleared_by is null and (name_key = ${names.key} or lower(name) = ${names.plain})
      and (not exists (select from board_hidden h where h.event = c.event and h.person = c.person)
        or person in ${among(asker)})
    order by in_at desc, n desc limit 1`)
  return row ?? null
}

/** Who is there now and does not hide, by place and name; of one place alone where one is given. */
export async function present(
  tx: ReadTx,
  event: EventId,
  place: string | null = null,
): Promise<{ place: string; people: string[] }[]> {
  return tx.rows(sql`
    select place, jsonb_agg(name order by name collate "C", n) as people from board_check_ins c
    where event = ${event} and cleared_by is null and out_at is null and (${place}::text is null or place = ${place})
      and not exists (select from board_hidden h where h.event = c.event and h.person = c.person)
    group by place order by place collate "C"`)
}

export async function isHidden(tx: ReadTx, event: EventId, ids: readonly PersonId[]): Promise<boolean> {
  const rows = await tx.rows(sql`
    select 1 from board_hidden where event = ${event} and person in ${among(ids)} limit 1`)
  return rows.length > 0
}

export async function setHidden(tx: Tx, event: EventId, ids: readonly PersonId[], hidden: boolean): Promise<void> {
  if (hidden)
    await tx.rows(
      sql`insert into board_hidden (event, person) select ${event}, p from ${among(ids)} as own (p) on conflict do nothing`,
    )
  else await tx.rows(sql`delete from board_hidden where event = ${event} and person in ${among(ids)}`)
}

export async function watchOf(tx: ReadTx, event: EventId, ids: readonly PersonId[], as: As): Promise<WatchRow | null> {
  const [row] = await tx.rows<WatchRow>(sql`
    select ${watchColumns} from board_watches where event = ${event} and cleared_by is null and ${own(ids, as)} order by n desc limit 1`)
  return row ?? null
}

export async function dropWatches(tx: Tx, event: EventId, ids: readonly PersonId[], as: As): Promise<void> {
  await tx.rows(sql`delete from board_watches where event = ${event} and cleared_by is null and ${own(ids, as)}`)
}

export interface NewWatch extends As {
  readonly person: PersonId | null
  readonly pattern: string
  readonly language: string
}

export async function addWatches(tx: Tx, event: EventId, all: readonly NewWatch[]): Promise<void> {
  if (all.length === 0) return
  await tx.rows(sql`
    insert into board_watches (event, person, pattern, name, name_key, network, language, made_at)
    select ${event}, person, pattern, name, "nameKey", network, language, ${tx.now}
    from jsonb_to_recordset(${all}::jsonb)
      as w (person uuid, pattern text, name text, "nameKey" text, network text, language text)`)
}

/** Another pattern in the place of the one before: whoever watches longest is told first. */
export async function setPattern(tx: Tx, n: number, watch: NewWatch): Promise<void> {
  await tx.rows(sql`
    update board_watches set pattern = ${watch.pattern}, person = ${watch.person}, name = ${watch.name}, name_key = ${watch.nameKey},
      network = coalesce(${watch.network}, network), language = ${watch.language} where n = ${n}`)
}

/** In the order they began. */
export async function watches(tx: ReadTx, event: EventId): Promise<WatchRow[]> {
  return tx.rows(sql`select ${watchColumns} from board_watches where event = ${event} and cleared_by is null order by n`)
}

export async function watchAt(tx: ReadTx, n: number): Promise<WatchRow | null> {
  const [row] = await tx.rows<WatchRow>(sql`select ${watchColumns} from board_watches where n = ${n} and cleared_by is null`)
  return row ?? null
}

/** Cleared away by an act, which can bring them back. */
export async function clear(tx: Tx, event: EventId, what: 'check-ins' | 'watches', act: string): Promise<number> {
  const cleared =
    what === 'check-ins'
      ? sql`update board_check_ins set cleared_by = ${act} where event = ${event} and cleared_by is null returning 1`
      : sql`update board_watches set cleared_by = ${act} where event = ${event} and cleared_by is null returning 1`
  return (await tx.rows(cleared)).length
}

/** What the act cleared away is back, but for people who came again since. */
export async function bringBack(tx: Tx, event: EventId, act: string): Promise<void> {
  await tx.rows(sql`
    update board_check_ins c set cleared_by = null where event = ${event} and cleared_by = ${act}
      and not exists (select from board_check_ins o where o.event = c.event and o.cleared_by is null and (o.person = c.person or o.name_key = c.name_key))`)
  await tx.rows(sql`
    update board_watches w set cleared_by = null where event = ${event} and cleared_by = ${act}
      and not exists (select from board_watches o where o.event = w.event and o.cleared_by is null and (o.person = w.person or o.name_key = w.name_key))`)
}

/** Whether anything is kept under this name of its network. */
export async function isKnownAs(tx: ReadTx, as: As): Promise<boolean> {
  const of = sql`network = ${as.network} and name_key = ${as.nameKey} and cleared_by is null`
  const rows = await tx.rows(sql`
    select 1 from board_check_ins where ${of} union all select 1 from board_watches where ${of} limit 1`)
  return rows.length > 0
}

/** All that these ids have under one name is of that person under the other, who has nothing of their own where they have. Returns where they are shown. */
export async function rename(tx: Tx, ids: readonly PersonId[], from: As, to: As, person: PersonId): Promise<EventId[]> {
  const theirs = sql`cleared_by is null and network = ${from.network} and name_key = ${from.nameKey} and ${own(ids, from)}`
  for (const table of [sql`board_check_ins`, sql`board_watches`])
    await tx.rows(sql`
      delete from ${table} o where cleared_by is null and person = ${person} and not ${own(ids, from)}
        and event in (select event from ${table} where ${theirs})`)
  const rows = await tx.rows<{ event: EventId; shown: boolean }>(sql`
    update board_check_ins set name = ${to.name}, name_key = ${to.nameKey}, person = ${person} where ${theirs}
    returning event, out_at is null as shown`)
  await tx.rows(sql`update board_watches set name = ${to.name}, name_key = ${to.nameKey}, person = ${person} where ${theirs}`)
  return rows.flatMap(({ event, shown }) => (shown ? event : []))
}

/** True when anybody was there. */
export async function allOut(tx: Tx, event: EventId): Promise<boolean> {
  const rows = await tx.rows(sql`
    update board_check_ins set out_at = ${tx.now} where event = ${event} and cleared_by is null and out_at is null returning 1`)
  return rows.length > 0
}

/** What was cleared away so long ago that nobody will want it back. */
export async function dropCleared(tx: Tx, before: Date): Promise<void> {
  const old = sql`cleared_by in (select id from board_acts where at < ${before})`
  await tx.rows(sql`delete from board_check_ins where ${old}`)
  await tx.rows(sql`delete from board_watches where ${old}`)
}
