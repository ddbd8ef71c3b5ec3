import type { NewsKind } from '../../contract/news.ts'
import type { Attempt, DeliveryCard, DeliveryId, OffWhy, WebhookId } from '../../contract/webhooks.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'

export interface EndpointRow {
  readonly id: WebhookId
  readonly name: string
  readonly address: string
  readonly events: readonly NewsKind[]
  readonly secret: string
  readonly formerSecret: string | null
  readonly formerUntil: Date | null
  readonly off: OffWhy | null
  /** By which request it got its secret; null: by being made. */
  readonly renewal: string | null
  readonly madeAt: Date
}

const endpointColumns = sql`id, name, address, events, secret, former_secret as "formerSecret", former_until as "formerUntil", off, renewal,
  made_at as "madeAt"`

export async function endpoints(tx: ReadTx): Promise<EndpointRow[]> {
  return tx.rows(sql`select ${endpointColumns} from webhooks_endpoints order by made_at, id`)
}

/** Held until we commit. */
export async function endpoint(tx: Tx, id: WebhookId): Promise<EndpointRow | null> {
  const [row] = await tx.rows<EndpointRow>(sql`select ${endpointColumns} from webhooks_endpoints where id = ${id} for update`)
  return row ?? null
}

/** False: there is one of this id already. */
export async function addEndpoint(
  tx: Tx,
  row: Omit<EndpointRow, 'formerSecret' | 'formerUntil' | 'off' | 'renewal' | 'madeAt'>,
): Promise<boolean> {
  const made = await tx.rows(sql`
    insert into webhooks_endpoints (id, name, address, events, secret, made_at)
    values (${row.id}, ${row.name}, ${row.address}, ${row.events}::jsonb, ${row.secret}, ${tx.now})
    on conflict (id) do nothing returning 1`)
  return made.length === 1
}

export async function setEndpoint(tx: Tx, row: EndpointRow): Promise<void> {
  await tx.rows(sql`
    update webhooks_endpoints set name = ${row.name}, address = ${row.address}, events = ${row.events}::jsonb, secret = ${row.secret},
      former_secret = ${row.formerSecret}, former_until = ${row.formerUntil}, off = ${row.off}, renewal = ${row.renewal}
    where id = ${row.id}`)
}

export async function dropEndpoint(tx: Tx, id: WebhookId): Promise<boolean> {
  return (await tx.rows(sql`delete from webhooks_endpoints where id = ${id} returning 1`)).length === 1
}

export async function counts(
  tx: ReadTx,
): Promise<{ endpoint: WebhookId; waiting: number; failed: number; deliveredAt: Date | null }[]> {
  return tx.rows(sql`
    select endpoint, count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'failed')::int as failed,
      max(done_at) filter (where state = 'delivered') as "deliveredAt"
    from webhooks_deliveries group by endpoint`)
}

/** The number of the last news that was taken in; held, so that each is taken in once. */
export async function position(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ seq: number }>(sql`select seq from webhooks_position for update`)
  return row?.seq ?? 0
}

export async function setPosition(tx: Tx, seq: number): Promise<void> {
  await tx.rows(sql`update webhooks_position set seq = ${seq}`)
}

export interface NewDelivery {
  readonly id: DeliveryId
  readonly endpoint: WebhookId
  readonly event: string
  readonly body: string
  readonly state: 'waiting' | 'failed'
}

export async function addDeliveries(tx: Tx, all: readonly NewDelivery[]): Promise<void> {
  if (all.length === 0) return
  await tx.rows(sql`
    insert into webhooks_deliveries (id, endpoint, event, body, state, due_at, made_at, done_at)
    select id, endpoint, event, body, state, case when state = 'waiting' then ${tx.now}::timestamptz end, ${tx.now}::timestamptz,
      case when state = 'failed' then ${tx.now}::timestamptz end
    from jsonb_to_recordset(${all}::jsonb) as d (id uuid, endpoint uuid, event text, body text, state text)`)
}

export interface DueRow {
  readonly id: DeliveryId
  readonly endpoint: WebhookId
  readonly body: string
  readonly tries: number
  readonly triesBefore: number
  readonly madeAt: Date
}

/** The oldest that is due of each endpoint that is on and has none under way; nobody else gets one of it before `heldUntil`. */
export async function take(tx: Tx, heldUntil: Date, rowsMax: number): Promise<DueRow[]> {
  return tx.rows(sql`
    update webhooks_deliveries set tries = tries + 1, taken_until = ${heldUntil} where id in (
      select d.id from webhooks_endpoints e cross join lateral (
        select id from webhooks_deliveries where endpoint = e.id and state = 'waiting' and due_at <= ${tx.now} order by due_at, n limit 1) d
      where e.off is null
        and not exists (select from webhooks_deliveries b where b.endpoint = e.id and b.state = 'waiting' and b.taken_until > ${tx.now})
      limit ${rowsMax} for update of e skip locked)
    returning id, endpoint, body, tries, tries_before as "triesBefore", made_at as "madeAt"`)
}

/** Puts down how a try ended. False: somebody else has tried since, or it is gone. */
export async function settle(
  tx: Tx,
  due: Pick<DueRow, 'id' | 'tries'>,
  is: { state: 'waiting' | 'delivered' | 'failed'; dueAt: Date | null },
): Promise<boolean> {
  const doneAt = is.state === 'waiting' ? null : tx.now
  const put = await tx.rows(sql`
    update webhooks_deliveries set state = ${is.state}, due_at = ${is.dueAt}, taken_until = null, done_at = ${doneAt}
    where id = ${due.id} and state = 'waiting' and tries = ${due.tries} and taken_until is not null returning 1`)
  return put.length === 1
}

export async function addAttempt(tx: Tx, delivery: DeliveryId, one: Omit<Attempt, 'at'> & { readonly at: Date }): Promise<void> {
  await tx.rows(sql`
    insert into webhooks_attempts (delivery, nth, at, duration_ms, status, fault, response)
    values (${delivery}, ${one.nth}, ${one.at}, ${one.durationMs}, ${one.status}, ${one.fault}, ${one.response})`)
}

/** Whether anything arrived there from this moment on. */
export async function deliveredSince(tx: Tx, endpoint: WebhookId, since: Date): Promise<boolean> {
  const rows = await tx.rows(sql`
    select 1 from webhooks_deliveries where endpoint = ${endpoint} and state = 'delivered' and done_at >= ${since} limit 1`)
  return rows.length > 0
}

export interface DeliveryRow extends Omit<DeliveryCard, 'dueAt' | 'madeAt'> {
  readonly dueAt: Date | null
  readonly madeAt: Date
}
const deliveryColumns = sql`d.id, d.event, d.state, d.tries, a.status, a.fault, d.due_at as "dueAt", d.made_at as "madeAt"`
const lastAttempt = sql`left join webhooks_attempts a on a.delivery = d.id and a.nth = (
  select max(nth) from webhooks_attempts where delivery = d.id)`

export async function deliveries(
  tx: ReadTx,
  endpoint: WebhookId,
  before: DeliveryId | null,
  rowsMax: number,
): Promise<DeliveryRow[]> {
  return tx.rows(sql`
    select ${deliveryColumns} from webhooks_deliveries d ${lastAttempt}
    where d.endpoint = ${endpoint} and (${before}::uuid is null or d.n < (select n from webhooks_deliveries where id = ${before}))
    order by d.n desc limit ${rowsMax}`)
}

export async function delivery(
  tx: ReadTx,
  endpoint: WebhookId,
  id: DeliveryId,
): Promise<(DeliveryRow & { readonly body: string }) | null> {
  const [row] = await tx.rows<DeliveryRow & { body: string }>(sql`
    select ${deliveryColumns}, d.body from webhooks_deliveries d ${lastAttempt} where d.endpoint = ${endpoint} and d.id = ${id}`)
  return row ?? null
}

/** Of whichever webhook. */
export async function kindOf(tx: ReadTx, id: DeliveryId): Promise<{ endpoint: WebhookId; event: string } | null> {
  const [row] = await tx.rows<{ endpoint: WebhookId; event: string }>(sql`
    select endpoint, event from webhooks_deliveries where id = ${id}`)
  return row ?? null
}

export async function attempts(tx: ReadTx, id: DeliveryId): Promise<(Omit<Attempt, 'at'> & { readonly at: Date })[]> {
  return tx.rows(sql`
    select nth, at, duration_ms as "durationMs", status, fault, response from webhooks_attempts where delivery = ${id} order by nth desc`)
}

/** From the beginning, at once; a try that is under way now counts for nothing. */
export async function again(tx: Tx, id: DeliveryId): Promise<void> {
  await tx.rows(sql`
    update webhooks_deliveries set state = 'waiting', due_at = ${tx.now}, taken_until = null, done_at = null, tries_before = tries
    where id = ${id}`)
}

export async function dropBefore(tx: Tx, before: Date): Promise<void> {
  await tx.rows(sql`delete from webhooks_deliveries where made_at < ${before}`)
}
