import { PAGES_MAX, PICTURE_BYTES_MAX, PICTURE_SIDE_PX_MAX, PICTURES_MAX, TEAM_MEMBERS_MAX } from '../../contract/limits.ts'
import type {
  MemberDraft,
  MemberId,
  PageDraft,
  PageId,
  PictureId,
  PublicPage,
  ShownMember,
  ShownPage,
} from '../../contract/pages.schema.ts'
import { FIRST_PAGE, picturePath } from '../../contract/pages.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { htmlOf } from '../../platform/markdown.ts'
import { type PictureFacts, pictureFacts } from '../../platform/picture.ts'
import { type Actor, has, recordAct } from '../people/index.ts'
import * as store from './pages.store.ts'

/** The pages that welcome people. Everybody may read them; organizers of the whole instance write them. */
export type HomePage = PageDraft & { readonly id: PageId }

/** A page as everybody sees it. @throws Refusal `not-found` for a further page that is none */
export async function publicPage(tx: ReadTx, id: PageId): Promise<PublicPage> {
  const page = await store.page(tx, id)
  if (!page && id !== FIRST_PAGE) throw new Refusal('not-found', { path: 'params.page' })
  return {
    page: page && shown(page),
    pages: await pageLinks(tx),
    team: id === FIRST_PAGE ? (await team(tx)).map(shownMember) : [],
  }
}

/** The further pages, in the order they were made. */
export const pageLinks = async (tx: ReadTx): Promise<PublicPage['pages']> =>
  (await store.titles(tx)).filter((one) => one.id !== FIRST_PAGE)

/** All pages and team members as they were written. @throws Refusal `not-allowed` */
export async function pages(tx: ReadTx, actor: Actor) {
  mustOrganize(actor)
  const rows = await store.pages(tx)
  return {
    pages: rows.map(({ width: _w, height: _h, ...page }): HomePage => page),
    team: await team(tx),
  }
}

/** How a page would look. @throws Refusal `not-allowed` */
export async function preview(tx: ReadTx, actor: Actor, page: HomePage): Promise<ShownPage> {
  mustOrganize(actor)
  return shown({ ...page, ...(await store.sizeOf(tx, page.picture)) })
}

/** Makes a page, or writes it anew. @throws Refusal `not-allowed`, `too-many`, `not-found` for a picture that is none */
export async function putPage(tx: Tx, actor: Actor, page: HomePage): Promise<void> {
  mustOrganize(actor)
  await store.holdPages(tx)
  await mustHave(tx, page.picture)
  const known = await store.titles(tx)
  if (!known.some(({ id }) => id === page.id) && known.length >= PAGES_MAX)
    throw new Refusal('too-many', { hint: String(PAGES_MAX) })
  if (!(await store.putPage(tx, page))) return
  await recordAct(tx, actor, { act: 'page.write', subject: `page:${page.id}` })
  await store.dropUnusedPictures(tx)
}

/** @throws Refusal `not-allowed`, `not-found` */
export async function removePage(tx: Tx, actor: Actor, id: PageId): Promise<void> {
  mustOrganize(actor)
  await store.holdPages(tx)
  if (!(await store.dropPage(tx, id))) throw new Refusal('not-found', { path: 'params.page' })
  await recordAct(tx, actor, { act: 'page.delete', subject: `page:${id}` })
  await store.dropUnusedPictures(tx)
}

/** @throws Refusal `not-allowed`, `too-many`, `not-found` for a picture that is none */
export async function putMember(tx: Tx, actor: Actor, id: MemberId, member: MemberDraft): Promise<void> {
  mustOrganize(actor)
  await store.holdPages(tx)
  await mustHave(tx, member.picture)
  const known = await store.team(tx)
  if (!known.some((one) => one.id === id) && known.length >= TEAM_MEMBERS_MAX)
    throw new Refusal('too-many', { hint: String(TEAM_MEMBERS_MAX) })
  if (!(await store.putMember(tx, { id, ...member }))) return
  await recordAct(tx, actor, { act: 'team.write', subject: `member:${id}` })
  await store.dropUnusedPictures(tx)
}

/** @throws Refusal `not-allowed`, `not-found` */
export async function removeMember(tx: Tx, actor: Actor, id: MemberId): Promise<void> {
  mustOrganize(actor)
  await store.holdPages(tx)
  if (!(await store.dropMember(tx, id))) throw new Refusal('not-found', { path: 'params.member' })
  await recordAct(tx, actor, { act: 'team.delete', subject: `member:${id}` })
  await store.dropUnusedPictures(tx)
}

export interface NewPicture extends PictureFacts {
  readonly id: PictureId
}

/**
 * Keeps an uploaded picture: PNG, JPEG, WebP or AVIF by its own bytes. The same bytes under the same id again are the same picture. One that no
 * page uses is forgotten a day later.
 * @throws Refusal `not-allowed`, `bad-input`, `too-large`, `too-many`, `conflict`
 */
export async function putPicture(tx: Tx, actor: Actor, id: PictureId, bytes: Buffer): Promise<NewPicture> {
  mustOrganize(actor)
  if (bytes.length > PICTURE_BYTES_MAX) throw new Refusal('too-large', { path: 'body.bytes' })
  const facts = pictureFacts(bytes)
  if (!facts) throw new Refusal('bad-input', { path: 'body.bytes', hint: 'PNG, JPEG, WebP, AVIF' })
  if (Math.max(facts.width, facts.height) > PICTURE_SIDE_PX_MAX)
    throw new Refusal('too-large', { path: 'body.bytes', hint: `${PICTURE_SIDE_PX_MAX} px` })
  await store.holdPages(tx)
  await store.dropUnusedPictures(tx)
  if ((await store.pictureCount(tx)) >= PICTURES_MAX) throw new Refusal('too-many', { hint: String(PICTURES_MAX) })
  if (!(await store.addPicture(tx, { id, ...facts, bytes }))) throw new Refusal('conflict', { path: 'params.picture' })
  return { id, ...facts }
}

/** For the web's door: what to send; null when there is none. */
export const picture = (tx: ReadTx, id: PictureId): Promise<{ type: string; bytes: Buffer } | null> => store.picture(tx, id)

/** By name, as people sort names: whatever the case, figures by their value. */
async function team(tx: ReadTx): Promise<store.MemberRow[]> {
  const names = new Intl.Collator('en', { numeric: true })
  return (await store.team(tx)).toSorted((a, b) => names.compare(a.name, b.name))
}

function mustOrganize(actor: Actor): void {
  if (!has(actor, 'organizer', null)) throw new Refusal('not-allowed')
}

async function mustHave(tx: ReadTx, id: PictureId | null): Promise<void> {
  if (id && !(await store.sizeOf(tx, id)).width) throw new Refusal('not-found', { path: 'body.picture' })
}

function shown(page: store.PageRow): ShownPage {
  const { id, title, titleSecond, picture: id2, width, height } = page
  return {
    id,
    title,
    titleSecond,
    descriptionHtml: htmlOf(page.description),
    button: page.buttonText && page.buttonAddress ? { text: page.buttonText, address: page.buttonAddress } : null,
    section: page.sectionTitle || page.sectionText ? { title: page.sectionTitle, html: htmlOf(page.sectionText) } : null,
    picture: id2 && width && height ? { address: picturePath(id2), width, height, words: page.pictureWords } : null,
  }
}

const shownMember = ({ picture: id, imageAddress, ...member }: store.MemberRow): ShownMember => ({
  ...member,
  image: id ? picturePath(id) : imageAddress || null,
})
