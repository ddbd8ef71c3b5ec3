import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed } from '../../contract/meeting.ts'
import { scoresFeed } from '../../contract/scores.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { dropChangesOf } from '../../platform/feeds.ts'
import { pastRetention } from '../events/index.ts'
import { handOver } from '../ledger/index.ts'
import * as store from './forgetting.store.ts'
import { said } from './kinds/index.ts'
import * as history from './runs.store.ts'
import { publishScores } from './scoreboard.ts'
import { bookOf } from './scoring.ts'
import { clearControl } from './steering.ts'

/** What meetings keep of persons: told to themselves, and forgotten. A count is never changed by it. Permission is the caller's. */

export interface MeetingData extends store.SeatRow {
  /** Of an earlier run: when it was put by; null: of the run now. */
  readonly keptAt: Date | null
  /** What was said, in words: the texts of the choices, the word, the number. */
  readonly answers: { activity: store.AnswerRow['activity']; title: string; at: Date; said: string[] }[]
}

/** The seats of these persons with all they answered, and the meetings they steer just now. */
export async function dataOf(tx: ReadTx, ids: readonly PersonId[]): Promise<{ meetings: MeetingData[]; steers: MeetingId[] }> {
  const answers = await store.answersOf(tx, ids)
  const meetings = (await store.seatsOf(tx, ids)).map((seat) => ({
    ...seat,
    keptAt: null,
    answers: answers
      .filter((one) => one.meeting === seat.meeting)
      .map((one) => ({ activity: one.activity, title: one.prepared.title, at: one.at, said: said(one.prepared, one.given) })),
  }))
  return { meetings: [...meetings, ...(await runDataOf(tx, ids))], steers: await store.steeredBy(tx, ids) }
}

async function runDataOf(tx: ReadTx, ids: readonly PersonId[]): Promise<MeetingData[]> {
  const seats = await history.runSeatsOf(tx, ids)
  const titles = await history.titlesIn(tx, [...new Set(seats.map(({ run }) => run))])
  return seats.map(({ run, answers, ...seat }) => ({
    ...seat,
    answers: answers.map(({ activity, text, at }) => ({
      activity,
      title: titles.get(`${run}/${activity}`) ?? '',
      at: new Date(at),
      said: [text],
    })),
  }))
}

/**
 * Makes every seat of these persons nobody's, and tells whoever looks at their names; forgetting them again changes nothing. Returns the seats that
 * were left, for whoever else keeps something of them.
 */
export async function forgetSeats(tx: Tx, ids: readonly PersonId[]): Promise<store.LeftSeat[]> {
  const steered = await store.steeredBy(tx, ids)
  await store.holdOpenActivities(tx, ids)
  const left = [...(await store.leaveSeatsOf(tx, ids)), ...(await store.forgetMarks(tx, ids))]
  await history.leaveRunSeatsOf(tx, ids)
  await leavePoints(tx, left)
  await forgetNews(tx, [...left.map((seat) => seat.meeting), ...steered])
  for (const meeting of steered) await clearControl(tx, meeting)
  await store.forgetControllers(tx, ids)
  return left
}

/** Points stay, with whoever is in the place of the one that left. */
const leavePoints = (tx: Tx, left: readonly store.LeftSeat[]): Promise<void> =>
  handOver(
    tx,
    left.map(({ meeting, person, fresh }) => ({ book: bookOf(meeting), from: person, to: fresh })),
  )

/** What was told of these meetings had names in it. Where names are shown, they are told anew. */
async function forgetNews(tx: Tx, meetings: readonly MeetingId[]): Promise<void> {
  const all = [...new Set(meetings)].sort()
  await dropChangesOf(
    tx,
    all.flatMap((meeting) => [meetingFeed(meeting), consoleFeed(meeting), scoresFeed(meeting)]),
  )
  for (const meeting of all) await publishScores(tx, meeting)
}

export const SEATS_PER_STEP_MAX = 500

/**
 * One step of forgetting what is older than it is kept: seats of meetings that ended so many days ago (`days`, and for an event its own) become
 * nobody's. Returns them; fewer than 500 when it was the last step.
 */
export async function forgetOldSeats(tx: Tx, days: number | null): Promise<store.LeftSeat[]> {
  const due = await pastRetention(tx, tx.now, days)
  const seats = await store.leaveOldSeats(tx, due, days, SEATS_PER_STEP_MAX)
  // Those who were put out sit nowhere, and are forgotten like those who do.
  const left = [...seats, ...(await store.oldMarks(tx, due, days, SEATS_PER_STEP_MAX))]
  await leavePoints(tx, left)
  await forgetNews(
    tx,
    left.map((seat) => seat.meeting),
  )
  return left
}

/** The same for earlier runs: the persons whose names were forgotten, fewer than 500 when it was the last step. */
export async function forgetOldRuns(tx: Tx, days: number | null): Promise<PersonId[]> {
  return history.leaveOldRunSeats(tx, await pastRetention(tx, tx.now, days), days, SEATS_PER_STEP_MAX)
}

/** Which of these persons have a seat anywhere, or had one in an earlier run. */
export const seatedAmong = async (tx: ReadTx, ids: readonly PersonId[]): Promise<Set<PersonId>> =>
  new Set([...(await store.seatedAmong(tx, ids)), ...(await history.inRuns(tx, ids))])
