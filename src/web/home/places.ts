import type { EventId } from '../../contract/meeting.schema.ts'

export type HomePlace = { at: 'home' } | { at: 'meetings' } | { at: 'event'; event: EventId } | { at: 'nowhere' }

/** Which of the first pages an address means; the server sends this page for every address nobody knows. */
export function homePlace(pathname: string): HomePlace {
  if (pathname === '/') return { at: 'home' }
  if (/^\/meetings\/?$/.test(pathname)) return { at: 'meetings' }
  const event = /^\/e\/([a-z0-9][a-z0-9-]{0,39})\/?$/.exec(pathname)?.[1]
  return event ? { at: 'event', event: event as EventId } : { at: 'nowhere' }
}
