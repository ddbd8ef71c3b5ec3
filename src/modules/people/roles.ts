import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import { type News, type NewsData, newsFeed } from '../../contract/news.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Tx } from '../../platform/db.ts'
import * as store from './access.store.ts'
import { announceAccess } from './access.ts'
import { aboutPerson, recordAct } from './acts.ts'
import { type Actor, idsOf, isBanned, mayGrant, type Role } from './rules.ts'
import { standingOf } from './standing.ts'

/** Roles, in one event or (null) in the whole instance. Owners give and take all, organizers those below their own. */

/** Gives a role; giving it again changes nothing. @throws Refusal `not-allowed`, `not-found`, `banned` */
export async function grant(tx: Tx, actor: Actor, to: PersonId, role: Role, event: EventId | null): Promise<void> {
  if (!mayGrant(actor, role, event)) throw new Refusal('not-allowed')
  const person = await standingOf(tx, to)
  await store.holdPersons(tx, idsOf(person))
  if (isBanned(await standingOf(tx, to), event)) throw new Refusal('banned', { path: 'params.person' })
  if (person.roles.some((held) => held.role === role && held.event === event)) return
  await store.addRole(tx, person.id, role, event)
  await recordAct(tx, actor, { act: 'role.grant', subject: aboutPerson(person.id), detail: { role, event } })
  announceAccess(tx, person)
  tx.announce(newsFeed, roleNews(tx, { person: person.id, event, role, held: true }))
}

/** Takes a role away, everywhere at once; taking it again changes nothing. @throws Refusal `not-allowed`, `not-found`, `last-owner` */
export async function revoke(tx: Tx, actor: Actor, from: PersonId, role: Role, event: EventId | null): Promise<void> {
  if (!mayGrant(actor, role, event)) throw new Refusal('not-allowed')
  if (role === 'owner' && event === null) await mustLeaveAnOwner(tx, from)
  const person = await standingOf(tx, from)
  if (!(await store.dropRole(tx, idsOf(person), role, event))) return
  await recordAct(tx, actor, { act: 'role.revoke', subject: aboutPerson(person.id), detail: { role, event } })
  announceAccess(tx, person)
  tx.announce(newsFeed, roleNews(tx, { person: person.id, event, role, held: false }))
}

const roleNews = (tx: Tx, data: NewsData['person.role_changed']): News => ({
  kind: 'person.role_changed',
  at: tx.now.toISOString(),
  data,
})

/** From here on nobody else makes or unmakes owners until we commit. @throws Refusal `last-owner` when this person is the only one */
export async function mustLeaveAnOwner(tx: Tx, without: PersonId): Promise<void> {
  await store.holdOwners(tx)
  const { id } = await standingOf(tx, without)
  const owners = await store.owners(tx)
  if (owners.length === 1 && owners[0] === id) throw new Refusal('last-owner', { path: 'params.person' })
}
