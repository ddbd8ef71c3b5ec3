import { freshId } from '../../contract/ids.ts'
import type { PersonId } from '../../contract/meeting.schema.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import type { ActId } from '../../contract/people.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import * as store from './acts.store.ts'
import { type Actor, has } from './rules.ts'

/** Who did what: one list of every privileged act, for whoever has to find out later. */

export interface Act {
  /** What was done, as `role.grant`: small letters, the kind of thing first. */
  readonly act: string
  /** About whom or what: `kind:id`, such as `person:…`, `event:spring`, `setting:mail.from`. */
  readonly subject: string
  /** Further facts; never a secret, never a name of a person (ids tell whom, for as long as they are known). */
  readonly detail?: Record<string, unknown>
}

export interface ActFilter extends Page<ActId> {
  readonly actor?: PersonId | undefined
  /** An act, or the first part of some: `role` finds `role.grant` and `role.revoke`. */
  readonly act?: string | undefined
  readonly subject?: string | undefined
}

export const aboutPerson = (person: PersonId): string => `person:${person}`

/** Writes down a privileged act, in the transaction that does it. */
export async function recordAct(tx: Tx, actor: Actor, act: Act): Promise<void> {
  await store.add(tx, {
    id: freshId<ActId>(tx.now.getTime()),
    actor: actor.kind === 'person' ? actor.id : null,
    act: act.act,
    subject: act.subject,
    detail: act.detail ?? {},
  })
}

/** A page of the acts, newest first. Organizers of the whole instance alone. @throws Refusal `not-allowed`, `not-found` */
export async function acts(tx: ReadTx, actor: Actor, filter: ActFilter): Promise<{ acts: store.ActRow[]; next: ActId | null }> {
  if (!has(actor, 'organizer', null)) throw new Refusal('not-allowed')
  if (filter.after && !(await store.exists(tx, filter.after))) throw new Refusal('not-found', { path: 'params.after' })
  const { rows, next } = pageOf(await store.list(tx, filter, rowsToAsk(filter)), filter)
  return { acts: rows, next }
}
