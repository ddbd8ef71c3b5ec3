import type { PersonId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Tx } from '../../platform/db.ts'
import * as store from './access.store.ts'
import { announceAccess } from './access.ts'
import { aboutPerson, recordAct } from './acts.ts'
import { mustLeaveAnOwner } from './roles.ts'
import { type Actor, has, idsOf, outranks } from './rules.ts'
import { accountsOf } from './sign-ins.store.ts'
import { standingOf } from './standing.ts'

/** What is known of a person goes; what they did stays, under ids that tell nobody's name. */

/** Who was forgotten, for whoever else keeps something of them: every id, and the accounts they had. */
export interface Forgotten {
  readonly ids: PersonId[]
  readonly accounts: string[]
}

/** Takes a person out of this instance, as an organizer. @throws Refusal `not-allowed`, `not-found`, `last-owner` */
export async function removePerson(tx: Tx, actor: Actor, id: PersonId): Promise<Forgotten> {
  if (!has(actor, 'organizer', null)) throw new Refusal('not-allowed')
  if (!outranks(actor, (await standingOf(tx, id)).roles)) throw new Refusal('not-allowed', { path: 'params.person' })
  return forgetPerson(tx, actor, id)
}

/**
 * Forgets the name, handles, sign-ins, keys, roles and consents of a person: the one function for it, whoever asked; permission is the caller's.
 * @throws Refusal `not-found`, `last-owner`
 */
export async function forgetPerson(tx: Tx, actor: Actor, id: PersonId): Promise<Forgotten> {
  await mustLeaveAnOwner(tx, id)
  const person = await standingOf(tx, id)
  const ids = idsOf(person)
  await store.holdPersons(tx, ids)
  const accounts = await accountsOf(tx, ids)
  await store.dropRoles(tx, ids)
  await store.dropBans(tx, ids)
  await store.forget(tx, ids)
  await recordAct(tx, actor, { act: 'person.remove', subject: aboutPerson(person.id) })
  announceAccess(tx, person)
  return { ids, accounts }
}
