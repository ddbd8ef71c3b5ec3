import type { DeliveryId, WebhookId } from '../../contract/webhooks.schema.ts'
import type { Tx } from '../../platform/db.ts'
import type { Seal } from '../../platform/seal.ts'
import { recordAct, system } from '../people/index.ts'
import { type Answer, nextTry, plainText, purposeOf, verdict } from './rules.ts'
import * as store from './store.ts'

/** Handing out what is due, and putting down how it went. */

/** How long a try may take before somebody else tries. */
export const TRY_MS_MAX = 60_000
const DELIVERIES_KEPT_MS = 30 * 86_400_000

/** A delivery on its way. */
export interface Taken extends store.DueRow {
  readonly address: string
  /** It is signed with each of them: the newest first. None when the seal is of another secret. */
  readonly secrets: readonly string[]
}

/** What is due, at most so many and one of each webhook: for whoever sends them now, and tells within a minute how it went. */
export async function take(tx: Tx, max: number, seal: Seal): Promise<Taken[]> {
  const rows = await store.take(tx, new Date(tx.now.getTime() + TRY_MS_MAX), max)
  if (rows.length === 0) return []
  const endpoints = new Map((await store.endpoints(tx)).map((one) => [one.id, one]))
  return rows.flatMap((row) => {
    const endpoint = endpoints.get(row.endpoint)
    return endpoint ? [{ ...row, address: endpoint.address, secrets: secretsOf(endpoint, tx.now, seal) }] : []
  })
}

function secretsOf(endpoint: store.EndpointRow, now: Date, seal: Seal): string[] {
  const { id, secret, formerSecret, formerUntil } = endpoint
  const isFormerGood = formerUntil !== null && formerUntil > now
  const sealed = [secret, ...(formerSecret && isFormerGood ? [formerSecret] : [])]
  return sealed.flatMap((one) => seal.opened(one, purposeOf(id)) ?? [])
}

/**
 * Puts down how a try ended. A webhook that is gone, or took nothing for the three days that this one was tried, is switched off.
 * @param chance from 0 to 1
 */
export async function settle(tx: Tx, taken: Taken, answer: Answer, chance: number): Promise<void> {
  const endpoint = await store.endpoint(tx, taken.endpoint)
  if (!endpoint) return
  const is = verdict(answer.status)
  const tries = taken.tries - taken.triesBefore
  const dueAt = is === 'later' ? nextTry(tries, tx.now, chance, answer.retryAfterS) : null
  const state = is === 'delivered' ? is : dueAt ? 'waiting' : 'failed'
  if (!(await store.settle(tx, taken, { state, dueAt }))) return
  await store.addAttempt(tx, taken.id, {
    nth: taken.tries,
    at: answer.at,
    durationMs: answer.durationMs,
    status: answer.status,
    fault: answer.fault === null ? null : plainText(answer.fault),
    response: plainText(answer.response),
  })
  if (is === 'gone') await switchOff(tx, endpoint, 'gone', taken.id)
  else if (state === 'failed' && !(await store.deliveredSince(tx, endpoint.id, taken.madeAt)))
    await switchOff(tx, endpoint, 'failing', taken.id)
}

async function switchOff(tx: Tx, endpoint: store.EndpointRow, off: 'gone' | 'failing', delivery: DeliveryId): Promise<void> {
  if (endpoint.off !== null) return
  await store.setEndpoint(tx, { ...endpoint, off })
  await recordAct(tx, system, { act: 'webhook.off', subject: aboutWebhook(endpoint.id), detail: { off, delivery } })
}

const aboutWebhook = (id: WebhookId) => `webhook:${id}`

/** Deliveries of more than thirty days ago are forgotten. */
export const dropOldDeliveries = (tx: Tx): Promise<void> => store.dropBefore(tx, new Date(tx.now.getTime() - DELIVERIES_KEPT_MS))
