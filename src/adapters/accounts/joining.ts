import type { GivenConsent } from '../../contract/privacy.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import { settings } from '../../modules/instance/index.ts'
import * as mails from '../../modules/mails/index.ts'
import * as people from '../../modules/people/index.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { defaultLanguage } from '../../words/languages.ts'
import { CONFIRM_HOURS, letter, type Means, mailCode, mustBeFree, mustBeStrong, spoken } from './common.ts'
import type { Account } from './credentials.ts'
import { holdNames } from './store.ts'

/** Signing up, and proving that an address is one's own. */

export interface Wish {
  readonly email: string
  readonly userName: string
  readonly password: string
  readonly language?: string | undefined
  /** What they agree to, of what is asked. */
  readonly consents: readonly GivenConsent[]
}

/**
 * Makes an account that waits for its confirmation. Whoever holds a role may always make theirs.
 * @throws Refusal `sign-up-closed`, `not-invited`, `password-weak`, `bad-input` for a language we do not speak, `address-taken`, `name-taken`,
 *   `consent-missing`
 */
export async function signUp(
  { credentials, seal }: Means,
  tx: Tx,
  actor: people.Actor,
  wish: Wish,
  hash: string,
): Promise<Account> {
  await mayHaveAccount(tx, actor, wish.email)
  const language = spoken(wish.language ?? defaultLanguage)
  mustBeStrong(wish.password, wish, 'body.password')
  await holdNames(tx)
  const before = await credentials.byEmail(tx, wish.email)
  if (before?.confirmed) throw new Refusal('address-taken', { path: 'body.email' })
  // Who never confirmed an address has no claim to it.
  if (before) await credentials.drop(tx, before.id)
  await mustBeFree({ credentials, seal }, tx, wish.userName, null)
  const person = actor.kind === 'person' && !actor.scopes ? actor.id : null
  const made = await credentials.add(tx, { ...wish, language, wish: person, passwordHash: hash })
  await people.consent(tx, { account: made.id }, (await settings(tx)).accounts.consents, wish.consents)
  await mailCode({ credentials, seal }, tx, made, 'confirm-address', made.email, CONFIRM_HOURS)
  return made
}

/**
 * Confirms the address that a code was mailed to, of a new account or as the new one of an account.
 * @throws Refusal `code-wrong`, `code-expired`; `address-taken` when somebody else has confirmed it since
 */
export async function confirm(means: Means, tx: Tx, code: string): Promise<Account> {
  const { credentials, seal } = means
  await holdNames(tx)
  const first = await credentials.useCode(tx, 'confirm-address', code)
  const used = first ?? (await credentials.useCode(tx, 'confirm-new-address', code))
  const account = used && (await credentials.byId(tx, used.account))
  if (!account) throw new Refusal('code-wrong', { path: 'body.code' })
  if (first) {
    await confirmFirst(means, tx, account)
    return account
  }
  const other = await credentials.byEmail(tx, used.about)
  if (other?.confirmed && other.id !== account.id) throw new Refusal('address-taken', { path: 'body.code' })
  if (other && other.id !== account.id) await credentials.drop(tx, other.id)
  await credentials.change(tx, account.id, { email: used.about })
  // A code in the mailbox that was must not open the account any more.
  await credentials.dropCodes(tx, 'reset-password', account.id)
  const person = await people.personOfAccount(tx, account.id)
  if (person) await people.recordAct(tx, person, { act: 'account.address', subject: people.aboutPerson(person.id) })
  const facts = { name: account.userName, address: used.about }
  await mails.enqueue(tx, { ...letter(tx, account, person?.id), kind: 'address-changed', facts }, seal)
  return { ...account, email: used.about }
}

export async function confirmFirst({ credentials }: Means, tx: Tx, account: Account): Promise<people.Person> {
  await credentials.change(tx, account.id, { confirmed: true })
  return people.addAccount(tx, { id: account.id, name: account.userName }, account.wish)
}

/** Mails a fresh code where an address waits for its confirmation; elsewhere nothing happens. */
export async function resend(means: Means, tx: Tx, email: string): Promise<void> {
  const account = await means.credentials.byEmail(tx, email)
  if (account && !account.confirmed) await mailCode(means, tx, account, 'confirm-address', account.email, CONFIRM_HOURS)
}

/** Who has a name already, in any case. Of addresses only confirmed ones count. */
export async function taken(
  { credentials }: Means,
  tx: ReadTx,
  wanted: { email?: string | undefined; userName?: string | undefined },
): Promise<{ email: boolean; userName: boolean }> {
  const byEmail = wanted.email ? await credentials.byEmail(tx, wanted.email) : null
  const byName = wanted.userName ? await credentials.byUserName(tx, wanted.userName) : null
  return { email: byEmail?.confirmed === true, userName: byName !== null }
}

async function mayHaveAccount(tx: Tx, actor: people.Actor, email: string): Promise<void> {
  if (actor.kind === 'person' && actor.roles.length > 0) return
  const { signUp: isOpen, closedBeta, allowedAddresses } = (await settings(tx)).accounts
  if (!isOpen) throw new Refusal('sign-up-closed')
  const isListed = allowedAddresses.some((one) => (one.startsWith('@') ? email.endsWith(one) : email === one))
  if (closedBeta && !isListed) throw new Refusal('not-invited', { path: 'body.email' })
}
