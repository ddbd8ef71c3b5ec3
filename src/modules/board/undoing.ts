import type { ActId, BoardAct } from '../../contract/board.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { BookingId } from '../../contract/schedule.schema.ts'
import { idOfKey, type ReadTx, type Tx } from '../../platform/db.ts'
import { type Actor, namesOf } from '../people/index.ts'
import * as schedule from '../schedule/index.ts'
import { announce, announceSaid, holdDay } from './acting.ts'
import * as actStore from './acts.store.ts'
import * as people from './people.store.ts'
import { mustRun } from './permission.ts'
import type { Before } from './rules.ts'
import * as store from './store.ts'

/** Who changed what, and how it is taken back: the latest first, or any that nothing of the same came after. */

/** Newest first. @throws Refusal `not-allowed`, `banned`, `not-found` for what the page should come after */
export async function history(
  tx: ReadTx,
  actor: Actor,
  event: EventId,
  page: Page<ActId> = {},
): Promise<{ acts: BoardAct[]; next: ActId | null }> {
  mustRun(actor, event)
  if (page.after && !(await actStore.exists(tx, event, page.after))) throw new Refusal('not-found', { path: 'params.after' })
  const { rows: shown, next } = pageOf(await actStore.list(tx, event, page.after ?? null, rowsToAsk(page)), page)
  const names = await namesOf(tx, [...new Set(shown.flatMap(({ person }) => person ?? []))])
  const acts = shown.map(({ id, at, act, track, words, person, network, undone, covered }) => ({
    ...{ id, act, track, words, network, undone },
    at: at.toISOString(),
    by: (person && names.get(person)) || null,
    undoable: !undone && !covered,
  }))
  return { acts, next }
}

export interface Undone {
  readonly act: BoardAct['act']
  readonly track: string | null
  readonly words: string
}

/**
 * Takes an act back; null: the last one that stands. It is as it was before.
 * @throws Refusal `not-allowed`, `banned`, `not-found` when there is none, `conflict` when it was undone or something of the same came after it,
 * `slot-taken` when somebody else has the slot by now
 */
export async function undo(tx: Tx, actor: Actor, event: EventId, id: ActId | null): Promise<Undone> {
  mustRun(actor, event)
  await holdDay(tx, event)
  const found = await actStore.find(tx, event, id)
  if (!found) throw new Refusal('not-found', { path: 'params.act' })
  if (found.undone || found.covered) throw new Refusal('conflict', { path: 'params.act' })
  await putBack(tx, actor, event, found)
  await actStore.markUndone(tx, found.id, actor.kind === 'person' ? actor.id : null)
  return { act: found.act, track: found.track, words: found.words }
}

type Taken = Pick<actStore.ActRow, 'id' | 'track'> & { readonly before: Before }

async function putBack(tx: Tx, actor: Actor, event: EventId, { id, track, before }: Taken): Promise<void> {
  if (before.plan || before.tracks) await putBackPlan(tx, actor, event, before)
  if (before.added) await schedule.dropTracks(tx, actor, event, before.added)
  if (before.dropped) await schedule.addTracks(tx, actor, event, before.dropped)
  if (before.track) await changeBack(tx, actor, event, before.track)
  if (before.booked && track) await schedule.unbook(tx, actor, { event, ...before.booked, track: track as never })
  if (before.unbooked && track)
    await schedule.book(tx, actor, { id: idOfKey(`undo/${id}`) as BookingId, event, ...before.unbooked, track: track as never })
  if (before.settings) await store.putSettings(tx, event, before.settings)
  if (before.cleared) await people.bringBack(tx, event, id)
  if (before.allSaid) await store.dropSaid(tx, event)
  if (before.said) await store.putSaid(tx, event, before.said)
  if (before.notices) await store.putNotices(tx, event, before.notices)
  if (before.settings || before.cleared || before.allSaid) return announce(tx, event, { kind: 'anew' })
  for (const said of before.said ?? []) await announceSaid(tx, event, said)
  if (before.notices) announce(tx, event, { kind: 'notices', notices: [...before.notices], at: tx.now.toISOString() })
}

async function putBackPlan(tx: Tx, actor: Actor, event: EventId, { plan, tracks = [] }: Before): Promise<void> {
  const wanted = new Set(tracks.map(({ name }) => name))
  const others = (await schedule.tracks(tx, event)).flatMap(({ name }) => (wanted.has(name) ? [] : [name]))
  await schedule.addTracks(tx, actor, event, [...wanted])
  for (const track of tracks) await changeBack(tx, actor, event, track)
  if (plan) await schedule.putPlan(tx, actor, event, plan)
  await schedule.dropTracks(tx, actor, event, others)
}

async function changeBack(
  tx: Tx,
  actor: Actor,
  event: EventId,
  { name, ...was }: NonNullable<Before['track']> & { readonly title?: string },
): Promise<void> {
  const { color, link, etherpad } = was
  const title = was.title === undefined ? {} : { title: was.title }
  if (await schedule.track(tx, event, name))
    await schedule.changeTrack(tx, actor, event, name, { ...title, color, link, etherpad })
}
