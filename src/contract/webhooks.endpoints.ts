import { z } from 'zod'
import { done, type Endpoint, Name, none, paging, TryNumber } from './endpoint.ts'
import { WEBHOOKS_MAX } from './limits.ts'
import { newsKinds } from './news.ts'
import {
  DeliveryCard,
  DeliveryId,
  DeliveryPage,
  NewsKindSchema,
  WebhookAddress,
  WebhookCard,
  WebhookId,
} from './webhooks.schema.ts'

const webhook = z.strictObject({ webhook: WebhookId })
const delivery = z.strictObject({ webhook: WebhookId, delivery: DeliveryId })
const Wanted = z.array(NewsKindSchema).min(1).max(newsKinds.length)

/** Webhooks by the rules of Standard Webhooks: what happens here is told to programs elsewhere, signed, and again until it arrives. */
export const webhooks = {
  webhooks: {
    summary: 'The webhooks of this instance, never their secrets.',
    who: 'owner',
    params: none,
    body: none,
    reply: z.strictObject({ webhooks: z.array(WebhookCard).max(WEBHOOKS_MAX) }),
  },
  makeWebhook: {
    summary:
      'Make a webhook. Its secret (`whsec_…`) is told here and never again; the same id again is refused with `conflict`. Private addresses are refused unless the configuration allows them.',
    who: 'owner',
    params: webhook,
    body: z.strictObject({ name: Name, address: WebhookAddress, events: Wanted }),
    reply: z.strictObject({ secret: z.string() }),
  },
  changeWebhook: {
    summary: 'Change a webhook, switch it off or on; what is left out stays. Switched on, it goes on with what waits.',
    who: 'owner',
    params: webhook,
    body: z.strictObject({
      name: Name.optional(),
      address: WebhookAddress.optional(),
      events: Wanted.optional(),
      on: z.boolean().optional(),
    }),
    reply: done,
  },
  dropWebhook: {
    summary: 'Forget a webhook with its deliveries.',
    who: 'owner',
    params: webhook,
    body: none,
    reply: done,
  },
  renewWebhookSecret: {
    summary:
      'Give a webhook another secret, told here once; the same `renewal` again is refused with `conflict`. For a day deliveries are signed with the one before as well.',
    who: 'owner',
    params: webhook.extend({ renewal: z.uuid().toLowerCase() }),
    body: none,
    reply: z.strictObject({ secret: z.string() }),
  },
  testWebhook: {
    summary: 'Deliver a `webhook.test` now, under an id of the caller’s.',
    who: 'owner',
    params: delivery,
    body: none,
    reply: done,
  },
  webhookDeliveries: {
    summary: 'What was delivered in the last thirty days, newest first.',
    who: 'owner',
    params: webhook.extend(paging(DeliveryId)),
    body: none,
    reply: z.strictObject({ deliveries: z.array(DeliveryCard), next: DeliveryId.nullable() }),
  },
  webhookDelivery: {
    summary: 'One delivery: what is sent, and how each try went.',
    who: 'owner',
    params: delivery,
    body: none,
    reply: DeliveryPage,
  },
  replayDelivery: {
    summary:
      'Deliver it once more, with the same `webhook-id`, whatever became of it before: `number` is one more than its tries so far.',
    who: 'owner',
    params: delivery.extend({ number: TryNumber }),
    body: none,
    reply: done,
  },
} as const satisfies Record<string, Endpoint>
