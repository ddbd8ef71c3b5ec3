import { z } from 'zod'
import { CloudGiven, CloudPrepared, CloudShown, CloudTally } from './kinds/cloud.schema.ts'
import { ImagePrepared, ImageShown, ImageTally } from './kinds/image.schema.ts'
import { PollGiven, PollPrepared, PollShown, PollTally } from './kinds/poll.schema.ts'
import { QuizGiven, QuizPrepared, QuizShown, QuizTally } from './kinds/quiz.schema.ts'
import { RatingGiven, RatingPrepared, RatingShown, RatingTally } from './kinds/rating.schema.ts'
import { ScaleGiven, ScalePrepared, ScaleShown, ScaleTally } from './kinds/scale.schema.ts'
import { TextPrepared, TextShown, TextTally } from './kinds/text.schema.ts'

export { Word } from './kinds/cloud.schema.ts'
export { ActivityId, Choice, ChoiceId } from './kinds/parts.schema.ts'
export { QuizChoice } from './kinds/quiz.schema.ts'

export const AnswerId = z.uuid().toLowerCase().brand('AnswerId')
export type AnswerId = z.infer<typeof AnswerId>

/**
 * The kinds of activity, as one union each for: what an organizer prepares, what the audience is shown, what one person sends, what is counted.
 * Each kind has a file in `kinds/`; a new one is one more there, and one more member of each union.
 */
export const PreparedActivity = z.discriminatedUnion('kind', [
  TextPrepared,
  PollPrepared,
  QuizPrepared,
  CloudPrepared,
  ScalePrepared,
  RatingPrepared,
  ImagePrepared,
])
export type PreparedActivity = z.infer<typeof PreparedActivity>
export const ActivityKind = z.enum(PreparedActivity.options.map((one) => one.shape.kind.value))
export type ActivityKind = PreparedActivity['kind']
export const ActivityKindName = z.enum(['text', 'poll', 'quiz', 'cloud', 'scale', 'rating', 'image'] satisfies ActivityKind[])

/** What the audience sees of an activity. */
export const ShownActivity = z.discriminatedUnion('kind', [
  TextShown,
  PollShown,
  QuizShown,
  CloudShown,
  ScaleShown,
  RatingShown,
  ImageShown,
])
export type ShownActivity = z.infer<typeof ShownActivity>

/** What one person sends: a cloud's word by word, anything else once. */
export const Given = z.discriminatedUnion('kind', [PollGiven, QuizGiven, CloudGiven, ScaleGiven, RatingGiven])
export type Given = z.infer<typeof Given>

/** What was counted. `answered` counts people; a kind that takes no answers has none. */
export const Tally = z.discriminatedUnion('kind', [
  TextTally,
  PollTally,
  QuizTally,
  CloudTally,
  ScaleTally,
  RatingTally,
  ImageTally,
])
export type Tally = z.infer<typeof Tally>
