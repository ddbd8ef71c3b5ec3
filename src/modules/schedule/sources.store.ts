import type { EventId } from '../../contract/meeting.schema.ts'
import type { TakenIn } from '../../contract/schedule.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'

export interface SourceRow {
  readonly address: string
  readonly triedAt: Date | null
  readonly goodAt: Date | null
  readonly fault: string | null
  readonly outcome: TakenIn | null
}

export async function sources(tx: ReadTx, event: EventId): Promise<SourceRow[]> {
  return tx.rows(sql`
    select address, tried_at as "triedAt", good_at as "goodAt", fault, outcome from schedule_sources where event = ${event} order by address`)
}

/** What stands is good again; `outcome` null: it was as before. */
export async function putGood(tx: Tx, event: EventId, address: string, outcome: TakenIn | null): Promise<void> {
  await tx.rows(sql`
    insert into schedule_sources (event, address, tried_at, good_at, fault, outcome)
    values (${event}, ${address}, ${tx.now}, ${tx.now}, null, ${outcome}::jsonb)
    on conflict (event, address) do update set tried_at = excluded.tried_at, good_at = excluded.good_at, fault = null,
      outcome = coalesce(excluded.outcome, schedule_sources.outcome)`)
}

/** What was read before stays, and how old it is. */
export async function putFault(tx: Tx, event: EventId, address: string, fault: string): Promise<void> {
  await tx.rows(sql`
    insert into schedule_sources (event, address, tried_at, fault) values (${event}, ${address}, ${tx.now}, ${fault})
    on conflict (event, address) do update set tried_at = excluded.tried_at, fault = excluded.fault`)
}
