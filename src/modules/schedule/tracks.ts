import { boardFeed } from '../../contract/board.ts'
import { TRACKS_PER_EVENT_MAX } from '../../contract/limits.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Track, TrackName } from '../../contract/schedule.schema.ts'
import { freshColor } from '../../contract/schedule.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import * as events from '../events/index.ts'
import type { Actor } from '../people/index.ts'
import { mustRunDay, mustSpeak } from './permission.ts'
import * as store from './store.ts'

/** Tracks: teams that meet, strands of a programme. */

/** By name. */
export const tracks = (tx: ReadTx, event: EventId): Promise<Track[]> => store.tracks(tx, event)

export const track = (tx: ReadTx, event: EventId, name: TrackName): Promise<Track | null> => store.track(tx, event, name)

/** Followers of the board ask for all of it again. */
export async function announceAnew(tx: Tx, event: EventId): Promise<void> {
  await store.nextEdition(tx, event)
  tx.announce(boardFeed(event), { kind: 'anew' })
}

/** Holds the event's schedule for whoever changes much of it. @throws Refusal `not-found` */
export async function holdEvent(tx: Tx, event: EventId): Promise<void> {
  if (!(await events.exists(tx, event))) throw new Refusal('not-found', { path: 'params.event' })
  await store.hold(tx, event)
}

/**
 * Makes those of these tracks that there are none of; one that was taken off comes back as it was. Returns the names that are new.
 * @throws Refusal `not-allowed`, `not-found`, `too-many`
 */
export async function addTracks(tx: Tx, actor: Actor, event: EventId, names: readonly TrackName[]): Promise<TrackName[]> {
  mustRunDay(actor, event)
  await holdEvent(tx, event)
  const known = await store.everyTrack(tx, event)
  const missing = [...new Set(names)].filter((name) => !known.some((one) => one.name === name && !one.dropped))
  if (missing.length === 0) return []
  if (known.filter((one) => !one.dropped).length + missing.length > TRACKS_PER_EVENT_MAX)
    throw new Refusal('too-many', { hint: String(TRACKS_PER_EVENT_MAX) })
  const colored: Pick<Track, 'color'>[] = [...known]
  const made = missing.map((name): store.NewTrack => {
    const before = known.find((one) => one.name === name)
    if (before) return before
    const fresh = { name, title: '', color: freshColor(colored), link: null, etherpad: null, source: null }
    colored.push(fresh)
    return fresh
  })
  await store.putTracks(tx, event, made)
  await announceAnew(tx, event)
  return missing
}

/** Takes tracks off; what was said of them and their bookings stay, and come back with them. Returns those that there were. @throws Refusal `not-allowed`, `not-found` */
export async function dropTracks(tx: Tx, actor: Actor, event: EventId, names: readonly TrackName[]): Promise<TrackName[]> {
  mustRunDay(actor, event)
  await holdEvent(tx, event)
  const gone = await store.dropTracks(tx, event, names)
  if (gone.length > 0) await announceAnew(tx, event)
  return gone
}

/** Forgets all tracks, with all that was said of them and their bookings. @throws Refusal `not-allowed`, `not-found` */
export async function forgetTracks(tx: Tx, actor: Actor, event: EventId): Promise<void> {
  mustRunDay(actor, event)
  await holdEvent(tx, event)
  if ((await store.everyTrack(tx, event)).length === 0) return
  await store.deleteTracks(tx, event)
  await announceAnew(tx, event)
}

export type TrackPatch = { readonly [K in 'title' | 'color' | 'link' | 'etherpad']?: Track[K] | undefined }

/** Changes what the patch names; whoever may speak for a track may. Telling the board what is new is the caller's. @throws Refusal `not-allowed`, `not-found` */
export async function changeTrack(tx: Tx, actor: Actor, event: EventId, name: TrackName, patch: TrackPatch): Promise<Track> {
  mustSpeak(actor, event)
  await holdEvent(tx, event)
  const before = (await store.everyTrack(tx, event)).find((one) => one.name === name && !one.dropped)
  if (!before) throw new Refusal('not-found', { path: 'params.track' })
  const { source, dropped: _dropped, ...is } = before
  const after: Track = {
    ...is,
    title: patch.title ?? is.title,
    color: patch.color ?? is.color,
    link: patch.link === undefined ? is.link : patch.link,
    etherpad: patch.etherpad === undefined ? is.etherpad : patch.etherpad,
  }
  if (JSON.stringify(after) === JSON.stringify(is)) return after
  await store.putTracks(tx, event, [{ ...after, source }])
  await announceAnew(tx, event)
  return after
}
