import type { PersonId } from '../../contract/meeting.schema.ts'
import type { Consent, GivenConsent } from '../../contract/privacy.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { forget } from './access.store.ts'
import { type Forgotten, forgetPerson } from './forgetting.ts'
import { linker } from './linking.ts'
import * as store from './privacy.store.ts'
import { mustLeaveAnOwner } from './roles.ts'
import { type Actor, idsOf, type Person } from './rules.ts'
import { signedInAs } from './sign-ins.ts'
import { freshToken, hashOf } from './tokens.ts'

/**
 * What people may do about their own data: have it, agree to things and take that back, be forgotten. And what is forgotten by itself. Whoever
 * brings a guest's cookie alone speaks for a guest alone, never for somebody with an account or a role.
 */

export const DELETION_HOURS = 24
const HOUR_MS = 3_600_000
/** As long as an account may stay unconfirmed, and a day. */
const LONE_CONSENT_DAYS = 8
export const FORGET_STEP_MAX = 500

export type PeopleData = Awaited<ReturnType<typeof store.dataOf>>

/** Whoever asks about themselves, with all their ids. @throws Refusal `not-signed-in`; `not-allowed` to a program's key */
export const oneself = (tx: ReadTx, actor: Actor): Promise<Person> => linker(tx, actor)

/** All that this module keeps of these persons, without secrets. Permission is the caller's. */
export const dataOf = (tx: ReadTx, ids: readonly PersonId[]): Promise<PeopleData> => store.dataOf(tx, ids)

/** Asks to be deleted: a code for a mail, good once, for a day; an earlier one is dead. @throws Refusal `not-signed-in`, `not-allowed`, `last-owner` */
export async function requestDeletion(tx: Tx, actor: Actor): Promise<string> {
  const person = await oneself(tx, actor)
  await mustLeaveAnOwner(tx, person.id)
  const code = freshToken()
  await store.putDeletion(tx, person.id, hashOf(code), new Date(tx.now.getTime() + DELETION_HOURS * HOUR_MS))
  return code
}

/** Deletes whoever asks, who has shown the mailed code. @throws Refusal `not-signed-in`, `code-wrong`, `code-expired`, `last-owner` */
export async function confirmDeletion(tx: Tx, actor: Actor, code: string): Promise<Forgotten> {
  const person = signedInAs(actor)
  const until = await store.deletionOf(tx, idsOf(person), hashOf(code))
  if (!until) throw new Refusal('code-wrong', { path: 'body.code' })
  if (until <= tx.now) throw new Refusal('code-expired', { path: 'body.code' })
  return forgetPerson(tx, actor, person.id)
}

/** Deletes whoever asks, at once. @throws Refusal `not-signed-in`, `not-allowed`, `last-owner` */
export async function deleteOneself(tx: Tx, actor: Actor): Promise<Forgotten> {
  const person = await oneself(tx, actor)
  return forgetPerson(tx, actor, person.id)
}

/**
 * Writes down what somebody agrees to, of what they were asked: whoever signs up under their `account`, until it has a person.
 * @throws Refusal `consent-missing` naming what has to be agreed to; `conflict` for what is not asked, or not in this version any more
 */
export async function consent(
  tx: Tx,
  by: store.Holder,
  asked: readonly Consent[],
  given: readonly GivenConsent[],
): Promise<void> {
  const isGiven = ({ id, version }: Consent) => given.some((one) => one.id === id && one.version === version)
  const missing = asked.find((one) => one.required && !isGiven(one))
  if (missing) throw new Refusal('consent-missing', { path: 'body.consents', hint: missing.id })
  await add(tx, by, asked, given)
}

/** Agrees to one thing. @throws Refusal `not-signed-in`, `not-allowed`, `conflict` when it is not asked, or not in this version any more */
export async function giveConsent(tx: Tx, actor: Actor, asked: readonly Consent[], given: GivenConsent): Promise<void> {
  const person = await oneself(tx, actor)
  await add(tx, { person: person.id }, asked, [given])
}

async function add(tx: Tx, by: store.Holder, asked: readonly Consent[], given: readonly GivenConsent[]): Promise<void> {
  const isAsked = (one: GivenConsent) => asked.some(({ id, version }) => id === one.id && version === one.version)
  if (!given.every(isAsked)) throw new Refusal('conflict', { path: 'body.consents' })
  if (given.length > 0) await store.addConsents(tx, by, given)
}

/** Takes back what one agreed to; when that was stays written down. @throws Refusal `not-signed-in`, `not-allowed`, `not-found`, `consent-missing` for what an account needs */
export async function withdrawConsent(tx: Tx, actor: Actor, asked: readonly Consent[], id: string): Promise<void> {
  const person = await oneself(tx, actor)
  if (asked.some((one) => one.id === id && one.required)) throw new Refusal('consent-missing', { path: 'params.consent' })
  if (!(await store.withdrawConsent(tx, idsOf(person), id))) throw new Refusal('not-found', { path: 'params.consent' })
}

/** What the asker agreed to, latest first. @throws Refusal `not-signed-in`, `not-allowed` */
export const myConsents = async (tx: ReadTx, actor: Actor): Promise<store.ConsentRow[]> =>
  store.consentsOf(tx, idsOf(await oneself(tx, actor)))

/** Whoever was forgotten in the last two days: what they did in the very moment may have come after. */
export const forgottenLately = (tx: Tx): Promise<PersonId[]> =>
  store.forgottenSince(tx, new Date(tx.now.getTime() - 48 * HOUR_MS), FORGET_STEP_MAX)

/** Persons first known before then, at most 500, from one of them on: for whoever looks at all. */
export const knownBefore = (tx: ReadTx, before: Date, after: PersonId | null): Promise<PersonId[]> =>
  store.madeBefore(tx, before, after, FORGET_STEP_MAX)

/**
 * Forgets those of these persons who are known here by nothing but chat accounts and guests' cookies, and of whom nobody else keeps anything.
 * @param isKept which ids somebody else keeps something of
 * @returns how many persons went
 */
export async function forgetUnknown(
  tx: Tx,
  ids: readonly PersonId[],
  isKept: (ids: readonly PersonId[]) => Promise<ReadonlySet<PersonId>>,
): Promise<number> {
  const found = await store.unknownAmong(tx, ids)
  const kept = await isKept(found.flatMap((one) => one.ids))
  const leaving = found.filter((one) => !one.ids.some((id) => kept.has(id)))
  const [written, others] = [leaving.filter((one) => one.hasActs), leaving.filter((one) => !one.hasActs)]
  await forget(
    tx,
    written.flatMap((one) => one.ids),
  )
  await store.dropPersons(
    tx,
    others.flatMap((one) => one.ids),
  )
  return leaving.length
}

/** Codes that ran out, and what was agreed to with accounts that never came to be. */
export async function dropOldRequests(tx: Tx): Promise<void> {
  await store.dropOldDeletions(tx)
  await store.dropLoneConsents(tx, new Date(tx.now.getTime() - LONE_CONSENT_DAYS * 24 * HOUR_MS))
}
