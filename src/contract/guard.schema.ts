import { z } from 'zod'
import { WORD_CHARS_MAX } from './limits.ts'

/** What keeps order in one meeting: set by whoever runs it, held by every door. */
export const FilterLanguage = z.enum(['en', 'fr', 'tr'])
export type FilterLanguage = z.infer<typeof FilterLanguage>

const fields = {
  /** What is looked through for words that nobody shows on a wall. */
  filter: z.enum(['off', 'names', 'names and words']),
  /** Whose words are known to the filter; those of the instance's own list are refused whatever stands here. */
  languages: z.array(FilterLanguage).max(FilterLanguage.options.length),
  /** What people write waits until a moderator lets it through. */
  review: z.boolean(),
  /** Nobody new comes in. */
  locked: z.boolean(),
  /** Whoever joins from the web types four digits that change every minute. */
  secondCode: z.boolean(),
}
export const Guard = z.strictObject(fields)
export type Guard = z.infer<typeof Guard>
/** What is left out stays. */
export const GuardPatch = Guard.partial()
export type GuardPatch = z.infer<typeof GuardPatch>

export const guardOfNew: Guard = {
  filter: 'names and words',
  languages: [...FilterLanguage.options],
  review: false,
  locked: false,
  secondCode: false,
}

/** A word of an own list. */
export const ListedWord = z.string().trim().min(1).max(WORD_CHARS_MAX)
