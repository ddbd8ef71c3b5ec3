import type { ActivityId, AnswerId, PreparedActivity } from '../../contract/activity.schema.ts'
import type { MeetingId, PersonId, SeatChange } from '../../contract/meeting.schema.ts'
import { seatFeed } from '../../contract/meeting.ts'
import type { Tx } from '../../platform/db.ts'
import * as ledger from '../ledger/index.ts'
import { pointsOf, wins } from './kinds/index.ts'
import { type QuizAnswer, usualLimitMs } from './points.ts'
import * as scores from './scores.store.ts'
import type { ActivityRow, MeetingRow } from './store.ts'

/** Points of a meeting. Those of quizzes are booked when a result is shown, once for each answer, and taken back when the answers are. */

/** A meeting's points are a book of the ledger. */
export const bookOf = (meeting: MeetingId): ledger.Book => `meeting:${meeting}`

/** Books what the answers of a quiz bring that have brought nothing yet, and says whether anything moved. Shown again it books only what came since. */
export async function bookQuiz(
  tx: Tx,
  meeting: ScoredMeeting & Pick<MeetingRow, 'rewardFirst'>,
  activity: ActivityRow,
): Promise<boolean> {
  if (!wins(activity.prepared)) return false
  const answers = await scores.quizAnswers(tx, activity.id)
  const due = awardsOf(activity.prepared, answers, { first: meeting.rewardFirst, limitMs: limitOf(activity) }).filter(
    (_, i) => answers[i]?.booked === false,
  )
  const held = await scores.pointsOf(
    tx,
    meeting.id,
    due.filter(({ points }) => points < 0).map(({ person }) => person),
  )
  const booked = due.map((one) => ({ ...one, points: Math.max(one.points, -(held.get(one.person) ?? 0)) }))
  await award(tx, meeting, booked.map(asAward), 'quiz')
  await scores.setBooked(tx, booked)
  return booked.some(({ points }) => points !== 0)
}

/** Takes back what the answers of an activity brought, before they are forgotten, and says whether anything moved. */
export async function unbook(tx: Tx, meeting: ScoredMeeting, activity: ActivityId): Promise<boolean> {
  const booked = (await scores.booked(tx, activity)).filter(({ points }) => points !== 0)
  await unbookOf(tx, meeting, booked)
  return booked.length > 0
}

/** Takes back what these answers brought. */
export const unbookOf = (tx: Tx, meeting: ScoredMeeting, booked: readonly scores.Booked[]): Promise<unknown> =>
  award(
    tx,
    meeting,
    booked.map((one) => asAward({ ...one, points: -one.points })),
    'reset',
  )

type ScoredMeeting = Pick<MeetingRow, 'id' | 'showFlags'>

interface QuizAward {
  readonly answer: AnswerId
  readonly person: PersonId
  readonly points: number
}

const asAward = ({ answer, person, points }: QuizAward): Award => ({ key: answer, person, points })

function awardsOf(
  prepared: PreparedActivity,
  answers: readonly (QuizAnswer & { id: AnswerId; person: PersonId })[],
  how: { first: boolean; limitMs: number },
): QuizAward[] {
  const points = pointsOf(prepared, answers, how) ?? []
  return answers.map(({ id, person }, i) => ({ answer: id, person, points: points[i] ?? 0 }))
}

const limitOf = ({ seconds }: ActivityRow): number => (seconds === null ? usualLimitMs : seconds * 1_000)

/** Points that somebody gets, or with a negative number loses. `key`: what for, within its reason; the same again brings nothing more. */
export interface Award {
  readonly key: string
  readonly person: PersonId
  readonly points: number
}

/**
 * Books points of participants in the ledger, and adds them to what their seats have: each once, however often it is asked. The caller has decided that
 * they are due. Returns what each has now.
 */
export async function award(
  tx: Tx,
  meeting: ScoredMeeting,
  awards: readonly Award[],
  reason: string,
): Promise<Map<PersonId, number>> {
  const book = bookOf(meeting.id)
  const due = awards.filter(({ points }) => points !== 0)
  const made = await ledger.transfer(
    tx,
    due.map(({ key, person, points }): ledger.Move => {
      const [from, to] = points > 0 ? [null, person] : [person, null]
      return { key: `${reason}:${key}`, book, from, to, points: Math.abs(points), reason }
    }),
  )
  const fresh = due.filter((_, i) => made[i] === 'made')
  const totals = await scores.addPoints(tx, meeting.id, fresh)
  // Only where flags are taken do phones follow their own points; elsewhere they ask when a result is shown.
  if (meeting.showFlags)
    for (const [person, points] of totals)
      tx.announce(seatFeed(meeting.id, person), { kind: 'points', points } satisfies SeatChange)
  return totals
}

/** Whoever comes back to a meeting has the points again that they had. */
export async function restorePoints(tx: Tx, meeting: MeetingId, person: PersonId): Promise<void> {
  await scores.setPoints(tx, meeting, person, (await ledger.balance(tx, bookOf(meeting), person)).points)
}
