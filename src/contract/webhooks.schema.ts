import { z } from 'zod'
import { ADDRESS_CHARS_MAX } from './limits.ts'
import { newsKinds } from './news.ts'

export const WebhookId = z.uuid().toLowerCase().brand('WebhookId')
export type WebhookId = z.infer<typeof WebhookId>
export const DeliveryId = z.uuid().toLowerCase().brand('DeliveryId')
export type DeliveryId = z.infer<typeof DeliveryId>

/** Of `https://` or `http://`, without a name and password in it. */
export const WebhookAddress = z
  .url({ protocol: /^https?$/ })
  .max(ADDRESS_CHARS_MAX)
  .refine((text) => !/^https?:\/\/[^/?#]*@/i.test(text), 'no name and password')
export const NewsKindSchema = z.enum(newsKinds)
/** What a delivery tells of: news, or that it is a test. */
export const DeliveredKind = z.enum([...newsKinds, 'webhook.test'])

/** Why it is off: switched off in the console, the other side said that it is gone (410), or nothing arrived for three days. */
export const OffWhy = z.enum(['by-hand', 'gone', 'failing'])
export type OffWhy = z.infer<typeof OffWhy>

export const WebhookCard = z.strictObject({
  id: WebhookId,
  name: z.string(),
  address: z.string(),
  events: z.array(NewsKindSchema),
  /** Null: it is on. */
  off: OffWhy.nullable(),
  /** Deliveries that wait, and those that were given up. */
  waiting: z.int(),
  failed: z.int(),
  deliveredAt: z.iso.datetime().nullable(),
  madeAt: z.iso.datetime(),
})
export type WebhookCard = z.infer<typeof WebhookCard>

export const DeliveryCard = z.strictObject({
  id: DeliveryId,
  event: DeliveredKind,
  state: z.enum(['waiting', 'delivered', 'failed']),
  tries: z.int(),
  /** What the last try brought; null before the first. */
  status: z.int().nullable(),
  fault: z.string().nullable(),
  dueAt: z.iso.datetime().nullable(),
  madeAt: z.iso.datetime(),
})
export type DeliveryCard = z.infer<typeof DeliveryCard>

/** One try: the answer's status and the beginning of its text, or what kept it from coming. */
export const Attempt = z.strictObject({
  nth: z.int(),
  at: z.iso.datetime(),
  durationMs: z.int(),
  status: z.int().nullable(),
  fault: z.string().nullable(),
  response: z.string(),
})
export type Attempt = z.infer<typeof Attempt>

/** A delivery with what is sent and every try. Its headers are those of the last try, but for the signature. */
export const DeliveryPage = DeliveryCard.extend({
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  attempts: z.array(Attempt),
})
export type DeliveryPage = z.infer<typeof DeliveryPage>
