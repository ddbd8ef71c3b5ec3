import type { ActivityId, PreparedActivity, Tally } from '../../contract/activity.schema.ts'
import type { Guard } from '../../contract/guard.schema.ts'
import type { EventId, MeetingId, PersonId, PhaseAt, SeatId } from '../../contract/meeting.schema.ts'
import type { PictureId } from '../../contract/pages.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

export interface MeetingRow {
  readonly id: MeetingId
  readonly event: EventId | null
  readonly title: string
  readonly description: string
  readonly picture: PictureId | null
  readonly pictureWords: string
  readonly code: string
  readonly answerPrefix: string
  readonly listed: boolean
  /** Whoever is right first in a quiz has more. */
  readonly rewardFirst: boolean
  readonly guard: Guard
  /** What its changing second code is made from. */
  readonly doorSecret: string
  /** When it stands in the public list; both null: while it runs. */
  readonly startsAt: Date | null
  readonly endsAt: Date | null
  /** Participants may hand in flags. */
  readonly showFlags: boolean
  readonly flagPrefix: string
  readonly stageKey: string
  readonly at: PhaseAt
  readonly activity: ActivityId | null
  readonly here: number
  /** How often points have moved for everybody. */
  readonly scored: number
  readonly controller: SeatId | null
  readonly controllerPerson: PersonId | null
  readonly controllerName: string | null
  readonly controllerUntil: Date | null
  /** Of the run in the rows, as far as it is known; it may go on after it has ended. */
  readonly beganAt: Date | null
  readonly endedAt: Date | null
  /** What it was at its end is put by. */
  readonly kept: boolean
}

export interface ActivityRow {
  readonly id: ActivityId
  readonly meeting: MeetingId
  readonly prepared: PreparedActivity
  readonly done: boolean
  readonly state: 'open' | 'closed'
  readonly opening: number
  readonly closesAt: Date | null
  readonly shown: boolean
  readonly tally: Tally | null
  readonly openedAt: Date | null
  /** How long it was opened for; null: until somebody closes it. */
  readonly seconds: number | null
}

export const meetingColumns = sql`id, event, title, description, picture, picture_words as "pictureWords", code, answer_prefix as "answerPrefix", listed, reward_first as "rewardFirst",
  guard, door_secret as "doorSecret", starts_at as "startsAt", ends_at as "endsAt", show_flags as "showFlags", flag_prefix as "flagPrefix", stage_key as "stageKey", phase as at, activity, here, scored,
  controller, controller_person as "controllerPerson", controller_name as "controllerName", controller_until as "controllerUntil",
  began_at as "beganAt", ended_at as "endedAt", kept`
const activityColumns = sql`id, meeting, prepared, done, state, opening, closes_at as "closesAt", shown, tally, opened_at as "openedAt", seconds`

/** `alone`: nobody else changes the meeting until we commit. */
export async function meeting(tx: ReadTx, id: MeetingId, how: 'read' | 'alone' = 'read'): Promise<MeetingRow | null> {
  const lock = how === 'alone' ? sql`for update` : sql``
  const [row] = await tx.rows<MeetingRow>(sql`select ${meetingColumns} from meetings_meetings where id = ${id} ${lock}`)
  return row ?? null
}

/** `hold`: they neither move on nor go away until we commit. */
export async function openMeetingsByCode(
  tx: ReadTx,
  codes: readonly string[],
  how: 'read' | 'hold' = 'read',
): Promise<MeetingRow[]> {
  const lock = how === 'hold' ? sql`for key share` : sql``
  return tx.rows(sql`
    select ${meetingColumns} from meetings_meetings
    where phase <> 'after' and code in (select jsonb_array_elements_text(${codes}::jsonb)) order by id ${lock}`)
}

const UNIQUE_VIOLATION = '23505'

/** False when a unique place is taken; the transaction can then only be given up, so the command has to refuse. */
export async function unlessTaken(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (isTaken(error)) return false
    throw error
  }
}

/** Whether a statement failed since there is one like it already. */
export const isTaken = (error: unknown): boolean => (error as { code?: string }).code === UNIQUE_VIOLATION

/** False: the code opens another meeting already, or the id is taken. */
export async function addMeeting(
  tx: Tx,
  m: Omit<
    MeetingRow,
    | 'doorSecret'
    | 'at'
    | 'activity'
    | 'here'
    | 'scored'
    | 'controller'
    | 'controllerPerson'
    | 'controllerName'
    | 'controllerUntil'
    | 'beganAt'
    | 'endedAt'
    | 'kept'
  >,
): Promise<boolean> {
  const made = await tx.rows(sql`
    insert into meetings_meetings (id, event, title, description, picture, picture_words, code, answer_prefix, listed, reward_first, guard, starts_at, ends_at, show_flags, flag_prefix, stage_key, phase, made_at)
    values (${m.id}, ${m.event}, ${m.title}, ${m.description}, ${m.picture}, ${m.pictureWords}, ${m.code}, ${m.answerPrefix}, ${m.listed}, ${m.rewardFirst}, ${m.guard}::jsonb, ${m.startsAt}, ${m.endsAt}, ${m.showFlags}, ${m.flagPrefix}, ${m.stageKey}, 'before', ${tx.now})
    on conflict do nothing returning 1`)
  return made.length === 1
}

/** Only what organizers set; where the meeting stands is untouched. False: the code opens another meeting. */
export async function setSettings(
  tx: Tx,
  m: Pick<
    MeetingRow,
    | 'id'
    | 'title'
    | 'description'
    | 'picture'
    | 'pictureWords'
    | 'code'
    | 'answerPrefix'
    | 'listed'
    | 'rewardFirst'
    | 'startsAt'
    | 'endsAt'
    | 'showFlags'
    | 'flagPrefix'
    | 'guard'
  >,
): Promise<boolean> {
  return unlessTaken(
    tx.rows(sql`
      update meetings_meetings set title = ${m.title}, description = ${m.description}, picture = ${m.picture}, picture_words = ${m.pictureWords}, code = ${m.code}, answer_prefix = ${m.answerPrefix}, listed = ${m.listed}, reward_first = ${m.rewardFirst}, guard = ${m.guard}::jsonb,
        starts_at = ${m.startsAt}, ends_at = ${m.endsAt}, show_flags = ${m.showFlags}, flag_prefix = ${m.flagPrefix}
      where id = ${m.id}`),
  )
}

/** True when an open meeting other than this one has the code. */
export async function codeTaken(tx: ReadTx, code: string, by: MeetingId): Promise<boolean> {
  return (
    (await tx.rows(sql`select 1 from meetings_meetings where code = ${code} and phase <> 'after' and id <> ${by}`)).length > 0
  )
}

/** Only where the meeting stands; what organizers set is untouched. False: while it was over its code has opened another. */
export async function setPhase(tx: Tx, id: MeetingId, at: PhaseAt, activity: ActivityId | null): Promise<boolean> {
  return unlessTaken(
    tx.rows(sql`
      update meetings_meetings set phase = ${at}, activity = ${activity}, stepped_at = ${tx.now},
        began_at = case when phase = 'before' then ${tx.now}::timestamptz else began_at end,
        ended_at = case when ${at}::text = 'after' then ${tx.now}::timestamptz else ended_at end, kept = kept and ${at}::text <> 'after'
      where id = ${id}`),
  )
}

export async function setController(
  tx: Tx,
  id: MeetingId,
  seat: SeatId | null,
  by: { person: PersonId | null; name: string | null },
  until: Date | null,
): Promise<void> {
  await tx.rows(sql`
    update meetings_meetings set controller = ${seat}, controller_person = ${by.person}, controller_name = ${by.name}, controller_until = ${until}
    where id = ${id}`)
}

/** The meetings whose controller is marked; with `before`, only those whose mark ran out then. */
export async function controlled(tx: Tx, before: Date | null): Promise<MeetingId[]> {
  const rows = await tx.rows<{ id: MeetingId }>(sql`
    select id from meetings_meetings where controller is not null and (${before}::timestamptz is null or controller_until < ${before}) order by id for update`)
  return rows.map((row) => row.id)
}

export async function deleteMeeting(tx: Tx, id: MeetingId): Promise<void> {
  await tx.rows(sql`delete from meetings_meetings where id = ${id}`)
}

export async function activities(tx: ReadTx, meetingId: MeetingId): Promise<ActivityRow[]> {
  return tx.rows(sql`select ${activityColumns} from meetings_activities where meeting = ${meetingId} order by place`)
}

/**
 * `share`: answers may come together, and closing waits for them. `count`: answers still come, but one count at a time, so that none is
 * published after a later one. `alone`: no answer slips in until we commit.
 */
export async function activitiesById(
  tx: ReadTx,
  ids: readonly ActivityId[],
  how: 'read' | 'share' | 'count' | 'alone',
): Promise<ActivityRow[]> {
  const lock = { read: sql``, share: sql`for key share`, count: sql`for no key update`, alone: sql`for update` }[how]
  return tx.rows(sql`
    select ${activityColumns} from meetings_activities
    where id in ${among(ids)} order by id ${lock}`)
}

export async function addActivity(tx: Tx, id: ActivityId, meetingId: MeetingId, prepared: PreparedActivity): Promise<boolean> {
  const made = await tx.rows(sql`
    insert into meetings_activities (id, meeting, place, kind, prepared)
    select ${id}, ${meetingId}, coalesce(max(place), 0) + 1, ${prepared.kind}, ${prepared}::jsonb from meetings_activities where meeting = ${meetingId}
    on conflict (id) do nothing returning 1`)
  return made.length === 1
}

export async function setPrepared(tx: Tx, id: ActivityId, prepared: PreparedActivity): Promise<void> {
  await tx.rows(sql`update meetings_activities set prepared = ${prepared}::jsonb, kind = ${prepared.kind} where id = ${id}`)
}

export async function setDone(tx: Tx, id: ActivityId, done: boolean): Promise<void> {
  await tx.rows(sql`update meetings_activities set done = ${done} where id = ${id}`)
}

export async function setOpened(tx: Tx, id: ActivityId, opening: number, seconds: number | null): Promise<Date | null> {
  const closesAt = seconds === null ? null : new Date(tx.now.getTime() + seconds * 1_000)
  await tx.rows(sql`
    update meetings_activities set state = 'open', opening = ${opening}, closes_at = ${closesAt}, shown = false,
      opened_at = ${tx.now}, seconds = ${seconds} where id = ${id}`)
  return closesAt
}

/** Closes at another time; what it was opened for follows. */
export async function setClosing(tx: Tx, id: ActivityId, closesAt: Date, seconds: number): Promise<void> {
  await tx.rows(sql`update meetings_activities set closes_at = ${closesAt}, seconds = ${seconds} where id = ${id}`)
}

/** Nothing of what was answered is left: the next opening is another one, and a count of before goes on for nobody. */
export async function setReset(tx: Tx, id: ActivityId): Promise<void> {
  await tx.rows(sql`
    update meetings_activities set opening = opening + 1, shown = false, done = false, tally = null where id = ${id}`)
}

export async function setClosed(tx: Tx, id: ActivityId, shown: boolean): Promise<void> {
  await tx.rows(
    sql`update meetings_activities set state = 'closed', closes_at = null, shown = shown or ${shown} where id = ${id}`,
  )
}

export async function setTally(tx: Tx, id: ActivityId, tally: Tally): Promise<void> {
  await tx.rows(sql`update meetings_activities set tally = ${tally}::jsonb where id = ${id}`)
}

export async function deleteActivity(tx: Tx, id: ActivityId): Promise<void> {
  await tx.rows(sql`delete from meetings_activities where id = ${id}`)
}

export async function setOrder(tx: Tx, meetingId: MeetingId, order: readonly ActivityId[]): Promise<void> {
  await tx.rows(sql`
    update meetings_activities a set place = o.n from jsonb_array_elements_text(${order}::jsonb) with ordinality as o (id, n)
    where a.id = o.id::uuid and a.meeting = ${meetingId}`)
}

export async function setHere(tx: Tx, id: MeetingId): Promise<number | null> {
  const [row] = await tx.rows<{ here: number }>(sql`
    update meetings_meetings m set here = p.n from (select count(*)::int as n from meetings_participants where meeting = ${id}) p
    where m.id = ${id} and m.here <> p.n returning m.here`)
  return row?.here ?? null
}

export async function openActivities(tx: ReadTx): Promise<ActivityId[]> {
  return (await tx.rows<{ id: ActivityId }>(sql`select id from meetings_activities where state = 'open'`)).map((row) => row.id)
}
