import { Refusal } from '../../contract/refusal.ts'
import * as mails from '../../modules/mails/index.ts'
import * as people from '../../modules/people/index.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { type Claimed, CONFIRM_HOURS, HASH_OF_NONE, letter, type Means, mailCode, mustBeFree, spoken, still } from './common.ts'
import type { Account } from './credentials.ts'
import { holdNames, usesOf } from './store.ts'

/** What people see and change of their own account. */

/** The asker's own account. @throws Refusal `not-signed-in`, `not-found` when they have none */
export async function own({ credentials }: Means, tx: ReadTx, actor: people.Actor, token: string) {
  const person = people.signedInAs(actor)
  const id = await people.accountOf(tx, person, token)
  const account = id && (await credentials.byId(tx, id))
  if (!account) throw new Refusal('not-found', { path: 'account' })
  return { person, account, hash: (await credentials.passwordOf(tx, account.id)) ?? HASH_OF_NONE }
}

/** What people see of themselves. @throws Refusal `not-signed-in` */
export async function view({ credentials }: Means, tx: ReadTx, actor: people.Actor, token: string, now: Date) {
  const person = people.signedInAs(actor)
  const id = await people.accountOf(tx, person, token)
  const account = id ? await credentials.byId(tx, id) : null
  const pendingEmail = account && (await credentials.waitsFor(tx, 'confirm-new-address', account.id, now))
  return { person, account: account && { ...account, pendingEmail } }
}

/** Mails a code to the new address; the account has it once that is confirmed. @throws Refusal `not-signed-in`, `wrong-credentials`, `address-taken` */
export async function changeAddress(means: Means, tx: Tx, claimed: Claimed, actor: people.Actor, email: string): Promise<void> {
  people.signedInAs(actor)
  const account = await still(means, tx, claimed)
  const other = await means.credentials.byEmail(tx, email)
  if (other?.confirmed) throw new Refusal('address-taken', { path: 'body.email' })
  await mailCode(means, tx, account, 'confirm-new-address', email, CONFIRM_HOURS)
}

/** One's own name in another case is no other name. @throws Refusal `not-signed-in`, `not-found`, `name-taken` */
export async function changeUserName(
  means: Means,
  tx: Tx,
  actor: people.Actor,
  token: string,
  userName: string,
): Promise<string> {
  people.signedInAs(actor)
  await holdNames(tx)
  const { person, account } = await own(means, tx, actor, token)
  if (userName === account.userName) return userName
  await mustBeFree(means, tx, userName, account.id)
  await means.credentials.rename(tx, account, userName)
  await people.renameAccount(tx, person, account.id, userName)
  const facts = { name: userName, userName }
  await mails.enqueue(tx, { ...letter(tx, account, person.id), kind: 'user-name-changed', facts }, means.seal)
  return userName
}

/** @throws Refusal `not-signed-in`, `not-found`, `bad-input` for a language we do not speak */
export async function changeLanguage(means: Means, tx: Tx, actor: people.Actor, token: string, language: string): Promise<void> {
  const { account } = await own(means, tx, actor, token)
  await means.credentials.change(tx, account.id, { language: spoken(language) })
}

type Whole = Account & { pendingEmail: string | null; lastSignInAt: Date | null; devices: string[] }

/** Those of these accounts that are there, each with the address that waits for its confirmation, and how it was used. Permission is the caller's. */
export async function of({ credentials }: Means, tx: ReadTx, ids: readonly string[], now: Date) {
  const found: Whole[] = []
  for (const id of ids) {
    const account = await credentials.byId(tx, id)
    if (!account) continue
    const pendingEmail = await credentials.waitsFor(tx, 'confirm-new-address', id, now)
    found.push({ ...account, ...(await usesOf(tx, id)), pendingEmail })
  }
  return found
}
