import { z } from 'zod'
import {
  ADDRESS_CHARS_MAX,
  MEMBER_ABOUT_CHARS_MAX,
  MEMBER_NAME_CHARS_MAX,
  MEMBER_ROLE_CHARS_MAX,
  PAGE_BUTTON_CHARS_MAX,
  PAGE_TEXT_CHARS_MAX,
  PAGE_TITLE_CHARS_MAX,
  PAGES_MAX,
  TEAM_MEMBERS_MAX,
} from './limits.ts'
import { isLink, isPageId, isPictureAddress } from './pages.ts'

/** The pages that welcome people: the home page (`index`), further ones at `/home/NAME`, and the people who stand behind it all. */
export const PageId = z.string().refine(isPageId, 'small letters, digits and hyphens, at most 15').brand('PageId')
export type PageId = z.infer<typeof PageId>
export const PictureId = z.uuid().toLowerCase().brand('PictureId')
export type PictureId = z.infer<typeof PictureId>
export const MemberId = z.uuid().toLowerCase().brand('MemberId')
export type MemberId = z.infer<typeof MemberId>

const line = (max: number) => z.string().trim().max(max)

/** What organizers write. Texts that are empty are not shown. */
export const PageDraft = z.strictObject({
  title: line(PAGE_TITLE_CHARS_MAX).min(1),
  titleSecond: line(PAGE_TITLE_CHARS_MAX),
  /** Markdown. */
  description: line(PAGE_TEXT_CHARS_MAX),
  buttonText: line(PAGE_BUTTON_CHARS_MAX),
  buttonAddress: line(ADDRESS_CHARS_MAX).refine(
    (text) => text === '' || isLink(text),
    'an address that starts with https:// or /',
  ),
  sectionTitle: line(PAGE_TITLE_CHARS_MAX),
  /** Markdown. */
  sectionText: line(PAGE_TEXT_CHARS_MAX),
  picture: PictureId.nullable(),
  /** What the picture shows, for whoever cannot see it. */
  pictureWords: line(ADDRESS_CHARS_MAX),
})
export type PageDraft = z.infer<typeof PageDraft>

export const MemberDraft = z.strictObject({
  name: line(MEMBER_NAME_CHARS_MAX).min(1),
  role: line(MEMBER_ROLE_CHARS_MAX),
  about: line(MEMBER_ABOUT_CHARS_MAX),
  imageAddress: line(ADDRESS_CHARS_MAX).refine(
    (text) => text === '' || isPictureAddress(text),
    'an address that starts with https://',
  ),
  /** An uploaded picture; it comes before the address. */
  picture: PictureId.nullable(),
})
export type MemberDraft = z.infer<typeof MemberDraft>

export const ShownPicture = z.strictObject({ address: z.string(), width: z.int(), height: z.int(), words: z.string() })

export const ShownPage = z.strictObject({
  id: PageId,
  title: z.string(),
  titleSecond: z.string(),
  descriptionHtml: z.string(),
  button: z.strictObject({ text: z.string(), address: z.string() }).nullable(),
  section: z.strictObject({ title: z.string(), html: z.string() }).nullable(),
  picture: ShownPicture.nullable(),
})
export type ShownPage = z.infer<typeof ShownPage>

export const ShownMember = z.strictObject({
  id: MemberId,
  name: z.string(),
  role: z.string(),
  about: z.string(),
  image: z.string().nullable(),
})
export type ShownMember = z.infer<typeof ShownMember>

/** A page as everybody sees it. Null on the home page: nobody has written one, and the default shows. */
export const PublicPage = z.strictObject({
  page: ShownPage.nullable(),
  /** The further pages, by the first line of their title. */
  pages: z.array(z.strictObject({ id: PageId, title: z.string() })).max(PAGES_MAX),
  /** On the home page alone, by name. */
  team: z.array(ShownMember).max(TEAM_MEMBERS_MAX),
})
export type PublicPage = z.infer<typeof PublicPage>
