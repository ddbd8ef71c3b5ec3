import { Refusal } from '../../contract/refusal.ts'
import * as mails from '../../modules/mails/index.ts'
import * as people from '../../modules/people/index.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import {
  type Claimed,
  HASH_OF_NONE,
  letter,
  type Means,
  mailCode,
  mustBeStrong,
  passwordWasSet,
  RESET_HOURS,
  still,
} from './common.ts'
import type { Account } from './credentials.ts'
import { confirmFirst } from './joining.ts'
import { holdNames, noteDevice } from './store.ts'

/** What a password opens, and how it is set anew. */

/** Whoever this user name or address belongs to. */
export async function claim({ credentials }: Means, tx: ReadTx, login: string): Promise<Claimed> {
  const account = login.includes('@') ? await credentials.byEmail(tx, login) : await credentials.byUserName(tx, login)
  return { account, hash: (account && (await credentials.passwordOf(tx, account.id))) ?? HASH_OF_NONE }
}

/**
 * Signs in whoever has shown the password that was claimed. @throws Refusal `wrong-credentials` when it has changed meanwhile, or the account is
 * nobody's; `banned`; `address-unconfirmed`
 */
export async function signIn({ credentials, seal }: Means, tx: Tx, claimed: Claimed, how: Parameters<typeof people.signIn>[3]) {
  const account = await still({ credentials }, tx, claimed)
  const person = await people.personOfAccount(tx, account.id)
  if (person && people.isBanned(person, null)) throw new Refusal('banned')
  if (!account.confirmed) throw new Refusal('address-unconfirmed', { path: 'body.login' })
  if (!person) throw new Refusal('wrong-credentials')
  await credentials.change(tx, account.id, { lastSignInAt: tx.now })
  await tellOfNewDevice({ seal }, tx, account, person, how.device)
  return { account, person, ...(await people.signIn(tx, person, account.id, how)) }
}

/** A kind of browser that was not seen with this account before may be somebody else's. The first of all is nobody's surprise. */
async function tellOfNewDevice({ seal }: Pick<Means, 'seal'>, tx: Tx, account: Account, person: people.Person, device: string) {
  const known = await noteDevice(tx, account.id, device)
  if (known.length === 0 || known.includes(device)) return
  const facts = { name: account.userName, device, at: tx.now.toISOString() }
  await mails.enqueue(tx, { ...letter(tx, account, person.id), kind: 'new-sign-in', facts }, seal)
}

/** @throws Refusal `not-signed-in`, `wrong-credentials` when the password has changed meanwhile, `password-weak` */
export async function changePassword(
  means: Means,
  tx: Tx,
  claimed: Claimed,
  actor: people.Actor,
  token: string,
  to: { password: string; hash: string },
): Promise<void> {
  const person = people.signedInAs(actor)
  const account = await still(means, tx, claimed)
  mustBeStrong(to.password, account, 'body.newPassword')
  await means.credentials.setPassword(tx, account.id, to.hash)
  await means.credentials.dropCodes(tx, 'reset-password', account.id)
  await passwordWasSet(means, tx, account, person, token)
}

/** Mails a code for a new password where there is an account; elsewhere nothing happens. */
export async function requestReset(means: Means, tx: Tx, email: string): Promise<void> {
  const account = await means.credentials.byEmail(tx, email)
  if (account) await mailCode(means, tx, account, 'reset-password', account.email, RESET_HOURS)
}

/**
 * Sets a new password by a mailed code and ends every sign-in. The code has come by mail, so it confirms the address too.
 * @throws Refusal `code-wrong`, `code-expired`, `password-weak`
 */
export async function reset(means: Means, tx: Tx, code: string, password: string, hash: string): Promise<void> {
  const { credentials } = means
  await holdNames(tx)
  const used = await credentials.useCode(tx, 'reset-password', code)
  const account = used && (await credentials.byId(tx, used.account))
  if (!account) throw new Refusal('code-wrong', { path: 'body.code' })
  mustBeStrong(password, account, 'body.password')
  await credentials.setPassword(tx, account.id, hash)
  await credentials.dropCodes(tx, 'confirm-address', account.id)
  await credentials.dropCodes(tx, 'confirm-new-address', account.id)
  const person = account.confirmed ? await people.personOfAccount(tx, account.id) : await confirmFirst(means, tx, account)
  if (person) await passwordWasSet(means, tx, account, person, null)
}
