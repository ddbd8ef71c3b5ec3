/**
 * Meetings: a live session with an audience. Organizers prepare activities and steer through them; participants (from the web or any chat)
 * answer; everybody sees the same result. This module knows nothing of sockets, pages or chat protocols: it leaves rows, news on the feeds
 * `meeting:M` (everybody in it), `activity:A` (who may see counts now) and `meeting:M/console` (organizers), and jobs.
 * It refuses to trust a caller: permission is the first sentence of each command.
 */
export { answer, type GivenAnswer, type Outcome, openActivities, publishTally } from './answering.ts'
export { doorCode } from './door.ts'
export type { OwnWords } from './filter/index.ts'
export type { LeftSeat } from './forgetting.store.ts'
export {
  dataOf,
  forgetOldRuns,
  forgetOldSeats,
  forgetSeats,
  type MeetingData,
  SEATS_PER_STEP_MAX,
  seatedAmong,
} from './forgetting.ts'
export { beginAnew, deleteRun, keepEnded, runList, runResults } from './history.ts'
export {
  type Joined,
  type JoinWish,
  join,
  lookUp,
  publishHere,
  renameSeat,
  seatForOrganizer,
  seatFromChat,
} from './joining.ts'
export { isShort, readWords } from './kinds/index.ts'
export { anyRunning, hasMeetings, myMeetings, myTitles, openMeetings } from './listing.ts'
export { muteParticipant, participants, readmitParticipant, removeParticipant } from './moderating.ts'
export {
  addActivities,
  copyActivity,
  meetingFile,
  takeMeetingFile,
} from './moving.ts'
export {
  allActivities,
  allAnswers,
  allParticipants,
  type KnownMeeting,
  meetingsRunBy,
  type SeatOf,
  seatsLike,
  sitters,
} from './overview.ts'
export { type JoinedMeeting, joinedBy, personsOf } from './persons.ts'
export { picture, putPicture } from './pictures.ts'
export {
  bindChannel,
  changeMeeting,
  createMeeting,
  deleteActivity,
  deleteMeeting,
  markDone,
  orderActivities,
  putActivity,
  unbindChannel,
} from './preparing.ts'
export { type Found, resultsOf } from './results.ts'
export { judgeWords, publishQueue, reviewView } from './reviewing.ts'
export { plainText } from './rules.ts'
export { countScores, publishScores, scoresView } from './scoreboard.ts'
export { type Award, award } from './scoring.ts'
export { maySeeSeat, namesOf, type Sitting, seat, seatView, sitting } from './seats.ts'
export {
  type At,
  consoleView,
  heardBy,
  languageOn,
  meetingView,
  type Onlooker,
  result,
  runs,
  tallyView,
  toTell,
  whyNotFollow,
} from './seeing.ts'
export {
  clearSilentControllers,
  closeActivity,
  leaveControl,
  moveClosing,
  promiseClosings,
  resetActivity,
  stepAsSystem,
  takeControl,
  takeStep,
} from './steering.ts'
export { isTaken } from './store.ts'
