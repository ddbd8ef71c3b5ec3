import { z } from 'zod'
import { done, type Endpoint, none, pictureUpload } from './endpoint.ts'
import { PAGES_MAX, PICTURE_BYTES_MAX, TEAM_MEMBERS_MAX } from './limits.ts'
import { MemberDraft, MemberId, PageDraft, PageId, PictureId, PublicPage, ShownPage } from './pages.schema.ts'

const page = z.strictObject({ page: PageId })
const member = z.strictObject({ member: MemberId })
/** The pages that welcome people. The home page is `index`. */
export const home = {
  page: {
    summary: 'A page as everybody sees it; the home page is `index`, with the team.',
    who: 'anyone',
    params: page,
    body: none,
    reply: PublicPage,
  },
  pages: {
    summary: 'All pages and team members as they were written.',
    who: 'organizer',
    params: none,
    body: none,
    reply: z.strictObject({
      pages: z.array(PageDraft.extend({ id: PageId })).max(PAGES_MAX),
      team: z.array(MemberDraft.extend({ id: MemberId })).max(TEAM_MEMBERS_MAX),
    }),
  },
  putPage: { summary: 'Make a page, or write it anew.', who: 'organizer', params: page, body: PageDraft, reply: done },
  previewPage: {
    summary: 'How a page would look; nothing is kept.',
    who: 'organizer',
    params: page,
    body: PageDraft,
    reply: ShownPage,
  },
  deletePage: {
    summary: 'Delete a page. Without `index` the default home page shows.',
    who: 'organizer',
    params: page,
    body: none,
    reply: done,
  },
  putMember: {
    summary: 'Add somebody to the team, or change their card.',
    who: 'organizer',
    params: member,
    body: MemberDraft,
    reply: done,
  },
  deleteMember: { summary: 'Take somebody off the team.', who: 'organizer', params: member, body: none, reply: done },
  putPicture: {
    summary: `Upload a picture: PNG, JPEG, WebP or AVIF in Base64, at most ${PICTURE_BYTES_MAX} bytes. Over HTTP alone, for a frame is too small. One that no page uses is forgotten after a day.`,
    who: 'organizer',
    params: z.strictObject({ picture: PictureId }),
    ...pictureUpload,
  },
} as const satisfies Record<string, Endpoint>
