import { z } from 'zod'
import { done, type Endpoint, Name, none } from './endpoint.ts'
import { KEYS_PER_PERSON_MAX } from './limits.ts'
import { KeyId, Scope } from './scopes.ts'

/** Keys for programs: each acts for the person who made it, within its scopes. A key can neither see nor make keys. */
const key = z.strictObject({ key: KeyId })
const KeyCard = z.strictObject({
  id: KeyId,
  name: z.string(),
  scopes: z.array(Scope),
  madeAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
})
export type KeyCard = z.infer<typeof KeyCard>

export const keys = {
  myKeys: {
    summary: `One's own API keys, newest first, at most ${KEYS_PER_PERSON_MAX}; never their secrets.`,
    who: 'organizer',
    params: none,
    body: none,
    reply: z.strictObject({ keys: z.array(KeyCard).max(KEYS_PER_PERSON_MAX) }),
  },
  makeKey: {
    summary: 'Make an API key. Its secret is told here and never again; the same id again is refused with `conflict`.',
    who: 'organizer',
    params: key,
    body: z.strictObject({
      name: Name,
      scopes: z.array(Scope).min(1).max(Scope.options.length),
      expiresAt: z.iso.datetime().nullable().default(null),
    }),
    reply: z.strictObject({ secret: z.string() }),
  },
  endKey: {
    summary: 'End an API key at once.',
    who: 'organizer',
    params: key,
    body: none,
    reply: done,
  },
} as const satisfies Record<string, Endpoint>
