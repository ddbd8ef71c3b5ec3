import { z } from 'zod'
import { CHOICES_MAX, CHOICES_MIN, POINTS_PER_ACTIVITY_MAX } from '../limits.ts'
import { Choice, ChoiceId, prepared, shown } from './parts.schema.ts'

/** A choice of a quiz; any of the right ones is right. */
export const QuizChoice = Choice.extend({ right: z.boolean().default(false) })
export type QuizChoice = z.infer<typeof QuizChoice>

/** A question with right choices, one of which is to be found. */
export const QuizPrepared = z.strictObject({
  kind: z.literal('quiz'),
  ...prepared,
  choices: z.array(QuizChoice).min(CHOICES_MIN).max(CHOICES_MAX),
  /** For a right answer. */
  points: z.int().min(0).max(POINTS_PER_ACTIVITY_MAX).default(1),
  /** More for whoever was right first. */
  firstPoints: z.int().min(0).max(POINTS_PER_ACTIVITY_MAX).default(1),
  /** True: the later the answer, the fewer the points, down to half of them. */
  speed: z.boolean().default(false),
  /** Taken for a wrong answer, as far as there are points. */
  penalty: z.int().min(0).max(POINTS_PER_ACTIVITY_MAX).default(0),
})
export const QuizShown = z.strictObject({
  kind: z.literal('quiz'),
  ...shown,
  choices: z.array(Choice),
  points: z.int(),
  speed: z.boolean(),
  /** Null until the result is shown. */
  right: z.array(ChoiceId).nullable(),
})
export const QuizGiven = z.strictObject({
  kind: z.literal('quiz'),
  choice: ChoiceId,
  /** How long the question had been on this person's screen; bounded by what the server measured. */
  elapsedMs: z.int().min(0).max(86_400_000).optional(),
})
/** The `counts` have every choice. */
export const QuizTally = z.strictObject({ kind: z.literal('quiz'), answered: z.int(), counts: z.record(ChoiceId, z.int()) })
