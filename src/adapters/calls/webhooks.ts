import type { Calls } from '../../contract/doors.ts'
import type { webhooks as declared } from '../../contract/webhooks.endpoints.ts'
import { DeliveredKind, type DeliveryCard } from '../../contract/webhooks.schema.ts'
import * as webhooks from '../../modules/webhooks/index.ts'
import type { Door } from './door.ts'

/** Webhooks of this instance, for its owners. */
export const webhookCalls = (door: Door): Pick<Calls, keyof typeof declared> => ({
  webhooks: async (caller) => {
    const all = await door.read(caller, webhooks.webhooks)
    return {
      webhooks: all.map((one) => ({
        ...one,
        madeAt: one.madeAt.toISOString(),
        deliveredAt: one.deliveredAt?.toISOString() ?? null,
      })),
    }
  },
  makeWebhook: async (caller, { webhook }, body) => {
    await door.read(caller, async (_tx, actor) => webhooks.mustOwn(actor))
    await door.out.mayReach(body.address)
    return { secret: await door.write(caller, (tx, actor) => webhooks.makeWebhook(tx, actor, webhook, body, door.seal)) }
  },
  changeWebhook: async (caller, { webhook }, patch) => {
    await door.read(caller, async (_tx, actor) => webhooks.mustOwn(actor))
    if (patch.address) await door.out.mayReach(patch.address)
    const answer = await door.act(caller, (tx, actor) => webhooks.changeWebhook(tx, actor, webhook, patch))
    door.out.wakeWebhooks()
    return answer
  },
  dropWebhook: (caller, { webhook }) => door.act(caller, (tx, actor) => webhooks.dropWebhook(tx, actor, webhook)),
  renewWebhookSecret: async (caller, { webhook, renewal }) => ({
    secret: await door.write(caller, (tx, actor) => webhooks.renewSecret(tx, actor, webhook, renewal, door.seal)),
  }),
  testWebhook: async (caller, { webhook, delivery }) => {
    const answer = await door.act(caller, (tx, actor) => webhooks.testWebhook(tx, actor, webhook, delivery))
    door.out.wakeWebhooks()
    return answer
  },
  webhookDeliveries: async (caller, { webhook, ...page }) => {
    const found = await door.read(caller, (tx, actor) => webhooks.deliveries(tx, actor, webhook, page))
    return { ...found, deliveries: found.deliveries.map(card) }
  },
  webhookDelivery: async (caller, { webhook, delivery: id }) => {
    const { body, attempts, ...row } = await door.read(caller, (tx, actor) => webhooks.delivery(tx, actor, webhook, id))
    const sentAt = attempts[0]?.at
    return {
      ...card(row),
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': `msg_${id}`,
        ...(sentAt ? { 'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)) } : {}),
      },
      attempts: attempts.map((one) => ({ ...one, at: one.at.toISOString() })),
    }
  },
  replayDelivery: async (caller, { webhook, delivery, number }) => {
    const answer = await door.act(caller, (tx, actor) => webhooks.replay(tx, actor, webhook, delivery, number))
    door.out.wakeWebhooks()
    return answer
  },
})

type Row = Omit<DeliveryCard, 'dueAt' | 'madeAt'> & { readonly dueAt: Date | null; readonly madeAt: Date }

const card = (row: Row): DeliveryCard => ({
  id: row.id,
  event: DeliveredKind.parse(row.event),
  state: row.state,
  tries: row.tries,
  status: row.status,
  fault: row.fault,
  dueAt: row.dueAt?.toISOString() ?? null,
  madeAt: row.madeAt.toISOString(),
})
