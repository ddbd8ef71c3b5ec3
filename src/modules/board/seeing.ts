import type { BoardTrack, BoardView, DaySettings } from '../../contract/board.schema.ts'
import { boardFeed } from '../../contract/board.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { ReadTx } from '../../platform/db.ts'
import { feedChangedAt, feedSeq } from '../../platform/feeds.ts'
import * as events from '../events/index.ts'
import type { Actor } from '../people/index.ts'
import * as schedule from '../schedule/index.ts'
import * as people from './people.store.ts'
import { mustExist, mustRun } from './permission.ts'
import { defaultSettings } from './rules.ts'
import { settingsOf } from './running.ts'
import * as store from './store.ts'

/** What everybody may see of an event's day. @throws Refusal `not-found` */
export async function boardView(tx: ReadTx, event: EventId): Promise<{ seq: number; view: BoardView }> {
  const { id, title, timeZone, startsOn, endsOn } = await events.event(tx, event)
  const day = await store.day(tx, event)
  const said = new Map((await store.said(tx, event)).map((one) => [one.track, one]))
  const changedAt = (await feedChangedAt(tx, boardFeed(event))) ?? day?.changedAt ?? new Date(`${startsOn}T00:00:00Z`)
  const view: BoardView = {
    event: { id, title, timeZone, startsOn, endsOn },
    notices: [...(day?.notices ?? [])],
    tracks: (await schedule.tracks(tx, event)).map((track): BoardTrack => {
      const { now = null, next = [], place = null } = said.get(track.name) ?? {}
      return { ...track, now, next: [...next], place }
    }),
    ...(await schedule.plan(tx, event)),
    places: await people.present(tx, event),
    links: day?.links ?? [],
    padsFrom: day?.padsFrom ?? null,
    version: releasesIn(await schedule.mark(tx, event)),
    changedAt: changedAt.toISOString(),
  }
  return { seq: await feedSeq(tx, boardFeed(event)), view }
}

/** The last number of a mark is that of the released schedule. */
const releasesIn = (mark: string): number => Number(mark.split('/').at(-1))

/** Whoever knows of the event may see its board. @throws Refusal `not-found` */
export const maySeeBoard = (tx: ReadTx, event: EventId): Promise<void> => mustExist(tx, event)

/** Everything that holds for the day. @throws Refusal `not-allowed`, `banned`, `not-found` */
export async function daySettings(tx: ReadTx, actor: Actor, event: EventId): Promise<DaySettings> {
  await mustExist(tx, event)
  mustRun(actor, event)
  return settingsNow(tx, event)
}

/** The same, for the program itself. */
export async function settingsNow(tx: ReadTx, event: EventId): Promise<DaySettings> {
  const day = await store.day(tx, event)
  return day ? settingsOf(day) : defaultSettings
}
