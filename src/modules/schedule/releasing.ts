import { SESSIONS_PER_EVENT_MAX } from '../../contract/limits.ts'
import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import { type News, newsFeed } from '../../contract/news.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import type {
  Room,
  ScheduleChange,
  ScheduleConflict,
  ScheduleVersion,
  Session,
  SessionId,
  SessionInput,
  SessionLine,
  Track,
  VersionCard,
} from '../../contract/schedule.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { type Actor, namesOf, recordAct } from '../people/index.ts'
import { conflictsIn, countsOf, diff } from './comparing.ts'
import { mustRunDay, runsDay } from './permission.ts'
import { plan } from './planning.ts'
import * as store from './sessions.store.ts'
import * as plans from './store.ts'
import { hashOf } from './taking-in.ts'
import { announceAnew, holdEvent } from './tracks.ts'

/** Sessions as they are prepared, and the versions in which everybody is told of them. */

const CONFLICTS_MAX = 500

/** Prepares a session by hand; taking in leaves it alone. @throws Refusal `not-allowed`, `not-found` for its room or track, `too-many`, `conflict` for one that is taken in */
export async function putSession(tx: Tx, actor: Actor, event: EventId, id: SessionId, given: SessionInput): Promise<void> {
  mustRunDay(actor, event)
  await holdEvent(tx, event)
  const before = await store.draft(tx, event, id)
  if (before && !before.byHand) throw new Refusal('conflict', { path: 'params.session' })
  if (!before?.draft && (await store.countOf(tx, event)) >= SESSIONS_PER_EVENT_MAX)
    throw new Refusal('too-many', { hint: String(SESSIONS_PER_EVENT_MAX) })
  if (given.room !== null && !(await plans.rooms(tx, event)).some((room) => room.id === given.room))
    throw new Refusal('not-found', { path: 'body.room' })
  if (given.track !== null && !(await plans.track(tx, event, given.track))) throw new Refusal('not-found', { path: 'body.track' })
  const draft = { ...given, startsAt: new Date(given.startsAt).toISOString(), cancelled: false }
  await store.putDrafts(tx, event, [
    { id, guid: null, code: given.code, byHand: true, draft: { id, ...draft }, hash: hashOf(draft) },
  ])
}

/** Takes a session that was prepared by hand off the programme. @throws Refusal `not-allowed`, `not-found`, `conflict` for one that is taken in */
export async function dropSession(tx: Tx, actor: Actor, event: EventId, id: SessionId): Promise<void> {
  mustRunDay(actor, event)
  await holdEvent(tx, event)
  const before = await store.draft(tx, event, id)
  if (!before?.draft) throw new Refusal('not-found', { path: 'params.session' })
  if (!before.byHand) throw new Refusal('conflict', { path: 'params.session' })
  await store.dropDrafts(tx, event, [id])
}

/** What a release would tell, and what cannot be as it is prepared. @throws Refusal `not-allowed` */
export async function preparedSchedule(
  tx: ReadTx,
  actor: Actor,
  event: EventId,
): Promise<{ version: string; sessions: Session[]; changes: ScheduleChange[]; conflicts: ScheduleConflict[] }> {
  mustRunDay(actor, event)
  const sessions = await store.drafts(tx, event)
  const nameOf = await roomNames(tx, event)
  const { days, cells } = await plan(tx, event)
  const slots = new Map(days.flatMap((day) => day.slots).map((slot) => [slot.code, slot]))
  const bookings = cells.flatMap(({ room, slot, track }) => {
    const { startsAt = null, minutes = 0 } = slots.get(slot) ?? {}
    return track === null || startsAt === null ? [] : [{ track, room, startsAt, minutes }]
  })
  return {
    version: await store.draftVersion(tx, event),
    sessions,
    changes: diff(await store.unreleased(tx, event), nameOf),
    conflicts: conflictsIn(sessions, bookings, nameOf, CONFLICTS_MAX),
  }
}

async function roomNames(tx: ReadTx, event: EventId) {
  const names = new Map((await plans.rooms(tx, event)).map((room) => [room.id, room.name]))
  return (room: Session['room']) => (room === null ? null : (names.get(room) ?? null))
}

/**
 * Tells everybody what is prepared, as a version. Without a name it is called as the programme calls itself, or by its number. Null: nothing is new.
 * @throws Refusal `not-allowed`, `not-found`
 */
export async function release(
  tx: Tx,
  actor: Actor,
  event: EventId,
  told: { readonly version: string; readonly note: string },
): Promise<ScheduleVersion | null> {
  mustRunDay(actor, event)
  await holdEvent(tx, event)
  const changes = diff(await store.unreleased(tx, event), await roomNames(tx, event))
  if (changes.length === 0) return null
  const [last] = await store.versions(tx, event, null, 1)
  const n = (last?.n ?? 0) + 1
  const person = actor.kind === 'person' ? actor.id : null
  const version = told.version || (await store.draftVersion(tx, event)) || String(n)
  const row = { n, version, releasedAt: tx.now, person, note: told.note, counts: countsOf(changes), changes }
  await store.releaseAll(tx, event)
  await store.addVersion(tx, event, row)
  await recordAct(tx, actor, { act: 'schedule.release', subject: `event:${event}`, detail: { n, ...row.counts } })
  await announceAnew(tx, event)
  tx.announce(newsFeed, { kind: 'schedule.released', at: tx.now.toISOString(), data: { event, n } } satisfies News)
  return { n, version, releasedAt: tx.now.toISOString(), by: actor.kind === 'person' ? actor.name : '', note: told.note, changes }
}

export interface Released<S> {
  /** Null: nothing was released yet. */
  readonly version: VersionCard | null
  /** By time; those that were cancelled stay. */
  readonly sessions: S[]
  readonly rooms: Room[]
  readonly tracks: Track[]
}

/** What everybody is told. */
export const released = async (tx: ReadTx, event: EventId): Promise<Released<Session>> => ({
  ...(await around(tx, event)),
  sessions: await store.released(tx, event),
})

/** The same without the long texts. */
export const releasedLines = async (tx: ReadTx, event: EventId): Promise<Released<SessionLine>> => ({
  ...(await around(tx, event)),
  sessions: await store.releasedLines(tx, event),
})

async function around(tx: ReadTx, event: EventId) {
  const [last] = await store.versions(tx, event, null, 1)
  return {
    version: last ? cardOf(last, '') : null,
    rooms: await plans.rooms(tx, event),
    tracks: await plans.tracks(tx, event),
  }
}

/** A session as everybody was told of it. @throws Refusal `not-found` */
export async function session(tx: ReadTx, event: EventId, id: SessionId): Promise<Session> {
  const found = await store.releasedOne(tx, event, id)
  if (!found) throw new Refusal('not-found', { path: 'params.session' })
  return found
}

const cardOf = ({ n, version, releasedAt, note, counts }: store.VersionRow, by: string): VersionCard => ({
  n,
  version,
  releasedAt: releasedAt.toISOString(),
  by,
  note,
  counts,
})

/** The releases, latest first, page by page; who made them is told to those who run the day. */
export async function versions(
  tx: ReadTx,
  actor: Actor,
  event: EventId,
  page: Page<number> = {},
): Promise<{ versions: VersionCard[]; next: number | null }> {
  const all = await store.versions(tx, event, page.after ?? null, rowsToAsk(page))
  const { rows, next } = pageOf(
    all.map((row) => ({ ...row, id: row.n })),
    page,
  )
  const names = await releasers(tx, actor, event, rows)
  return { versions: rows.map((row) => cardOf(row, (row.person && names.get(row.person)) || '')), next }
}

/** One release with all it changed. @throws Refusal `not-found` */
export async function version(tx: ReadTx, actor: Actor, event: EventId, n: number): Promise<ScheduleVersion> {
  const row = await store.version(tx, event, n)
  if (!row) throw new Refusal('not-found', { path: 'params.n' })
  const names = await releasers(tx, actor, event, [row])
  const { counts: _counts, ...card } = cardOf(row, (row.person && names.get(row.person)) || '')
  return { ...card, changes: row.changes }
}

async function releasers(tx: ReadTx, actor: Actor, event: EventId, rows: readonly store.VersionRow[]) {
  if (!runsDay(actor, event)) return new Map<PersonId, string>()
  return namesOf(tx, [...new Set(rows.flatMap(({ person }) => (person ? [person] : [])))])
}
