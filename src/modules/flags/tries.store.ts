import type { FlagId, TryId, TryOutcome } from '../../contract/flags.schema.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

export interface NewTry {
  readonly id: TryId
  readonly meeting: MeetingId
  readonly person: PersonId
  readonly text: string
  readonly outcome: TryOutcome
  readonly flag: FlagId | null
  readonly points: number
}
export interface TryRow extends NewTry {
  /** Numbers them in the order they came. */
  readonly n: number
  readonly at: Date
}

const columns = sql`t.id, t.n, t.meeting, t.person, t.text, t.outcome, t.flag, t.points, t.at`

export async function tryOf(tx: ReadTx, id: TryId): Promise<TryRow | null> {
  const [row] = await tx.rows<TryRow>(sql`select ${columns} from flags_tries t where t.id = ${id}`)
  return row ?? null
}

/** Null: the id is another try's. */
export async function addTry(tx: Tx, one: NewTry): Promise<TryRow | null> {
  const [row] = await tx.rows<TryRow>(sql`
    insert into flags_tries as t (id, meeting, person, text, outcome, flag, points, at)
    values (${one.id}, ${one.meeting}, ${one.person}, ${one.text}, ${one.outcome}, ${one.flag}, ${one.points}, ${tx.now})
    on conflict (id) do nothing returning ${columns}`)
  return row ?? null
}

export async function countOf(tx: ReadTx, meeting: MeetingId, person: PersonId): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(
    sql`select count(*)::int as n from flags_tries where meeting = ${meeting} and person = ${person}`,
  )
  return row?.n ?? 0
}

/** How many have found a flag, and whether one of these persons has. */
export async function finds(tx: ReadTx, flag: FlagId, ids: readonly PersonId[]): Promise<{ found: number; own: boolean }> {
  const [row] = await tx.rows<{ found: number; own: boolean }>(sql`
    select count(*)::int as found,
      coalesce(bool_or(person in ${among(ids)}), false) as own
    from flags_tries where flag = ${flag} and outcome in ('first', 'found')`)
  return row ?? { found: 0, own: false }
}

/** The latest first; of one flag, or of all; those before a number, or all. */
export const tries = (
  tx: ReadTx,
  meeting: MeetingId,
  { flag = null, before = null, rowsMax }: { flag?: FlagId | null; before?: number | null; rowsMax: number },
): Promise<TryRow[]> =>
  tx.rows(sql`
    select ${columns} from flags_tries t
    where t.meeting = ${meeting} and (${flag}::uuid is null or t.flag = ${flag}) and (${before}::bigint is null or t.n < ${before})
    order by t.n desc limit ${rowsMax}`)

export interface ToldTry {
  readonly meeting: MeetingId
  readonly flag: string | null
  readonly text: string
  readonly outcome: TryOutcome
  readonly points: number
  readonly at: Date
}

export const triesBy = (tx: ReadTx, ids: readonly PersonId[]): Promise<ToldTry[]> =>
  tx.rows(sql`
    select t.meeting, f.title as flag, t.text, t.outcome, t.points, t.at
    from flags_tries t left join flags_flags f on f.id = t.flag
    where t.person in ${among(ids)} order by t.n`)

/** What nobody's seats have typed that was no flag goes. Returns the meetings with tries of such seats. */
export async function forgetTexts(
  tx: Tx,
  seats: readonly { readonly meeting: MeetingId; readonly person: PersonId }[],
): Promise<MeetingId[]> {
  const rows = await tx.rows<{ meeting: MeetingId }>(sql`
    update flags_tries t set text = case when t.outcome = 'unknown' then '–' else t.text end
    from jsonb_to_recordset(${seats}::jsonb) as s (meeting uuid, person uuid)
    where t.meeting = s.meeting and t.person = s.person returning t.meeting`)
  return [...new Set(rows.map((row) => row.meeting))]
}

export const foundIn = (
  tx: ReadTx,
  meeting: MeetingId,
): Promise<{ person: PersonId; name: string; points: number; at: Date }[]> =>
  tx.rows(sql`
    select t.person, f.title as name, t.points, t.at from flags_tries t join flags_flags f on f.id = t.flag
    where t.meeting = ${meeting} and t.outcome in ('first', 'found') order by t.n`)

export async function dropTries(tx: Tx, meeting: MeetingId): Promise<void> {
  await tx.rows(sql`delete from flags_tries where meeting = ${meeting}`)
}
