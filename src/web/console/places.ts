import type { ConsoleView, MeetingId } from '../../contract/meeting.schema.ts'
import { consolePath, joinPath, stagePath } from '../lib/paths.ts'

/** Addresses of this instance, as this page sees it. */
export const consoleHome = consolePath
export const meetingPlace = (id: MeetingId): string => `/console/meetings/${id}`
export const joinAddress = (code: string): string => `${location.origin}${joinPath(code)}`
export const stageAddress = (view: Pick<ConsoleView, 'id' | 'stageKey'>): string =>
  `${location.origin}${stagePath(view.id, view.stageKey)}`

/** Which page of the console an address asks for. */
export type Place = { at: 'home' } | { at: 'setup' } | { at: 'meeting'; id: MeetingId } | { at: 'nowhere' }

export function placeOf(pathname: string): Place {
  const path = pathname.replace(/\/+$/, '')
  if (path === consoleHome) return { at: 'home' }
  if (path === `${consoleHome}/setup`) return { at: 'setup' }
  const id = /^\/console\/meetings\/([0-9a-f-]{36})$/.exec(path)?.[1]
  return id ? { at: 'meeting', id: id as MeetingId } : { at: 'nowhere' }
}
