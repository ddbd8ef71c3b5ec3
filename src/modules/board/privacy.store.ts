import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

export interface BoardData {
  readonly checkIns: { event: EventId; name: string; place: string; in: Date; out: Date | null }[]
  readonly watches: { event: EventId; name: string; pattern: string; since: Date }[]
  readonly hidden: { event: EventId }[]
  readonly boardActs: { event: EventId; at: Date; act: string; track: string | null; words: string }[]
}

export async function dataOf(tx: ReadTx, ids: readonly PersonId[]): Promise<BoardData> {
  return {
    checkIns: await tx.rows(sql`
      select event, name, place, in_at as "in", out_at as "out" from board_check_ins where person in ${among(ids)} order by n`),
    watches: await tx.rows(sql`
      select event, name, pattern, made_at as since from board_watches where person in ${among(ids)} order by n`),
    hidden: await tx.rows(sql`select event from board_hidden where person in ${among(ids)} order by event`),
    boardActs: await tx.rows(sql`select event, at, act, track, words from board_acts where person in ${among(ids)} order by n`),
  }
}

/** Their check-ins, watches and hiding are gone; what they changed stays, by nobody. Where they were shown is returned. */
export async function forget(tx: Tx, ids: readonly PersonId[]): Promise<{ event: EventId; place: string }[]> {
  const shown = await tx.rows<{ event: EventId; place: string; shown: boolean }>(sql`
    delete from board_check_ins where person in ${among(ids)}
    returning event, place, cleared_by is null and out_at is null as shown`)
  await tx.rows(sql`delete from board_watches where person in ${among(ids)}`)
  await tx.rows(sql`delete from board_hidden where person in ${among(ids)}`)
  await tx.rows(sql`update board_acts set person = null where person in ${among(ids)}`)
  await tx.rows(sql`update board_acts set undone_by = null where undone_by in ${among(ids)}`)
  return shown.filter((one) => one.shown)
}

/** Which of these ids something is kept of. */
export async function keptAmong(tx: ReadTx, ids: readonly PersonId[]): Promise<PersonId[]> {
  const rows = await tx.rows<{ person: PersonId }>(sql`
    select person from board_check_ins where person in ${among(ids)}
    union select person from board_watches where person in ${among(ids)}
    union select person from board_acts where person in ${among(ids)}`)
  return rows.map(({ person }) => person)
}

/** Everything of people at an event that is over for long: names and places go, what was changed stays by nobody. */
export async function forgetEvent(tx: Tx, event: EventId, rowsMax: number): Promise<PersonId[]> {
  const gone = await tx.rows<{ person: PersonId | null }>(sql`
    delete from board_check_ins where n in (select n from board_check_ins where event = ${event} limit ${rowsMax}) returning person`)
  const watching = await tx.rows<{ person: PersonId | null }>(sql`
    delete from board_watches where n in (select n from board_watches where event = ${event} limit ${rowsMax}) returning person`)
  const hiding = await tx.rows<{ person: PersonId | null }>(sql`
    delete from board_hidden where event = ${event} and person in (select person from board_hidden where event = ${event} limit ${rowsMax}) returning person`)
  const acting = await tx.rows<{ person: PersonId | null }>(sql`
    delete from board_acts where n in (select n from board_acts where event = ${event} limit ${rowsMax}) returning person`)
  return [...new Set([...gone, ...watching, ...hiding, ...acting].flatMap(({ person }) => person ?? []))]
}
