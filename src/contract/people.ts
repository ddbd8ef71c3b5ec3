import type { PersonId } from './meeting.schema.ts'

/**
 * The feed of whose standing changed: roles, bans, sign-ins, keys, mergers. Nobody follows it from outside: every node hears it, and asks anew what
 * these persons may do.
 */
export const accessFeed = 'access'
export interface AccessChange {
  readonly persons: readonly PersonId[]
}
