/**
 * The board: what really happens at an event, above what was planned. What each track discusses now and next, and where; notices; who is where, and
 * who watches for which topic; and who changed what, so that it can be undone. It leaves rows and the news on `board:EVENT`. It refuses to know how
 * people are reached and in which chat a line was typed; the plan below (tracks, rooms, bookings) is the schedule's.
 */
import type { Tx } from '../../platform/db.ts'
import * as store from './store.ts'

export {
  type BoardData,
  dataOf,
  dropOld,
  FORGET_ROWS_MAX,
  forgetOldEvents,
  forgetPeople,
  keptAmong,
} from './forgetting.ts'
export { mustRun, mustSpeak } from './permission.ts'
export { comeIn, endPresence, goOut, isKnownAs, myPresence, rename, seen, setHidden } from './presence.ts'
export { PTG_CHARS_MAX, type PtgDocument, type PtgNote, readPtgDocument } from './ptg.ts'
export { addRealtime } from './ptg-realtime.ts'
export { type TakenIn, takeInPtg } from './ptg-taking.ts'
export { writePtgDocument } from './ptg-writing.ts'
export { type As, onTheWeb } from './rules.ts'
export {
  addNotice,
  addTracks,
  changeSettings,
  clearTracks,
  dropNotice,
  dropTracks,
  empty,
  keepNotices,
  newDay,
  orderNotices,
} from './running.ts'
export { addNext, book, changeTrack, clear, type Spoken, setNow, setPlace, unbook } from './saying.ts'
export { boardView, daySettings, maySeeBoard, settingsNow } from './seeing.ts'
export { history, type Undone, undo } from './undoing.ts'
export { myWatch, promiseTellings, type ToldTopic, unwatch, watch, watcher } from './watching.ts'

/** False for a line of a chat that was carried out before. @param line a UUID made of what tells the line from all others */
export const firstTime = (tx: Tx, line: string): Promise<boolean> => store.addLine(tx, line)
