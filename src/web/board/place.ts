import type { EventId } from '../../contract/meeting.schema.ts'

/** The pages of an event's day, by the word behind its address; '' is the board itself. */
export const boardPages = ['', 'signage', 'etherpads', 'presence', 'links'] as const
export type BoardPage = (typeof boardPages)[number]

export type BoardPlace = { at: 'page'; event: EventId; page: BoardPage } | { at: 'nowhere' }

/** Which page an address means: `/e/EVENT` or `/e/EVENT/WORD`. */
export function boardPlace(pathname: string): BoardPlace {
  const [, event, word = ''] = /^\/e\/([a-z0-9][a-z0-9-]{0,39})(?:\/([a-z]*))?\/?$/.exec(pathname) ?? []
  const page = boardPages.find((one) => one === word)
  return event && page !== undefined ? { at: 'page', event: event as EventId, page } : { at: 'nowhere' }
}

export const boardPath = (event: EventId, page: BoardPage = ''): string => `/e/${event}${page && `/${page}`}`

/** What a wall's address asks for: one room by its name, or the hall; how long a page of it stays; its colours. */
export interface SignageWish {
  readonly room: string | null
  readonly everyMs: number
  readonly theme: 'hall' | 'light' | 'dark'
}

const EVERY_SECONDS = 12
const EVERY_SECONDS_MIN = 4
const EVERY_SECONDS_MAX = 600

export function signageWish(search: string): SignageWish {
  const asked = new URLSearchParams(search)
  const seconds = Number(asked.get('every') ?? EVERY_SECONDS)
  const held = Math.min(EVERY_SECONDS_MAX, Math.max(EVERY_SECONDS_MIN, Number.isFinite(seconds) ? seconds : EVERY_SECONDS))
  const theme = asked.get('theme')
  return {
    room: asked.get('room')?.trim() || null,
    everyMs: held * 1_000,
    theme: theme === 'light' || theme === 'dark' ? theme : 'hall',
  }
}
