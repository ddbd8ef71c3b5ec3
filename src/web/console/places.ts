import type { ConsoleView, MeetingId } from '../../contract/meeting.schema.ts'
import { consolePath, stagePath } from '../lib/paths.ts'

/** Addresses of this instance, as this page sees it. The console may have been moved: its first word is the one this page came from. */
export const consoleHome: string = /^\/[a-z0-9-]+/.exec(globalThis.location?.pathname ?? '')?.[0] ?? consolePath
/** `placeIn('people', id)`; without a page the first one. */
export const placeIn = (page: string, rest = ''): string => [consoleHome, page, rest].filter(Boolean).join('/')
export const meetingPlace = (id: MeetingId): string => placeIn('meetings', id)
export const facePlace = (id: MeetingId, face: Exclude<Face, 'desk'>): string => `${meetingPlace(id)}/${face}`
export const stageAddress = (view: Pick<ConsoleView, 'id' | 'stageKey'>): string =>
  `${location.origin}${stagePath(view.id, view.stageKey)}`

/** The faces of one meeting: all of it, what a presenter needs, what may only be looked at, and what was. */
export type Face = 'desk' | 'present' | 'watch' | 'history'

/** Which page of the console an address asks for: `page` is a name of the table in `pages.ts` ('' the first), `rest` what stands behind it. */
export type Place = { at: 'setup' } | { at: 'meeting'; id: MeetingId; face: Face } | { at: 'page'; page: string; rest: string }

export function placeOf(pathname: string): Place {
  const [page = '', ...rest] = pathname.split('/').filter(Boolean).slice(1)
  if (page === 'setup' && rest.length === 0) return { at: 'setup' }
  const id = page === 'meetings' ? /^[0-9a-f-]{36}$/.exec(rest[0] ?? '')?.[0] : undefined
  const face = faceOf(rest.slice(1))
  return id && face ? { at: 'meeting', id: id as MeetingId, face } : { at: 'page', page, rest: rest.map(decoded).join('/') }
}

function faceOf([word, ...more]: readonly string[]): Face | null {
  if (word === undefined) return 'desk'
  return more.length === 0 && (word === 'present' || word === 'watch' || word === 'history') ? word : null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
