import type { PictureId } from '../../contract/pages.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'

/** Pictures of meetings and of slides. */

const LOCK = 7_225_340 // Any number of ours.

/** Whoever adds or uses a picture comes one after the other, so that none is dropped while it is put to use. */
export async function holdPictures(tx: Tx): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(${LOCK})`)
}

/** False: the id is another picture's. */
export async function addPicture(
  tx: Tx,
  picture: { id: PictureId; type: string; width: number; height: number; bytes: Buffer },
): Promise<boolean> {
  const rows = await tx.rows(sql`
    with made as (
      insert into meetings_pictures (id, type, width, height, bytes, made_at)
      values (${picture.id}, ${picture.type}, ${picture.width}, ${picture.height}, ${picture.bytes}, ${tx.now})
      on conflict (id) do nothing returning 1)
    select 1 from made union all select 1 from meetings_pictures where id = ${picture.id} and bytes = ${picture.bytes}`)
  return rows.length > 0
}

export async function picture(tx: ReadTx, id: PictureId): Promise<{ type: string; bytes: Buffer } | null> {
  const [row] = await tx.rows<{ type: string; bytes: Buffer }>(sql`select type, bytes from meetings_pictures where id = ${id}`)
  return row ?? null
}

export async function hasPicture(tx: ReadTx, id: PictureId): Promise<boolean> {
  return (await tx.rows(sql`select 1 from meetings_pictures where id = ${id}`)).length === 1
}

export async function pictureCount(tx: ReadTx): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`select count(*)::int as n from meetings_pictures`)
  return row?.n ?? 0
}

/** Those of today may be about to be used. */
export async function dropUnusedPictures(tx: Tx): Promise<void> {
  await tx.rows(sql`
    delete from meetings_pictures i where i.made_at < ${tx.now}::timestamptz - interval '1 day'
      and not exists (select 1 from meetings_activities a where a.prepared ? 'picture' and a.prepared ->> 'picture' = i.id::text)
      and not exists (select 1 from meetings_meetings m where m.picture = i.id)`)
}
