import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'
import type { Account, Book, Standing } from './index.ts'

/** A transfer as it is to be written: `n` is its place among those of one command. */
export interface Row {
  readonly n: number
  readonly key: string
  readonly hash: string
  readonly reason: string
  readonly from: number
  readonly to: number
  readonly points: number
  readonly resolves: number | null
  readonly dueAt: Date | null
}

export interface Held {
  readonly id: number
  readonly key: string
  readonly from: number
  readonly to: number
  readonly points: number
  readonly resolvedBy: string | null
}

/** Makes what is missing; a pot may owe, since what is given out is limited by whoever gives. Answers the ids in the order of `accounts`. */
export async function accountIds(tx: Tx, accounts: readonly Account[]): Promise<number[]> {
  const keyOf = ({ book, kind, owner }: Account) => `${kind}/${owner}/${book}`
  const wanted = new Map(accounts.map(({ book, kind, owner }) => [keyOf({ book, kind, owner }), { book, kind, owner }]))
  const known = new Map<string, number>()
  const look = async (all: readonly Account[]) => {
    for (const found of await accountsAmong(tx, all)) known.set(keyOf(found), found.id)
  }
  await look([...wanted.values()])
  const missing = [...wanted].flatMap(([key, account]) => (known.has(key) ? [] : [account]))
  if (missing.length > 0) {
    await tx.rows(sql`
      insert into ledger_accounts (book, kind, owner, may_owe)
      select book, kind, owner, kind = 'pot' from jsonb_to_recordset(${missing}::jsonb) as w (book text, kind text, owner uuid)
      order by book, kind, owner on conflict do nothing`)
    // Somebody else may have made some of them meanwhile.
    await look(missing)
  }
  return accounts.map((account) => known.get(keyOf(account)) ?? 0)
}

/** In two halves, since no index answers to `is not distinct from`. */
async function accountsAmong(tx: ReadTx, all: readonly Account[]): Promise<(Account & { id: number })[]> {
  return tx.rows(sql`
    with w as (select * from jsonb_to_recordset(${all}::jsonb) as w (book text, kind text, owner uuid))
    select a.id, a.book, a.kind, a.owner from w join ledger_accounts a on a.book = w.book and a.kind = w.kind and a.owner = w.owner
    union all
    select a.id, a.book, a.kind, a.owner from w join ledger_accounts a on a.book = w.book and a.kind = w.kind
    where w.owner is null and a.owner is null`)
}

/** Writes the transfers whose keys are new, and answers their places. */
export async function addTransfers(tx: Tx, rows: readonly Row[]): Promise<Map<number, number>> {
  const fresh = await tx.rows<{ id: number; key: string }>(sql`
    insert into ledger_transfers (key, hash, reason, resolves, due_at, at)
    select key, decode(hash, 'hex'), reason, resolves, "dueAt", ${tx.now}
    from jsonb_to_recordset(${rows}::jsonb) as r (n int, key text, hash text, reason text, resolves bigint, "dueAt" timestamptz)
    order by key on conflict (key) do nothing returning id, key`)
  const byKey = new Map(fresh.map(({ id, key }) => [key, id]))
  return new Map(rows.flatMap(({ n, key }) => (byKey.has(key) ? [[n, byKey.get(key) ?? 0] as const] : [])))
}

/** The hashes that keys were used with. */
export async function hashes(tx: ReadTx, keys: readonly string[]): Promise<Map<string, string>> {
  const found = await tx.rows<{ key: string; hash: string }>(sql`
    select key, encode(hash, 'hex') as hash from ledger_transfers where key in (select jsonb_array_elements_text(${keys}::jsonb))`)
  return new Map(found.map(({ key, hash }) => [key, hash]))
}

/** Locks the accounts in the order of their ids, so that no two commands wait for each other, and writes both sides of each transfer. */
export async function addEntries(tx: Tx, moves: readonly (Row & { readonly id: number })[]): Promise<void> {
  const sides = moves.flatMap(({ id, n, from, to, points }) => [
    { transfer: id, n: 2 * n, account: from, points: -points },
    { transfer: id, n: 2 * n + 1, account: to, points },
  ])
  await tx.rows(sql`
    select 1 from ledger_accounts where id in (select account from jsonb_to_recordset(${sides}::jsonb) as s (account bigint)) order by id for update`)
  await tx.rows(sql`
    with entries as (
      insert into ledger_entries (transfer, account, points, before, after, version)
      select s.transfer, s.account, s.points,
        a.balance + coalesce(sum(s.points) over earlier, 0), a.balance + coalesce(sum(s.points) over earlier, 0) + s.points,
        a.version + row_number() over (partition by s.account order by s.n)
      from jsonb_to_recordset(${sides}::jsonb) as s (transfer bigint, n int, account bigint, points bigint)
      join ledger_accounts a on a.id = s.account
      window earlier as (partition by s.account order by s.n rows between unbounded preceding and 1 preceding)
      returning account, points
    )
    update ledger_accounts a set balance = a.balance + e.points, version = a.version + e.entries
    from (select account, sum(points) as points, count(*) as entries from entries group by account) e where a.id = e.account`)
}

/** Holds by their keys, with what they were resolved by, locked. */
export async function holds(tx: Tx, keys: readonly string[]): Promise<Map<string, Held>> {
  const found = await tx.rows<Held>(sql`
    select t.id, t.key, f.account as "from", p.account as "to", p.points, r.key as "resolvedBy"
    from ledger_transfers t
    join ledger_entries f on f.transfer = t.id and f.points < 0
    join ledger_entries p on p.transfer = t.id and p.points > 0
    left join ledger_transfers r on r.resolves = t.id
    where t.key in (select jsonb_array_elements_text(${keys}::jsonb)) and t.due_at is not null`)
  return new Map(found.map((one) => [one.key, one]))
}

/** Accounts by their ids. */
export async function accountsOf(tx: ReadTx, ids: readonly number[]): Promise<Map<number, Account>> {
  const found = await tx.rows<Account & { id: number }>(sql`
    select id, book, kind, owner from ledger_accounts where id in (select value::bigint from jsonb_array_elements_text(${ids}::jsonb))`)
  return new Map(found.map(({ id, ...account }) => [id, account]))
}

/** Keys of holds that ran out and nobody resolved. */
export async function due(tx: ReadTx, now: Date, rowsMax: number): Promise<string[]> {
  const found = await tx.rows<{ key: string }>(sql`
    select t.key from ledger_transfers t where t.due_at <= ${now} and not exists (select 1 from ledger_transfers r where r.resolves = t.id)
    order by t.due_at, t.id limit ${rowsMax}`)
  return found.map(({ key }) => key)
}

export async function balance(tx: ReadTx, book: Book, owner: string | null): Promise<{ points: number; held: number }> {
  const [row] = await tx.rows<{ points: number; held: number }>(sql`
    select coalesce(sum(balance) filter (where kind <> 'pending'), 0)::bigint as points,
      coalesce(sum(balance) filter (where kind = 'pending'), 0)::bigint as held
    from ledger_accounts where book = ${book} and owner is not distinct from ${owner}::uuid`)
  return row ?? { points: 0, held: 0 }
}

/** Most points first; whoever has as many has the same rank, and the next ranks are left out. */
export function standings(tx: ReadTx, book: Book, rowsMax: number): Promise<Standing[]> {
  return tx.rows(sql`
    select owner, balance as points, (rank() over (order by balance desc))::int as rank from ledger_accounts
    where book = ${book} and kind = 'available' order by balance desc, owner limit ${rowsMax}`)
}

export async function handOver(tx: Tx, all: readonly { book: Book; from: string; to: string }[]): Promise<void> {
  await tx.rows(sql`
    update ledger_accounts a set owner = w.to from jsonb_to_recordset(${all}::jsonb) as w (book text, "from" uuid, "to" uuid)
    where a.book = w.book and a.owner = w.from`)
}

/** One line for each thing that is not as it has to be. */
export async function faults(tx: ReadTx): Promise<string[]> {
  const found = await tx.rows<{ fault: string }>(sql`
    select 'transfer ' || t.key || ': its entries sum to ' || coalesce(sum(e.points), 0) || ', with ' || count(e.*) as fault
    from ledger_transfers t left join ledger_entries e on e.transfer = t.id group by t.id having coalesce(sum(e.points), 0) <> 0 or count(e.*) <> 2
    union all
    select 'account ' || a.id || ': has ' || a.balance || ' in ' || a.version || ' entries, but they say ' || coalesce(sum(e.points), 0) || ' in ' || count(e.*)
    from ledger_accounts a left join ledger_entries e on e.account = a.id group by a.id
    having a.balance <> coalesce(sum(e.points), 0) or a.version <> count(e.*)
    union all
    select 'account ' || account || ': entry ' || version || ' begins at ' || before || ', the one before ended at ' || earlier
    from (select account, version, before, coalesce(lag(after) over (partition by account order by version), 0) as earlier,
      coalesce(lag(version) over (partition by account order by version), 0) as last from ledger_entries) e where before <> earlier or version <> last + 1
    union all
    select 'transfer ' || r.key || ': resolves ' || t.key || ' of other points'
    from ledger_transfers r join ledger_transfers t on t.id = r.resolves
    join ledger_entries re on re.transfer = r.id and re.points < 0 join ledger_entries te on te.transfer = t.id and te.points > 0
    where re.account <> te.account or -re.points <> te.points
    order by fault limit 100`)
  return found.map(({ fault }) => fault)
}
