/**
 * What calendars were told of an event, so that they can be told what became of it: entries that move, are renamed, cancelled and come back under
 * one uid with a rising sequence. It refuses to know where entries come from and how a calendar is printed.
 */
import { randomUUID } from 'node:crypto'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { Tx } from '../../platform/db.ts'
import { publish as decide, type Told, type Wanted } from './rules.ts'
import * as store from './store.ts'

export type { Told, Wanted } from './rules.ts'

/**
 * Tells calendars what `wanted` says; it is asked for once nobody else can publish for this event, so that it is read in the state it is told in.
 * Returns all that calendars are told now: what was wanted, in its order, then what is cancelled.
 */
export async function publish(tx: Tx, event: EventId, wanted: () => Promise<readonly Wanted[]>): Promise<readonly Told[]> {
  await store.lock(tx, event)
  const { told, changed, forgotten } = decide(
    await store.told(tx, event),
    await wanted(),
    tx.now.toISOString(),
    () => `${randomUUID()}@plenary`,
  )
  if (changed.length > 0) await store.put(tx, event, changed)
  if (forgotten.length > 0) await store.drop(tx, event, forgotten)
  return told
}
