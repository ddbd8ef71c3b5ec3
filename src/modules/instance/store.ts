import type { PersonId } from '../../contract/meeting.schema.ts'
import type { Part, SettingsChangeId } from '../../contract/settings.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'
import type { ByPath } from './rules.ts'

/** JSON inside, so that SQL's null stays free for "the default". */
type Value = { readonly is: unknown } | null

export async function kept(tx: ReadTx): Promise<ByPath> {
  const rows = await tx.rows<{ path: string; value: unknown }>(sql`select path, value from instance_settings`)
  return new Map(rows.map(({ path, value }) => [path, value]))
}

/** What the configuration decides. `alone`: nobody else changes a setting until we commit. */
export async function fixed(tx: ReadTx, how: 'read' | 'alone' = 'read'): Promise<{ fixed: ByPath; allowed: Part[] }> {
  const lock = how === 'alone' ? sql`for update` : sql``
  const [row] = await tx.rows<{ fixed: Record<string, unknown>; parts: Part[] }>(
    sql`select fixed, parts from instance_fixed where only_row ${lock}`,
  )
  if (!row) throw new Error('the row of what the configuration decides is missing')
  return { fixed: new Map(Object.entries(row.fixed)), allowed: row.parts }
}

export async function putFixed(tx: Tx, all: ByPath, parts: readonly Part[]): Promise<void> {
  await tx.rows(sql`update instance_fixed set fixed = ${Object.fromEntries(all)}::jsonb, parts = ${parts}::jsonb where only_row`)
}

export async function put(tx: Tx, path: string, value: Value): Promise<void> {
  if (value === null) await tx.rows(sql`delete from instance_settings where path = ${path}`)
  else
    await tx.rows(sql`
      insert into instance_settings (path, value, changed_at) values (${path}, ${JSON.stringify(value.is)}::text::jsonb, ${tx.now})
      on conflict (path) do update set value = excluded.value, changed_at = excluded.changed_at`)
}

/** The sealed word; `ours` where there was none yet. */
export async function heldSecretWord(tx: Tx, ours: string): Promise<string> {
  const [row] = await tx.rows<{ word: string }>(sql`
    insert into instance_secret (word) values (${ours}) on conflict (only_row) do update set word = instance_secret.word returning word`)
  return row?.word ?? ours
}

export async function secretWord(tx: ReadTx): Promise<string | null> {
  return (await tx.rows<{ word: string }>(sql`select word from instance_secret`))[0]?.word ?? null
}

export async function dropSecretWord(tx: Tx): Promise<void> {
  await tx.rows(sql`delete from instance_secret`)
}

export interface ChangeRow {
  readonly id: SettingsChangeId
  readonly path: string
  readonly before: Value
  readonly after: Value
  readonly person: PersonId | null
  readonly at: Date
  /** No later change of the same setting. */
  readonly last: boolean
}

export async function addChange(tx: Tx, change: Omit<ChangeRow, 'at' | 'last'>): Promise<void> {
  const [before, after] = [change.before, change.after].map((value) => (value === null ? null : JSON.stringify(value)))
  await tx.rows(sql`
    insert into instance_changes (id, path, before, after, person, at)
    values (${change.id}, ${change.path}, ${before}::text::jsonb, ${after}::text::jsonb, ${change.person}, ${tx.now})`)
}

const changeColumns = sql`c.id, c.path, c.before, c.after, c.person, c.at,
  not exists (select 1 from instance_changes l where l.path = c.path and l.n > c.n) as last`

/** Newest first. */
export async function changes(tx: ReadTx, before: SettingsChangeId | null, max: number): Promise<ChangeRow[]> {
  const older = before === null ? sql`true` : sql`c.n < (select n from instance_changes where id = ${before})`
  return tx.rows(sql`select ${changeColumns} from instance_changes c where ${older} order by c.n desc limit ${max}`)
}

export async function change(tx: ReadTx, id: SettingsChangeId): Promise<ChangeRow | null> {
  const [row] = await tx.rows<ChangeRow>(sql`select ${changeColumns} from instance_changes c where c.id = ${id}`)
  return row ?? null
}
