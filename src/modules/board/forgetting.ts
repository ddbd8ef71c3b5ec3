import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import * as events from '../events/index.ts'
import * as actStore from './acts.store.ts'
import * as people from './people.store.ts'
import { announcePlaces } from './presence.ts'
import * as store from './privacy.store.ts'
import { dropLines } from './store.ts'

/** What is kept of people, given to them, and forgotten. */

export type { BoardData } from './privacy.store.ts'

/** Rows of each kind at a time. */
export const FORGET_ROWS_MAX = 500
const DAY_MS = 86_400_000
/** How long something can be undone; and how long a line that was carried out is known. */
const ACTS_KEPT_DAYS = 400
const CLEARED_KEPT_DAYS = 30
const LINES_KEPT_DAYS = 7

/** All that this module keeps of these persons. Permission is the caller's. */
export const dataOf = (tx: ReadTx, ids: readonly PersonId[]): Promise<store.BoardData> => store.dataOf(tx, ids)

/** Forgets these persons here; what they said of tracks stays, by nobody. Permission is the caller's. */
export async function forgetPeople(tx: Tx, ids: readonly PersonId[]): Promise<void> {
  const shown = await store.forget(tx, ids)
  for (const event of new Set(shown.map((one) => one.event)))
    await announcePlaces(
      tx,
      event,
      shown.filter((one) => one.event === event).map(({ place }) => place),
    )
}

/** Which of these ids something is kept of here. */
export const keptAmong = (tx: ReadTx, ids: readonly PersonId[]): Promise<PersonId[]> => store.keptAmong(tx, ids)

/** Forgets people at events that ended longer ago than they are kept, a few hundred rows at a time. Returns whom it may have been the last of. */
export async function forgetOldEvents(tx: Tx, usualDays: number | null): Promise<PersonId[]> {
  const old: { event: EventId }[] = await events.pastRetention(tx, tx.now, usualDays)
  const gone: PersonId[] = []
  for (const { event } of old) gone.push(...(await store.forgetEvent(tx, event, FORGET_ROWS_MAX)))
  return gone
}

/** What nobody can want back any more. */
export async function dropOld(tx: Tx): Promise<void> {
  const before = (days: number) => new Date(tx.now.getTime() - days * DAY_MS)
  await people.dropCleared(tx, before(CLEARED_KEPT_DAYS))
  await actStore.dropBefore(tx, before(ACTS_KEPT_DAYS))
  await dropLines(tx, before(LINES_KEPT_DAYS))
}
