import { z } from 'zod'
import { CODE_OF_MAIL_CHARS_MAX } from './accounts.ts'
import { done, type Endpoint, none } from './endpoint.ts'
import { NetworkName } from './meeting.schema.ts'
import { Consent, ConsentId, ConsentVersion, PersonData } from './privacy.schema.ts'

/** What is kept of people, and what they may do about it. */
export const privacy = {
  privacy: {
    summary: 'What is kept of people here, and for how many days: from the settings as they are now.',
    who: 'anyone',
    params: none,
    body: none,
    reply: z.strictObject({
      /** Null: nobody is named. */
      contact: z.string().nullable(),
      /** After an event, or after the last step of a meeting outside of events; null: until somebody deletes it. */
      retentionDays: z.int().nullable(),
      /** Events that keep it otherwise. */
      events: z.array(z.strictObject({ title: z.string(), days: z.int() })),
      guestDays: z.int(),
      signInHours: z.int(),
      keptSignInDays: z.int(),
      mailDays: z.int(),
      unconfirmedDays: z.int(),
      newsDays: z.int(),
      /** Whether mails leave this program. */
      sendsMails: z.boolean(),
      /** Chat networks it is connected to. */
      networks: z.array(NetworkName),
      consents: z.array(Consent),
    }),
  },
  myData: {
    summary: 'All data of one’s own that is kept here, of the account, its guests and chat accounts; never a secret.',
    who: 'participant',
    params: none,
    body: none,
    reply: PersonData,
  },
  myConsents: {
    summary: 'What one is asked to agree to, and what one agreed to, latest first.',
    who: 'participant',
    params: none,
    body: none,
    reply: z.strictObject({
      asked: z.array(Consent),
      given: z.array(z.strictObject({ consent: ConsentId, version: ConsentVersion, givenAt: z.iso.datetime() })),
    }),
  },
  giveConsent: {
    summary: 'Agree to one thing, in the version that is asked now.',
    who: 'participant',
    params: z.strictObject({ consent: ConsentId }),
    body: z.strictObject({ version: ConsentVersion }),
    reply: done,
  },
  withdrawConsent: {
    summary: 'Take back what one agreed to. What an account needs stays for as long as the account.',
    who: 'participant',
    params: z.strictObject({ consent: ConsentId }),
    body: none,
    reply: done,
  },
  requestDeletion: {
    summary:
      'Ask to be deleted. With an account, where mails are sent, a code is mailed that confirms it; else it is done at once: `gone`.',
    who: 'participant',
    httpOnly: true,
    params: none,
    body: z.strictObject({ sure: z.literal(true) }),
    reply: z.strictObject({ gone: z.boolean() }),
  },
  confirmDeletion: {
    summary:
      'Be deleted, by the code that was mailed, from a browser that is signed in: the account, names, handles, sign-ins and keys. Answers stay counted, as nobody’s.',
    who: 'signed-in',
    httpOnly: true,
    params: none,
    body: z.strictObject({ code: z.string().min(1).max(CODE_OF_MAIL_CHARS_MAX) }),
    reply: done,
  },
} as const satisfies Record<string, Endpoint>
