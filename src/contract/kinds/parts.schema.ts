import { z } from 'zod'
import {
  CHOICE_CHARS_MAX,
  DESCRIPTION_CHARS_MAX,
  NOTES_CHARS_MAX,
  SHORT_CHARS_MAX,
  TIMER_SECONDS_MAX,
  TIMER_SECONDS_MIN,
  TITLE_CHARS_MAX,
} from '../limits.ts'

/** What kinds of activity have in common. */
export const ActivityId = z.uuid().toLowerCase().brand('ActivityId')
export type ActivityId = z.infer<typeof ActivityId>
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

/** Of every activity that is prepared. */
export const prepared = {
  title: z.string().trim().min(1).max(TITLE_CHARS_MAX),
  /** Markdown. */
  description: z.string().max(DESCRIPTION_CHARS_MAX).default(''),
  /** How long it stays open where the step that opens it says nothing else; null: until somebody closes it. */
  seconds: z.int().min(TIMER_SECONDS_MIN).max(TIMER_SECONDS_MAX).nullable().default(null),
  /** Markdown, for the presenter alone: no participant and no stage is ever sent it. */
  notes: z.string().max(NOTES_CHARS_MAX).default(''),
}

/** Of every activity that the audience sees. `descriptionHtml` is made by the server from Markdown, with no markup of its author's own. */
export const shown = { id: ActivityId, title: z.string(), descriptionHtml: z.string() }
