/**
 * Accounts: signing up, proving an address, and what people do with their own account. Passwords and codes are kept by better-auth (`credentials.ts`);
 * who somebody is and what they may do is for the module of people, whose sign-in is the only one. Each command is one transaction with all of it.
 */
import type { Tx } from '../../platform/db.ts'
import type { Seal } from '../../platform/seal.ts'
import type { Claimed, Means } from './common.ts'
import type { Credentials } from './credentials.ts'
import * as joining from './joining.ts'
import * as own from './own.ts'
import * as passwords from './passwords.ts'
import { openSlowly } from './slowly.ts'

const hashing = { atOnceMax: 2, waitingMax: 200 }

/** What keeps credentials is loaded with the first command that needs it: it would be a quarter of the time that a start takes. @param secret of the instance */
export function openAccounts(secret: string, seal: Seal) {
  let loading: Promise<Credentials> | null = null
  const loaded = (): Promise<Credentials> => {
    loading ??= import('./credentials.ts').then(({ openCredentials }) => openCredentials(secret))
    return loading
  }
  const slowly = openSlowly(hashing)
  const using =
    <Given extends unknown[], Out>(command: (means: Means, ...given: Given) => Promise<Out>) =>
    async (...given: Given): Promise<Out> =>
      command({ credentials: await loaded(), seal }, ...given)
  return {
    /** Slow: never inside a transaction. @throws Refusal `unavailable` when too many wait */
    hash: (password: string): Promise<string> => slowly(async () => (await loaded()).hash(password)),
    /** Slow as well, and as slow for nobody as for somebody. */
    isRight: async ({ account, hash }: Claimed, password: string): Promise<boolean> =>
      (await slowly(async () => (await loaded()).verify(hash, password))) && account !== null,
    signUp: using(joining.signUp),
    confirm: using(joining.confirm),
    resend: using(joining.resend),
    taken: using(joining.taken),
    claim: using(passwords.claim),
    signIn: using(passwords.signIn),
    requestReset: using(passwords.requestReset),
    reset: using(passwords.reset),
    changePassword: using(passwords.changePassword),
    own: using(own.own),
    view: using(own.view),
    changeAddress: using(own.changeAddress),
    changeUserName: using(own.changeUserName),
    changeLanguage: using(own.changeLanguage),
    of: using(own.of),
    /** Forgets accounts with their passwords and codes: for whoever forgets their person. */
    forget: async (tx: Tx, accounts: readonly string[]): Promise<void> => {
      for (const id of accounts) await (await loaded()).drop(tx, id)
    },
    /** Codes that ran out, and accounts nobody confirmed, after a week. */
    dropOld: async (tx: Tx): Promise<void> => (await loaded()).dropOld(tx),
  }
}
