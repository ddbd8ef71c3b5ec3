import type { SignInId } from '../../contract/accounts.endpoints.ts'
import { freshId } from '../../contract/ids.ts'
import type { PersonId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { holdPersons } from './access.store.ts'
import { announceAccess } from './access.ts'
import { aboutPerson, recordAct } from './acts.ts'
import { adoptConsents } from './privacy.store.ts'
import { type Actor, idsOf, type Person } from './rules.ts'
import * as store from './sign-ins.store.ts'
import { standingOf } from './standing.ts'
import { addPersons, standingOf as findStanding, rename } from './store.ts'
import { freshToken, hashOf } from './tokens.ts'

/**
 * Accounts and sign-ins. An account is a handle of network `account`, whose id is that of whoever keeps its password; who has shown the password
 * is not known here. A sign-in is a token, of which the hash is kept, with the kind of browser it was given to and no address.
 */

export const SIGN_IN_HOURS = 10
export const KEPT_SIGN_IN_DAYS = 30
const SIGN_INS_PER_PERSON_MAX = 50
const HOUR_MS = 3_600_000

export interface SignedIn {
  readonly token: string
  readonly expiresAt: Date
}

/** Whoever asks, when they are signed in: a guest's cookie is no sign-in. @throws Refusal `not-signed-in` */
export function signedInAs(actor: Actor): Person {
  if (actor.kind !== 'person' || actor.guest || actor.scopes) throw new Refusal('not-signed-in')
  return actor
}

/**
 * Gives an account to a person: to `wish`, who asked for it, unless they have one or are gone; else to somebody new of its name.
 * The caller has seen proof of its address.
 */
export async function addAccount(tx: Tx, account: { id: string; name: string }, wish: PersonId | null): Promise<Person> {
  if (wish) await holdPersons(tx, [wish])
  const known = wish && (await findStanding(tx, wish))
  const isFree = known && (await accountsOf(tx, known.person)).length === 0
  const person = isFree ? known.person : freshId<PersonId>(tx.now.getTime())
  if (!isFree) await addPersons(tx, [{ id: person, name: account.name }])
  await store.addAccount(tx, account, person)
  await adoptConsents(tx, account.id, person)
  const owner = await standingOf(tx, person)
  await recordAct(tx, owner, { act: 'account.make', subject: aboutPerson(person) })
  announceAccess(tx, owner)
  return owner
}

/** Whose account this is today; null when it is nobody's. */
export async function personOfAccount(tx: ReadTx, account: string): Promise<Person | null> {
  const owner = await store.ownerOf(tx, account)
  return owner && standingOf(tx, owner)
}

/** The accounts of a person, by all their ids; none of somebody who is not there. */
export async function accountsOf(tx: ReadTx, person: PersonId): Promise<string[]> {
  const known = await findStanding(tx, person)
  return known ? store.accountsOf(tx, [known.person, ...(known.others ?? [])]) : []
}

/** The account somebody is signed in with: that of the sign-in, else their oldest; null when they have none. */
export async function accountOf(tx: ReadTx, actor: Actor, token: string): Promise<string | null> {
  const all = await store.accountsOf(tx, idsOf(signedInAs(actor)))
  const used = await store.accountOfSignIn(tx, hashOf(token))
  return all.find((one) => one === used) ?? all[0] ?? null
}

/** A new name for an account, and for the person, who is shown by it everywhere. */
export async function renameAccount(tx: Tx, person: Person, account: string, name: string): Promise<void> {
  await store.renameAccount(tx, account, name)
  await rename(tx, person.id, name)
  await recordAct(tx, person, { act: 'account.rename', subject: aboutPerson(person.id) })
}

/**
 * Signs a person in, who has proved to be the account's: for 10 hours, or with `keep` 30 days. The sign-in that the same browser showed
 * (`instead`) ends. The secret is always a fresh one.
 */
export async function signIn(
  tx: Tx,
  person: Person,
  account: string,
  how: { readonly keep: boolean; readonly device: string; readonly instead: string | null },
): Promise<SignedIn> {
  const token = freshToken()
  const hours = how.keep ? KEPT_SIGN_IN_DAYS * 24 : SIGN_IN_HOURS
  const expiresAt = new Date(tx.now.getTime() + hours * HOUR_MS)
  if (how.instead) await store.dropReplaced(tx, hashOf(how.instead))
  await store.add(tx, { hash: hashOf(token), person: person.id, account, device: how.device, expiresAt })
  await store.dropBeyond(tx, idsOf(person), SIGN_INS_PER_PERSON_MAX)
  return { token, expiresAt }
}

/** Where the asker is signed in: this one first, then the latest. @throws Refusal `not-signed-in` */
export const signInsOf = (tx: ReadTx, actor: Actor, token: string, now: Date): Promise<store.SignInRow[]> =>
  store.list(tx, idsOf(signedInAs(actor)), hashOf(token), now)

/** Ends one of the asker's sign-ins. @throws Refusal `not-signed-in`, `not-found` */
export async function endSignIn(tx: Tx, actor: Actor, id: SignInId): Promise<void> {
  const person = signedInAs(actor)
  if (!(await store.drop(tx, idsOf(person), id))) throw new Refusal('not-found', { path: 'params.signIn' })
  announceAccess(tx, person)
}

/** Ends every sign-in of a person, but for that of the token. Guests' cookies let nobody in, and stay. */
export async function endSignIns(tx: Tx, person: Person, but: string | null): Promise<void> {
  await store.dropAll(tx, idsOf(person), but === null ? null : hashOf(but))
  await recordAct(tx, person, { act: 'sign-in.end', subject: aboutPerson(person.id) })
  announceAccess(tx, person)
}
