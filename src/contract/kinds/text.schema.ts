import { z } from 'zod'
import { prepared, shown } from './parts.schema.ts'

/** A slide: a title and a text, nothing to answer. */
export const TextPrepared = z.strictObject({ kind: z.literal('text'), ...prepared })
export const TextShown = z.strictObject({ kind: z.literal('text'), ...shown })
export const TextTally = z.strictObject({ kind: z.literal('text') })
