import { z } from 'zod'
import {
  CHOICE_CHARS_MAX,
  CHOICES_MAX,
  CHOICES_MIN,
  DESCRIPTION_CHARS_MAX,
  NOTES_CHARS_MAX,
  POINTS_PER_ACTIVITY_MAX,
  SCALE_LABEL_CHARS_MAX,
  SCALE_MAX,
  SHORT_CHARS_MAX,
  TIMER_SECONDS_MAX,
  TIMER_SECONDS_MIN,
  TITLE_CHARS_MAX,
  WORD_CHARS_MAX,
  WORDS_PER_PERSON_MAX,
} from './limits.ts'

/**
 * The kinds of activity, as one union each for: what an organizer prepares, what the audience is shown, what one person sends, what is counted.
 * A new kind is one more member of each.
 */
export const ActivityId = z.uuid().toLowerCase().brand('ActivityId')
export type ActivityId = z.infer<typeof ActivityId>
export const AnswerId = z.uuid().toLowerCase().brand('AnswerId')
export type AnswerId = z.infer<typeof AnswerId>
export const ChoiceId = z.uuid().toLowerCase().brand('ChoiceId')
export type ChoiceId = z.infer<typeof ChoiceId>

/** `short` is what people type in a chat after the answer character; left empty it becomes a letter. */
export const Choice = z.strictObject({
  id: ChoiceId,
  text: z.string().trim().min(1).max(CHOICE_CHARS_MAX),
  short: z
    .string()
    .regex(/^[\p{L}\p{N}_-]*$/u, 'letters, digits, - and _ only')
    .max(SHORT_CHARS_MAX)
    .default(''),
})
export type Choice = z.infer<typeof Choice>
/** A choice of a quiz; any of the right ones is right. */
export const QuizChoice = Choice.extend({ right: z.boolean().default(false) })
export type QuizChoice = z.infer<typeof QuizChoice>

const prepared = {
  title: z.string().trim().min(1).max(TITLE_CHARS_MAX),
  /** Markdown. */
  description: z.string().max(DESCRIPTION_CHARS_MAX).default(''),
  /** How long it stays open where the step that opens it says nothing else; null: until somebody closes it. */
  seconds: z.int().min(TIMER_SECONDS_MIN).max(TIMER_SECONDS_MAX).nullable().default(null),
  /** Markdown, for the presenter alone: no participant and no stage is ever sent it. */
  notes: z.string().max(NOTES_CHARS_MAX).default(''),
}

export const PreparedActivity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...prepared }),
  z.strictObject({
    kind: z.literal('poll'),
    ...prepared,
    choices: z.array(Choice).min(CHOICES_MIN).max(CHOICES_MAX),
    /** True: any number of choices in one answer. */
    multiple: z.boolean().default(false),
    /** True: the big screen shows the counts while the poll is open. */
    liveOnStage: z.boolean().default(true),
  }),
  z.strictObject({
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
  }),
  z.strictObject({
    kind: z.literal('cloud'),
    ...prepared,
    wordsPerPersonMax: z.int().min(1).max(WORDS_PER_PERSON_MAX).default(WORDS_PER_PERSON_MAX),
  }),
  z.strictObject({
    kind: z.literal('scale'),
    ...prepared,
    /** What 0 and 100 mean, such as `not at all`; may be empty. */
    low: z.string().trim().max(SCALE_LABEL_CHARS_MAX).default(''),
    high: z.string().trim().max(SCALE_LABEL_CHARS_MAX).default(''),
    liveOnStage: z.boolean().default(true),
  }),
])
export type PreparedActivity = z.infer<typeof PreparedActivity>
export type ActivityKind = PreparedActivity['kind']

const shown = { id: ActivityId, title: z.string(), descriptionHtml: z.string() }

/** What the audience sees of an activity. `descriptionHtml` is made by the server from Markdown, with no markup of its author's own. */
export const ShownActivity = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), ...shown }),
  z.strictObject({
    kind: z.literal('poll'),
    ...shown,
    choices: z.array(Choice),
    multiple: z.boolean(),
    liveOnStage: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('quiz'),
    ...shown,
    choices: z.array(Choice),
    points: z.int(),
    speed: z.boolean(),
    /** Null until the result is shown. */
    right: z.array(ChoiceId).nullable(),
  }),
  z.strictObject({ kind: z.literal('cloud'), ...shown, wordsPerPersonMax: z.int() }),
  z.strictObject({ kind: z.literal('scale'), ...shown, low: z.string(), high: z.string(), liveOnStage: z.boolean() }),
])
export type ShownActivity = z.infer<typeof ShownActivity>

/** What one person sends: a cloud's word by word, anything else once. */
export const Given = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('poll'), choices: z.array(ChoiceId).min(1).max(CHOICES_MAX) }),
  z.strictObject({
    kind: z.literal('quiz'),
    choice: ChoiceId,
    /** How long the question had been on this person's screen; bounded by what the server measured. */
    elapsedMs: z.int().min(0).max(86_400_000).optional(),
  }),
  z.strictObject({ kind: z.literal('cloud'), word: z.string().min(1).max(WORD_CHARS_MAX) }),
  z.strictObject({ kind: z.literal('scale'), value: z.int().min(0).max(SCALE_MAX) }),
])
export type Given = z.infer<typeof Given>

export const Word = z.strictObject({ word: z.string(), count: z.int() })
export type Word = z.infer<typeof Word>

/** `answered` counts people. The `counts` of a poll or a quiz have every choice; a cloud's `words` are its most frequent, most frequent first. */
export const Tally = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text') }),
  z.strictObject({ kind: z.literal('poll'), answered: z.int(), counts: z.record(ChoiceId, z.int()) }),
  z.strictObject({ kind: z.literal('quiz'), answered: z.int(), counts: z.record(ChoiceId, z.int()) }),
  z.strictObject({ kind: z.literal('cloud'), answered: z.int(), words: z.array(Word) }),
  /** Mean and standard deviation to a tenth, null without answers; `bins` count 0 to 9, 10 to 19 … 90 to 99, and 100. */
  z.strictObject({
    kind: z.literal('scale'),
    answered: z.int(),
    average: z.number().nullable(),
    spread: z.number().nullable(),
    bins: z.array(z.int()).length(11),
  }),
])
export type Tally = z.infer<typeof Tally>
