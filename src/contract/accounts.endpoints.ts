import { z } from 'zod'
import { CODE_OF_MAIL_CHARS_MAX, isUserName, LOGIN_CHARS_MAX, PASSWORD_CHARS_MAX } from './accounts.ts'
import { done, type Endpoint, none } from './endpoint.ts'
import { CONSENTS_MAX } from './limits.ts'
import { MailAddress } from './mails.schema.ts'
import { PersonId } from './meeting.schema.ts'
import { GivenConsent } from './privacy.schema.ts'

export const SignInId = z.uuid().toLowerCase().brand('SignInId')
export type SignInId = z.infer<typeof SignInId>

const Address = MailAddress.toLowerCase()
const UserName = z.string().normalize('NFKC').refine(isUserName, 'letters, digits, dots, hyphens, underscores, at most 25')
/** As it was typed: what it may be is the command's to say, since that depends on whose it is. */
const Password = z.string().min(1).max(PASSWORD_CHARS_MAX)
const Code = z.string().min(1).max(CODE_OF_MAIL_CHARS_MAX)
/** The tag of a language spoken here, as `languages` tells. */
const LanguageTag = z.string().max(20)

/** Accounts: how one gets one, and proves that an address is one's own. */
export const accounts = {
  signUp: {
    summary:
      'Make an account. It can be used once its address is confirmed by the code that is mailed there. An earlier account of the same address that was never confirmed is gone with this.',
    who: 'anyone',
    params: none,
    body: z.strictObject({
      email: Address,
      userName: UserName,
      password: Password,
      language: LanguageTag.optional(),
      /** What one agrees to: `privacy` says what is asked, and what of it is required. */
      consents: z.array(GivenConsent).max(CONSENTS_MAX).default([]),
    }),
    reply: z.strictObject({ userName: z.string(), email: z.string() }),
  },
  confirmAddress: {
    summary: 'Confirm an address by the code that was mailed there: that of a new account, or the new one of an account.',
    who: 'anyone',
    params: none,
    body: z.strictObject({ code: Code }),
    reply: z.strictObject({ userName: z.string(), email: z.string() }),
  },
  resendConfirmation: {
    summary:
      'Mail a fresh code to confirm an address; earlier ones are dead. Once a minute, five a day. The answer is the same whether there is anything to confirm or not.',
    who: 'anyone',
    params: none,
    body: z.strictObject({ email: Address }),
    reply: done,
  },
  requestReset: {
    summary: 'Mail a code to choose a new password. The answer is the same whether there is an account or not.',
    who: 'anyone',
    params: none,
    body: z.strictObject({ email: Address }),
    reply: done,
  },
  resetPassword: {
    summary: 'Choose a new password by a mailed code. Every sign-in of the account ends.',
    who: 'anyone',
    params: none,
    body: z.strictObject({ code: Code, password: Password }),
    reply: done,
  },
  takenNames: {
    summary:
      'Whether an address has a confirmed account, and whether a user name is taken, in any case. What is left out is not taken.',
    who: 'anyone',
    params: z.strictObject({
      email: z.string().trim().max(LOGIN_CHARS_MAX).toLowerCase().optional(),
      userName: z.string().max(LOGIN_CHARS_MAX).optional(),
    }),
    body: none,
    reply: z.strictObject({ email: z.boolean(), userName: z.boolean() }),
  },
  languages: {
    summary: 'The languages spoken here, by their names in the caller’s language.',
    who: 'anyone',
    params: none,
    body: none,
    reply: z.strictObject({ languages: z.array(z.strictObject({ value: z.string(), text: z.string() })) }),
  },
} as const satisfies Record<string, Endpoint>

/** Sign-ins, and one's own account. */
export const account = {
  signIn: {
    summary:
      'Sign in with a user name or an address. A browser is given a cookie; `give: token` gives the token instead, for `Authorization: Bearer`. Lasts 10 hours, with `keep` 30 days.',
    who: 'anyone',
    httpOnly: true,
    params: none,
    body: z.strictObject({
      login: z.string().trim().min(1).max(LOGIN_CHARS_MAX),
      password: Password,
      keep: z.boolean().default(false),
      give: z.enum(['cookie', 'token']).default('cookie'),
    }),
    reply: z.strictObject({
      /** Null where a cookie was given. */
      token: z.string().nullable(),
      expiresAt: z.iso.datetime(),
      person: PersonId,
      userName: z.string(),
      email: z.string(),
      confirmed: z.boolean(),
      language: z.string(),
    }),
  },
  mySignIns: {
    summary: 'Where one is signed in: this one first, then the latest.',
    who: 'signed-in',
    params: none,
    body: none,
    reply: z.strictObject({
      signIns: z.array(
        z.strictObject({
          id: SignInId,
          /** Browser and system, roughly; empty when unknown. */
          device: z.string(),
          madeAt: z.iso.datetime(),
          expiresAt: z.iso.datetime(),
          /** The one that asks. */
          current: z.boolean(),
        }),
      ),
    }),
  },
  endSignIn: {
    summary: 'End one of one’s sign-ins.',
    who: 'signed-in',
    params: z.strictObject({ signIn: SignInId }),
    body: none,
    reply: done,
  },
  endOtherSignIns: {
    summary: 'End every sign-in of one’s own but this one.',
    who: 'signed-in',
    params: none,
    body: none,
    reply: done,
  },
  account: {
    summary: 'One’s own data: the person, and the account where there is one.',
    who: 'signed-in',
    params: none,
    body: none,
    reply: z.strictObject({
      person: PersonId,
      name: z.string(),
      account: z
        .strictObject({
          userName: z.string(),
          email: z.string(),
          confirmed: z.boolean(),
          language: z.string(),
          /** An address that waits for its confirmation. */
          pendingEmail: z.string().nullable(),
          madeAt: z.iso.datetime(),
        })
        .nullable(),
    }),
  },
  changePassword: {
    summary: 'Change one’s password. Every other sign-in ends.',
    who: 'signed-in',
    params: none,
    body: z.strictObject({ password: Password, newPassword: Password }),
    reply: done,
  },
  changeAddress: {
    summary: 'Ask for another address. It is swapped once the code that is mailed there confirms it, within a day.',
    who: 'signed-in',
    params: none,
    body: z.strictObject({ email: Address, password: Password }),
    reply: done,
  },
  changeUserName: {
    summary: 'Change one’s user name, and with it the name one is shown by.',
    who: 'signed-in',
    params: none,
    body: z.strictObject({ userName: UserName }),
    reply: z.strictObject({ userName: z.string() }),
  },
  changeLanguage: {
    summary: 'Choose the language of one’s mails.',
    who: 'signed-in',
    params: none,
    body: z.strictObject({ language: LanguageTag }),
    reply: done,
  },
} as const satisfies Record<string, Endpoint>
