import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import type { Role } from '../../contract/people.schema.ts'
import type { Scope } from '../../contract/scopes.ts'

export type { Role }

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
      /** Known by a browser's guest cookie alone: such a one never holds a role, whoever the person was merged with. */
      readonly guest?: true
      /** Further ids of the same person, from mergers: what stands under them is theirs too. */
      readonly others?: readonly PersonId[]
      /** Where they are banned; null: in the whole instance. */
      readonly bannedIn?: readonly (EventId | null)[]
      /** What the channel says of them that a line was typed in, which belongs to this event: the chat alone sets it. */
      readonly standing?: { readonly event: EventId; readonly rank: 'operator' | 'voice' | 'none'; readonly identified?: boolean }
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

export type Person = Actor & { readonly kind: 'person' }

/** A person as the rows tell, all their ids taken together. */
export interface Standing {
  readonly person: PersonId
  readonly name: string
  readonly roles: HeldRole[]
  readonly others: PersonId[] | null
  readonly bannedIn: (EventId | null)[] | null
}

export const actorOf = (row: Standing): Person => ({
  kind: 'person',
  id: row.person,
  name: row.name,
  roles: row.roles,
  ...(row.others ? { others: row.others } : {}),
  ...(row.bannedIn ? { bannedIn: row.bannedIn } : {}),
})

/** Banned in this event (or from meetings outside of events: null), or in the whole instance. */
export const isBanned = (actor: Actor, event: EventId | null): boolean =>
  actor.kind === 'person' && (actor.bannedIn?.some((one) => one === null || one === event) ?? false)

/** Every id under which something of this person may stand, the one that lasts first. */
export const idsOf = (person: Pick<Person, 'id' | 'others'>): PersonId[] => [person.id, ...(person.others ?? [])]

/** Owners give and take every role, organizers those below their own; each within their event, or everywhere. */
export function mayGrant(actor: Actor, role: Role, event: EventId | null): boolean {
  return has(actor, 'owner', event) || (ranks[role] < ranks.organizer && has(actor, 'organizer', event))
}

/** Whether the actor could take away every one of these roles: only then may they decide about whoever holds them. */
export const outranks = (actor: Actor, roles: readonly HeldRole[]): boolean =>
  roles.every((held) => mayGrant(actor, held.role, held.event))

/** Which of two persons lasts when they become one: whoever signs in with an account, then whoever holds roles, then whoever is known longer. */
export function lasting<
  P extends { readonly id: PersonId; readonly account: boolean; readonly roles: number; readonly madeAt: Date },
>(one: P, other: P): P {
  if (one.account !== other.account) return one.account ? one : other
  if (one.roles > 0 !== other.roles > 0) return one.roles > 0 ? one : other
  if (one.madeAt.getTime() !== other.madeAt.getTime()) return one.madeAt < other.madeAt ? one : other
  return one.id < other.id ? one : other
}
