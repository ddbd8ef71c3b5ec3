import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import { type News, newsFeed } from '../../contract/news.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Tx } from '../../platform/db.ts'
import * as store from './access.store.ts'
import { announceAccess } from './access.ts'
import { aboutPerson, recordAct } from './acts.ts'
import { type Actor, has, idsOf } from './rules.ts'
import { dropAll } from './sign-ins.store.ts'
import { standingOf } from './standing.ts'

/** Bans, from one event or (null) from the whole instance: whoever is banned neither joins nor answers nor is heard from a chat. */

/**
 * Bans a person; banning again changes nothing. A ban from the whole instance ends their sign-ins too: a guest's cookie lets nobody in, and stays. Whoever holds a role there has to lose it first, so that nobody is put out by somebody below them.
 * @throws Refusal `not-allowed`, `not-found`, `role-held`
 */
export async function ban(tx: Tx, actor: Actor, id: PersonId, event: EventId | null, reason: string): Promise<void> {
  if (!has(actor, 'moderator', event)) throw new Refusal('not-allowed')
  await store.holdPersons(tx, idsOf(await standingOf(tx, id)))
  const person = await standingOf(tx, id)
  if (person.roles.some((held) => held.event === null || event === null || held.event === event))
    throw new Refusal('role-held', { path: 'params.person' })
  if (!(await store.addBan(tx, person.id, event, reason))) return
  if (event === null) await dropAll(tx, idsOf(person), null)
  await recordAct(tx, actor, { act: 'person.ban', subject: aboutPerson(person.id), detail: { event } })
  announceAccess(tx, person)
  tx.announce(newsFeed, { kind: 'person.banned', at: tx.now.toISOString(), data: { person: person.id, event } } satisfies News)
}

/** Lifts a ban; lifting none changes nothing. @throws Refusal `not-allowed`, `not-found` */
export async function unban(tx: Tx, actor: Actor, id: PersonId, event: EventId | null): Promise<void> {
  if (!has(actor, 'moderator', event)) throw new Refusal('not-allowed')
  const person = await standingOf(tx, id)
  if (!(await store.dropBan(tx, idsOf(person), event))) return
  await recordAct(tx, actor, { act: 'person.unban', subject: aboutPerson(person.id), detail: { event } })
  announceAccess(tx, person)
  tx.announce(newsFeed, { kind: 'person.unbanned', at: tx.now.toISOString(), data: { person: person.id, event } } satisfies News)
}
