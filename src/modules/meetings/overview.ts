import type { AnswerId } from '../../contract/activity.schema.ts'
import type { Params, Reply } from '../../contract/endpoints.ts'
import type { ParticipantId } from '../../contract/lists.endpoints.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import { pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Presence } from '../../contract/scores.schema.ts'
import type { ReadTx } from '../../platform/db.ts'
import { type Actor, networksOf, personsKnownBy } from '../people/index.ts'
import { said } from './kinds/index.ts'
import { eventsRunBy } from './listing.ts'
import { titlesOf } from './lists.store.ts'
import * as store from './overview.store.ts'
import { foldName } from './rules.ts'
import { runs } from './seeing.ts'
import { activitiesById } from './store.ts'

/** What is in all meetings that somebody runs, as lists: looked through, not followed. */

export type { SeatOf } from './overview.store.ts'
export interface KnownMeeting {
  readonly id: MeetingId
  readonly title: string
}

/** @throws Refusal `not-signed-in`, `not-allowed` for whoever runs nothing, or not this meeting; `not-found` */
async function withinOf(tx: ReadTx, actor: Actor, meeting: MeetingId | undefined): Promise<store.Within> {
  const events = eventsRunBy(actor)
  if (events?.length === 0) throw new Refusal('not-allowed')
  if (meeting) await runs(tx, actor, meeting)
  return { events, meeting: meeting ?? null }
}

/** The meetings one may run, or the one that is asked for. @throws Refusal as the lists do */
export async function meetingsRunBy(tx: ReadTx, actor: Actor, meeting: MeetingId | undefined): Promise<KnownMeeting[]> {
  const { events } = await withinOf(tx, actor, meeting)
  const all = await titlesOf(tx, events)
  return meeting ? all.filter(({ id }) => id === meeting) : all
}

/** @throws Refusal `not-signed-in`, `not-allowed`, `not-found` */
export async function allActivities(
  tx: ReadTx,
  actor: Actor,
  { meeting, text = '', kind, done, ...page }: Params<'allActivities'>,
): Promise<Reply<'allActivities'>> {
  const within = await withinOf(tx, actor, meeting)
  if (page.after && (await activitiesById(tx, [page.after], 'read')).length === 0) throw lost()
  const wish = { ...within, text, kind: kind ?? null, done: done ? done === 'yes' : null, after: page.after ?? null }
  const { rows, next } = pageOf(await store.activities(tx, { ...wish, rowsMax: rowsToAsk(page) }), page)
  const activities = rows.map(({ meeting: of, meetingTitle, ...row }) => ({ ...row, meeting: { id: of, title: meetingTitle } }))
  return { activities, next }
}

const lost = () => new Refusal('not-found', { path: 'params.after' })
const idOf = ({ meeting, person }: store.SeatOf) => `${meeting}.${person}` as ParticipantId

/** @throws Refusal `not-signed-in`, `not-allowed`, `not-found` */
export async function allParticipants(
  tx: ReadTx,
  actor: Actor,
  { meeting, text = '', network, ...page }: Params<'allParticipants'>,
): Promise<Reply<'allParticipants'>> {
  const within = await withinOf(tx, actor, meeting)
  const after = page.after ? seatOf(page.after) : null
  if (after && (await store.sitters(tx, [after])).length === 0) throw lost()
  const found = await store.participants(tx, {
    ...within,
    like: foldName(text),
    alsoLike: text ? await personsKnownBy(tx, { text }) : [],
    among: network ? await personsKnownBy(tx, { network }) : null,
    after,
    rowsMax: rowsToAsk(page),
  })
  const { rows, next } = pageOf(
    found.map((row) => ({ ...row, id: idOf(row) })),
    page,
  )
  const networks = await networksOf(tx, rows.map(personOf))
  const participants = rows.map(({ meeting: of, meetingTitle, ...row }) => ({
    ...row,
    meeting: { id: of, title: meetingTitle },
    networks: networks.get(row.person) ?? [],
  }))
  return { participants, next }
}

const personOf = ({ person }: store.SeatOf): PersonId => person

function seatOf(id: ParticipantId): store.SeatOf {
  const [meeting, person] = id.split('.')
  return { meeting: meeting as MeetingId, person: person as PersonId }
}

/** @throws Refusal `not-signed-in`, `not-allowed`, `not-found` */
export async function allAnswers(
  tx: ReadTx,
  actor: Actor,
  { meeting, activity, text = '', ...page }: Params<'allAnswers'>,
): Promise<Reply<'allAnswers'>> {
  const within = await withinOf(tx, actor, meeting)
  const before = page.after ? await store.placeOfAnswer(tx, page.after) : null
  if (page.after && before === null) throw lost()
  const like = foldName(text)
  const by = like ? await store.seatsLike(tx, { ...within, like }) : null
  const wish = { ...within, activity: activity ?? null, by, before, rowsMax: rowsToAsk(page) }
  const { rows, next } = pageOf(await store.answers(tx, wish), page)
  const people = await sitters(tx, rows)
  const answers = rows.map((row) => ({
    id: row.id as AnswerId,
    meeting: { id: row.meeting, title: row.meetingTitle },
    activity: { id: row.activity, kind: row.prepared.kind, title: row.prepared.title },
    by: people(row),
    said: said(row.prepared, row.given),
    points: row.points,
    at: row.at.toISOString(),
  }))
  return { answers, next }
}

/** In which of these meetings somebody has this in their name: those who joined last, up to `FITTING_SEATS_MAX`. Whoever asks decides who may know. */
export async function seatsLike(tx: ReadTx, actor: Actor, meeting: MeetingId | undefined, text: string): Promise<store.SeatOf[]> {
  const like = foldName(text)
  return like ? store.seatsLike(tx, { ...(await withinOf(tx, actor, meeting)), like }) : []
}

/** Who these are, by their names in each meeting and what they are known by. Whoever asks decides who may know. */
export async function sitters(
  tx: ReadTx,
  seats: readonly store.SeatOf[],
): Promise<(seat: store.SeatOf) => { person: PersonId; name: string; networks: Presence[] }> {
  const wanted = seats.map(({ meeting, person }) => ({ meeting, person }))
  const names = new Map((await store.sitters(tx, wanted)).map((one) => [idOf(one), one.name]))
  const networks = await networksOf(tx, wanted.map(personOf))
  return (seat) => ({
    person: seat.person,
    name: names.get(idOf(seat)) ?? '',
    networks: networks.get(seat.person) ?? [],
  })
}
