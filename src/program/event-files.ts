import { openCalendars } from '../adapters/calendar/index.ts'
import type { EventFiles } from '../adapters/http/event-files.ts'
import { openProgrammeOut } from '../adapters/programme-out/index.ts'
import type { EventId } from '../contract/meeting.schema.ts'
import * as board from '../modules/board/index.ts'
import * as events from '../modules/events/index.ts'
import * as schedule from '../modules/schedule/index.ts'
import type { Db, ReadTx } from '../platform/db.ts'
import type { Current } from './current.ts'
import { openPtgFile } from './ptg-file.ts'
import { version } from './version.ts'

interface Means {
  readonly db: Db
  readonly current: Pick<Current, 'settings'>
  /** Where people reach the program. */
  readonly url: () => string
}

/** What programs read of events, put together from what the modules tell. */
export async function openEventFiles({ db, current, url }: Means): Promise<EventFiles> {
  const mark = async (tx: ReadTx, event: EventId): Promise<string | null> => {
    if (!(await events.exists(tx, event))) return null
    const [card, padsFrom] = [await events.event(tx, event), (await board.settingsNow(tx, event)).padsFrom]
    return JSON.stringify([await schedule.mark(tx, event), card, padsFrom])
  }
  const calendar = await openCalendars({
    db,
    mark,
    sources: async (tx, event) => ({
      event: await events.event(tx, event),
      ...(await schedule.plan(tx, event)),
      padsFrom: (await board.settingsNow(tx, event)).padsFrom,
      tracks: await schedule.tracks(tx, event),
      sessions: (await schedule.released(tx, event)).sessions,
    }),
  })
  const programme = openProgrammeOut({
    db,
    mark,
    released: async (tx, event) => ({
      event: await events.event(tx, event),
      ...(await schedule.released(tx, event)),
      baseUrl: url(),
      program: version,
    }),
  })
  const ptg = openPtgFile(db)
  const isOn = () => current.settings().parts.on.includes('event-day')
  return {
    calendar: async (event, which, language) => (isOn() ? calendar(event, which, language) : null),
    schedule: async (event, form) => (isOn() ? programme(event, form) : null),
    ptg: async (event) => (isOn() ? ptg(event) : null),
    mainEvent: async () => {
      const set = current.settings().home.mainEvent
      if (set !== null) return set as EventId
      const [only, ...others] = (await db.read((tx) => events.events(tx, { limit: 2 }))).events
      return only && others.length === 0 ? only.id : null
    },
  }
}
