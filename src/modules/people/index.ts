/**
 * People: one known human (or guest) is a person, whatever they use; a platform account of theirs is a handle, keyed by the network's stable id,
 * never by a display name. Who asks for a command is an actor. This module knows tokens only as hashes, and nothing of what people do elsewhere.
 */
import { freshId } from '../../contract/ids.ts'
import type { EventId, NetworkName, PersonId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { actorsOfKeys, dropOldKeys, isKey } from './keys.ts'
import { type Actor, has, type Role } from './rules.ts'
import * as store from './store.ts'
import { freshToken, hashOf } from './tokens.ts'

export { endKey, isKey, makeKey, myKeys, noteKeyUse } from './keys.ts'
export { type Actor, has, type Role, stranger, system } from './rules.ts'
export { freshToken, hashOf } from './tokens.ts'

const SETUP_LINK_MS = 3_600_000
const SIGN_IN_MS = 30 * 86_400_000
const GUEST_MS = 180 * 86_400_000

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
  await store.addRole(tx, person, 'owner', null)
  const signIn = freshToken()
  await store.addSignIns(tx, [{ hash: hashOf(signIn), person, expiresAt: new Date(tx.now.getTime() + SIGN_IN_MS) }])
  return signIn
}

export async function signOut(tx: Tx, token: string): Promise<void> {
  await store.dropSignIn(tx, hashOf(token))
}

/** True once anybody owns the instance. */
export const hasOwner = (tx: ReadTx): Promise<boolean> => store.hasOwner(tx)

export interface NewGuest {
  readonly person: PersonId
  readonly name: string
  /** What their browser will show again; only its hash is kept. */
  readonly token: string
}

/** Persons without an account, known by their browser alone. */
export async function addGuests(tx: Tx, guests: readonly NewGuest[]): Promise<void> {
  if (guests.length === 0) return
  await store.addPersons(
    tx,
    guests.map((guest) => ({ id: guest.person, name: guest.name })),
  )
  const expiresAt = new Date(tx.now.getTime() + GUEST_MS)
  await store.addSignIns(
    tx,
    guests.map((guest) => ({ hash: hashOf(guest.token), person: guest.person, expiresAt })),
  )
}

/** Who stands behind each token (of a sign-in, a guest or a key), in order; null where it is unknown or has run out. */
export async function actorsOfTokens(tx: ReadTx, tokens: readonly string[], now: Date): Promise<(Actor | null)[]> {
  const hashes = tokens.map(hashOf)
  const found = new Map((await store.personsOfHashes(tx, hashes, now)).map((row) => [row.hash, row]))
  const keys = await actorsOfKeys(
    tx,
    hashes.filter((_, i) => isKey(tokens[i] ?? '')),
    now,
  )
  return hashes.map((hash) => {
    const row = found.get(hash.toString('hex'))
    if (!row) return keys.get(hash.toString('hex')) ?? null
    return { kind: 'person', id: row.person, name: row.name, roles: row.roles }
  })
}

/** A chat account: `account` is the network's stable id; `proven` says that the network vouches for it. */
export interface ChatHandle {
  readonly network: NetworkName
  readonly account: string
  readonly name: string
  readonly proven: boolean
}

/** The person of a chat account; made on first contact. An unproven one never holds a role. */
export async function actorOfHandle(tx: Tx, handle: ChatHandle): Promise<Actor & { kind: 'person' }> {
  const person = await store.personOfHandle(tx, handle, freshId<PersonId>(tx.now.getTime()))
  return { kind: 'person', id: person, name: handle.name, roles: handle.proven ? await store.rolesOf(tx, person) : [] }
}

/** Gives a role, in one event or (null) in the whole instance. Only an owner may. */
export async function grant(tx: Tx, actor: Actor, to: PersonId, role: Role, event: EventId | null): Promise<void> {
  if (!has(actor, 'owner', event)) throw new Refusal('not-allowed')
  await store.addRole(tx, to, role, event)
}

/** Sign-ins and keys that ran out are forgotten. */
export async function dropOldSignIns(tx: Tx): Promise<void> {
  await store.dropOldSignIns(tx, tx.now)
  await dropOldKeys(tx)
}
