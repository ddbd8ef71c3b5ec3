import type { ActId, DaySettings, Notice } from '../../../contract/board.schema.ts'
import type { BodyInput } from '../../../contract/endpoints.ts'
import type { EventId } from '../../../contract/meeting.schema.ts'
import type { BookingId, Plan, RoomId, SlotCode, TrackName } from '../../../contract/schedule.schema.ts'
import { ask } from '../door.ts'

/** What these pages have done, by the names they call it. */

interface Place {
  readonly room: RoomId
  readonly slot: SlotCode
}

export const acts = {
  setNow: (event: EventId, track: TrackName, text: string) => ask('sayNow', { event, track }, { text }),
  addNext: (event: EventId, track: TrackName, text: string) => ask('sayNext', { event, track }, { text }),
  clear: (event: EventId, track: TrackName) => ask('clearTopics', { event, track }),
  setPlace: (event: EventId, track: TrackName, place: string) => ask('placeTrack', { event, track }, { place: place || null }),

  addNotice: (event: EventId, { id, level, text }: Pick<Notice, 'id' | 'level' | 'text'>) =>
    ask('addNotice', { event, notice: id }, { level, text }),
  keepNotices: (event: EventId, notices: readonly string[]) => ask('keepNotices', { event }, { notices: [...notices] }),

  addTracks: (event: EventId, names: readonly TrackName[]) => ask('addTracks', { event }, { names: [...names] }),
  changeTrack: (event: EventId, track: TrackName, patch: BodyInput<'changeTrack'>) => ask('changeTrack', { event, track }, patch),
  dropTrack: (event: EventId, track: TrackName) => ask('dropTrack', { event, track }),
  putPlan: (event: EventId, plan: Plan) => ask('putPlan', { event }, plan),

  bookings: (event: EventId) => ask('bookings', { event }),
  book: (event: EventId, booking: BookingId, claim: Place & { readonly track: TrackName }) =>
    ask('book', { event, booking }, claim),
  block: (event: EventId, booking: BookingId, claim: Place & { readonly why: string }) => ask('block', { event, booking }, claim),
  free: (event: EventId, booking: BookingId) => ask('unbook', { event, booking }),
  bookingActs: (event: EventId, before: number | null) =>
    ask('bookingActs', { event, ...(before !== null && { after: before }) }),
  undoBooking: (event: EventId, act: number) => ask('undoBookingAct', { event, act }),

  prepared: (event: EventId) => ask('preparedSchedule', { event }),
  versions: (event: EventId, before: number | null) =>
    ask('scheduleVersions', { event, ...(before !== null && { after: before }) }),
  version: (event: EventId, n: number) => ask('scheduleVersion', { event, n }),
  release: (event: EventId, told: BodyInput<'releaseSchedule'>) => ask('releaseSchedule', { event }, told),
  takeIn: (event: EventId, given: BodyInput<'importSchedule'>) => ask('importSchedule', { event }, given),
  imports: (event: EventId) => ask('scheduleImports', { event }),

  settings: (event: EventId) => ask('daySettings', { event }),
  changeSettings: (event: EventId, settings: DaySettings) => ask('changeDay', { event }, settings),
  newDay: (event: EventId) => ask('newDay', { event }),
  history: (event: EventId, before: ActId | null) => ask('boardActs', { event, ...(before && { after: before }) }),
  undo: (event: EventId, act: ActId) => ask('undoBoardAct', { event, act }),
} as const
