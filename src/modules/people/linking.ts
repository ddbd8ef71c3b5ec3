import { freshId } from '../../contract/ids.ts'
import type { PersonId } from '../../contract/meeting.schema.ts'
import type { HandleId, LinkId } from '../../contract/people.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { announceAccess } from './access.ts'
import { aboutPerson, recordAct } from './acts.ts'
import { freshLinkCode, hashOfLinkCode } from './codes.ts'
import * as store from './linking.store.ts'
import { holdMerging, mergeOf } from './merging.store.ts'
import { join, split } from './merging.ts'
import { type Actor, idsOf, type Person } from './rules.ts'
import { actorOfHandle, type ChatHandle, standingOf } from './standing.ts'

/**
 * A chat account and a person on the web become one by proof from both sides: a code that one of them is given, the other shows. A name proves
 * nothing. Where the chat account is somebody already (has other handles, roles, a browser), the person on the web has to confirm first.
 */

export const LINK_CODE_MS = 600_000

export interface LinkCode {
  readonly code: string
  readonly expiresAt: Date
}
/** `linked`: one person now. Else the asker has to confirm this link. */
export type LinkOutcome = { readonly linked: true } | { readonly linked: false; readonly waiting: LinkId }

/** A code to be said to the program in a chat, good once, for ten minutes; earlier ones of the asker stop working. @throws Refusal `not-signed-in`, `not-allowed` */
export async function makeLinkCode(tx: Tx, actor: Actor): Promise<LinkCode> {
  const person = await linker(tx, actor)
  await store.dropCodesOfPerson(tx, idsOf(person))
  return add(tx, { person: person.id, handle: null })
}

/** A code to be entered on the web, given to a chat account by direct message. */
export async function makeLinkCodeForHandle(tx: Tx, handle: ChatHandle): Promise<LinkCode> {
  await actorOfHandle(tx, handle)
  await store.dropCodesOfHandle(tx, handle)
  return add(tx, { person: null, handle })
}

/** A chat account says a code that was made on the web. @throws Refusal `link-code-wrong`, `sign-in-instead`, `handle-unproven` */
export async function sayLinkCode(tx: Tx, handle: ChatHandle, code: string): Promise<LinkOutcome> {
  const heard = await actorOfHandle(tx, handle)
  const link = await store.takeCode(tx, await hashOfLinkCode(code), 'made on the web')
  if (!link) throw new Refusal('link-code-wrong')
  return settle(tx, link.id, await standingOf(tx, link.person), heard, handle)
}

/** A person on the web enters a code that a chat account was given. @throws Refusal `not-signed-in`, `link-code-wrong`, `sign-in-instead`, `handle-unproven`, `not-allowed` */
export async function enterLinkCode(tx: Tx, actor: Actor, code: string): Promise<LinkOutcome> {
  const person = await linker(tx, actor)
  const link = await store.takeCode(tx, await hashOfLinkCode(code), 'made in a chat')
  const handle = link && (await store.handleOf(tx, link))
  if (!handle) throw new Refusal('link-code-wrong', { path: 'body.code' })
  return settle(tx, link.id, person, await standingOf(tx, handle.person), handle)
}

/** Confirms that the chat account's person and the asker are one. @throws Refusal `not-signed-in`, `not-found`, `sign-in-instead`, `handle-unproven`, `not-allowed` */
export async function confirmLink(tx: Tx, actor: Actor, id: LinkId): Promise<void> {
  const person = await linker(tx, actor)
  const link = await store.waitingLink(tx, id, idsOf(person))
  const handle = link && (await store.handleOf(tx, link))
  if (!handle) throw new Refusal('not-found', { path: 'params.link' })
  await holdMerging(tx)
  await connect(tx, id, person.id, await standingOf(tx, handle.person), handle)
}

/** Gives up a link that waits, or a code. @throws Refusal `not-signed-in` */
export async function dropLink(tx: Tx, actor: Actor, id: LinkId): Promise<void> {
  await store.dropLink(tx, id, idsOf(await linker(tx, actor)))
}

/** The asker's handles, and the links that wait for their word. @throws Refusal `not-signed-in` */
export async function myHandles(tx: ReadTx, actor: Actor, now: Date) {
  const ids = idsOf(await linker(tx, actor))
  return { handles: await store.handlesOf(tx, ids), waiting: await store.waitingLinks(tx, ids, now) }
}

/**
 * Parts a chat account from its person: it is again whoever it was before it was linked, or somebody new. What the two did together stays here.
 * @throws Refusal `not-signed-in`, `not-found`
 */
export async function unlinkHandle(tx: Tx, actor: Actor, id: HandleId): Promise<void> {
  const asker = await linker(tx, actor)
  await holdMerging(tx)
  const whole = await standingOf(tx, asker.id)
  const handle = await store.chatHandle(tx, id, idsOf(whole))
  if (!handle) throw new Refusal('not-found', { path: 'params.handle' })
  await part(tx, actor, whole, handle)
}

/** A chat account parts itself from its person; false when it is nobody else. */
export async function unlinkFromChat(tx: Tx, at: ChatHandle): Promise<boolean> {
  const actor = await actorOfHandle(tx, at)
  await holdMerging(tx)
  const whole = await standingOf(tx, actor.id)
  const handle = await store.handleOf(tx, at)
  if (!handle || (await store.isNobodyElse(tx, idsOf(whole)))) return false
  await part(tx, actor, whole, handle)
  return true
}

/** A code that everybody could read is good for nothing; true when there was one. */
export const voidLinkCode = async (tx: Tx, code: string): Promise<boolean> => store.dropCode(tx, await hashOfLinkCode(code))

async function part(tx: Tx, actor: Actor, whole: Person, handle: store.OwnedHandle): Promise<void> {
  const merged = (await store.isAlone(tx, handle)) ? await mergeOf(tx, handle.person) : null
  if (merged) await split(tx, actor, merged, whole)
  else await store.moveToFreshPerson(tx, handle, freshId<PersonId>(tx.now.getTime()))
  await recordAct(tx, actor, { act: 'person.unlink', subject: aboutPerson(whole.id), detail: { network: handle.network } })
  announceAccess(tx, whole)
}

async function add(tx: Tx, of: { person: PersonId | null; handle: ChatHandle | null }): Promise<LinkCode> {
  const code = freshLinkCode()
  const expiresAt = new Date(tx.now.getTime() + LINK_CODE_MS)
  await store.addCode(tx, { id: freshId<LinkId>(tx.now.getTime()), hash: await hashOfLinkCode(code), ...of, expiresAt })
  return { code, expiresAt }
}

/**
 * Whoever may link: a person with a browser of their own; not a program's key. A guest's cookie is enough only for somebody who has nothing but such:
 * it must not bring chat accounts to whoever holds roles. @throws Refusal `not-signed-in`, `not-allowed`
 */
export async function linker(tx: ReadTx, actor: Actor): Promise<Person> {
  if (actor.kind !== 'person') throw new Refusal('not-signed-in')
  if (actor.scopes) throw new Refusal('not-allowed')
  if (!actor.guest) return actor
  const whole = await standingOf(tx, actor.id)
  if (whole.roles.length > 0 || (await store.hasAccount(tx, idsOf(whole)))) throw new Refusal('not-signed-in')
  return actor
}

async function settle(tx: Tx, id: LinkId, person: Person, heard: Person, handle: ChatHandle): Promise<LinkOutcome> {
  await holdMerging(tx)
  const other = await standingOf(tx, heard.id)
  await mayJoin(tx, person, other, handle)
  if (person.id !== other.id && !(await store.isNobodyElse(tx, idsOf(other)))) {
    await store.keepWaiting(tx, id, person.id, handle, new Date(tx.now.getTime() + LINK_CODE_MS))
    return { linked: false, waiting: id }
  }
  await connect(tx, id, person.id, other, handle)
  return { linked: true }
}

async function connect(tx: Tx, id: LinkId, person: PersonId, other: Person, handle: ChatHandle): Promise<void> {
  const one = await standingOf(tx, person)
  await mayJoin(tx, one, other, handle)
  await store.dropLink(tx, id, [])
  if (!(await join(tx, one, one, other))) return
  await recordAct(tx, one, { act: 'person.link', subject: aboutPerson(one.id), detail: { network: handle.network } })
}

/**
 * A chat account cannot open somebody else's account, nor can one the network does not vouch for bring roles along.
 * @throws Refusal `sign-in-instead`, `handle-unproven`
 */
async function mayJoin(tx: Tx, person: Person, other: Person, handle: ChatHandle): Promise<void> {
  if (person.id === other.id) return
  if (await store.hasAccount(tx, idsOf(other))) throw new Refusal('sign-in-instead')
  const whole = await standingOf(tx, person.id)
  if (!handle.proven && (other.roles.length > 0 || whole.roles.length > 0)) throw new Refusal('handle-unproven')
}
