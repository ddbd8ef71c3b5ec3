import type { EventId } from '../../contract/meeting.schema.ts'
import type { TakenIn } from '../../contract/schedule.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import type { Actor } from '../people/index.ts'
import { mustRunDay } from './permission.ts'
import * as sessionStore from './sessions.store.ts'
import * as store from './sources.store.ts'
import { holdEvent } from './tracks.ts'

/** Where programmes come from, and how reading them went: so that everybody sees how old what stands is. */

/** @throws Refusal `not-allowed` */
export async function sources(tx: ReadTx, actor: Actor, event: EventId): Promise<store.SourceRow[]> {
  mustRunDay(actor, event)
  return store.sources(tx, event)
}

/** The hash of the bytes that what is prepared came from; null: it did not come as bytes. @throws Refusal `not-allowed` */
export async function takenHash(tx: ReadTx, actor: Actor, event: EventId): Promise<string | null> {
  mustRunDay(actor, event)
  return sessionStore.takenHash(tx, event)
}

/** It was read, and taken in; or (`outcome` null) it is as it was. @throws Refusal `not-allowed`, `not-found` */
export async function noteGood(
  tx: Tx,
  actor: Actor,
  event: EventId,
  read: { readonly address: string; readonly outcome: TakenIn | null },
): Promise<void> {
  mustRunDay(actor, event)
  await holdEvent(tx, event)
  await store.putGood(tx, event, read.address, read.outcome)
}

/** It could not be read: what stands stays. @throws Refusal `not-allowed`, `not-found` */
export async function noteFault(tx: Tx, actor: Actor, event: EventId, address: string, fault: string): Promise<void> {
  mustRunDay(actor, event)
  await holdEvent(tx, event)
  await store.putFault(tx, event, address, fault)
}
