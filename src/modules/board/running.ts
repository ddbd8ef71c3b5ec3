import { isDeepStrictEqual } from 'node:util'
import type { DaySettings, Notice } from '../../contract/board.schema.ts'
import { freshId } from '../../contract/ids.ts'
import { NOTICE_CHARS_MAX, NOTICES_MAX } from '../../contract/limits.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { type News, newsFeed } from '../../contract/news.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { TrackName } from '../../contract/schedule.schema.ts'
import type { Tx } from '../../platform/db.ts'
import type { Actor } from '../people/index.ts'
import * as schedule from '../schedule/index.ts'
import { announce, announceSaid, freshActId, holdDay, ofTrack, record } from './acting.ts'
import * as people from './people.store.ts'
import { mustRun } from './permission.ts'
import { type As, oneLine, reordered } from './rules.ts'
import * as store from './store.ts'

/** What whoever runs the day does: tracks, notices, settings, and the beginning of another day. */

/** @throws Refusal `not-allowed`, `banned`, `not-found`, `too-many` */
export async function addTracks(tx: Tx, actor: Actor, event: EventId, names: readonly TrackName[], as?: As): Promise<void> {
  mustRun(actor, event)
  await holdDay(tx, event)
  const added = await schedule.addTracks(tx, actor, event, names)
  if (added.length === 0) return
  const done = {
    act: 'tracks',
    words: `+ ${added.join(' ')}`,
    scope: ['tracks', ...added.map(ofTrack)],
    before: { added },
  } as const
  await record(tx, actor, event, done, as)
}

/** What was said of them stays, and is there again when they come back. @throws Refusal `not-allowed`, `banned`, `not-found` for an event that is none */
export async function dropTracks(tx: Tx, actor: Actor, event: EventId, names: readonly TrackName[], as?: As): Promise<void> {
  mustRun(actor, event)
  await holdDay(tx, event)
  const dropped = await schedule.dropTracks(tx, actor, event, names)
  if (dropped.length === 0) return
  const done = {
    act: 'tracks',
    words: `− ${dropped.join(' ')}`,
    scope: ['tracks', ...dropped.map(ofTrack)],
    before: { dropped },
  } as const
  await record(tx, actor, event, done, as)
}

/** Takes back now and next of these tracks, of whom there are. @throws Refusal `not-allowed`, `banned`, `not-found` for an event that is none */
export async function clearTracks(tx: Tx, actor: Actor, event: EventId, names: readonly TrackName[], as?: As): Promise<void> {
  mustRun(actor, event)
  await holdDay(tx, event)
  const wanted = new Set(names)
  const said = (await store.said(tx, event)).filter((one) => wanted.has(one.track) && (one.now || one.next.length > 0))
  if (said.length === 0) return
  const after = said.map((one) => ({ ...one, now: null, next: [] }))
  await store.putSaid(tx, event, after)
  for (const one of after) await announceSaid(tx, event, one)
  const tracks = said.map(({ track }) => track)
  await record(tx, actor, event, { act: 'clear', words: tracks.join(' '), scope: tracks.map(ofTrack), before: { said } }, as)
}

/** Another day: what was said, places and check-ins go; watches, links, colours and bookings stay. @throws Refusal `not-allowed`, `banned`, `not-found` */
export async function newDay(tx: Tx, actor: Actor, event: EventId, as?: As): Promise<void> {
  mustRun(actor, event)
  await holdDay(tx, event)
  const id = freshActId(tx)
  const said = (await store.said(tx, event)).filter(({ now, next, place }) => now || next.length > 0 || place !== null)
  await store.putSaid(
    tx,
    event,
    said.map(({ track }) => ({ track, now: null, next: [], place: null })),
  )
  const cleared = await people.clear(tx, event, 'check-ins', id)
  if (said.length === 0 && cleared === 0) return
  await record(tx, actor, event, { act: 'new-day', scope: ['all'], before: { said, cleared: true } }, as, id)
  announce(tx, event, { kind: 'anew' })
}

async function putNotices(
  tx: Tx,
  actor: Actor,
  event: EventId,
  given: { readonly before: readonly Notice[]; readonly after: Notice[]; readonly words: string },
  as?: As,
): Promise<void> {
  await store.putNotices(tx, event, given.after)
  announce(tx, event, { kind: 'notices', notices: given.after, at: tx.now.toISOString() })
  tx.announce(newsFeed, { kind: 'notices.changed', at: tx.now.toISOString(), data: { event } } satisfies News)
  const done = { act: 'notices', words: given.words, scope: ['notices'], before: { notices: given.before } } as const
  await record(tx, actor, event, done, as)
}

/** Adds a notice behind the others; the same id again is the same notice. @throws Refusal `not-allowed`, `banned`, `not-found`, `bad-input`, `too-many` */
export async function addNotice(tx: Tx, actor: Actor, event: EventId, notice: Omit<Notice, 'at'>, as?: As): Promise<void> {
  mustRun(actor, event)
  const { notices } = await holdDay(tx, event)
  if (notices.some(({ id }) => id === notice.id)) return
  const text = oneLine(notice.text, NOTICE_CHARS_MAX)
  if (text === '') throw new Refusal('bad-input', { path: 'body.text' })
  if (notices.length >= NOTICES_MAX) throw new Refusal('too-many', { hint: String(NOTICES_MAX) })
  const after = [...notices, { id: notice.id, level: notice.level, text, at: tx.now.toISOString() }]
  await putNotices(tx, actor, event, { before: notices, after, words: `+ ${text}` }, as)
}

/** The notices of these ids stay, in this order; all others go. @throws Refusal `not-allowed`, `banned`, `not-found` for an id that is none */
export async function keepNotices(tx: Tx, actor: Actor, event: EventId, ids: readonly string[], as?: As): Promise<void> {
  mustRun(actor, event)
  const { notices } = await holdDay(tx, event)
  const places = ids.map((id) => notices.findIndex((one) => one.id === id) + 1)
  await order(tx, actor, event, { notices, places }, as)
}

/** The same by their places, counted from 1; one that is named twice stands there twice. @throws Refusal `not-allowed`, `banned`, `not-found` for a place that is none, `too-many` */
export async function orderNotices(tx: Tx, actor: Actor, event: EventId, places: readonly number[], as?: As): Promise<void> {
  mustRun(actor, event)
  const { notices } = await holdDay(tx, event)
  await order(tx, actor, event, { notices, places }, as)
}

/** Takes one away by its place, counted from 1. @throws Refusal `not-allowed`, `banned`, `not-found` */
export async function dropNotice(tx: Tx, actor: Actor, event: EventId, place: number, as?: As): Promise<void> {
  mustRun(actor, event)
  const { notices } = await holdDay(tx, event)
  if (!notices[place - 1]) throw new Refusal('not-found', { path: 'params.notice' })
  const places = notices.flatMap((_, i) => (i === place - 1 ? [] : [i + 1]))
  await order(tx, actor, event, { notices, places }, as)
}

async function order(
  tx: Tx,
  actor: Actor,
  event: EventId,
  { notices, places }: { readonly notices: readonly Notice[]; readonly places: readonly number[] },
  as?: As,
): Promise<void> {
  if (places.length > NOTICES_MAX) throw new Refusal('too-many', { hint: String(NOTICES_MAX) })
  const after = reordered(notices, places, () => freshId(tx.now.getTime()))
  if (!after) throw new Refusal('not-found', { path: 'body.notices' })
  if (after.length === notices.length && after.every(({ id }, i) => id === notices[i]?.id)) return
  await putNotices(tx, actor, event, { before: notices, after, words: places.join(' ') || '−' }, as)
}

export const settingsOf = ({ notices: _notices, changedAt: _changedAt, ...settings }: store.Day): DaySettings => settings

/** What is left out stays. @throws Refusal `not-allowed`, `banned`, `not-found` */
export async function changeSettings(
  tx: Tx,
  actor: Actor,
  event: EventId,
  patch: { readonly [K in keyof DaySettings]?: DaySettings[K] | undefined },
  as?: As,
): Promise<void> {
  mustRun(actor, event)
  const before = settingsOf(await holdDay(tx, event))
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  const after: DaySettings = { ...before, ...given }
  if (isDeepStrictEqual(after, before)) return
  await store.putSettings(tx, event, after)
  await record(
    tx,
    actor,
    event,
    { act: 'settings', words: Object.keys(given).join(', '), scope: ['settings'], before: { settings: before } },
    as,
  )
  announce(tx, event, { kind: 'anew' })
}

/** As on the first day: no tracks, no plan, nothing said, nobody there, nobody watching. Sessions of the released schedule stay. @throws Refusal `not-allowed`, `banned`, `not-found` */
export async function empty(tx: Tx, actor: Actor, event: EventId, as?: As): Promise<void> {
  mustRun(actor, event)
  const day = await holdDay(tx, event)
  const id = freshActId(tx)
  const before = {
    ...(await wholeOf(tx, event, day)),
    cleared: true,
  } as const
  await store.putNotices(tx, event, [])
  await store.putSettings(tx, event, { ...settingsOf(day), speaking: 'everybody', padsFrom: null, links: [] })
  await store.dropSaid(tx, event)
  const cleared = (await people.clear(tx, event, 'check-ins', id)) + (await people.clear(tx, event, 'watches', id))
  await schedule.putPlan(tx, actor, event, { days: [], rooms: [], cells: [] })
  await schedule.forgetTracks(tx, actor, event)
  const after = await wholeOf(tx, event, await holdDay(tx, event))
  if (cleared === 0 && isDeepStrictEqual({ ...after, cleared: true }, before)) return
  await record(tx, actor, event, { act: 'empty', scope: ['all'], before }, as, id)
  announce(tx, event, { kind: 'anew' })
}

/** All that `~emptydb` and `~fetchdb` may throw away. */
export async function wholeOf(tx: Tx, event: EventId, day: store.Day) {
  return {
    said: await store.said(tx, event),
    allSaid: true,
    notices: day.notices,
    settings: settingsOf(day),
    plan: await schedule.plan(tx, event),
    tracks: await schedule.tracks(tx, event),
  } as const
}
