import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Context, Hono } from 'hono'
import { EventId } from '../../contract/meeting.schema.ts'
import { callerOf } from './caller.ts'
import type { Env } from './docs.ts'
import { isKnown } from './pages.ts'

/**
 * What programs read of an event without asking an endpoint: calendars, the released schedule, and the document that a ptgbot's readers know. Public, for
 * pages of other origins too; whatever stands behind a question mark is read past.
 */
export interface EventFile {
  readonly text: string
  readonly etag: string
}
export type CalendarOf =
  | { readonly of: 'event' }
  | { readonly of: 'track'; readonly name: string }
  | { readonly of: 'room'; readonly name: string }
  | { readonly of: 'session'; readonly id: string }

/** Each null: there is none. */
export interface EventFiles {
  calendar(event: EventId, which: CalendarOf, language: string): Promise<EventFile | null>
  schedule(event: EventId, form: 'json' | 'xml'): Promise<EventFile | null>
  ptg(event: EventId): Promise<EventFile | null>
  /** The one that addresses without an event mean. */
  mainEvent(): Promise<EventId | null>
}

type Asked = Context<Env>
const types = {
  ics: 'text/calendar; charset=utf-8',
  json: 'application/json',
  xml: 'application/xml; charset=utf-8',
} as const
/** Shorter ones are sent as they are. */
const PACKED_CHARS_MIN = 2_000
const packed = new WeakMap<EventFile, Promise<Uint8Array>>()
const pack = promisify(gzip)

/** `none` answers where there is nothing. */
export function addEventFiles(app: Hono<Env>, files: EventFiles, none: (c: Asked) => Response): void {
  const at = (path: string, type: keyof typeof types, find: (c: Asked, event: EventId) => Promise<EventFile | null>) => {
    app.options(path, (c) => c.body(null, 204, { ...open, 'Access-Control-Allow-Headers': 'If-None-Match' }))
    app.get(path, async (c) => {
      const named = c.req.param('event')
      const event = named === undefined ? await files.mainEvent() : (EventId.safeParse(named).data ?? null)
      const found = event && (await find(c, event))
      return found ? send(c, type, found) : none(c)
    })
  }
  const calendar = (which: (name: string) => CalendarOf) => (c: Asked, event: EventId) =>
    files.calendar(event, which((c.req.param('file') ?? '').replace(/\.ics$/, '')), languageOf(c))
  at(
    '/e/:event/event.ics',
    'ics',
    calendar(() => ({ of: 'event' })),
  )
  at(
    '/e/:event/tracks/:file{.+\\.ics}',
    'ics',
    calendar((name) => ({ of: 'track', name })),
  )
  at(
    '/e/:event/rooms/:file{.+\\.ics}',
    'ics',
    calendar((name) => ({ of: 'room', name })),
  )
  at(
    '/e/:event/sessions/:file{.+\\.ics}',
    'ics',
    calendar((id) => ({ of: 'session', id: id.toLowerCase() })),
  )
  at('/e/:event/schedule.json', 'json', (_, event) => files.schedule(event, 'json'))
  at('/e/:event/schedule.xml', 'xml', (_, event) => files.schedule(event, 'xml'))
  at('/e/:event/ptg.json', 'json', (_, event) => files.ptg(event))
  at('/ptg.json', 'json', (_, event) => files.ptg(event))
  at(
    '/:file{[^/]+\\.ics}',
    'ics',
    calendar((name) => (/^(ptg|ALL)$/.test(name) ? { of: 'event' } : { of: 'track', name })),
  )
}

const open = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'ETag' }
const languageOf = (c: Asked): string => callerOf(c.env.incoming, { trustProxy: false, publicUrl: null }).language

async function send(c: Asked, type: keyof typeof types, file: EventFile): Promise<Response> {
  const headers = {
    ...open,
    'Content-Type': types[type],
    ETag: file.etag,
    'Cache-Control': 'public, no-cache',
    Vary: 'Accept-Encoding, Accept-Language',
  }
  if (isKnown(c.req.header('if-none-match') ?? null, file.etag)) return c.body(null, 304, headers)
  const wants = /\bgzip\b(?!;\s*q=0(?:\.0+)?(?:,|$))/.test(c.req.header('accept-encoding') ?? '')
  if (!wants || file.text.length < PACKED_CHARS_MIN) return c.body(file.text, 200, headers)
  const bytes = packed.get(file) ?? pack(file.text)
  packed.set(file, bytes)
  return c.body((await bytes) as unknown as ArrayBuffer, 200, { ...headers, 'Content-Encoding': 'gzip' })
}
