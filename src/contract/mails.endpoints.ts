import { z } from 'zod'
import { done, type Endpoint, none, paging, TryNumber } from './endpoint.ts'
import { Letter, MailAddress, MailCard, MailId, MailServer } from './mails.schema.ts'
import { mailStates } from './mails.ts'

const mail = z.strictObject({ mail: MailId })

/** The mails this instance sends, and what became of each. */
export const mails = {
  mails: {
    summary: 'The mails of the last thirty days, newest first, and how many there are of each state.',
    who: 'owner',
    params: z.strictObject({ state: z.enum(mailStates).optional(), ...paging(MailId) }),
    body: none,
    reply: z.strictObject({
      mails: z.array(MailCard),
      next: MailId.nullable(),
      counts: z.record(z.enum(mailStates), z.int()),
      server: MailServer,
    }),
  },
  sendMail: {
    summary:
      'Send a mail now that waits, was kept, refused or given up: `number` is one more than its tries so far. One that was sent is gone.',
    who: 'owner',
    params: mail.extend({ number: TryNumber }),
    body: none,
    reply: done,
  },
  dropMail: {
    summary: 'Forget a mail. One that waits is not sent any more.',
    who: 'owner',
    params: mail,
    body: none,
    reply: done,
  },
  sendTestMail: {
    summary: 'Send a mail that says only that mails arrive.',
    who: 'owner',
    params: mail,
    body: z.strictObject({ to: MailAddress }),
    reply: done,
  },
} as const satisfies Record<string, Endpoint>

/** What a mail says may let its reader in: for people alone, in no key's reach. */
export const mailContents = {
  mail: {
    summary: 'One mail with what it says, unless it was sent: then `letter` is null. Reading it is written down among the acts.',
    who: 'owner',
    params: mail,
    body: none,
    reply: z.strictObject({ mail: MailCard, letter: Letter.nullable() }),
  },
} as const satisfies Record<string, Endpoint>
