import type { ReadTx } from './db.ts'
import { sql } from './sql.ts'

/**
 * Feeds: the ordered, numbered changes about one thing. The number is taken under the lock of the feed's row, so it is the order of commits
 * (a global sequence is not: a reader would skip a late 6 after a 7). Changes are news and may be deleted after a week; the rows are the truth.
 */
export interface NumberedChange {
  readonly seq: number
  readonly change: unknown
}

export const CHANGES_KEPT_DAYS = 7

/** The changes of many feeds at once, each feed's in their order. Feeds are held in the order of their names: no two commands wait for each other. */
export async function addChanges(tx: ReadTx, news: ReadonlyMap<string, readonly unknown[]>, at: Date): Promise<void> {
  const all = [...news].map(([feed, changes]) => ({ feed, changes }))
  await tx.rows(sql`
    with news as (select feed, changes from jsonb_to_recordset(${all}::jsonb) as n (feed text, changes jsonb)),
      feeds as (
        insert into platform_feeds (name, seq) select feed, jsonb_array_length(changes) from news order by feed
        on conflict (name) do update set seq = platform_feeds.seq + excluded.seq returning name, seq)
    insert into platform_changes (feed, seq, change, at)
    select f.name, f.seq - jsonb_array_length(n.changes) + c.n, c.change, ${at}
    from feeds f join news n on n.feed = f.name, jsonb_array_elements(n.changes) with ordinality as c (change, n)`)
}

/** The number of the last change; 0 while there was none. */
export async function feedSeq(tx: ReadTx, feed: string): Promise<number> {
  const [row] = await tx.rows<{ seq: number }>(sql`select seq from platform_feeds where name = ${feed}`)
  return row?.seq ?? 0
}

/** When the last change was told, while that is known: old ones are forgotten. */
export async function feedChangedAt(tx: ReadTx, feed: string): Promise<Date | null> {
  const [row] = await tx.rows<{ at: Date }>(sql`select at from platform_changes where feed = ${feed} order by seq desc limit 1`)
  return row?.at ?? null
}

/** The numbers of many feeds at once; those without changes are left out. */
export async function feedSeqs(tx: ReadTx, feeds: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.rows<{ name: string; seq: number }>(sql`
    select name, seq from platform_feeds where name in (select jsonb_array_elements_text(${feeds}::jsonb))`)
  return new Map(rows.map((row) => [row.name, row.seq]))
}

export async function changesAfter(tx: ReadTx, feed: string, after: number, changesMax: number): Promise<NumberedChange[]> {
  return tx.rows<NumberedChange>(sql`
    select seq, change from platform_changes where feed = ${feed} and seq > ${after} order by seq limit ${changesMax}`)
}

/** What these feeds have told goes at once; they keep their number, and whoever is behind is given a fresh view. */
export async function dropChangesOf(tx: ReadTx, feeds: readonly string[]): Promise<void> {
  await tx.rows(sql`delete from platform_changes where feed in (select jsonb_array_elements_text(${feeds}::jsonb))`)
}

/** Old news goes; feeds keep their number. Returns how many went, at most 10,000 at a time. */
export async function dropOldChanges(tx: ReadTx, before: Date): Promise<number> {
  const gone = await tx.rows(sql`
    delete from platform_changes where (feed, seq) in (select feed, seq from platform_changes where at < ${before} limit 10000) returning 1`)
  return gone.length
}
