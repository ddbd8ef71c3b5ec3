import type { FlagId, PreparedFlag } from '../../contract/flags.schema.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { PictureId } from '../../contract/pages.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'

export interface FlagRow extends PreparedFlag {
  readonly id: FlagId
  readonly meeting: MeetingId
}

const columns = sql`f.id, f.meeting, f.code, f.title as name, f.description, f.picture, f.picture_words as "pictureWords", f.points, f.first_points as "firstPoints"`

/** `hold`: whoever else hands it in, or changes it, waits until we commit. */
export async function flag(tx: ReadTx, id: FlagId, how: 'read' | 'hold' = 'read'): Promise<FlagRow | null> {
  const lock = how === 'hold' ? sql`for no key update` : sql``
  const [row] = await tx.rows<FlagRow>(sql`select ${columns} from flags_flags f where f.id = ${id} ${lock}`)
  return row ?? null
}

/** Held until we commit: one flag is handed in by one after the other. */
export async function flagByCode(tx: Tx, meeting: MeetingId, code: string): Promise<FlagRow | null> {
  const [row] = await tx.rows<FlagRow>(
    sql`select ${columns} from flags_flags f where f.meeting = ${meeting} and f.code = ${code} for no key update`,
  )
  return row ?? null
}

/** In the order of their making, each with how many have found it. */
export const flags = (tx: ReadTx, meeting: MeetingId): Promise<(FlagRow & { found: number })[]> =>
  tx.rows(sql`
    select ${columns}, (select count(*)::int from flags_tries t where t.flag = f.id and t.outcome in ('first', 'found')) as found
    from flags_flags f where f.meeting = ${meeting} order by f.n`)

export async function flagCount(tx: ReadTx, meeting: MeetingId): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`select count(*)::int as n from flags_flags where meeting = ${meeting}`)
  return row?.n ?? 0
}

/** False: the code, or the id, is another flag's. */
export async function addFlag(tx: Tx, f: FlagRow): Promise<boolean> {
  const rows = await tx.rows(sql`
    insert into flags_flags (id, meeting, code, title, description, picture, picture_words, points, first_points)
    values (${f.id}, ${f.meeting}, ${f.code}, ${f.name}, ${f.description}, ${f.picture}, ${f.pictureWords}, ${f.points}, ${f.firstPoints})
    on conflict do nothing returning 1`)
  return rows.length === 1
}

export async function codeTaken(tx: ReadTx, meeting: MeetingId, code: string, by: FlagId): Promise<boolean> {
  return (await tx.rows(sql`select 1 from flags_flags where meeting = ${meeting} and code = ${code} and id <> ${by}`)).length > 0
}

/** The caller is alone in the meeting, and knows that the code is free. */
export async function setFlag(tx: Tx, f: FlagRow): Promise<void> {
  await tx.rows(sql`
    update flags_flags set code = ${f.code}, title = ${f.name}, description = ${f.description}, picture = ${f.picture},
      picture_words = ${f.pictureWords}, points = ${f.points}, first_points = ${f.firstPoints}
    where id = ${f.id}`)
}

export async function deleteFlag(tx: Tx, id: FlagId): Promise<void> {
  await tx.rows(sql`delete from flags_flags where id = ${id}`)
}

export interface PictureRow {
  readonly id: PictureId
  readonly type: string
  readonly width: number
  readonly height: number
}

/** False: the id is another picture's. */
export async function addPicture(tx: Tx, meeting: MeetingId, picture: PictureRow & { bytes: Buffer }): Promise<boolean> {
  const { id, type, width, height, bytes } = picture
  const rows = await tx.rows(sql`
    with made as (
      insert into flags_pictures (id, meeting, type, width, height, bytes, made_at)
      values (${id}, ${meeting}, ${type}, ${width}, ${height}, ${bytes}, ${tx.now}) on conflict (id) do nothing returning 1)
    select 1 from made union all select 1 from flags_pictures where id = ${id} and meeting = ${meeting} and bytes = ${bytes}`)
  return rows.length > 0
}

export async function pictureFacts(tx: ReadTx, id: PictureId): Promise<(PictureRow & { meeting: MeetingId }) | null> {
  const [row] = await tx.rows<PictureRow & { meeting: MeetingId }>(
    sql`select id, meeting, type, width, height from flags_pictures where id = ${id}`,
  )
  return row ?? null
}

export async function pictureBytes(tx: ReadTx, id: PictureId): Promise<{ type: string; bytes: Buffer } | null> {
  const [row] = await tx.rows<{ type: string; bytes: Buffer }>(sql`select type, bytes from flags_pictures where id = ${id}`)
  return row ?? null
}

export async function pictureCount(tx: ReadTx, meeting: MeetingId): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`select count(*)::int as n from flags_pictures where meeting = ${meeting}`)
  return row?.n ?? 0
}

/** Those of today may be about to be used. */
export async function dropUnusedPictures(tx: Tx, meeting: MeetingId): Promise<void> {
  await tx.rows(sql`
    delete from flags_pictures p where p.meeting = ${meeting} and p.made_at < ${tx.now}::timestamptz - interval '1 day'
      and not exists (select 1 from flags_flags f where f.picture = p.id)`)
}
