import type { ActivityId } from '../../contract/activity.schema.ts'
import type { EventId, MeetingId } from '../../contract/meeting.schema.ts'
import type { PageId } from '../../contract/pages.schema.ts'

/** The addresses of pages, made and read in one place. */
export const homePath = '/'
export const meetingsPath = '/meetings'
/** What is kept of people, and what they may do about it. */
export const privacyPath = '/privacy'
export const consolePath = '/console'
export const joinPath = (code?: string) => (code ? `/join/${encodeURIComponent(code)}` : '/join')
export const meetingPath = (meeting: MeetingId) => `/m/${meeting}`
/** Behind a meeting's address: an organizer takes part. */
export const takePart = '#seat'
export const resultPath = (meeting: MeetingId, activity: ActivityId) => `/m/${meeting}/results/${activity}`
/** Opened by whoever has a seat, it hands the flag in. */
export const flagPath = (meeting: MeetingId, code: string) => `/m/${meeting}/flag/${code}`
/** A further page of the home pages. */
export const pagePath = (page: PageId) => `/home/${page}`
export const eventPath = (event: EventId) => `/e/${event}`
/** `key` opens the stage without a sign-in. */
export const stagePath = (meeting: MeetingId, key?: string) => `/stage/${meeting}${key ? `?key=${encodeURIComponent(key)}` : ''}`

export type AttendPlace =
  | { at: 'join'; code: string; to: string | null }
  | { at: 'meeting'; meeting: MeetingId }
  | { at: 'result'; meeting: MeetingId; activity: ActivityId }
  | { at: 'flag'; meeting: MeetingId; code: string }
  | { at: 'nowhere' }

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const meetingAt = new RegExp(`^/m/(${UUID})(?:/results/(${UUID})|/flag/([a-z0-9]{1,50}))?/?$`, 'i')

/** Which page of the audience an address means. */
export function attendPlace(pathname: string, search: string): AttendPlace {
  const join = /^\/join(?:\/([^/]*))?\/?$/.exec(pathname)
  if (join) return { at: 'join', code: decoded(join[1] ?? ''), to: safeTo(new URLSearchParams(search).get('to')) }
  const [, meeting, activity, code] = meetingAt.exec(pathname) ?? []
  if (!meeting) return { at: 'nowhere' }
  if (code) return { at: 'flag', meeting: meeting as MeetingId, code }
  return activity
    ? { at: 'result', meeting: meeting as MeetingId, activity: activity as ActivityId }
    : { at: 'meeting', meeting: meeting as MeetingId }
}

/** Where to go after joining, as the address has it: a page of our own audience pages and nothing else, whatever was typed there. */
export function safeTo(to: string | null): string | null {
  if (!to?.startsWith('/m/')) return null
  const { pathname, origin } = new URL(to, 'http://here')
  return origin === 'http://here' && meetingAt.test(pathname) ? pathname : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
