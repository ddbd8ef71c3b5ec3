import type { Body, Reply } from '../../contract/endpoints.ts'
import { PUT_OUT_SHOWN_MAX } from '../../contract/limits.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { type Actor, aboutPerson, announceAccess, has, idsOf, recordAct, standingOf } from '../people/index.ts'
import * as guard from './guard.store.ts'
import * as store from './participants.store.ts'
import { recount } from './reviewing.ts'
import { foldName } from './rules.ts'
import { publishScores } from './scoreboard.ts'
import { unbookOf } from './scoring.ts'
import { runs } from './seeing.ts'
import type { MeetingRow } from './store.ts'

/** The people in a room: taken out, kept out, kept from writing. Each act stands in the list of acts; whoever it is about hears of it at once. */

/** @throws Refusal `not-allowed`, `not-found` */
export async function participants(
  tx: ReadTx,
  actor: Actor,
  id: MeetingId,
  { name = '', ...page }: Page<PersonId> & { name?: string | undefined },
): Promise<Reply<'participants'>> {
  await runs(tx, actor, id)
  if (page.after && (await store.seatsOf(tx, id, [page.after])).length === 0)
    throw new Refusal('not-found', { path: 'params.after' })
  const found = await store.participants(tx, id, { like: foldName(name), after: page.after ?? null, rowsMax: rowsToAsk(page) })
  const { rows, next } = pageOf(
    found.map((row) => ({ ...row, id: row.person })),
    page,
  )
  const out = page.after ? [] : await guard.putOut(tx, id, PUT_OUT_SHOWN_MAX)
  return {
    participants: rows.map(({ person, name: called, joinedAt, answered, muted }) => ({
      id: person,
      name: called,
      joinedAt: joinedAt.toISOString(),
      answered,
      muted,
    })),
    out: out.map((one) => ({ id: one.person, name: one.name, at: one.at.toISOString(), banned: one.mark === 'banned' })),
    next,
  }
}

/**
 * Takes somebody out; with `ban` they cannot join again, from whichever browser or chat account is theirs. What they answered stays, unless it is to
 * go with them. Somebody who is out already can still be banned, and their answers taken; else nothing changes.
 * @throws Refusal `not-allowed`, `not-found`, `role-held` for a ban of somebody who runs the meeting
 */
export async function removeParticipant(
  tx: Tx,
  actor: Actor,
  id: MeetingId,
  person: PersonId,
  { ban, withAnswers }: Body<'removeParticipant'>,
): Promise<void> {
  const meeting = await runs(tx, actor, id)
  const found = await standingOf(tx, person)
  const ids = idsOf(found)
  if (ban && has(found, 'moderator', meeting.event)) throw new Refusal('role-held', { path: 'params.person' })
  // Rounds of answers that are under way end first.
  await store.holdActivities(tx, id)
  const seats = await store.seatsOf(tx, id, ids)
  const marks = await guard.marksAmong(
    tx,
    ids.map((one) => ({ meeting: id, person: one })),
  )
  const wasOut = marks.find(({ mark }) => mark !== 'muted')
  if (seats.length === 0 && !wasOut) throw new Refusal('not-found', { path: 'params.person' })
  const answered = withAnswers ? await takeAnswers(tx, meeting, ids) : false
  await store.dropSeats(tx, id, ids)
  const of = { meeting: id, person: seats[0]?.person ?? person, name: seats[0]?.name ?? found.name }
  const isBanned = ban && (await guard.addMark(tx, { ...of, mark: 'banned' }))
  const isRemoved = seats.length > 0 && (await guard.addMark(tx, { ...of, mark: 'removed' }))
  if (!isBanned && !isRemoved && !answered) return
  const act = isBanned ? 'participant.ban' : 'participant.remove'
  await recordAct(tx, actor, { act, subject: aboutPerson(found.id), detail: { meeting: id, withAnswers } })
  announceAccess(tx, found)
  if (seats.length > 0) await publishScores(tx, id)
}

/** True: there were some. */
async function takeAnswers(tx: Tx, meeting: MeetingRow, ids: readonly PersonId[]): Promise<boolean> {
  const { id } = meeting
  // What was taken from them comes back first, so that there is enough for what they lose.
  const booked = await store.bookedOf(tx, id, ids)
  await unbookOf(
    tx,
    meeting,
    booked.sort((a, b) => a.points - b.points),
  )
  const activities = await store.dropAnswers(tx, id, ids)
  await recount(tx, id, activities)
  return activities.length > 0
}

/** Lifts a ban from this meeting; lifting none changes nothing. @throws Refusal `not-allowed`, `not-found` */
export async function readmitParticipant(tx: Tx, actor: Actor, id: MeetingId, person: PersonId): Promise<void> {
  await runs(tx, actor, id)
  const found = await standingOf(tx, person)
  if (!(await guard.dropMarks(tx, id, idsOf(found), 'banned'))) return
  await recordAct(tx, actor, { act: 'participant.unban', subject: aboutPerson(found.id), detail: { meeting: id } })
  announceAccess(tx, found)
}

/** Lets somebody watch and choose, but write nothing, also after they left and came again; or write again. @throws Refusal `not-allowed`, `not-found` */
export async function muteParticipant(tx: Tx, actor: Actor, id: MeetingId, person: PersonId, muted: boolean): Promise<void> {
  await runs(tx, actor, id)
  const found = await standingOf(tx, person)
  const [seat] = await store.seatsOf(tx, id, idsOf(found))
  if (muted && !seat) throw new Refusal('not-found', { path: 'params.person' })
  const isChanged =
    muted && seat
      ? await guard.addMark(tx, { meeting: id, person: seat.person, name: seat.name, mark: 'muted' })
      : await guard.dropMarks(tx, id, idsOf(found), 'muted')
  if (!isChanged) return
  const act = muted ? 'participant.mute' : 'participant.unmute'
  await recordAct(tx, actor, { act, subject: aboutPerson(found.id), detail: { meeting: id } })
}
