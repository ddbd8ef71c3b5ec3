import { KEYS_PER_PERSON_MAX } from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import { KEY_PREFIX, type KeyId, type Scope } from '../../contract/scopes.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { announceAccess } from './access.ts'
import { recordAct } from './acts.ts'
import * as store from './keys.store.ts'
import { type Actor, actorOf } from './rules.ts'
import { freshToken, hashOf } from './tokens.ts'

/** Keys for programs: each acts for the person who made it, within its scopes; the door checks those, commands check the person's roles as ever. */

export interface NewKey {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly expiresAt: Date | null
}

export const isKey = (token: string): boolean => token.startsWith(KEY_PREFIX)

/** Makes a key and returns its secret, of which nothing but a hash is kept. @throws Refusal `not-signed-in`, `not-allowed`, `bad-input`, `too-many`, `conflict` */
export async function makeKey(tx: Tx, actor: Actor, id: KeyId, key: NewKey): Promise<string> {
  const person = keeperOf(actor)
  if (key.expiresAt && key.expiresAt <= tx.now) throw new Refusal('bad-input', { path: 'body.expiresAt' })
  await store.holdPerson(tx, person)
  if ((await store.keysOf(tx, person, tx.now)).length >= KEYS_PER_PERSON_MAX)
    throw new Refusal('too-many', { hint: String(KEYS_PER_PERSON_MAX) })
  const secret = KEY_PREFIX + freshToken()
  const scopes = [...new Set(key.scopes)]
  if (!(await store.addKey(tx, person, { id, name: key.name, hash: hashOf(secret), scopes, expiresAt: key.expiresAt })))
    throw new Refusal('conflict', { path: 'params.key' })
  await recordAct(tx, actor, { act: 'key.make', subject: `key:${id}`, detail: { scopes } })
  return secret
}

/** One's own keys, newest first. @throws Refusal `not-signed-in`, `not-allowed` */
export const myKeys = async (tx: ReadTx, actor: Actor, now: Date): Promise<store.KeyRow[]> =>
  store.keysOf(tx, keeperOf(actor), now)

/** Ends a key at once. Ending it again does no harm, as long as it was one's own. @throws Refusal `not-signed-in`, `not-allowed`, `not-found` */
export async function endKey(tx: Tx, actor: Actor, id: KeyId): Promise<void> {
  const keeper = keeperOf(actor)
  if (!(await store.dropKey(tx, keeper, id))) throw new Refusal('not-found', { path: 'params.key' })
  await recordAct(tx, actor, { act: 'key.end', subject: `key:${id}` })
  announceAccess(tx, { id: keeper })
}

/** Who stands behind each key, by the hex of its hash. */
export async function actorsOfKeys(tx: ReadTx, hashes: readonly Buffer[], now: Date): Promise<Map<string, Actor>> {
  if (hashes.length === 0) return new Map()
  const rows = await store.ofHashes(tx, hashes, now)
  return new Map(rows.map((row) => [row.hash, { ...actorOf(row), scopes: row.scopes }]))
}

/** That a key is in use, to the hour. */
export const noteKeyUse = (tx: Tx, token: string): Promise<void> => store.noteUse(tx, hashOf(token))

export const dropOldKeys = (tx: Tx): Promise<void> => store.dropOldKeys(tx)

/** Whoever holds a role may keep keys; a key may not make or see others. */
function keeperOf(actor: Actor) {
  if (actor.kind !== 'person') throw new Refusal('not-signed-in')
  if (actor.scopes || actor.roles.length === 0) throw new Refusal('not-allowed')
  return actor.id
}
