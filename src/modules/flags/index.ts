/**
 * Flags: secrets of a meeting that earn points when they are handed in, found in a room, a talk or behind a QR code. The module knows which flags there
 * are and every try; who sits in a meeting, whether it takes flags and what points a seat has is known by the meetings, which book what a flag brings.
 * It leaves rows and news on the feed `meeting:M/flags`, and refuses to tell a code to anybody who may not run the meeting.
 */
export { dataOf, type FlagData, forgetSeats, retell } from './forgetting.ts'
export { handIn } from './handing.ts'
export { allFlags, allTries } from './overview.ts'
export { deleteFlag, picture, putFlag, putPicture } from './preparing.ts'
export { beginAnew, foundIn } from './results.ts'
export { flagsView, triesPage } from './seeing.ts'
