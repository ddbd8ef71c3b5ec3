import { z } from 'zod'
import {
  CHOICE_CHARS_MAX,
  CHOICES_MAX,
  CHOICES_MIN,
  DESCRIPTION_CHARS_MAX,
  SHORT_CHARS_MAX,
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

const prepared = {
  title: z.string().trim().min(1).max(TITLE_CHARS_MAX),
  /** Markdown. */
  description: z.string().max(DESCRIPTION_CHARS_MAX).default(''),
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
    kind: z.literal('cloud'),
    ...prepared,
    wordsPerPersonMax: z.int().min(1).max(WORDS_PER_PERSON_MAX).default(WORDS_PER_PERSON_MAX),
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
  z.strictObject({ kind: z.literal('cloud'), ...shown, wordsPerPersonMax: z.int() }),
])
export type ShownActivity = z.infer<typeof ShownActivity>

/** What one person sends, once for a poll, word by word for a cloud. */
export const Given = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('poll'), choices: z.array(ChoiceId).min(1).max(CHOICES_MAX) }),
  z.strictObject({ kind: z.literal('cloud'), word: z.string().min(1).max(WORD_CHARS_MAX) }),
])
export type Given = z.infer<typeof Given>

export const Word = z.strictObject({ word: z.string(), count: z.int() })
export type Word = z.infer<typeof Word>

/** `answered` counts people. A poll's `counts` has every choice; a cloud's `words` are its most frequent, most frequent first. */
export const Tally = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text') }),
  z.strictObject({ kind: z.literal('poll'), answered: z.int(), counts: z.record(ChoiceId, z.int()) }),
  z.strictObject({ kind: z.literal('cloud'), answered: z.int(), words: z.array(Word) }),
])
export type Tally = z.infer<typeof Tally>
