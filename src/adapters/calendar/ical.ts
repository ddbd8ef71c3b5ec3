/** iCalendar (RFC 5545, RFC 7986), printed: pure text, the same for the same entries. */
import { openZone, type Zone } from './zone.ts'

export interface CalendarEntry {
  readonly uid: string
  readonly sequence: number
  /** ISO 8601 in UTC, as is `startsAt`: when anything of it was last changed. */
  readonly changedAt: string
  readonly startsAt: string
  /** 0: a moment. */
  readonly minutes: number
  readonly title: string
  readonly description: string
  /** Where to go, or to click. */
  readonly place: string
  readonly link: string | null
  readonly category: string | null
  readonly cancelled: boolean
}

export interface CalendarHead {
  readonly name: string
  readonly about: string
  readonly timeZone: string
}

const LINE_BYTES_MAX = 75
const MINUTE_MS = 60_000
/** How often a calendar should ask again. */
const REFRESH = 'PT15M'

export function printCalendar(head: CalendarHead, entries: readonly CalendarEntry[]): string {
  const times = entries.flatMap(({ startsAt, minutes }) => [Date.parse(startsAt), Date.parse(startsAt) + minutes * MINUTE_MS])
  const zone = openZone(head.timeZone, times)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Plenary//Calendars//EN',
    'CALSCALE:GREGORIAN',
    ...both('NAME', 'X-WR-CALNAME', head.name),
    ...(head.about === '' ? [] : both('DESCRIPTION', 'X-WR-CALDESC', head.about)),
    `X-WR-TIMEZONE:${head.timeZone}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${REFRESH}`,
    `X-PUBLISHED-TTL:${REFRESH}`,
    ...zone.lines,
    ...entries.flatMap((entry) => linesOf(entry, head.timeZone, zone)),
    'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}

const both = (name: string, older: string, text: string): string[] => [`${name}:${escaped(text)}`, `${older}:${escaped(text)}`]

function linesOf(entry: CalendarEntry, timeZone: string, zone: Zone): string[] {
  const starts = Date.parse(entry.startsAt)
  const changed = stamp(Date.parse(entry.changedAt))
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(entry.uid)}`,
    `DTSTAMP:${changed}`,
    `LAST-MODIFIED:${changed}`,
    `SEQUENCE:${entry.sequence}`,
    `STATUS:${entry.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `DTSTART${at(starts, timeZone, zone)}`,
    ...(entry.minutes > 0 ? [`DTEND${at(starts + entry.minutes * MINUTE_MS, timeZone, zone)}`] : []),
    `SUMMARY:${escaped(entry.title)}`,
    ...(entry.description === '' ? [] : [`DESCRIPTION:${escaped(entry.description)}`]),
    `LOCATION:${escaped(entry.place)}`,
    ...(entry.link === null ? [] : [`URL:${entry.link.replace(/[\s\p{Cc}]/gu, '')}`]),
    ...(entry.category === null ? [] : [`CATEGORIES:${escaped(entry.category)}`]),
    'PRIORITY:0',
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ]
}

/** In the event's zone; in UTC where a clock that goes back shows that time twice. */
function at(ms: number, timeZone: string, zone: Zone): string {
  const there = zone.local(ms)
  return there === null ? `:${stamp(ms)}` : `;TZID=${timeZone}:${there}`
}

const stamp = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`

export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')

/** No line is longer than 75 bytes, and no sign is cut in two. */
export function folded(line: string): string {
  if (line.length * 3 <= LINE_BYTES_MAX) return line
  const bytes = Buffer.from(line)
  if (bytes.length <= LINE_BYTES_MAX) return line
  const parts: string[] = []
  for (let from = 0; from < bytes.length; ) {
    // The blank that begins a further line is one of its bytes.
    let to = Math.min(from + LINE_BYTES_MAX - (from === 0 ? 0 : 1), bytes.length)
    while (to < bytes.length && isInside(bytes[to])) to--
    parts.push(bytes.toString('utf8', from, to))
    from = to
  }
  return parts.join('\r\n ')
}

/** Whether a byte goes on with the sign of the one before it. */
const isInside = (byte = 0): boolean => (byte & 0xc0) === 0x80
