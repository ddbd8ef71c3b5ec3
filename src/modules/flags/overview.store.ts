import type { FlagId, TryId, TryOutcome } from '../../contract/flags.schema.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

/** Flags and tries of many meetings. */

export interface FlagInList {
  readonly id: FlagId
  readonly meeting: MeetingId
  readonly code: string
  readonly name: string
  readonly points: number
  readonly firstPoints: number
  readonly found: number
}

/** Those made last first; `text` in code or name, whatever its case. */
export const flags = (
  tx: ReadTx,
  wish: { meetings: readonly MeetingId[]; text: string; after: FlagId | null; rowsMax: number },
): Promise<FlagInList[]> =>
  tx.rows(sql`
    select f.id, f.meeting, f.code, f.title as name, f.points, f.first_points as "firstPoints",
      (select count(*)::int from flags_tries t where t.flag = f.id and t.outcome in ('first', 'found')) as found
    from flags_flags f
    where f.meeting in ${among(wish.meetings)} and strpos(lower(f.code || ' ' || f.title), lower(${wish.text}::text)) > 0
      and (${wish.after}::uuid is null or f.n < (select n from flags_flags where id = ${wish.after}))
    order by f.n desc limit ${wish.rowsMax}`)

export interface TryInList {
  readonly id: TryId
  readonly meeting: MeetingId
  readonly person: PersonId
  readonly text: string
  readonly outcome: TryOutcome
  readonly flag: string | null
  readonly points: number
  readonly at: Date
}

/** The latest first; `text` in what was typed, whatever its case, or by one of these seats. */
export const tries = (
  tx: ReadTx,
  wish: {
    meetings: readonly MeetingId[]
    outcome: TryOutcome | null
    text: string
    by: readonly { meeting: MeetingId; person: PersonId }[]
    before: number | null
    rowsMax: number
  },
): Promise<TryInList[]> =>
  tx.rows(sql`
    select t.id, t.meeting, t.person, t.text, t.outcome, f.title as flag, t.points, t.at
    from flags_tries t left join flags_flags f on f.id = t.flag
    where t.meeting in ${among(wish.meetings)} and (${wish.outcome}::text is null or t.outcome = ${wish.outcome})
      and (strpos(lower(t.text), lower(${wish.text}::text)) > 0
        or (t.meeting, t.person) in (select meeting, person from jsonb_to_recordset(${wish.by}::jsonb) as s (meeting uuid, person uuid)))
      and (${wish.before}::bigint is null or t.n < ${wish.before})
    order by t.n desc limit ${wish.rowsMax}`)
