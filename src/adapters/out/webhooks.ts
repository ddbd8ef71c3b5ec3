import { Webhook } from 'standardwebhooks'
import * as webhooks from '../../modules/webhooks/index.ts'
import { OutgoingFault } from '../../platform/outgoing.ts'
import type { OutMeans } from './means.ts'
import { openSender, type Sender } from './sender.ts'

/** News that webhooks want go out to them: one at a time to each, several side by side. */

const AT_ONCE_MAX = 10
const LOOK_EVERY_MS = 2_000
const TIMEOUT_MS = 15_000
const RESPONSE_BYTES_MAX = 16_384

export function openWebhookSender(means: OutMeans): Sender {
  const { db, seal, log } = means
  return openSender<webhooks.Taken>({
    atOnceMax: AT_ONCE_MAX,
    lookEveryMs: LOOK_EVERY_MS,
    take: async (max) => {
      while (await db.write(webhooks.takeNews));
      return db.write((tx) => webhooks.take(tx, max, seal))
    },
    send: async (taken) => {
      const answer = await deliver(means, taken)
      log.debug({ delivery: taken.id, status: answer.status, fault: answer.fault }, 'webhook: delivered, or not')
      await db.write((tx) => webhooks.settle(tx, taken, answer, Math.random()))
    },
    failed: (error) => log.error({ err: error }, 'webhook: a try could not be put down; there will be another'),
  })
}

/** Asks once. Whatever comes of it is an answer. */
async function deliver({ outgoing, version }: OutMeans, taken: webhooks.Taken): Promise<webhooks.Answer> {
  const at = new Date()
  const none = { at, status: null, response: '', retryAfterS: null }
  if (taken.secrets.length === 0)
    return {
      ...none,
      durationMs: 0,
      fault: 'The secret is sealed with another one than that of now: give the webhook a new one.',
    }
  const headers = { ...headersOf(taken, at), 'content-type': 'application/json', 'user-agent': `Plenary/${version}` }
  const asked = {
    method: 'POST',
    headers,
    body: taken.body,
    timeoutMs: TIMEOUT_MS,
    responseBytesMax: RESPONSE_BYTES_MAX,
  } as const
  const took = () => Date.now() - at.getTime()
  try {
    const { status, headers: told, body } = await outgoing.fetch(taken.address, asked)
    return {
      at,
      durationMs: took(),
      status,
      fault: null,
      response: body.toString(),
      retryAfterS: secondsOf(told['retry-after'], at),
    }
  } catch (error) {
    if (!(error instanceof OutgoingFault)) throw error
    return { ...none, durationMs: took(), fault: error.message }
  }
}

/** One signature for each secret that is good now. */
function headersOf({ id, body, secrets }: webhooks.Taken, at: Date): Record<string, string> {
  const message = `msg_${id}`
  return {
    'webhook-id': message,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(message, at, body)).join(' '),
  }
}

/** `Retry-After` in seconds or as a date. */
function secondsOf(text: string | undefined, now: Date): number | null {
  if (text === undefined) return null
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1_000
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null
}
