import type { MemberDraft, MemberId, PageDraft, PageId, PictureId } from '../../contract/pages.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { sql } from '../../platform/sql.ts'

export type PageRow = PageDraft & { readonly id: PageId; readonly width: number | null; readonly height: number | null }
export type MemberRow = MemberDraft & { readonly id: MemberId }

const LOCK = 7_225_314 // Any number of ours.

/** Whoever writes pages, members or pictures comes one after the other, so that they can be counted. */
export async function holdPages(tx: Tx): Promise<void> {
  await tx.rows(sql`select pg_advisory_xact_lock(${LOCK})`)
}

const pageColumns = sql`p.id, p.title, p.title_second as "titleSecond", p.description, p.button_text as "buttonText",
  p.button_address as "buttonAddress", p.section_title as "sectionTitle", p.section_text as "sectionText", p.picture,
  p.picture_words as "pictureWords", i.width, i.height`

export async function page(tx: ReadTx, id: PageId): Promise<PageRow | null> {
  const [row] = await tx.rows<PageRow>(sql`
    select ${pageColumns} from instance_pages p left join instance_pictures i on i.id = p.picture where p.id = ${id}`)
  return row ?? null
}

export const pages = (tx: ReadTx): Promise<PageRow[]> =>
  tx.rows(sql`
    select ${pageColumns} from instance_pages p left join instance_pictures i on i.id = p.picture
    order by p.id <> 'index', p.made_at, p.id`)

export const titles = (tx: ReadTx): Promise<{ id: PageId; title: string }[]> =>
  tx.rows(sql`select id, title from instance_pages order by made_at, id`)

/** False: it is so already. */
export async function putPage(tx: Tx, page: PageDraft & { id: PageId }): Promise<boolean> {
  const put = await tx.rows(sql`
    insert into instance_pages as p
      (id, title, title_second, description, button_text, button_address, section_title, section_text, picture, picture_words, made_at)
    values (${page.id}, ${page.title}, ${page.titleSecond}, ${page.description}, ${page.buttonText}, ${page.buttonAddress},
      ${page.sectionTitle}, ${page.sectionText}, ${page.picture}, ${page.pictureWords}, ${tx.now})
    on conflict (id) do update set title = excluded.title, title_second = excluded.title_second, description = excluded.description,
      button_text = excluded.button_text, button_address = excluded.button_address, section_title = excluded.section_title,
      section_text = excluded.section_text, picture = excluded.picture, picture_words = excluded.picture_words
    where to_jsonb(p) - 'made_at' <> to_jsonb(excluded) - 'made_at'
    returning 1`)
  return put.length === 1
}

export const dropPage = async (tx: Tx, id: PageId): Promise<boolean> =>
  (await tx.rows(sql`delete from instance_pages where id = ${id} returning 1`)).length === 1

export const team = (tx: ReadTx): Promise<MemberRow[]> =>
  tx.rows(sql`select id, name, role, about, image_address as "imageAddress", picture from instance_team order by id`)

/** False: it is so already. */
export async function putMember(tx: Tx, member: MemberRow): Promise<boolean> {
  const put = await tx.rows(sql`
    insert into instance_team as t (id, name, role, about, image_address, picture)
    values (${member.id}, ${member.name}, ${member.role}, ${member.about}, ${member.imageAddress}, ${member.picture})
    on conflict (id) do update set name = excluded.name, role = excluded.role, about = excluded.about,
      image_address = excluded.image_address, picture = excluded.picture
    where to_jsonb(t) <> to_jsonb(excluded)
    returning 1`)
  return put.length === 1
}

export const dropMember = async (tx: Tx, id: MemberId): Promise<boolean> =>
  (await tx.rows(sql`delete from instance_team where id = ${id} returning 1`)).length === 1

/** False: the id is another picture's. */
export async function addPicture(
  tx: Tx,
  picture: { id: PictureId; type: string; width: number; height: number; bytes: Buffer },
): Promise<boolean> {
  const rows = await tx.rows(sql`
    with made as (
      insert into instance_pictures (id, type, width, height, bytes, made_at)
      values (${picture.id}, ${picture.type}, ${picture.width}, ${picture.height}, ${picture.bytes}, ${tx.now})
      on conflict (id) do nothing returning 1)
    select 1 from made union all select 1 from instance_pictures where id = ${picture.id} and bytes = ${picture.bytes}`)
  return rows.length > 0
}

export async function picture(tx: ReadTx, id: PictureId): Promise<{ type: string; bytes: Buffer } | null> {
  const [row] = await tx.rows<{ type: string; bytes: Buffer }>(sql`select type, bytes from instance_pictures where id = ${id}`)
  return row ?? null
}

export async function sizeOf(tx: ReadTx, id: PictureId | null): Promise<{ width: number | null; height: number | null }> {
  const [row] = await tx.rows<{ width: number; height: number }>(
    sql`select width, height from instance_pictures where id = ${id}`,
  )
  return row ?? { width: null, height: null }
}

export async function pictureCount(tx: ReadTx): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`select count(*)::int as n from instance_pictures`)
  return row?.n ?? 0
}

/** Those of today may be about to be used. */
export async function dropUnusedPictures(tx: Tx): Promise<void> {
  await tx.rows(sql`
    delete from instance_pictures i where i.made_at < ${tx.now}::timestamptz - interval '1 day'
      and not exists (select 1 from instance_pages p where p.picture = i.id)
      and not exists (select 1 from instance_team t where t.picture = i.id)`)
}
