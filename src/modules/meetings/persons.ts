import type { EventId, MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx } from '../../platform/db.ts'
import { type Actor, idsOf, isBanned } from '../people/index.ts'
import * as store from './persons.store.ts'

/**
 * Persons as meetings know them. Somebody who was merged has several ids, and may have taken a seat under each: the rows stay as they are, and in
 * each meeting the person sits where they sat first. So a merger needs no change here, nor does taking it back.
 */

export interface JoinedMeeting {
  readonly id: MeetingId
  readonly title: string
  readonly event: EventId | null
  readonly name: string
  readonly joinedAt: Date
}

const keyOf = (meeting: MeetingId, person: PersonId): string => `${meeting}/${person}`

/** The same actors, each under the id of their seat in their meeting. Asks nothing where nobody was merged. */
export async function asSeated<A extends Actor>(
  tx: ReadTx,
  asked: readonly { readonly meeting: MeetingId | null; readonly actor: A }[],
): Promise<A[]> {
  const merged = asked.flatMap(({ meeting, actor }) =>
    meeting && actor.kind === 'person' && actor.others ? idsOf(actor).map((person) => ({ meeting, person })) : [],
  )
  if (merged.length === 0) return asked.map(({ actor }) => actor)
  const since = new Map(
    (await store.seatedSince(tx, merged)).map((row) => [keyOf(row.meeting, row.person), row.joinedAt.getTime()]),
  )
  return asked.map(({ meeting, actor }) => {
    if (!meeting || actor.kind !== 'person' || !actor.others) return actor
    const at = (id: PersonId) => since.get(keyOf(meeting, id)) ?? Number.POSITIVE_INFINITY
    const [first = actor.id] = idsOf(actor).sort((a, b) => at(a) - at(b) || (a < b ? -1 : 1))
    const id = at(first) === Number.POSITIVE_INFINITY ? actor.id : first
    return { ...actor, id, others: idsOf(actor).filter((other) => other !== id) }
  })
}

/** One actor, under the id of their seat in this meeting. */
export async function seated<A extends Actor>(tx: ReadTx, meeting: MeetingId, actor: A): Promise<A> {
  const [found = actor] = await asSeated(tx, [{ meeting, actor }])
  return found
}

/** How much these persons answered under their other ids, keyed `activity/person` by the id of their seat. */
export async function answeredElsewhere(
  tx: ReadTx,
  given: readonly { readonly actor: Actor; readonly activity: string }[],
): Promise<Map<string, number>> {
  const others = given.flatMap(({ actor, activity }) =>
    actor.kind === 'person' ? (actor.others ?? []).map((other) => ({ activity, other, person: actor.id })) : [],
  )
  if (others.length === 0) return new Map()
  return new Map((await store.countsOfOthers(tx, others)).map((row) => [`${row.activity}/${row.person}`, row.n]))
}

/** @throws Refusal `banned` */
export function mustNotBeBanned(actor: Actor, event: EventId | null): void {
  if (isBanned(actor, event)) throw new Refusal('banned')
}

/** Whoever has a seat in a meeting of this event. Whoever asks decides who may know. */
export const personsOf = (tx: ReadTx, event: EventId): Promise<PersonId[]> => store.personsOf(tx, event)

/** The meetings these persons have a seat in, latest first. Whoever asks decides who may know. */
export const joinedBy = (tx: ReadTx, ids: readonly PersonId[]): Promise<JoinedMeeting[]> => store.joinedBy(tx, ids)
