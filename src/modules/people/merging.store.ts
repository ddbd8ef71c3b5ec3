import type { PersonId } from '../../contract/meeting.schema.ts'
import type { MergeId } from '../../contract/people.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

const LOCK = 7_225_312 // Any number that nothing else locks.

/** Until we commit nobody else merges anybody: so no circle can come to be. Mergers are rare. */
export async function holdMerging(tx: Tx): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(${LOCK})`)
}

export interface LastingFacts {
  readonly id: PersonId
  readonly account: boolean
  readonly roles: number
  readonly madeAt: Date
}

/** What decides who lasts, of persons that are nobody else's. */
export async function lastingFacts(tx: ReadTx, persons: readonly PersonId[]): Promise<Map<PersonId, LastingFacts>> {
  const rows = await tx.rows<LastingFacts>(sql`
    select p.id, p.made_at as "madeAt",
      exists (select 1 from people_handles h join people_persons o on o.id = h.person
        where h.network = 'account' and coalesce(o.merged_into, o.id) = p.id) as account,
      (select count(*)::int from people_roles r join people_persons o on o.id = r.person where coalesce(o.merged_into, o.id) = p.id) as roles
    from people_persons p
    where p.id in ${among(persons)} and p.merged_into is null and p.forgotten_at is null`)
  return new Map(rows.map((row) => [row.id, row]))
}

export async function addMerge(tx: Tx, id: MergeId, person: PersonId, into: PersonId): Promise<void> {
  await tx.rows(sql`insert into people_merges (id, person, into_person, at) values (${id}, ${person}, ${into}, ${tx.now})`)
  await tx.rows(sql`update people_persons set merged_into = ${into} where id = ${person} or merged_into = ${person}`)
}

/** Who became another by this merger; null when there is none in force. */
export async function mergedBy(tx: Tx, id: MergeId): Promise<PersonId | null> {
  const [row] = await tx.rows<{ person: PersonId }>(sql`
    select person from people_merges where id = ${id} and undone_at is null for update`)
  return row?.person ?? null
}

/** The merger by which this id became another's; null when it is its own. */
export async function mergeOf(tx: ReadTx, person: PersonId): Promise<MergeId | null> {
  const [row] = await tx.rows<{ id: MergeId }>(sql`select id from people_merges where person = ${person} and undone_at is null`)
  return row?.id ?? null
}

/** Whoever was merged into the one who leaves, before or after, leaves with them. */
export async function undo(tx: Tx, id: MergeId): Promise<void> {
  const [row] = await tx.rows<{ person: PersonId }>(sql`
    update people_merges set undone_at = ${tx.now} where id = ${id} and undone_at is null returning person`)
  if (!row) throw new Error('a merger was undone twice')
  await tx.rows(sql`
    with recursive leaving (id) as (
      select ${row.person}::uuid
      union select m.person from people_merges m join leaving on m.into_person = leaving.id where m.undone_at is null)
    update people_persons set merged_into = nullif(${row.person}, people_persons.id) where people_persons.id in (select id from leaving)`)
}

/** The mergers in force that made this person who they are, newest first. */
export async function mergesOf(tx: ReadTx, ids: readonly PersonId[]): Promise<{ id: MergeId; name: string; at: Date }[]> {
  return tx.rows(sql`
    select m.id, p.name, m.at from people_merges m join people_persons p on p.id = m.person
    where m.undone_at is null and m.into_person in ${among(ids)}
    order by m.at desc, m.id desc`)
}
