/**
 * The schedule: the plan of an event, below what really happens. Tracks; days with slots, rooms, and who booked which slot; sessions, which are
 * prepared by people or taken in from a programme elsewhere, and told to everybody in released versions. It leaves rows and, on `board:EVENT`, the
 * news that something of it is new. It refuses to know where programmes come from and how they are written, and what is happening just now.
 */

export { placeNamed } from '../../contract/schedule.ts'
export {
  type Booking,
  block,
  book,
  bookingActs,
  bookings,
  type Place,
  unblock,
  unbook,
  unbookById,
  undoBookingAct,
} from './booking.ts'
export { ofPersons as dataOf } from './bookings.store.ts'
export { runsDay, speaksForTracks } from './permission.ts'
export { plan, putPlan, roomToday } from './planning.ts'
export {
  dropSession,
  preparedSchedule,
  putSession,
  type Released,
  release,
  released,
  releasedLines,
  session,
  version,
  versions,
} from './releasing.ts'
export { noteFault, noteGood, sources, takenHash } from './sources.ts'
export { mark } from './store.ts'
export { type Taken, takeIn } from './taking-in.ts'
export { addTracks, changeTrack, dropTracks, forgetTracks, type TrackPatch, track, tracks } from './tracks.ts'
