import type { EventId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import { type Actor, has, isBanned } from '../people/index.ts'

/** Who may do what to an event's day: by role, and on a network by what its channel says of whoever typed. */

const standingIn = (actor: Actor, event: EventId) =>
  actor.kind === 'person' && actor.standing?.event === event ? actor.standing.rank : null

/** Moderators and above, and operators of a channel of the event. */
export const runsDay = (actor: Actor, event: EventId): boolean =>
  has(actor, 'moderator', event) || (standingIn(actor, event) === 'operator' && !isBanned(actor, event))

/** Whoever runs the day, and whoever is in a channel of the event: with voice there, where the event needs it. */
export const speaksForTracks = (actor: Actor, event: EventId, needs: { readonly voice: boolean }): boolean => {
  if (runsDay(actor, event)) return true
  const rank = standingIn(actor, event)
  return rank !== null && !isBanned(actor, event) && (rank === 'voice' || !needs.voice)
}

/** @throws Refusal `not-allowed` */
export function mustRunDay(actor: Actor, event: EventId): void {
  if (!runsDay(actor, event)) throw new Refusal('not-allowed')
}

/** Whether the event needs voice is the board's to know, and was asked before. @throws Refusal `not-allowed` */
export function mustSpeak(actor: Actor, event: EventId): void {
  if (!speaksForTracks(actor, event, { voice: false })) throw new Refusal('not-allowed')
}
