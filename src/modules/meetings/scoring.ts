import type { ActivityId, AnswerId, PreparedActivity } from '../../contract/activity.schema.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import type { Tx } from '../../platform/db.ts'
import * as ledger from '../ledger/index.ts'
import { pointsOf, wins } from './kinds/index.ts'
import { type QuizAnswer, usualLimitMs } from './points.ts'
import * as scores from './scores.store.ts'
import type { ActivityRow, MeetingRow } from './store.ts'

/** Points of quizzes: booked when a result is shown, once for each answer, and taken back when the answers are. */

/** A meeting's points are a book of the ledger. */
export const bookOf = (meeting: MeetingId): ledger.Book => `meeting:${meeting}`

/** Books what the answers of a quiz bring that have brought nothing yet, and says whether anything moved. Shown again it books only what came since. */
export async function bookQuiz(tx: Tx, meeting: Pick<MeetingRow, 'id' | 'rewardFirst'>, activity: ActivityRow): Promise<boolean> {
  if (!wins(activity.prepared)) return false
  const answers = await scores.quizAnswers(tx, activity.id)
  const due = awardsOf(activity.prepared, answers, { first: meeting.rewardFirst, limitMs: limitOf(activity) }).filter(
    ({ answer }) => answers.find(({ id }) => id === answer)?.booked === false,
  )
  const held = await scores.pointsOf(
    tx,
    meeting.id,
    due.filter(({ points }) => points < 0).map(({ person }) => person),
  )
  const booked = due.map((one) => ({ ...one, points: Math.max(one.points, -(held.get(one.person) ?? 0)) }))
  await moveAll(tx, meeting.id, 'quiz', booked)
  await scores.setBooked(tx, booked)
  return booked.some(({ points }) => points !== 0)
}

/** Takes back what the answers of an activity brought, before they are forgotten, and says whether anything moved. */
export async function unbook(tx: Tx, meeting: MeetingId, activity: ActivityId): Promise<boolean> {
  const booked = (await scores.booked(tx, activity)).filter(({ points }) => points !== 0)
  await moveAll(
    tx,
    meeting,
    'reset',
    booked.map((one) => ({ ...one, points: -one.points })),
  )
  return booked.length > 0
}

interface Award {
  readonly answer: AnswerId
  readonly person: PersonId
  readonly points: number
}

function awardsOf(
  prepared: PreparedActivity,
  answers: readonly (QuizAnswer & { id: AnswerId; person: PersonId })[],
  how: { first: boolean; limitMs: number },
): Award[] {
  const points = pointsOf(prepared, answers, how) ?? []
  return answers.map(({ id, person }, i) => ({ answer: id, person, points: points[i] ?? 0 }))
}

const limitOf = ({ seconds }: ActivityRow): number => (seconds === null ? usualLimitMs : seconds * 1_000)

async function moveAll(tx: Tx, meeting: MeetingId, reason: string, awards: readonly Award[]): Promise<void> {
  const book = bookOf(meeting)
  const moves = awards
    .filter(({ points }) => points !== 0)
    .map(({ answer, person, points }): ledger.Move => {
      const [from, to] = points > 0 ? [null, person] : [person, null]
      return { key: `${reason}:${answer}`, book, from, to, points: Math.abs(points), reason }
    })
  await ledger.transfer(tx, moves)
  await scores.addPoints(tx, meeting, awards)
}
