import { z } from 'zod'
import { mailKinds, mailStates } from './mails.ts'
import { isMailAddress } from './settings.ts'

export const MailId = z.uuid().toLowerCase().brand('MailId')
export type MailId = z.infer<typeof MailId>
export const MailAddress = z.string().trim().refine(isMailAddress, 'a mail address')

/** One mail as owners see it in the list; what it says is apart. */
export const MailCard = z.strictObject({
  id: MailId,
  to: z.string(),
  language: z.string(),
  kind: z.enum(mailKinds),
  state: z.enum(mailStates),
  tries: z.int(),
  /** What the server said last, or what kept us from asking it; null before the first try. */
  answer: z.string().nullable(),
  /** When it is tried next; null: not by itself. */
  dueAt: z.iso.datetime().nullable(),
  madeAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
})
export type MailCard = z.infer<typeof MailCard>

/** A mail as it leaves, or would leave. */
export const Letter = z.strictObject({ subject: z.string(), html: z.string(), text: z.string() })
export type Letter = z.infer<typeof Letter>

/** How mails leave at the moment. */
export const MailServer = z.strictObject({
  /** False: mails are kept. */
  on: z.boolean(),
  /** Its name without credentials, such as `mail.example.org`. */
  host: z.string().nullable(),
  from: z.string(),
})
export type MailServer = z.infer<typeof MailServer>
