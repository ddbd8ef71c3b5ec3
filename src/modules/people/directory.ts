import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import type { HandleNetwork, Role } from '../../contract/people.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx } from '../../platform/db.ts'
import * as actStore from './acts.store.ts'
import { aboutPerson } from './acts.ts'
import * as store from './directory.store.ts'
import { handlesOf } from './linking.store.ts'
import { mergesOf } from './merging.store.ts'
import { type Actor, has, idsOf } from './rules.ts'
import { standingOf } from './standing.ts'

/** Who is known here, for those who look after them. Each person once, whatever they were merged from; guests of a hall are persons too. */

export interface PeopleFilter extends Page<PersonId> {
  /** Letters of a name, of the person or of a handle. */
  readonly text?: string | undefined
  /** With a handle there; `none`: with no handle at all. */
  readonly network?: HandleNetwork | 'none' | undefined
  readonly role?: Role | undefined
  readonly banned?: boolean | undefined
  /** Of one event: those with a role or a ban there, and those among `seen`. */
  readonly event?: EventId | undefined
}

const ACTS_SHOWN_MAX = 20

/**
 * A page of the people, newest first. Moderators of the instance see all, those of an event the people of their event.
 * @param seen who was met in the event asked for, as those know who keep its seats; null where none was asked for
 * @throws Refusal `not-allowed`, `not-found`
 */
export async function list(
  tx: ReadTx,
  actor: Actor,
  filter: PeopleFilter,
  seen: readonly PersonId[] | null,
): Promise<{ people: store.CardRow[]; next: PersonId | null }> {
  if (!has(actor, 'moderator', filter.event ?? null)) throw new Refusal('not-allowed')
  if (filter.after && !(await store.exists(tx, filter.after))) throw new Refusal('not-found', { path: 'params.after' })
  const { rows, next } = pageOf(await store.list(tx, filter, seen, rowsToAsk(filter)), filter)
  return { people: rows, next }
}

/**
 * One person, by any of their ids.
 * @param seenIn the events they were met in, of all the ids given; asked with them, so that a moderator of one of these may see them
 * @throws Refusal `not-allowed`: also for somebody who is not there, to whoever may not see everybody
 */
export async function personPage(
  tx: ReadTx,
  actor: Actor,
  id: PersonId,
  seenIn: (ids: readonly PersonId[]) => Promise<readonly (EventId | null)[]>,
) {
  const seesAll = has(actor, 'moderator', null)
  const person = await standingOf(tx, id).catch((error) => {
    throw seesAll ? error : new Refusal('not-allowed')
  })
  const ids = idsOf(person)
  const events = seesAll ? [] : [...person.roles.map((held) => held.event), ...(person.bannedIn ?? []), ...(await seenIn(ids))]
  if (!seesAll && !events.some((event) => event !== null && has(actor, 'moderator', event))) throw new Refusal('not-allowed')
  const [card] = await store.cards(tx, [person.id])
  if (!card) throw new Refusal('not-found', { path: 'params.person' })
  return {
    ...card,
    ids,
    handles: await handlesOf(tx, ids),
    bans: await store.bansOf(tx, ids),
    merges: has(actor, 'organizer', null) ? await mergesOf(tx, ids) : [],
    acts: has(actor, 'organizer', null) ? await actStore.list(tx, { subject: aboutPerson(person.id) }, ACTS_SHOWN_MAX) : [],
  }
}

/** Names that have these letters, for a search box. @throws Refusal `not-allowed` */
export async function findPeople(tx: ReadTx, actor: Actor, text: string, rowsMax: number): Promise<store.CardRow[]> {
  if (!has(actor, 'moderator', null)) throw new Refusal('not-allowed')
  return store.list(tx, { text }, null, rowsMax)
}
