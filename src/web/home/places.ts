import type { EventId } from '../../contract/meeting.schema.ts'
import type { PageId } from '../../contract/pages.schema.ts'
import { FIRST_PAGE, isPageId } from '../../contract/pages.ts'

export type HomePlace =
  | { at: 'home' }
  | { at: 'meetings' }
  | { at: 'event'; event: EventId }
  | { at: 'page'; page: PageId }
  | { at: 'privacy' }
  | { at: 'nowhere' }

/** Which of the first pages an address means; the server sends this page for every address nobody knows. */
export function homePlace(pathname: string): HomePlace {
  if (pathname === '/') return { at: 'home' }
  if (/^\/meetings\/?$/.test(pathname)) return { at: 'meetings' }
  if (/^\/privacy\/?$/.test(pathname)) return { at: 'privacy' }
  const event = /^\/e\/([a-z0-9][a-z0-9-]{0,39})\/?$/.exec(pathname)?.[1]
  if (event) return { at: 'event', event: event as EventId }
  const page = /^\/home\/([^/]+)\/?$/.exec(pathname)?.[1]
  return page && page !== FIRST_PAGE && isPageId(page) ? { at: 'page', page: page as PageId } : { at: 'nowhere' }
}
