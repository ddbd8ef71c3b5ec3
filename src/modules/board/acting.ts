import type { ActId, ActKind, BoardChange } from '../../contract/board.schema.ts'
import { boardFeed } from '../../contract/board.ts'
import { freshId } from '../../contract/ids.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { TrackName } from '../../contract/schedule.schema.ts'
import type { Tx } from '../../platform/db.ts'
import type { Actor } from '../people/index.ts'
import * as schedule from '../schedule/index.ts'
import * as actStore from './acts.store.ts'
import { mustExist } from './permission.ts'
import { type As, type Before, networkOf, oneLine } from './rules.ts'
import * as store from './store.ts'

/** What every change of the board does beside itself: it holds the day, writes down who did what, and tells followers. */

const WORDS_CHARS_MAX = 500

export interface Done {
  readonly act: ActKind
  readonly track?: TrackName | null
  readonly words?: string
  readonly scope: readonly string[]
  readonly before: Before
}

export const ofTrack = (track: string): string => `track:${track}`

/** @throws Refusal `not-found` */
export async function holdDay(tx: Tx, event: EventId): Promise<store.Day> {
  await mustExist(tx, event)
  return store.holdDay(tx, event)
}

/** Writes an act down. @param as where it was said, when that was in a chat */
export async function record(tx: Tx, actor: Actor, event: EventId, done: Done, as?: As, id = freshActId(tx)): Promise<ActId> {
  await actStore.add(tx, event, {
    id,
    person: actor.kind === 'person' ? actor.id : null,
    network: as ? networkOf(as) : null,
    act: done.act,
    track: done.track ?? null,
    words: oneLine(done.words ?? '', WORDS_CHARS_MAX),
    scope: done.scope,
    before: done.before,
  })
  return id
}

export const freshActId = (tx: Tx): ActId => freshId<ActId>(tx.now.getTime())

export function announce(tx: Tx, event: EventId, change: BoardChange): void {
  tx.announce(boardFeed(event), change)
}

/** Followers are told all of a track; one that was taken off is none of theirs. */
export async function announceSaid(tx: Tx, event: EventId, said: store.Said): Promise<void> {
  const track = await schedule.track(tx, event, said.track)
  const { now, next, place } = said
  if (track) announce(tx, event, { kind: 'track', track: { ...track, now, next: [...next], place }, at: tx.now.toISOString() })
}
