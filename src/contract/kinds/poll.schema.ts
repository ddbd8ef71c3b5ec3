import { z } from 'zod'
import { CHOICES_MAX, CHOICES_MIN } from '../limits.ts'
import { Choice, ChoiceId, prepared, shown } from './parts.schema.ts'

/** A choice as it may be sent: with one that is right the poll is kept as a quiz. */
const PollChoice = Choice.extend({ right: z.boolean().optional() })

/** A question about what people think: no choice is right. */
export const PollPrepared = z.strictObject({
  kind: z.literal('poll'),
  ...prepared,
  choices: z.array(PollChoice).min(CHOICES_MIN).max(CHOICES_MAX),
  /** True: any number of choices in one answer. */
  multiple: z.boolean().default(false),
  /** True: the big screen shows the counts while the poll is open. */
  liveOnStage: z.boolean().default(true),
})
export const PollShown = z.strictObject({
  kind: z.literal('poll'),
  ...shown,
  choices: z.array(Choice),
  multiple: z.boolean(),
  liveOnStage: z.boolean(),
})
export const PollGiven = z.strictObject({ kind: z.literal('poll'), choices: z.array(ChoiceId).min(1).max(CHOICES_MAX) })
/** The `counts` have every choice. */
export const PollTally = z.strictObject({ kind: z.literal('poll'), answered: z.int(), counts: z.record(ChoiceId, z.int()) })
