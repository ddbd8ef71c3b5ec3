import { z } from 'zod'
import { SCALE_LABEL_CHARS_MAX, SCALE_MAX } from '../limits.ts'
import { prepared, shown } from './parts.schema.ts'

/** A number from 0 to 100: how much, how sure, how likely. */
export const ScalePrepared = z.strictObject({
  kind: z.literal('scale'),
  ...prepared,
  /** What 0 and 100 mean, such as `not at all`; may be empty. */
  low: z.string().trim().max(SCALE_LABEL_CHARS_MAX).default(''),
  high: z.string().trim().max(SCALE_LABEL_CHARS_MAX).default(''),
  liveOnStage: z.boolean().default(true),
})
export const ScaleShown = z.strictObject({
  kind: z.literal('scale'),
  ...shown,
  low: z.string(),
  high: z.string(),
  liveOnStage: z.boolean(),
})
export const ScaleGiven = z.strictObject({ kind: z.literal('scale'), value: z.int().min(0).max(SCALE_MAX) })
/** Mean and standard deviation to a tenth, null without answers; `bins` count 0 to 9, 10 to 19 … 90 to 99, and 100. */
export const ScaleTally = z.strictObject({
  kind: z.literal('scale'),
  answered: z.int(),
  average: z.number().nullable(),
  spread: z.number().nullable(),
  bins: z.array(z.int()).length(11),
})
