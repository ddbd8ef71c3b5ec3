import type { Reply } from '../../contract/endpoints.ts'
import { takesAnswers } from '../../contract/kinds/answering.ts'
import type { MeetingId, PersonId, SeatView } from '../../contract/meeting.schema.ts'
import { seatFeed } from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { feedSeq } from '../../platform/feeds.ts'
import { type Actor, idsOf } from '../people/index.ts'
import * as answers from './answers.store.ts'
import * as persons from './persons.store.ts'
import { mustNotBeBanned, seated } from './persons.ts'
import * as scores from './scores.store.ts'
import { type At, noSeat } from './seeing.ts'
import * as store from './store.ts'

/** A seat as whoever sits there knows it, and as other modules do. */

/** One's own name, points and answers. @throws Refusal `not-joined`, `removed`, `banned` */
export async function seat(tx: ReadTx, asker: Actor, id: MeetingId): Promise<Reply<'seat'>> {
  const actor = await seated(tx, id, asker)
  const own = actor.kind === 'person' ? await scores.nameOf(tx, id, actor.id) : null
  const meeting = await store.meeting(tx, id)
  if (!own || !meeting || actor.kind !== 'person') throw await noSeat(tx, meeting, asker)
  const shown = (await store.activities(tx, id)).filter((row) => row.shown && row.state !== 'open' && takesAnswers(row.prepared))
  return {
    ...own,
    feed: seatFeed(id, actor.id),
    rank: meeting.at === 'scoreboard' ? await scores.rankOf(tx, id, own.points) : null,
    scored: meeting.scored,
    answers: (await answers.answersOf(tx, id, idsOf(actor))).map(({ fate, ...one }) => ({ ...one, ...(fate && { fate }) })),
    shown: shown.map((row) => ({ activity: row.id, title: row.prepared.title })),
  }
}

/** Whether this is the actor's own seat. @throws Refusal `not-joined` */
export async function maySeeSeat(tx: ReadTx, asker: Actor, id: MeetingId, person: PersonId): Promise<void> {
  const actor = await seated(tx, id, asker)
  if (actor.kind !== 'person' || actor.id !== person || !(await scores.nameOf(tx, id, person))) throw new Refusal('not-joined')
}

/** A seat's points. Of no seat: none. */
export async function seatView(tx: ReadTx, id: MeetingId, person: PersonId): Promise<At<SeatView>> {
  const points = (await scores.nameOf(tx, id, person))?.points ?? 0
  return { seq: await feedSeq(tx, seatFeed(id, person)), view: { points } }
}

/** Somebody who sits in a meeting. `ids`: that of the seat first, then all they are known by besides. */
export interface Sitting {
  readonly meeting: Pick<store.MeetingRow, 'id' | 'event' | 'at' | 'showFlags' | 'flagPrefix'>
  readonly person: PersonId
  readonly ids: readonly PersonId[]
  readonly name: string
  readonly points: number
}

/**
 * Whoever sits here, whose seat is held until we commit: what one person does comes one after the other.
 * @throws Refusal `not-joined`, `joined-elsewhere` for somebody with a seat in another meeting that is not over, `banned`
 */
export async function sitting(tx: Tx, asker: Actor, id: MeetingId): Promise<Sitting> {
  const actor = await seated(tx, id, asker)
  const meeting = await store.meeting(tx, id)
  if (actor.kind !== 'person') throw new Refusal('not-joined')
  if (meeting) await answers.holdSeats(tx, [{ meeting: id, person: actor.id }])
  const own = meeting && (await scores.nameOf(tx, id, actor.id))
  if (!own) throw new Refusal((await persons.sitsElsewhere(tx, idsOf(actor))) ? 'joined-elsewhere' : 'not-joined')
  mustNotBeBanned(actor, meeting.event)
  return { meeting, person: actor.id, ids: idsOf(actor), ...own }
}

/** The names of these seats of a meeting. */
export async function namesOf(tx: ReadTx, meeting: MeetingId, all: readonly PersonId[]): Promise<Map<PersonId, string>> {
  const rows = await answers.seatsAmong(
    tx,
    [...new Set(all)].map((person) => ({ meeting, person })),
  )
  return new Map(rows.map(({ person, name }) => [person, name]))
}
