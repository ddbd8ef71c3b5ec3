import type { EventId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx } from '../../platform/db.ts'
import * as events from '../events/index.ts'
import { type Actor, has, isBanned, type Person } from '../people/index.ts'
import { runsDay, speaksForTracks } from '../schedule/index.ts'
import { defaultSettings } from './rules.ts'
import * as store from './store.ts'

/** @throws Refusal `not-allowed`, `banned` */
export function mustRun(actor: Actor, event: EventId): void {
  if (isBanned(actor, event)) throw new Refusal('banned')
  if (!runsDay(actor, event)) throw new Refusal('not-allowed')
}

/**
 * Whoever may speak for tracks now: whoever runs the day, and in a channel of the event those whom its day lets.
 * @throws Refusal `not-allowed`, `banned`
 */
export async function mustSpeak(tx: ReadTx, actor: Actor, event: EventId): Promise<void> {
  if (isBanned(actor, event)) throw new Refusal('banned')
  if (runsDay(actor, event)) return
  const { speaking, identifiedOnly } = (await store.day(tx, event)) ?? defaultSettings
  const isKnown = !identifiedOnly || (actor.kind === 'person' && actor.standing?.identified === true)
  const mayByRole = speaking !== 'role' || has(actor, 'member', event)
  if (!isKnown || !mayByRole || !speaksForTracks(actor, event, { voice: speaking === 'voice' })) throw new Refusal('not-allowed')
}

/** Whoever acts for themselves at an event. @throws Refusal `not-signed-in`, `banned`, `not-found` */
export async function mustBeSomebody(tx: ReadTx, actor: Actor, event: EventId): Promise<Person> {
  if (actor.kind !== 'person') throw new Refusal('not-signed-in')
  if (isBanned(actor, event)) throw new Refusal('banned')
  await mustExist(tx, event)
  return actor
}

/** @throws Refusal `not-found` */
export async function mustExist(tx: ReadTx, event: EventId): Promise<void> {
  if (!(await events.exists(tx, event))) throw new Refusal('not-found', { path: 'params.event' })
}
