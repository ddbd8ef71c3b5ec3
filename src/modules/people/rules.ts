import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import type { Scope } from '../../contract/scopes.ts'

export type Role = 'owner' | 'organizer' | 'moderator' | 'member'

export interface HeldRole {
  readonly role: Role
  /** null: in every event. */
  readonly event: EventId | null
}

/**
 * Whoever asks for a command now. A stranger has shown no credential; the system is a timer or the command line. A person who came with an API
 * key has its `scopes`: the door checks them before any command.
 */
export type Actor =
  | {
      readonly kind: 'person'
      readonly id: PersonId
      readonly name: string
      readonly roles: readonly HeldRole[]
      readonly scopes?: readonly Scope[]
    }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'system' }

export const stranger: Actor = { kind: 'stranger' }
export const system: Actor = { kind: 'system' }

const ranks: Record<Role, number> = { owner: 4, organizer: 3, moderator: 2, member: 1 }

/** A higher role includes the lower ones; a role in the whole instance holds in every event. The system may do everything. */
export function has(actor: Actor, role: Role, event: EventId | null): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'stranger') return false
  return actor.roles.some((held) => ranks[held.role] >= ranks[role] && (held.event === null || held.event === event))
}
