/**
 * What leaves this program by itself: mails, and news to webhooks. Each is due in the database before it is sent, and is sent at
 * least once. Mails are promised by jobs, webhooks follow the feed of news; who sends looks by itself as well.
 */
import type { Letter, MailServer } from '../../contract/mails.schema.ts'
import { newsFeed } from '../../contract/news.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Content } from '../../modules/mails/index.ts'
import { OutgoingFault } from '../../platform/outgoing.ts'
import { mailAsLetter, mailServerOf, openMailSender } from './mails.ts'
import type { OutMeans } from './means.ts'
import { openWebhookSender } from './webhooks.ts'

export type { OutMeans } from './means.ts'

/** As the calls and jobs need it. */
export interface Out {
  /** A mail in the words that leave, or would leave. */
  letterOf(content: Content, language: string): Letter
  mailServer(): MailServer
  wakeMails(): void
  wakeWebhooks(): void
  /** @throws Refusal `address-private` */
  mayReach(address: string): Promise<void>
  close(): Promise<void>
}

export function openOut(means: OutMeans): Out {
  const mailSender = openMailSender(means)
  const webhookSender = openWebhookSender(means)
  const stop = means.bus.onWake((feeds) => {
    if (feeds.includes(newsFeed)) webhookSender.wake()
  })
  return {
    letterOf: (content, language) => mailAsLetter(means, content, language),
    mailServer: () => mailServerOf(means),
    wakeMails: mailSender.wake,
    wakeWebhooks: webhookSender.wake,
    mayReach: (address) => mayReach(means, address),
    close: async () => {
      stop()
      await Promise.all([mailSender.close(), webhookSender.close()])
    },
  }
}

/** A name that nobody knows yet may be known when something is sent there. */
async function mayReach({ outgoing }: OutMeans, address: string): Promise<void> {
  try {
    await outgoing.addressesOf(new URL(address).hostname)
  } catch (error) {
    if (error instanceof OutgoingFault && error.why === 'private') throw new Refusal('address-private', { path: 'body.address' })
    if (!(error instanceof OutgoingFault)) throw error
  }
}
