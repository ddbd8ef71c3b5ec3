import type { Letter, MailServer } from '../../contract/mails.schema.ts'
import { secret } from '../../modules/instance/index.ts'
import * as mails from '../../modules/mails/index.ts'
import { letterOf } from './letters.ts'
import type { OutMeans } from './means.ts'
import { openSender, type Sender } from './sender.ts'
import { type Server, sendBySmtp } from './smtp.ts'

/** Mails that are due go out to the mail server, a few at a time. */

const AT_ONCE_MAX = 3
export const LOOK_EVERY_MS = 2_000

export function openMailSender(means: OutMeans): Sender {
  const { db, seal, log } = means
  return openSender<mails.Taken>({
    atOnceMax: AT_ONCE_MAX,
    lookEveryMs: LOOK_EVERY_MS,
    take: (max) => db.write((tx) => mails.take(tx, max, seal)),
    send: async (mail) => {
      const outcome = await tried(means, mail)
      if (outcome.kind !== 'sent') log.info({ mail: mail.id, kind: outcome.kind, answer: outcome.answer }, 'mail: not sent')
      await db.write((tx) => mails.settle(tx, mail, outcome))
    },
    failed: (error) => log.error({ err: error }, 'mail: a try could not be put down; there will be another'),
  })
}

async function tried(means: OutMeans, mail: mails.Taken): Promise<mails.Outcome> {
  const server = serverOf(means)
  if (!server) return { kind: 'later', answer: 'There is no mail server.' }
  if (!mail.content) return { kind: 'refused', answer: 'Sealed with another secret than the one of now.' }
  const letter = letterOf(mail.content, mail.language, means.publicUrl())
  return sendBySmtp(server, { id: mail.id, to: mail.to, madeAt: mail.madeAt, letter }, means.outgoing)
}

function serverOf(means: OutMeans): Server | null {
  const { mail } = means.current.settings()
  const url = secret(mail.url, 'mail.url', means.seal)
  return url === null ? null : { url, from: sender(means), isTrusted: means.mailUrlIsConfigured }
}

/** Without a sender of our own: plenary at the host where this instance is reached. */
function sender(means: OutMeans): string {
  const { hostname } = new URL(means.publicUrl())
  return means.current.settings().mail.from ?? `Plenary <plenary@${/[a-z]/i.test(hostname) ? hostname : 'localhost'}>`
}

/** How mails leave at the moment, without credentials. */
export function mailServerOf(means: OutMeans): MailServer {
  const server = serverOf(means)
  return { on: server !== null, host: server && new URL(server.url).host, from: sender(means) }
}

export const mailAsLetter = (means: OutMeans, content: mails.Content, language: string): Letter =>
  letterOf(content, language, means.publicUrl())
