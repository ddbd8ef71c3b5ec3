import { freshId } from '../../contract/ids.ts'
import type { NetworkName, PersonId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import { idOfKey, type ReadTx, type Tx } from '../../platform/db.ts'
import { actorsOfKeys, isKey } from './keys.ts'
import { dropLinksOfHandle } from './linking.store.ts'
import { type Actor, actorOf, type Person } from './rules.ts'
import * as store from './store.ts'
import { hashOf } from './tokens.ts'

/** Who stands behind a credential or a chat account, with all that decides what they may do. Persons that were merged are one. */

/** Who a guest with this secret is, today as in a year: made of the secret itself, so that two doors that hear it at once agree without asking. */
export const guestOf = (token: string): PersonId => idOfKey(`guest/${token}`) as PersonId

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
    // A guest's cookie lives long and was given to nobody who proved anything.
    return row.guest ? { ...actorOf(row), roles: [], guest: true } : actorOf(row)
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
export async function actorOfHandle(tx: Tx, handle: ChatHandle): Promise<Person> {
  const known = await store.personOfHandle(tx, handle, freshId<PersonId>(tx.now.getTime()))
  const row = await store.standingOf(tx, known)
  if (!row) throw new Error('the person of a handle is gone')
  return { ...actorOf(row), name: handle.name, ...(handle.proven ? {} : { roles: [] }) }
}

/**
 * A chat account that the network does not vouch for goes by another id, seen by the network on one connection: its person stays the same. Where
 * somebody is known by the new id already, nothing moves: they stay apart, as if the sender had come anew.
 */
export async function renameHandle(
  tx: Tx,
  from: Pick<ChatHandle, 'network' | 'account'>,
  to: Pick<ChatHandle, 'network' | 'account' | 'name'>,
): Promise<void> {
  // What was to be linked was the old name: whoever still wants it asks again.
  if (from.account !== to.account) await dropLinksOfHandle(tx, from)
  await store.moveHandle(tx, from, to)
}

/** Whoever has this id, whatever they were merged with since. @throws Refusal `not-found` */
export async function standingOf(tx: ReadTx, person: PersonId): Promise<Person> {
  const row = await store.standingOf(tx, person)
  if (!row) throw new Refusal('not-found', { path: 'params.person' })
  return actorOf(row)
}
