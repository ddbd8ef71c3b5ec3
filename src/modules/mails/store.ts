import type { MailId } from '../../contract/mails.schema.ts'
import type { MailKind, MailState } from '../../contract/mails.ts'
import type { PersonId } from '../../contract/meeting.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { among, sql } from '../../platform/sql.ts'

export interface MailRow {
  readonly id: MailId
  readonly to: string
  readonly language: string
  readonly kind: MailKind
  readonly state: MailState
  readonly tries: number
  readonly answer: string | null
  readonly dueAt: Date | null
  readonly giveUpAt: Date
  readonly madeAt: Date
  readonly doneAt: Date | null
}
export type WholeRow = MailRow & { readonly facts: string | null }

const columns = sql`id, recipient as to, language, kind, state, tries, answer, due_at as "dueAt", give_up_at as "giveUpAt",
  made_at as "madeAt", done_at as "doneAt"`

export interface NewRow {
  readonly id: MailId
  readonly to: string
  readonly person: PersonId | null
  readonly language: string
  readonly kind: MailKind
  readonly facts: string
  readonly state: 'queued' | 'kept'
  readonly giveUpAt: Date
}

/** False: there is one of this id already. */
export async function add(tx: Tx, row: NewRow): Promise<boolean> {
  const dueAt = row.state === 'queued' ? tx.now : null
  const made = await tx.rows(sql`
    insert into mails_mails (id, recipient, person, language, kind, facts, state, due_at, give_up_at, made_at)
    values (${row.id}, ${row.to}, ${row.person}, ${row.language}, ${row.kind}, ${row.facts}, ${row.state}, ${dueAt}, ${row.giveUpAt}, ${tx.now})
    on conflict (id) do nothing returning 1`)
  return made.length === 1
}

/** What is due, for whoever asks first; nobody else gets it before `heldUntil`. */
export async function take(tx: Tx, heldUntil: Date, rowsMax: number): Promise<WholeRow[]> {
  return tx.rows(sql`
    update mails_mails set tries = tries + 1, due_at = ${heldUntil} where id in (
      select id from mails_mails where state = 'queued' and due_at <= ${tx.now} order by due_at, n limit ${rowsMax} for update skip locked)
    returning ${columns}, facts`)
}

/** Puts down how a try ended; nothing when somebody else has tried since. */
export async function settle(
  tx: Tx,
  mail: Pick<MailRow, 'id' | 'tries'>,
  is: { state: MailState; answer: string; dueAt: Date | null },
): Promise<void> {
  const isOver = is.dueAt === null
  await tx.rows(sql`
    update mails_mails set state = ${is.state}, answer = ${is.answer}, due_at = ${is.dueAt}, done_at = ${isOver ? tx.now : null},
      facts = case when ${is.state === 'sent'} then null else facts end
    where id = ${mail.id} and state = 'queued' and tries = ${mail.tries}`)
}

export async function find(tx: ReadTx, id: MailId): Promise<WholeRow | null> {
  const [row] = await tx.rows<WholeRow>(sql`select ${columns}, facts from mails_mails where id = ${id}`)
  return row ?? null
}

export async function queueAgain(tx: Tx, id: MailId, giveUpAt: Date): Promise<void> {
  await tx.rows(sql`
    update mails_mails set state = 'queued', due_at = ${tx.now}, give_up_at = greatest(give_up_at, ${giveUpAt}), done_at = null
    where id = ${id}`)
}

export async function list(tx: ReadTx, state: MailState | null, before: MailId | null, rowsMax: number): Promise<MailRow[]> {
  return tx.rows(sql`
    select ${columns} from mails_mails
    where (${state}::text is null or state = ${state})
      and (${before}::uuid is null or n < (select n from mails_mails where id = ${before}))
    order by n desc limit ${rowsMax}`)
}

export async function counts(tx: ReadTx): Promise<{ state: MailState; count: number }[]> {
  return tx.rows(sql`select state, count(*)::int as count from mails_mails group by state`)
}

/** False: there is none. */
export async function drop(tx: Tx, id: MailId): Promise<boolean> {
  return (await tx.rows(sql`delete from mails_mails where id = ${id} returning 1`)).length === 1
}

export async function dropBefore(tx: Tx, before: Date): Promise<void> {
  await tx.rows(sql`delete from mails_mails where made_at < ${before} and state <> 'queued'`)
}

/** About these persons, or to these addresses and about nobody. */
const whose = (persons: readonly PersonId[], addresses: readonly string[]) => sql`
  (person in ${among(persons)}
    or (person is null and lower(recipient) in (select lower(a) from jsonb_array_elements_text(${addresses}::jsonb) as a)))`

export async function dropOf(tx: Tx, persons: readonly PersonId[], addresses: readonly string[]): Promise<void> {
  await tx.rows(sql`delete from mails_mails where ${whose(persons, addresses)}`)
}

export async function of(tx: ReadTx, persons: readonly PersonId[], addresses: readonly string[]): Promise<MailRow[]> {
  return tx.rows(sql`select ${columns} from mails_mails where ${whose(persons, addresses)} order by n`)
}
