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
  /** The text at an address. @throws Refusal `address-private`, `programme-unfit` whose hint says why nothing came */
  fetchText(address: string, bytesMax: number): Promise<string>
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
    fetchText: (address, bytesMax) => fetchText(means, address, bytesMax),
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

const FETCH_MS_MAX = 20_000
const OK = 200

async function fetchText({ outgoing, version }: OutMeans, address: string, bytesMax: number): Promise<string> {
  const headers = { 'user-agent': `Plenary/${version}`, accept: 'application/json, */*' }
  const asked = { method: 'GET', headers, timeoutMs: FETCH_MS_MAX, responseBytesMax: bytesMax } as const
  const unfit = (hint: string) => new Refusal('programme-unfit', { path: 'body.address', hint })
  try {
    const { status, body, isCut } = await outgoing.fetch(address, asked)
    if (status !== OK) throw unfit(`HTTP ${status}`)
    if (isCut) throw unfit(`> ${bytesMax} B`)
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch (error) {
    if (error instanceof OutgoingFault && error.why === 'private') throw new Refusal('address-private', { path: 'body.address' })
    if (error instanceof OutgoingFault) throw unfit(error.why)
    throw error instanceof TypeError ? unfit('UTF-8') : error
  }
}
