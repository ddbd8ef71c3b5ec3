import { z } from 'zod'
import { WORD_CHARS_MAX, WORDS_PER_PERSON_MAX } from '../limits.ts'
import { prepared, shown } from './parts.schema.ts'

/** Words of everybody, sent one by one. */
export const CloudPrepared = z.strictObject({
  kind: z.literal('cloud'),
  ...prepared,
  wordsPerPersonMax: z.int().min(1).max(WORDS_PER_PERSON_MAX).default(WORDS_PER_PERSON_MAX),
})
export const CloudShown = z.strictObject({ kind: z.literal('cloud'), ...shown, wordsPerPersonMax: z.int() })
export const CloudGiven = z.strictObject({ kind: z.literal('cloud'), word: z.string().min(1).max(WORD_CHARS_MAX) })
export const Word = z.strictObject({ word: z.string(), count: z.int() })
export type Word = z.infer<typeof Word>
/** The most frequent words, most frequent first. */
export const CloudTally = z.strictObject({ kind: z.literal('cloud'), answered: z.int(), words: z.array(Word) })
