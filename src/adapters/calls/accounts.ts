import { setTimeout } from 'node:timers/promises'
import type { account as accountDeclared, accounts as accountsDeclared } from '../../contract/accounts.endpoints.ts'
import type { Caller, Calls } from '../../contract/doors.ts'
import type { PersonId } from '../../contract/meeting.schema.ts'
import type { GivenConsent } from '../../contract/privacy.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import * as people from '../../modules/people/index.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { openRate } from '../../platform/rate.ts'
import { languages } from '../../words/languages.ts'
import { type Door, done } from './door.ts'
import { openTries, type Tries } from './tries.ts'

/** An account, as whoever keeps passwords knows it. */
export interface Account {
  readonly id: string
  readonly userName: string
  readonly email: string
  readonly confirmed: boolean
  readonly language: string
  readonly wish: PersonId | null
  readonly madeAt: Date
}
export interface Claimed {
  readonly account: Account | null
  readonly hash: string
}
type Actor = people.Actor
type How = Parameters<typeof people.signIn>[3]

/** The commands of accounts, which `adapters/accounts` carries out. What is slow by design (`hash`, `isRight`) is done outside of transactions. */
export interface Accounts {
  hash(password: string): Promise<string>
  isRight(claimed: Claimed, password: string): Promise<boolean>
  signUp(
    tx: Tx,
    actor: Actor,
    wish: {
      email: string
      userName: string
      password: string
      language?: string | undefined
      consents: readonly GivenConsent[]
    },
    hash: string,
  ): Promise<Account>
  confirm(tx: Tx, code: string): Promise<Account>
  resend(tx: Tx, email: string): Promise<void>
  taken(
    tx: ReadTx,
    wanted: { email?: string | undefined; userName?: string | undefined },
  ): Promise<{ email: boolean; userName: boolean }>
  claim(tx: ReadTx, login: string): Promise<Claimed>
  signIn(tx: Tx, claimed: Claimed, how: How): Promise<people.SignedIn & { account: Account; person: people.Person }>
  requestReset(tx: Tx, email: string): Promise<void>
  reset(tx: Tx, code: string, password: string, hash: string): Promise<void>
  changePassword(tx: Tx, claimed: Claimed, actor: Actor, token: string, to: { password: string; hash: string }): Promise<void>
  own(tx: ReadTx, actor: Actor, token: string): Promise<Claimed & { person: people.Person; account: Account }>
  view(
    tx: ReadTx,
    actor: Actor,
    token: string,
    now: Date,
  ): Promise<{ person: people.Person; account: (Account & { pendingEmail: string | null }) | null }>
  changeAddress(tx: Tx, claimed: Claimed, actor: Actor, email: string): Promise<void>
  changeUserName(tx: Tx, actor: Actor, token: string, userName: string): Promise<string>
  changeLanguage(tx: Tx, actor: Actor, token: string, language: string): Promise<void>
  /** Those of these that are there, with the address that waits for its confirmation. */
  of(tx: ReadTx, accounts: readonly string[], now: Date): Promise<(Account & { pendingEmail: string | null })[]>
  forget(tx: Tx, accounts: readonly string[]): Promise<void>
}

const KEYS_MAX = 50_000
/** A password or a code may be guessed so often, of one account and from one address. */
const guesses = { triesMax: 10, minutes: 15, keysMax: KEYS_MAX }
const mailsAMinute = { triesMax: 1, minutes: 1, keysMax: KEYS_MAX }
const mailsADay = { triesMax: 5, minutes: 24 * 60, keysMax: KEYS_MAX }
/** A hall behind one address may sign up together. */
const signUps = { burst: 60, perSecond: 0.1, keysMax: 10_000 }
const lookUps = { burst: 60, perSecond: 0.5, keysMax: 10_000 }

/** Whoever asks for somebody's mail is answered no sooner, so that the time it takes does not tell whether there was anything to do. */
const ANSWER_MS_MIN = 200

/** Getting an account: nobody is signed in yet, so everything here is limited by address, and says no more of others than it has to. */
export function accountsCalls(door: Door): Pick<Calls, keyof typeof accountsDeclared> {
  const [codes, resets] = [openTries(guesses), openTries(guesses)]
  const [aMinute, aDay] = [openTries(mailsAMinute), openTries(mailsADay)]
  const [signUpRate, resendRate, lookUpRate] = [openRate(signUps), openRate(signUps), openRate(lookUps)]
  const { accounts } = door
  return {
    signUp: async (caller, _params, body) => {
      if (!signUpRate.take(caller.address, Date.now())) throw new Refusal('too-many')
      const hash = await accounts.hash(body.password)
      const { userName, email } = await door.write(caller, (tx, actor) => accounts.signUp(tx, actor, body, hash))
      return { userName, email }
    },
    confirmAddress: async (caller, _params, { code }) => {
      const { userName, email } = await guess(codes, [caller.address], () => door.db.write((tx) => accounts.confirm(tx, code)))
      return { userName, email }
    },
    resendConfirmation: async (caller, _params, { email }) => {
      const now = Date.now()
      if (!resendRate.take(caller.address, now)) throw new Refusal('too-many')
      aDay.take([email], now)
      try {
        aMinute.take([email], now)
      } catch (error) {
        aDay.giveBack([email])
        throw error
      }
      await noSooner(ANSWER_MS_MIN, () => door.db.write((tx) => accounts.resend(tx, email)))
      return done
    },
    requestReset: async (caller, _params, { email }) => {
      resets.take([`to ${email}`, `from ${caller.address}`], Date.now())
      await noSooner(ANSWER_MS_MIN, () => door.db.write((tx) => accounts.requestReset(tx, email)))
      return done
    },
    resetPassword: async (caller, _params, { code, password }) => {
      await guess(codes, [caller.address], async () => {
        const hash = await accounts.hash(password)
        await door.db.write((tx) => accounts.reset(tx, code, password, hash))
      })
      return done
    },
    takenNames: async (caller, params) => {
      if (!lookUpRate.take(caller.address, Date.now())) throw new Refusal('too-many')
      return door.db.read((tx) => accounts.taken(tx, params))
    },
    languages: async (caller) => {
      const names = new Intl.DisplayNames([caller.language], { type: 'language' })
      return { languages: languages.map(({ tag, name }) => ({ value: tag, text: names.of(tag) ?? name })) }
    },
  }
}

/** Signing in, and what people do with their own account. */
export function accountCalls(door: Door): Pick<Calls, keyof typeof accountDeclared> {
  const { accounts } = door
  const tries = openTries(guesses)
  /** The password of whom it is about, shown once more. @throws Refusal `wrong-credentials` */
  const shown = async (caller: Caller, claimed: Claimed, login: string, password: string, path?: string) => {
    const keys = [`account ${claimed.account?.id ?? login.toLowerCase()}`, `from ${caller.address}`]
    tries.take(keys, Date.now())
    if (!(await accounts.isRight(claimed, password))) throw new Refusal('wrong-credentials', path ? { path } : {})
    tries.giveBack(keys)
    return claimed
  }
  const own = (caller: Caller) => door.read(caller, (tx, actor) => accounts.own(tx, actor, caller.token ?? ''))
  return {
    signIn: async (caller, _params, { login, password, keep, give }) => {
      const claimed = await door.db.read((tx) => accounts.claim(tx, login))
      await shown(caller, claimed, login, password)
      const how = { keep, device: caller.device ?? '', instead: give === 'cookie' ? caller.token : null }
      const made = await door.db.write((tx) => accounts.signIn(tx, claimed, how))
      const seconds = Math.round((made.expiresAt.getTime() - door.clock().getTime()) / 1_000)
      if (give === 'cookie') caller.remember?.('sign-in', made.token, seconds)
      const { userName, email, confirmed, language } = made.account
      return {
        token: give === 'token' ? made.token : null,
        expiresAt: made.expiresAt.toISOString(),
        ...{ person: made.person.id, userName, email, confirmed, language },
      }
    },
    mySignIns: async (caller) => {
      const found = await door.read(caller, (tx, actor) => people.signInsOf(tx, actor, caller.token ?? '', door.clock()))
      const dated = found.map((one) => ({ ...one, madeAt: one.madeAt.toISOString(), expiresAt: one.expiresAt.toISOString() }))
      return { signIns: dated }
    },
    endSignIn: (caller, { signIn }) => door.act(caller, (tx, actor) => people.endSignIn(tx, actor, signIn)),
    endOtherSignIns: (caller) => door.act(caller, (tx, actor) => people.endSignIns(tx, people.signedInAs(actor), caller.token)),
    account: async (caller) => {
      const { person, account } = await door.read(caller, (tx, actor) =>
        accounts.view(tx, actor, caller.token ?? '', door.clock()),
      )
      if (!account) return { person: person.id, name: person.name, account: null }
      const { userName, email, confirmed, language, pendingEmail, madeAt } = account
      const shown = { userName, email, confirmed, language, pendingEmail, madeAt: madeAt.toISOString() }
      return { person: person.id, name: person.name, account: shown }
    },
    changePassword: async (caller, _params, { password, newPassword }) => {
      const claimed = await own(caller)
      await shown(caller, claimed, '', password, 'body.password')
      const to = { password: newPassword, hash: await accounts.hash(newPassword) }
      return door.act(caller, (tx, actor) => accounts.changePassword(tx, claimed, actor, caller.token ?? '', to))
    },
    changeAddress: async (caller, _params, { email, password }) => {
      const claimed = await own(caller)
      await shown(caller, claimed, '', password, 'body.password')
      return door.act(caller, (tx, actor) => accounts.changeAddress(tx, claimed, actor, email))
    },
    changeUserName: async (caller, _params, { userName }) => ({
      userName: await door.write(caller, (tx, actor) => accounts.changeUserName(tx, actor, caller.token ?? '', userName)),
    }),
    changeLanguage: (caller, _params, { language }) =>
      door.act(caller, (tx, actor) => accounts.changeLanguage(tx, actor, caller.token ?? '', language)),
  }
}

async function noSooner(ms: number, work: () => Promise<void>): Promise<void> {
  await Promise.all([work(), setTimeout(ms)])
}

/** A code that is none costs a try. */
async function guess<T>(tries: Tries, keys: readonly string[], work: () => Promise<T>): Promise<T> {
  tries.take(keys, Date.now())
  try {
    const answer = await work()
    tries.giveBack(keys)
    return answer
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'code-wrong') tries.giveBack(keys)
    throw error
  }
}
