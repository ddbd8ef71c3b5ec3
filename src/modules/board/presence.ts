import type { CheckIn } from '../../contract/board.schema.ts'
import { PLACE_CHARS_MAX } from '../../contract/limits.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { TrackName } from '../../contract/schedule.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import * as events from '../events/index.ts'
import { type Actor, idsOf, type Person } from '../people/index.ts'
import * as schedule from '../schedule/index.ts'
import { announce, holdDay } from './acting.ts'
import * as store from './people.store.ts'
import { mustBeSomebody } from './permission.ts'
import { type As, oneLine } from './rules.ts'

/** Who is where: people say so themselves, for themselves. Whoever hides is shown nowhere, and found by nobody but themselves. */

/** `#track` for a track of the event, with or without its sign; any other text as it is. Null: a `#` and no track behind it. */
async function placeOf(tx: ReadTx, event: EventId, text: string): Promise<string | null> {
  const place = oneLine(text, PLACE_CHARS_MAX)
  const name = place.replace(/^#/, '').toLowerCase()
  const track = await schedule.track(tx, event, name as TrackName)
  if (track) return `#${track.name}`
  return place.startsWith('#') ? null : place
}

const cardOf = ({ name, place, in: since, out }: store.CheckInRow): CheckIn => ({
  name,
  place,
  in: since.toISOString(),
  out: out?.toISOString() ?? null,
})

/**
 * Checks somebody in, in place of wherever they were. Returns the place as it is kept.
 * @throws Refusal `not-signed-in`, `banned`, `not-found` for an event, and at `body.place` for a `#track` that is none; `bad-input` for an empty place
 */
export async function comeIn(tx: Tx, actor: Actor, event: EventId, as: As, text: string): Promise<string> {
  const person = await mustBeSomebody(tx, actor, event)
  await holdDay(tx, event)
  if (oneLine(text, PLACE_CHARS_MAX) === '') throw new Refusal('bad-input', { path: 'body.place' })
  const place = await placeOf(tx, event, text)
  if (place === null) throw new Refusal('not-found', { path: 'body.place' })
  const ids = idsOf(person)
  const before = await store.checkInOf(tx, event, ids, as)
  await store.dropCheckIns(tx, event, ids, as)
  await store.addCheckIns(tx, event, [{ ...as, person: person.id, place, in: tx.now, out: null }])
  await announcePlaces(tx, event, before && before.out === null ? [before.place, place] : [place])
  return place
}

/** Checks somebody out; `already`: they were out before. @throws Refusal `not-signed-in`, `banned`, `not-found` for whoever never checked in */
export async function goOut(
  tx: Tx,
  actor: Actor,
  event: EventId,
  as: As,
): Promise<{ readonly place: string; readonly already: Date | null }> {
  const person = await mustBeSomebody(tx, actor, event)
  await holdDay(tx, event)
  const row = await store.checkInOf(tx, event, idsOf(person), as)
  if (!row) throw new Refusal('not-found', { path: 'body.place' })
  if (row.out) return { place: row.place, already: row.out }
  await store.setOut(tx, row.n)
  await announcePlaces(tx, event, [row.place])
  return { place: row.place, already: null }
}

/** Shows somebody nowhere, or again. @throws Refusal `not-signed-in`, `banned`, `not-found` */
export async function setHidden(tx: Tx, actor: Actor, event: EventId, as: As, hidden: boolean): Promise<void> {
  const person = await mustBeSomebody(tx, actor, event)
  await holdDay(tx, event)
  const ids = idsOf(person)
  if ((await store.isHidden(tx, event, ids)) === hidden) return
  await store.setHidden(tx, event, ids, hidden)
  const row = await store.checkInOf(tx, event, ids, as)
  if (row && row.out === null) await announcePlaces(tx, event, [row.place])
}

/** Where whoever asks is or was, and whether they hide. @throws Refusal `not-signed-in`, `banned`, `not-found` */
export async function myPresence(
  tx: ReadTx,
  actor: Actor,
  event: EventId,
  as: As,
): Promise<{ checkIn: CheckIn | null; hidden: boolean }> {
  const person = await mustBeSomebody(tx, actor, event)
  const row = await store.checkInOf(tx, event, idsOf(person), as)
  return { checkIn: row && cardOf(row), hidden: await store.isHidden(tx, event, idsOf(person)) }
}

/** Where somebody of this name was last known to be; null: never seen. @throws Refusal `not-signed-in`, `banned`, `not-found` */
export async function seen(
  tx: ReadTx,
  actor: Actor,
  event: EventId,
  names: { readonly key: string; readonly plain: string },
): Promise<CheckIn | null> {
  const person = await mustBeSomebody(tx, actor, event)
  const row = await store.lastSeen(tx, event, names, idsOf(person))
  return row && cardOf(row)
}

/** Tells followers who is at these places now. */
export async function announcePlaces(tx: Tx, event: EventId, places: readonly string[]): Promise<void> {
  for (const place of new Set(places)) {
    const [there] = await store.present(tx, event, place)
    announce(tx, event, { kind: 'place', place: there ?? { place, people: [] }, at: tx.now.toISOString() })
  }
}

/** Whether anything is kept under this name of its network. */
export const isKnownAs = (tx: ReadTx, as: As): Promise<boolean> => store.isKnownAs(tx, as)

/** Somebody has another name on their network: where they are and what they watch for goes with them. */
export async function rename(
  tx: Tx,
  { before, after, from, to }: { readonly before: Person; readonly after: Person; readonly from: As; readonly to: As },
): Promise<void> {
  for (const event of await store.rename(tx, idsOf(before), from, to, after.id)) {
    await holdDay(tx, event)
    const row = await store.checkInOf(tx, event, idsOf(after), to)
    if (row && row.out === null) await announcePlaces(tx, event, [row.place])
  }
}

/** At an event that is over nobody is there any more. */
export async function endPresence(tx: Tx): Promise<void> {
  for (const event of await events.pastRetention(tx, tx.now, 0)) {
    if (await store.allOut(tx, event.event)) announce(tx, event.event, { kind: 'anew' })
  }
}
