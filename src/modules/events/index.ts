/**
 * Events: the gathering people attend: a title, days and a time zone, named by a short word. What happens at it (meetings, schedule, board)
 * is for other modules, which lean on this one.
 */
import type { EventCard, EventSettings } from '../../contract/cards.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { type Actor, has } from '../people/index.ts'
import { isTimeZone } from './rules.ts'
import * as store from './store.ts'

export { isTimeZone } from './rules.ts'

/** Makes the event, or gives it new settings. @throws Refusal `not-allowed`, `bad-input` for a time zone that does not exist */
export async function putEvent(tx: Tx, actor: Actor, id: EventId, settings: EventSettings): Promise<void> {
  if (!has(actor, 'organizer', id)) throw new Refusal('not-allowed')
  if (!isTimeZone(settings.timeZone)) throw new Refusal('bad-input', { path: 'body.timeZone' })
  await store.put(tx, { id, ...settings })
}

export const event = async (tx: ReadTx, id: EventId): Promise<EventCard> => {
  const found = await store.one(tx, id)
  if (!found) throw new Refusal('not-found')
  return found
}

export const exists = async (tx: ReadTx, id: EventId): Promise<boolean> => (await store.one(tx, id)) !== null

/** A page of the events, latest first. @throws Refusal `not-found` */
export async function events(tx: ReadTx, page: Page<EventId>): Promise<{ events: EventCard[]; next: EventId | null }> {
  if (page.after && !(await exists(tx, page.after))) throw new Refusal('not-found', { path: 'params.after' })
  const { rows, next } = pageOf(await store.list(tx, page.after ?? null, rowsToAsk(page)), page)
  return { events: rows, next }
}

/** The titles of all events, latest first: to be searched. */
export const titles = (tx: ReadTx): Promise<{ id: EventId; title: string }[]> => store.titles(tx)

export const hasEvents = (tx: ReadTx): Promise<boolean> => store.any(tx)

/** Events that ended longer ago than they are kept, with their days; `usualDays` where an event says nothing, null: those are kept. */
export const pastRetention = (tx: ReadTx, now: Date, usualDays: number | null): Promise<{ event: EventId; days: number }[]> =>
  store.pastRetention(tx, now, usualDays)

/** The events that say for themselves how long they are kept. */
export const ownRetention = (tx: ReadTx): Promise<{ title: string; days: number }[]> => store.ownRetention(tx)
