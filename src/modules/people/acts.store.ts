import type { PersonId } from '../../contract/meeting.schema.ts'
import type { ActId } from '../../contract/people.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'
import type { ActFilter } from './acts.ts'

export interface ActRow {
  readonly id: ActId
  readonly at: Date
  /** Null: the system. `name` is that of today, empty when forgotten. */
  readonly by: { readonly id: PersonId; readonly name: string } | null
  readonly act: string
  readonly subject: string
  /** The name of the person whom it was about; null when it was about something else. */
  readonly subjectName: string | null
  readonly detail: Record<string, unknown>
}

export async function add(
  tx: Tx,
  act: { id: ActId; actor: PersonId | null; act: string; subject: string; detail: Record<string, unknown> },
): Promise<void> {
  await tx.rows(sql`
    insert into people_acts (id, at, actor, act, subject, detail)
    values (${act.id}, ${tx.now}, ${act.actor}, ${act.act}, ${act.subject}, ${act.detail}::jsonb)`)
}

/** A person stands for all that were merged with them: what was done to any is found. */
export async function list(tx: ReadTx, filter: ActFilter, rowsMax: number): Promise<ActRow[]> {
  const { actor = null, act = null, subject = null, after = null } = filter
  const about = subject?.startsWith('person:') ? subject.slice('person:'.length) : null
  return tx.rows(sql`
    select a.id, a.at, a.act, a.subject, a.detail,
      case when p.id is not null then jsonb_build_object('id', coalesce(p.merged_into, p.id), 'name', p.name) end as by,
      s.name as "subjectName"
    from people_acts a
    left join people_persons p on p.id = a.actor
    left join people_persons s on s.id = case when a.subject ~ '^person:[0-9a-f-]{36}$' then substr(a.subject, 8)::uuid end
    where (${actor}::uuid is null or a.actor in (${sameAs(actor)}))
      and (${act}::text is null or a.act = ${act} or starts_with(a.act, ${act} || '.'))
      and (${subject}::text is null or a.subject = ${subject} or a.subject in (select 'person:' || same from (${sameAs(about)}) as x (same)))
      and (${after}::uuid is null or a.n < (select n from people_acts where id = ${after}))
    order by a.n desc limit ${rowsMax}`)
}

export async function exists(tx: ReadTx, id: ActId): Promise<boolean> {
  return (await tx.rows(sql`select 1 from people_acts where id = ${id}`)).length === 1
}

/** Every id of whoever has this one. */
const sameAs = (person: string | null) => sql`
  select o.id from people_persons o, people_persons me
  where me.id = ${person}::text::uuid and (o.id = coalesce(me.merged_into, me.id) or o.merged_into = coalesce(me.merged_into, me.id))`
