/**
 * Webhooks: what happens here, told to programs elsewhere that want to hear it, signed by the rules of Standard Webhooks and tried again until it
 * arrives, for three days. Commands know nothing of it: they announce news, and deliveries are made from that, each piece of news once.
 * This module does not know how a delivery travels.
 */
import { randomBytes } from 'node:crypto'
import { freshId } from '../../contract/ids.ts'
import { DELIVERIES_WAITING_MAX, WEBHOOKS_MAX } from '../../contract/limits.ts'
import { type News, type NewsKind, newsFeed } from '../../contract/news.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { DeliveryId, WebhookId } from '../../contract/webhooks.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { changesAfter, feedSeq } from '../../platform/feeds.ts'
import type { Seal } from '../../platform/seal.ts'
import { type Actor, has, recordAct } from '../people/index.ts'
import { bodyOf, purposeOf } from './rules.ts'
import * as store from './store.ts'

export { dropOldDeliveries, settle, type Taken, TRY_MS_MAX, take } from './delivering.ts'
export { type Answer, RESPONSE_CHARS_MAX } from './rules.ts'

const NEWS_AT_ONCE_MAX = 200
const FORMER_SECRET_MS = 86_400_000

export interface NewWebhook {
  readonly name: string
  readonly address: string
  readonly events: readonly NewsKind[]
}

/** Makes deliveries of the news since the last time, for those who want them. True: there is more. */
export async function takeNews(tx: Tx): Promise<boolean> {
  const all = await store.endpoints(tx)
  if (all.length === 0) return false
  const from = await store.position(tx)
  const last = await feedSeq(tx, newsFeed)
  // After a restore the numbers may begin lower.
  if (last < from) await store.setPosition(tx, last)
  if (last <= from) return false
  const changes = await changesAfter(tx, newsFeed, from, NEWS_AT_ONCE_MAX)
  const waiting = new Map((await store.counts(tx)).map((one) => [one.endpoint, one.waiting]))
  const made = changes.flatMap(({ change }) => {
    const { kind, at, data } = change as News
    const who = all.filter((one) => one.off === null && one.events.includes(kind) && one.madeAt.toISOString() <= at)
    return who.map((one) => {
      const n = (waiting.get(one.id) ?? 0) + 1
      waiting.set(one.id, n)
      const state = n > DELIVERIES_WAITING_MAX ? ('failed' as const) : ('waiting' as const)
      return { id: freshId<DeliveryId>(tx.now.getTime()), endpoint: one.id, event: kind, body: bodyOf(kind, at, data), state }
    })
  })
  await store.addDeliveries(tx, made)
  const reached = changes.at(-1)?.seq ?? last
  await store.setPosition(tx, reached)
  return reached < last
}

/** The webhooks, oldest first. Owners alone. @throws Refusal `not-allowed` */
export async function webhooks(tx: ReadTx, actor: Actor) {
  mustOwn(actor)
  const counted = new Map((await store.counts(tx)).map((one) => [one.endpoint, one]))
  return (await store.endpoints(tx)).map(({ id, name, address, events, off, madeAt }) => {
    const { waiting = 0, failed = 0, deliveredAt = null } = counted.get(id) ?? {}
    return { id, name, address, events: [...events], off, madeAt, waiting, failed, deliveredAt }
  })
}

/** Makes a webhook that hears what happens from now on, and returns its secret. @throws Refusal `not-allowed`, `too-many`, `conflict` */
export async function makeWebhook(tx: Tx, actor: Actor, id: WebhookId, given: NewWebhook, seal: Seal): Promise<string> {
  mustOwn(actor)
  // Held first: nobody takes in news, nor makes another webhook, until we commit.
  await store.position(tx)
  const all = await store.endpoints(tx)
  if (all.length >= WEBHOOKS_MAX) throw new Refusal('too-many', { hint: String(WEBHOOKS_MAX) })
  if (all.length === 0) await store.setPosition(tx, await feedSeq(tx, newsFeed))
  const secret = freshSecret()
  const row = { ...given, id, events: [...new Set(given.events)], secret: seal.sealed(secret, purposeOf(id)) }
  if (!(await store.addEndpoint(tx, row))) throw new Refusal('conflict', { path: 'params.webhook' })
  await recordAct(tx, actor, { act: 'webhook.make', subject: `webhook:${id}`, detail: { events: row.events } })
  return secret
}

const freshSecret = () => `whsec_${randomBytes(32).toString('base64')}`

/** Changes what the patch names. @throws Refusal `not-allowed`, `not-found` */
export async function changeWebhook(
  tx: Tx,
  actor: Actor,
  id: WebhookId,
  patch: { [K in keyof NewWebhook]?: NewWebhook[K] | undefined } & { on?: boolean | undefined },
): Promise<void> {
  const before = await owned(tx, actor, id)
  const off = patch.on === undefined ? before.off : patch.on ? null : (before.off ?? 'by-hand')
  const events = [...new Set(patch.events ?? before.events)]
  await store.setEndpoint(tx, {
    ...before,
    name: patch.name ?? before.name,
    address: patch.address ?? before.address,
    events,
    off,
  })
  const changed = Object.entries(patch).flatMap(([key, value]) => (value === undefined ? [] : [key]))
  await recordAct(tx, actor, { act: 'webhook.change', subject: `webhook:${id}`, detail: { changed, off } })
}

/** @throws Refusal `not-allowed`, `not-found` */
export async function dropWebhook(tx: Tx, actor: Actor, id: WebhookId): Promise<void> {
  await owned(tx, actor, id)
  await store.dropEndpoint(tx, id)
  await recordAct(tx, actor, { act: 'webhook.drop', subject: `webhook:${id}` })
}

/** Another secret; the one before signs as well for a day. @throws Refusal `not-allowed`, `not-found`, `conflict` for the same renewal again */
export async function renewSecret(tx: Tx, actor: Actor, id: WebhookId, renewal: string, seal: Seal): Promise<string> {
  const before = await owned(tx, actor, id)
  if (before.renewal === renewal) throw new Refusal('conflict', { path: 'params.renewal' })
  const secret = freshSecret()
  const formerUntil = new Date(tx.now.getTime() + FORMER_SECRET_MS)
  await store.setEndpoint(tx, {
    ...before,
    secret: seal.sealed(secret, purposeOf(id)),
    formerSecret: before.secret,
    formerUntil,
    renewal,
  })
  await recordAct(tx, actor, { act: 'webhook.renew', subject: `webhook:${id}` })
  return secret
}

/**
 * Promises a delivery that says only that it is one; the same id again is the same delivery.
 * @throws Refusal `not-allowed`, `not-found`, `webhook-off`, `conflict` when the id is that of another delivery
 */
export async function testWebhook(tx: Tx, actor: Actor, id: WebhookId, delivery: DeliveryId): Promise<void> {
  const endpoint = await owned(tx, actor, id)
  const event = 'webhook.test'
  const known = await store.kindOf(tx, delivery)
  if (known?.endpoint === id && known.event === event) return
  if (known) throw new Refusal('conflict', { path: 'params.delivery' })
  mustBeOn(endpoint)
  const body = bodyOf(event, tx.now.toISOString(), { webhook: id })
  await store.addDeliveries(tx, [{ id: delivery, endpoint: id, event, body, state: 'waiting' }])
}

/** A page of what was delivered, newest first. @throws Refusal `not-allowed`, `not-found` */
export async function deliveries(tx: ReadTx, actor: Actor, id: WebhookId, page: Page<DeliveryId>) {
  mustOwn(actor)
  if (!(await store.endpoints(tx)).some((one) => one.id === id)) throw new Refusal('not-found', { path: 'params.webhook' })
  if (page.after && !(await store.delivery(tx, id, page.after))) throw new Refusal('not-found', { path: 'params.after' })
  const { rows, next } = pageOf(await store.deliveries(tx, id, page.after ?? null, rowsToAsk(page)), page)
  return { deliveries: rows, next }
}

/** One delivery with every try, the last first. @throws Refusal `not-allowed`, `not-found` */
export async function delivery(tx: ReadTx, actor: Actor, webhook: WebhookId, id: DeliveryId) {
  mustOwn(actor)
  const row = await store.delivery(tx, webhook, id)
  if (!row) throw new Refusal('not-found', { path: 'params.delivery' })
  return { ...row, attempts: await store.attempts(tx, id) }
}

/**
 * Delivers it once more, from the beginning: as this try, counted from 1. One that has been tried so often is left alone.
 * @throws Refusal `not-allowed`, `not-found`, `webhook-off`, `conflict` when tries would be left out
 */
export async function replay(tx: Tx, actor: Actor, webhook: WebhookId, id: DeliveryId, number: number): Promise<void> {
  const endpoint = await owned(tx, actor, webhook)
  const before = await store.delivery(tx, webhook, id)
  if (!before) throw new Refusal('not-found', { path: 'params.delivery' })
  if (before.tries >= number) return
  if (before.tries + 1 < number) throw new Refusal('conflict', { path: 'params.number', hint: String(before.tries + 1) })
  mustBeOn(endpoint)
  await store.again(tx, id)
}

/** @throws Refusal `not-allowed` */
export function mustOwn(actor: Actor): void {
  if (!has(actor, 'owner', null)) throw new Refusal('not-allowed')
}

async function owned(tx: Tx, actor: Actor, id: WebhookId): Promise<store.EndpointRow> {
  mustOwn(actor)
  const row = await store.endpoint(tx, id)
  if (!row) throw new Refusal('not-found', { path: 'params.webhook' })
  return row
}

function mustBeOn({ off }: store.EndpointRow): void {
  if (off !== null) throw new Refusal('webhook-off')
}
