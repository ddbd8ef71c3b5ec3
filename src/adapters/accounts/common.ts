import { passwordFault } from '../../contract/accounts.ts'
import { freshId } from '../../contract/ids.ts'
import type { MailId } from '../../contract/mails.schema.ts'
import type { MailFacts } from '../../contract/mails.ts'
import type { PersonId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import * as mails from '../../modules/mails/index.ts'
import * as people from '../../modules/people/index.ts'
import type { Tx } from '../../platform/db.ts'
import type { Seal } from '../../platform/seal.ts'
import { isLanguage } from '../../words/languages.ts'
import type { Account, Credentials } from './credentials.ts'

/** What the commands of accounts share: checks, mails, and what comes along with a new password. */

export interface Means {
  readonly credentials: Credentials
  readonly seal: Seal
}

/** Somebody's account with the hash of its password, as it was read before the slow work. */
export interface Claimed {
  readonly account: Account | null
  readonly hash: string
}

export const CONFIRM_HOURS = 24
export const RESET_HOURS = 1
/** The form of a hash, of no password: so that asking for nobody takes as long as asking for somebody. */
export const HASH_OF_NONE = `${'0'.repeat(32)}:${'0'.repeat(128)}`

export function spoken(language: string): string {
  if (!isLanguage(language)) throw new Refusal('bad-input', { path: 'body.language' })
  return language
}

export function mustBeStrong(password: string, whose: { userName: string; email: string }, path: string): void {
  const fault = passwordFault(password, [whose.userName, whose.email])
  if (fault) throw new Refusal('password-weak', { path, hint: fault })
}

export async function mustBeFree({ credentials }: Means, tx: Tx, userName: string, but: string | null): Promise<void> {
  const named = await credentials.byUserName(tx, userName)
  if (named && named.id !== but) throw new Refusal('name-taken', { path: 'body.userName' })
}

/** The account, whose password is the one that was shown. */
export async function still({ credentials }: Pick<Means, 'credentials'>, tx: Tx, { account, hash }: Claimed): Promise<Account> {
  const now = account && (await credentials.byId(tx, account.id))
  if (!now || (await credentials.passwordOf(tx, now.id)) !== hash) throw new Refusal('wrong-credentials')
  return now
}

export async function passwordWasSet({ seal }: Means, tx: Tx, account: Account, person: people.Person, but: string | null) {
  await people.endSignIns(tx, person, but)
  await people.recordAct(tx, person, { act: 'account.password', subject: people.aboutPerson(person.id) })
  const facts = { name: account.userName }
  await mails.enqueue(tx, { ...letter(tx, account, person.id), kind: 'password-changed', facts }, seal)
}

/** Where a mail to an account goes. */
export const letter = (tx: Tx, account: Account, person: PersonId | null | undefined) => ({
  ...{ id: freshId<MailId>(tx.now.getTime()), to: account.email, person: person ?? null, language: account.language },
})

export async function mailCode<P extends 'confirm-address' | 'reset-password' | 'confirm-new-address'>(
  { credentials, seal }: Means,
  tx: Tx,
  account: Account,
  kind: P,
  to: string,
  hours: number,
): Promise<void> {
  const code = await credentials.makeCode(tx, kind, account.id, to, hours)
  const facts: MailFacts['confirm-address'] = { name: account.userName, code, hours }
  const person = (await people.personOfAccount(tx, account.id))?.id
  await mails.enqueue(tx, { ...letter(tx, account, person), to, kind, facts }, seal)
}
