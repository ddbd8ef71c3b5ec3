/**
 * People: one known human (or guest) is a person, whatever they use; a platform account of theirs is a handle, keyed by the network's stable id,
 * never by a display name. Who asks for a command is an actor. This module knows tokens only as hashes, and nothing of what people do elsewhere.
 */
import { freshId } from '../../contract/ids.ts'
import type { PersonId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Presence } from '../../contract/scores.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { addRole } from './access.store.ts'
import { announceAccess } from './access.ts'
import { aboutPerson, recordAct } from './acts.ts'
import { dropOldKeys } from './keys.ts'
import { forgottenAmong } from './privacy.store.ts'
import { dropOldRequests } from './privacy.ts'
import { type Actor, system } from './rules.ts'
import { guestOf, standingOf } from './standing.ts'
import * as store from './store.ts'
import { freshToken, hashOf } from './tokens.ts'

export { announceAccess } from './access.ts'
export { type Act, type ActFilter, aboutPerson, acts, recordAct } from './acts.ts'
export { ban, unban } from './bans.ts'
export type { CardRow as Card } from './directory.store.ts'
export { findPeople, list, type PeopleFilter, personPage } from './directory.ts'
export { type Forgotten, forgetPerson, removePerson } from './forgetting.ts'
export { endKey, isKey, makeKey, myKeys, noteKeyUse } from './keys.ts'
export {
  confirmLink,
  dropLink,
  enterLinkCode,
  type LinkCode,
  type LinkOutcome,
  makeLinkCode,
  makeLinkCodeForHandle,
  myHandles,
  sayLinkCode,
  unlinkFromChat,
  unlinkHandle,
  voidLinkCode,
} from './linking.ts'
export { merge, undoMerge } from './merging.ts'
export {
  confirmDeletion,
  consent,
  DELETION_HOURS,
  dataOf,
  deleteOneself,
  FORGET_STEP_MAX,
  forgetUnknown,
  forgottenLately,
  giveConsent,
  knownBefore,
  myConsents,
  oneself,
  type PeopleData,
  requestDeletion,
  withdrawConsent,
} from './privacy.ts'
export { grant, revoke } from './roles.ts'
export { type Actor, has, idsOf, isBanned, type Person, type Role, stranger, system } from './rules.ts'
export {
  accountOf,
  accountsOf,
  addAccount,
  endSignIn,
  endSignIns,
  KEPT_SIGN_IN_DAYS,
  personOfAccount,
  renameAccount,
  SIGN_IN_HOURS,
  type SignedIn,
  signedInAs,
  signIn,
  signInsOf,
} from './sign-ins.ts'
export {
  actorOfHandle,
  actorsOfTokens,
  type ChatHandle,
  guestOf,
  renameHandle,
  standingOf,
} from './standing.ts'
export { freshToken, hashOf } from './tokens.ts'

const SETUP_LINK_MS = 3_600_000
const SIGN_IN_MS = 30 * 86_400_000
export const GUEST_DAYS = 180
const GUEST_MS = GUEST_DAYS * 86_400_000

/** A link that makes whoever opens it first an owner; good once, for an hour. Earlier unused ones stop working. */
export async function makeSetupLink(tx: Tx): Promise<string> {
  const token = freshToken()
  await store.dropUnusedSetupLinks(tx)
  await store.addSetupLink(tx, hashOf(token), new Date(tx.now.getTime() + SETUP_LINK_MS))
  return token
}

/**
 * Uses a set-up link. Whoever is signed in with a role becomes owner; else a person is made: a guest's cookie never opens the console. Returns the token of the new sign-in.
 * @throws Refusal `link-used`
 */
export async function redeemSetupLink(tx: Tx, actor: Actor, token: string, name: string): Promise<string> {
  if (!(await store.useSetupLink(tx, hashOf(token)))) throw new Refusal('link-used')
  const known = actor.kind === 'person' && actor.roles.length > 0 ? actor.id : null
  const person = known ?? freshId<PersonId>(tx.now.getTime())
  if (known) await store.rename(tx, known, name)
  else await store.addPersons(tx, [{ id: person, name }])
  await addRole(tx, person, 'owner', null)
  await recordAct(tx, system, {
    act: 'role.grant',
    subject: aboutPerson(person),
    detail: { role: 'owner', event: null, by: 'set-up link' },
  })
  announceAccess(tx, await standingOf(tx, person))
  const signIn = freshToken()
  await store.addSignIns(tx, [{ hash: hashOf(signIn), person, expiresAt: new Date(tx.now.getTime() + SIGN_IN_MS) }])
  return signIn
}

export async function signOut(tx: Tx, token: string): Promise<void> {
  const person = await store.dropSignIn(tx, hashOf(token))
  if (person) announceAccess(tx, await standingOf(tx, person))
}

/** The names of these persons, of whom there are. */
export const namesOf = (tx: ReadTx, persons: readonly PersonId[]): Promise<Map<PersonId, string>> => store.namesOf(tx, persons)

/** By what these persons are known, of whom there is anything: chat networks, and `web` for a browser. */
export const networksOf = async (tx: ReadTx, persons: readonly PersonId[]): Promise<Map<PersonId, Presence[]>> =>
  new Map((await store.networksOf(tx, persons)).map((row) => [row.person, row.networks]))

/** All ids of whoever is known by this: has an account on that network (`web`: a browser), or one whose name has this text in it. */
export const personsKnownBy = (tx: ReadTx, by: { readonly network: Presence } | { readonly text: string }): Promise<PersonId[]> =>
  store.personsKnownBy(tx, by)

/** True once anybody owns the instance. */
export const hasOwner = (tx: ReadTx): Promise<boolean> => store.hasOwner(tx)

export interface NewGuest {
  readonly person: PersonId
  readonly name: string
  /** What their browser will show again; only its hash is kept. */
  readonly token: string
}

/** Which of these secrets are no guest's own: such as that of a sign-in, which must not come in by this door, or of a guest who was forgotten. */
export const otherPeoplesSecrets = async (tx: ReadTx, tokens: readonly string[]): Promise<Set<string>> => {
  const owners = new Map((await store.ownersOfHashes(tx, tokens.map(hashOf))).map((row) => [row.hash, row.person]))
  const forgotten = await forgottenAmong(tx, tokens.map(guestOf))
  const isOthers = (token: string) => (owners.get(hashOf(token).toString('hex')) ?? guestOf(token)) !== guestOf(token)
  return new Set(tokens.filter((token) => isOthers(token) || forgotten.has(guestOf(token))))
}

/** Persons without an account, known by their browser alone. Those who come again are the same, under the name they first gave, for as long again. */
export async function addGuests(tx: Tx, guests: readonly NewGuest[]): Promise<void> {
  if (guests.length === 0) return
  await store.addPersons(
    tx,
    guests.map((guest) => ({ id: guest.person, name: guest.name })),
  )
  const expiresAt = new Date(tx.now.getTime() + GUEST_MS)
  await store.addSignIns(
    tx,
    guests.map((guest) => ({ hash: hashOf(guest.token), person: guest.person, expiresAt, guest: true })),
  )
}

/** Sign-ins, keys and codes that ran out are forgotten. */
export async function dropOldSignIns(tx: Tx): Promise<void> {
  await store.dropOldSignIns(tx, tx.now)
  await dropOldKeys(tx)
  await dropOldRequests(tx)
}
