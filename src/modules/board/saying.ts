import { PLACE_CHARS_MAX } from '../../contract/limits.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { type News, newsFeed } from '../../contract/news.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { BookingId, RoomId, SlotCode, Track, TrackName } from '../../contract/schedule.schema.ts'
import type { Tx } from '../../platform/db.ts'
import type { Actor } from '../people/index.ts'
import * as schedule from '../schedule/index.ts'
import { announceSaid, holdDay, ofTrack, record } from './acting.ts'
import { mustSpeak } from './permission.ts'
import { type As, oneLine, topicOf, withNext, withNow } from './rules.ts'
import * as store from './store.ts'

/** What people say for a track: its topics, its place, its links, its bookings. */

export interface OfTrack {
  readonly event: EventId
  readonly track: TrackName
}
export interface Spoken {
  /** Whether the track has a room today: whoever says something for one that has none is told. */
  readonly scheduled: boolean
}

/** @throws Refusal `not-allowed`, `banned`, `not-found` */
async function open(tx: Tx, actor: Actor, { event, track }: OfTrack): Promise<store.Said> {
  await mustSpeak(tx, actor, event)
  await holdDay(tx, event)
  if (!(await schedule.track(tx, event, track))) throw new Refusal('not-found', { path: 'params.track' })
  return store.saidOfTrack(tx, event, track)
}

/**
 * Says what a track discusses now; what was to come is over. Where nobody said its place, the room it has today becomes it.
 * Said again outside of a chat (whose lines are heard once each), it is the same topic, and nobody is told twice.
 * @throws Refusal `not-allowed`, `banned`, `not-found`, `bad-input` for an empty text
 */
export async function setNow(tx: Tx, actor: Actor, given: OfTrack & { readonly text: string }, as?: As): Promise<Spoken> {
  const before = await open(tx, actor, given)
  const topic = topicOf(given.text, tx.now)
  if (topic.text === '') throw new Refusal('bad-input', { path: 'body.text' })
  const room = await schedule.roomToday(tx, given.event, given.track, tx.now)
  const after = withNow(before, topic, room?.name.slice(0, PLACE_CHARS_MAX) ?? null)
  const isSame = !as && before.now?.text === topic.text && before.next.length === 0 && before.place === after.place
  if (!isSame) await put(tx, actor, given, { before, after, verb: 'now', words: topic.text }, as)
  return { scheduled: room !== null }
}

/** Adds a topic to those that come next; the last of them, said again outside of a chat, is the same. @throws Refusal `not-allowed`, `banned`, `not-found`, `bad-input` for an empty text, `too-many` */
export async function addNext(tx: Tx, actor: Actor, given: OfTrack & { readonly text: string }, as?: As): Promise<Spoken> {
  const before = await open(tx, actor, given)
  const topic = topicOf(given.text, tx.now)
  if (topic.text === '') throw new Refusal('bad-input', { path: 'body.text' })
  const room = await schedule.roomToday(tx, given.event, given.track, tx.now)
  if (!as && before.next.at(-1)?.text === topic.text) return { scheduled: room !== null }
  const after = withNext(before, topic)
  if (!after) throw new Refusal('too-many', { path: 'body.text' })
  await put(tx, actor, given, { before, after, verb: 'next', words: topic.text }, as)
  return { scheduled: room !== null }
}

/** Takes back now and next of a track. @throws Refusal `not-allowed`, `banned`, `not-found` */
export async function clear(tx: Tx, actor: Actor, given: OfTrack, as?: As): Promise<void> {
  const before = await open(tx, actor, given)
  if (before.now === null && before.next.length === 0) return
  await put(tx, actor, given, { before, after: { ...before, now: null, next: [] }, verb: 'clear', words: '' }, as)
}

/** Says where a track is today; null: nobody says, and its room is found again at the next topic. @throws Refusal `not-allowed`, `banned`, `not-found` */
export async function setPlace(tx: Tx, actor: Actor, given: OfTrack & { readonly place: string | null }, as?: As): Promise<void> {
  const before = await open(tx, actor, given)
  const place = oneLine(given.place ?? '', PLACE_CHARS_MAX) || null
  if (place === before.place) return
  await put(tx, actor, given, { before, after: { ...before, place }, verb: 'place', words: place ?? '' }, as)
}

interface Change {
  readonly before: store.Said
  readonly after: store.Said
  readonly verb: 'now' | 'next' | 'clear' | 'place'
  readonly words: string
}

async function put(tx: Tx, actor: Actor, { event, track }: OfTrack, change: Change, as?: As): Promise<void> {
  const { before, after, verb, words } = change
  await store.putSaid(tx, event, [after])
  await announceSaid(tx, event, after)
  const act = await record(tx, actor, event, { act: verb, track, words, scope: [ofTrack(track)], before: { said: [before] } }, as)
  if (verb === 'now' || verb === 'next') {
    const speaker = actor.kind === 'person' ? actor.id : null
    const payload = { event, track, verb, text: words, place: after.place, speaker, at: tx.now.toISOString(), act }
    tx.later({ kind: 'tell-watchers', key: act, payload })
    const kind = verb === 'now' ? 'topic.set' : 'topic.added'
    tx.announce(newsFeed, { kind, at: tx.now.toISOString(), data: { event, track } } satisfies News)
  }
}

/** Changes colour, link or notes of a track; null takes a link away. @throws Refusal `not-allowed`, `banned`, `not-found` */
export async function changeTrack(
  tx: Tx,
  actor: Actor,
  given: OfTrack & { readonly patch: Partial<Pick<Track, 'color' | 'link' | 'etherpad'>> },
  as?: As,
): Promise<void> {
  const { event, track, patch } = given
  await open(tx, actor, given)
  const found = await schedule.track(tx, event, track)
  if (!found) throw new Refusal('not-found', { path: 'params.track' })
  const { name, color, link, etherpad } = found
  const isSame = Object.entries(patch).every(([key, value]) => found[key as keyof Track] === value)
  if (isSame) return
  await schedule.changeTrack(tx, actor, event, track, patch)
  const words = Object.entries(patch)
    .map(([key, value]) => `${key} ${value ?? '–'}`)
    .join(', ')
  const done = {
    act: 'track',
    track,
    words,
    scope: [ofTrack(track)],
    before: { track: { name, color, link, etherpad } },
  } as const
  await record(tx, actor, event, done, as)
}

export interface Place {
  readonly room: RoomId
  readonly slot: SlotCode
}

/** Books a slot for a track. @throws Refusal `not-allowed`, `banned`, `not-found`, `slot-taken` */
export async function book(
  tx: Tx,
  actor: Actor,
  given: OfTrack & Place & { readonly id: BookingId; readonly words: string },
  as?: As,
): Promise<void> {
  const { event, track, room, slot, id, words } = given
  await open(tx, actor, given)
  await schedule.book(tx, actor, { id, event, track, room, slot })
  const before = { booked: { id, room, slot } }
  await record(tx, actor, event, { act: 'book', track, words, scope: [ofTrack(track)], before }, as)
}

/** Gives a track's slot back. @throws Refusal `not-allowed`, `banned`, `not-found` when it is not booked for this track */
export async function unbook(tx: Tx, actor: Actor, given: OfTrack & Place & { readonly words: string }, as?: As): Promise<void> {
  const { event, track, room, slot, words } = given
  await open(tx, actor, given)
  await schedule.unbook(tx, actor, { event, track, room, slot })
  const before = { unbooked: { room, slot } }
  await record(tx, actor, event, { act: 'unbook', track, words, scope: [ofTrack(track)], before }, as)
}
