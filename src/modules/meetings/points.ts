import type { PreparedActivity } from '../../contract/activity.schema.ts'

/** What answers of a quiz are worth. Pure. */

export interface QuizAnswer {
  readonly choices: readonly string[]
  /** How long the question had been seen, as bounded by `elapsed`. */
  readonly elapsedMs: number | null
}

/** Where no timer was set. */
export const usualLimitMs = 20_000
/** Within this time nobody is faster than others. */
export const GRACE_MS = 500
/** What a phone may say it saw the question later than it was opened. */
export const SEEN_LATE_MS_MAX = 5_000

/**
 * How long somebody had seen the question: what their page measured, as far as it can be true. It cannot be longer than since the opening, nor
 * shorter than that by more than five seconds, the longest we believe a question takes to a phone. Without a page: since the opening.
 */
export function elapsed(saidMs: number | undefined, sinceOpeningMs: number): number {
  const sinceMs = Math.max(0, sinceOpeningMs)
  return Math.round(Math.min(sinceMs, Math.max(saidMs ?? sinceMs, sinceMs - SEEN_LATE_MS_MAX)))
}

/**
 * Points of each answer, in the order they came in. A right one has the activity's points; with `speed` they fall evenly to half of them at the end of
 * the time (the rule of the best-known quiz: points × (1 − elapsed ÷ limit ÷ 2), all of them within half a second); the first right one has more on top,
 * where the meeting rewards that; a wrong one takes the penalty.
 */
export function quizPoints(
  quiz: Extract<PreparedActivity, { kind: 'quiz' }>,
  answers: readonly QuizAnswer[],
  how: { readonly first: boolean; readonly limitMs: number },
): number[] {
  const right = new Set<string>(quiz.choices.filter((choice) => choice.right).map(({ id }) => id))
  const isRight = (answer: QuizAnswer) => answer.choices.some((id) => right.has(id))
  const first = answers.findIndex(isRight)
  return answers.map((answer, i) => {
    if (!isRight(answer)) return quiz.penalty === 0 ? 0 : -quiz.penalty
    const spentMs = (answer.elapsedMs ?? 0) <= GRACE_MS ? 0 : Math.min(answer.elapsedMs ?? 0, how.limitMs)
    const points = quiz.speed ? Math.round(quiz.points * (1 - spentMs / how.limitMs / 2)) : quiz.points
    return points + (how.first && i === first ? quiz.firstPoints : 0)
  })
}
