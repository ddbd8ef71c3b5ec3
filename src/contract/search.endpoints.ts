import { z } from 'zod'
import { type Endpoint, none } from './endpoint.ts'

export const SEARCH_CHARS_MAX = 100
export const FOUND_PER_KIND_MAX = 8

/** The console's one search box. */
export const search = {
  search: {
    summary: `What of this instance has these letters in its name: meetings, events, pages, people; at most ${FOUND_PER_KIND_MAX} of each, and only what the asker may see.`,
    who: 'organizer',
    params: z.strictObject({ text: z.string().trim().min(1).max(SEARCH_CHARS_MAX) }),
    body: none,
    reply: z.strictObject({
      found: z
        .array(
          z.strictObject({
            kind: z.enum(['meeting', 'event', 'page', 'person']),
            id: z.string(),
            title: z.string(),
            /** One more fact to tell it by, such as a code or a date. */
            more: z.string(),
          }),
        )
        .max(4 * FOUND_PER_KIND_MAX),
    }),
  },
} as const satisfies Record<string, Endpoint>
