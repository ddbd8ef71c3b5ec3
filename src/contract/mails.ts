/** What mails there are, and the facts each is made of. Plain data: whoever promises a mail says what happened, the words are added when it leaves. */

interface Coded {
  /** Of the account; shown, and escaped where it is shown. */
  readonly name: string
  /** A secret: good for what the mail is about, once. */
  readonly code: string
  /** How long the code is good. After that the mail is not sent any more. */
  readonly hours: number
}

export interface MailFacts {
  /** After signing up, to the address given. */
  readonly 'confirm-address': Coded
  /** Somebody signed up with an address that has an account already: told to its owner alone. */
  readonly 'account-exists': { readonly name: string }
  readonly 'reset-password': Coded
  /** To the new address. */
  readonly 'confirm-new-address': Coded
  /** To the address that was, once it is no more. */
  readonly 'address-changed': { readonly name: string; readonly address: string }
  readonly 'password-changed': { readonly name: string }
  readonly 'user-name-changed': { readonly name: string; readonly userName: string }
  /** A browser that was not seen before. `at` is ISO 8601. */
  readonly 'new-sign-in': { readonly name: string; readonly device: string; readonly at: string }
  /** Before an account is deleted. */
  readonly 'delete-account': Coded
  /** `name` is whoever invites. */
  readonly invitation: Coded
  /** A topic they watch for, told so because they could not be reached in a chat. `place` may be empty. */
  readonly topic: {
    readonly name: string
    /** The word of the event, as its address has it; no secret. */
    readonly code: string
    readonly track: string
    readonly verb: 'now' | 'next'
    readonly text: string
    readonly place: string
  }
  /** That mails arrive at all. */
  readonly test: { readonly name: string }
}

export type MailKind = keyof MailFacts

export const mailKinds = [
  'confirm-address',
  'account-exists',
  'reset-password',
  'confirm-new-address',
  'address-changed',
  'password-changed',
  'user-name-changed',
  'new-sign-in',
  'delete-account',
  'invitation',
  'topic',
  'test',
] as const satisfies readonly MailKind[]

/**
 * `queued` waits for its turn or its next try, `kept` waits for a mail server or an owner, `sent` was taken by the server,
 * `refused` was not and never will be, `failed` was given up.
 */
export const mailStates = ['queued', 'kept', 'sent', 'refused', 'failed'] as const
export type MailState = (typeof mailStates)[number]

/** Where the link of a mail leads. Its code stands behind the #, so that it is in no log and no `Referer`. */
export const mailPaths: { readonly [K in MailKind]?: string } = {
  'confirm-address': '/confirm#',
  'account-exists': '/sign-in',
  'reset-password': '/reset#',
  'confirm-new-address': '/confirm#',
  'address-changed': '/reset',
  'password-changed': '/reset',
  'user-name-changed': '/me',
  'new-sign-in': '/me',
  'delete-account': '/me/delete#',
  invitation: '/sign-up#',
  topic: '/e/',
}
