import type { MeetingCard, OwnMeetingCard } from '../../contract/cards.schema.ts'
import type { Params } from '../../contract/endpoints.ts'
import type { EventId, MeetingId } from '../../contract/meeting.schema.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx } from '../../platform/db.ts'
import { htmlOf } from '../../platform/markdown.ts'
import { type Actor, has } from '../people/index.ts'
import * as lists from './lists.store.ts'
import { shownPicture } from './seeing.ts'

/** Meetings in lists: the public one, and that of whoever runs them. */

const card = (row: lists.CardRow): MeetingCard => ({
  id: row.id,
  title: row.title,
  descriptionHtml: htmlOf(row.description),
  picture: shownPicture(row),
  event: row.event,
  at: row.at,
  here: row.here,
  activities: row.activities,
  done: row.done,
  startsAt: row.startsAt?.toISOString() ?? null,
})

const ownCard = (row: lists.CardRow): OwnMeetingCard => ({
  ...card(row),
  code: row.code,
  endsAt: row.endsAt?.toISOString() ?? null,
  networks: row.networks,
})

/** A page of the listed meetings whose dates it is (without dates: those that run), newest first, of one event or of all. @throws Refusal `not-found` */
export async function openMeetings(
  tx: ReadTx,
  event: EventId | null,
  page: Page<MeetingId>,
  now: Date,
): Promise<{ meetings: MeetingCard[]; next: MeetingId | null }> {
  const { rows, next } = pageOf(await lists.listedMeetings(tx, event, now, await placed(tx, page)), page)
  return { meetings: rows.map(card), next }
}

/** A page of the meetings one may run, newest first. @throws Refusal `not-signed-in`, `not-found` */
export async function myMeetings(
  tx: ReadTx,
  actor: Actor,
  { time, text = '', ...page }: Params<'myMeetings'>,
  now: Date,
): Promise<{ meetings: OwnMeetingCard[]; next: MeetingId | null }> {
  const wish = { events: eventsRunBy(actor), time: time ?? null, text, now }
  const { rows, next } = pageOf(await lists.meetingsOf(tx, wish, await placed(tx, page)), page)
  return { meetings: rows.map(ownCard), next }
}

/** The titles of all meetings one may run, newest first: to be searched. @throws Refusal `not-signed-in` */
export const myTitles = (tx: ReadTx, actor: Actor): Promise<{ id: MeetingId; title: string; event: EventId | null }[]> =>
  lists.titlesOf(tx, eventsRunBy(actor))

/** The meeting that was started last of those that run, if there is one. */
export const anyRunning = (tx: ReadTx): Promise<MeetingId | null> => lists.anyRunning(tx)
export const hasMeetings = (tx: ReadTx): Promise<boolean> => lists.any(tx)

async function placed(tx: ReadTx, page: Page<MeetingId>): Promise<lists.Placed> {
  const after = page.after ? await lists.placeOf(tx, page.after) : null
  if (page.after && !after) throw new Refusal('not-found', { path: 'params.after' })
  return { after, rowsMax: rowsToAsk(page) }
}

/** Null: every event, and what belongs to none. @throws Refusal `not-signed-in` */
export function eventsRunBy(actor: Actor): readonly EventId[] | null {
  if (actor.kind === 'stranger') throw new Refusal('not-signed-in')
  if (has(actor, 'moderator', null)) return null
  const events = actor.kind === 'person' ? actor.roles.flatMap(({ event }) => event ?? []) : []
  return events.filter((event) => has(actor, 'moderator', event))
}
