import { freshId } from '../../contract/ids.ts'
import type { PersonId } from '../../contract/meeting.schema.ts'
import type { MergeId } from '../../contract/people.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Tx } from '../../platform/db.ts'
import { announceAccess } from './access.ts'
import { aboutPerson, recordAct } from './acts.ts'
import * as store from './merging.store.ts'
import { type Actor, has, lasting, outranks, type Person } from './rules.ts'
import { standingOf } from './standing.ts'

/**
 * Two persons that turn out to be one. No row moves: the ids stay where they stand (answers, seats, roles), and whoever reads takes them for one
 * person. So a merger is undone exactly, whatever was merged before or since.
 */

/** Merges two persons, as an organizer. @throws Refusal `not-allowed`, `not-found`, `conflict` when they are one already */
export async function merge(tx: Tx, actor: Actor, one: PersonId, other: PersonId): Promise<void> {
  if (!has(actor, 'organizer', null)) throw new Refusal('not-allowed')
  await store.holdMerging(tx)
  const [first, second] = [await standingOf(tx, one), await standingOf(tx, other)]
  // Or somebody could become whoever stands above them.
  if (!outranks(actor, [...first.roles, ...second.roles])) throw new Refusal('not-allowed', { path: 'params.person' })
  if (!(await join(tx, actor, first, second))) throw new Refusal('conflict', { path: 'body.other' })
}

/** Makes two persons one; false when they are already. The caller holds mergers (`holdMerging`) and has decided that it may be. */
export async function join(tx: Tx, actor: Actor, one: Person, other: Person): Promise<boolean> {
  if (one.id === other.id) return false
  const facts = await store.lastingFacts(tx, [one.id, other.id])
  const [a, b] = [facts.get(one.id), facts.get(other.id)]
  if (!a || !b) throw new Refusal('not-found')
  const into = lasting(a, b).id
  const gone = into === one.id ? other.id : one.id
  const id = freshId<MergeId>(tx.now.getTime())
  await store.addMerge(tx, id, gone, into)
  await recordAct(tx, actor, { act: 'person.merge', subject: aboutPerson(into), detail: { merge: id, person: gone } })
  announceAccess(tx, one, other)
  return true
}

/** Takes a merger back: each is again who they would be without it. @throws Refusal `not-allowed`, `not-found` when there is none, or it is undone */
export async function undoMerge(tx: Tx, actor: Actor, id: MergeId): Promise<void> {
  if (!has(actor, 'organizer', null)) throw new Refusal('not-allowed')
  await store.holdMerging(tx)
  const person = await store.mergedBy(tx, id)
  if (!person) throw new Refusal('not-found', { path: 'params.merge' })
  const whole = await standingOf(tx, person)
  if (!outranks(actor, whole.roles)) throw new Refusal('not-allowed', { path: 'params.merge' })
  await split(tx, actor, id, whole)
}

/** Undoes a merger of this person. The caller holds mergers and has decided that it may be. */
export async function split(tx: Tx, actor: Actor, id: MergeId, whole: Person): Promise<void> {
  await store.undo(tx, id)
  await recordAct(tx, actor, { act: 'person.unmerge', subject: aboutPerson(whole.id), detail: { merge: id } })
  announceAccess(tx, whole)
}
