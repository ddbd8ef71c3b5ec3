import type { ActId, ActKind } from '../../contract/board.schema.ts'
import type { EventId, NetworkName, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'
import type { Before } from './rules.ts'

export interface ActRow {
  readonly n: number
  readonly id: ActId
  readonly at: Date
  readonly person: PersonId | null
  readonly network: NetworkName | null
  readonly act: ActKind
  readonly track: string | null
  readonly words: string
  readonly undone: boolean
  /** Something of the same was done after it, and stands. */
  readonly covered: boolean
}

const columns = sql`a.n, a.id, a.at, a.person, a.network, a.act, a.track, a.words, a.undone_at is not null as undone,
  exists (select from board_acts later where later.event = a.event and later.n > a.n and later.undone_at is null
    and (later.scope ? 'all' or a.scope ? 'all' or later.scope ?| array(select jsonb_array_elements_text(a.scope)))) as covered`

export async function add(
  tx: Tx,
  event: EventId,
  one: Omit<ActRow, 'n' | 'at' | 'undone' | 'covered'> & { readonly scope: readonly string[]; readonly before: Before },
): Promise<void> {
  await tx.rows(sql`
    insert into board_acts (id, event, at, person, network, act, track, words, scope, before)
    values (${one.id}, ${event}, ${tx.now}, ${one.person}, ${one.network}, ${one.act}, ${one.track}, ${one.words},
      ${one.scope}::jsonb, ${one.before}::jsonb)`)
}

/** Newest first. */
export async function list(tx: ReadTx, event: EventId, before: ActId | null, rowsMax: number): Promise<ActRow[]> {
  return tx.rows(sql`
    select ${columns} from board_acts a
    where a.event = ${event} and (${before}::uuid is null or a.n < (select n from board_acts where id = ${before}::uuid))
    order by a.n desc limit ${rowsMax}`)
}

export async function exists(tx: ReadTx, event: EventId, id: ActId): Promise<boolean> {
  return (await tx.rows(sql`select 1 from board_acts where event = ${event} and id = ${id}`)).length === 1
}

/** That one, or the last that stands. The event is held by the caller. */
export async function find(tx: Tx, event: EventId, id: ActId | null): Promise<(ActRow & { readonly before: Before }) | null> {
  const [row] = await tx.rows<ActRow & { before: Before }>(sql`
    select ${columns}, a.before from board_acts a
    where a.event = ${event} and (a.id = ${id}::uuid or (${id}::uuid is null and a.undone_at is null))
    order by a.n desc limit 1`)
  return row ?? null
}

export async function markUndone(tx: Tx, id: ActId, by: PersonId | null): Promise<void> {
  await tx.rows(sql`update board_acts set undone_at = ${tx.now}, undone_by = ${by} where id = ${id}`)
}

/** How something was before is kept for a while only: after it, it cannot be undone. */
export async function dropBefore(tx: Tx, before: Date): Promise<void> {
  await tx.rows(sql`delete from board_acts where at < ${before}`)
}
