import { Temporal } from 'temporal-polyfill'
import { lineOf } from './clean.ts'
import { unfit } from './notes.ts'

/** Times of programmes: with their own offset from UTC, or as clocks show them in the event's zone. */

/** The zone a file names, or the event's where it names none. @throws Refusal for one that there is not */
export function zoneOf(named: unknown, usual: string): string {
  const name = lineOf(named, 100)
  if (name === '') return usual
  try {
    return Temporal.Now.zonedDateTimeISO(name).timeZoneId
  } catch {
    throw unfit(`there is no time zone “${name.slice(0, 40)}”`)
  }
}

const OFFSET = /^\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})$/i
const LOCAL = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(:\d{2}(\.\d+)?)?$/
const CLOCK = /^(\d{1,2}):(\d{2})/
const YEARS = [1970, 2200] as const

/** The instant as ISO 8601 in UTC; without an offset it is a clock of the zone. Null: it is no time. */
export function instantOf(value: unknown, zone: string): string | null {
  const text = lineOf(value, 40)
  if (OFFSET.test(text)) {
    const at = new Date(
      text
        .replace(' ', 'T')
        .replace(/\s/g, '')
        .replace(/([+-]\d{2})(\d{2})$/, '$1:$2'),
    )
    return isSane(at) ? at.toISOString() : null
  }
  const [, date = '', clock = ''] = LOCAL.exec(text) ?? []
  return date === '' ? null : instantAt(date, clock, zone)
}

const isSane = (at: Date): boolean => at.getUTCFullYear() >= YEARS[0] && at.getUTCFullYear() <= YEARS[1]

/** A clock in a zone: one that a change to summer leaves out is an hour later, one that comes twice is the first. */
export function instantAt(date: string, clock: string, zone: string): string | null {
  try {
    const [, hours = '', minutes = ''] = CLOCK.exec(clock) ?? []
    const local = Temporal.PlainDate.from(date).toPlainDateTime({ hour: Number(hours), minute: Number(minutes) })
    if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) return null
    const at = new Date(local.toZonedDateTime(zone).epochMilliseconds)
    return isSane(at) ? at.toISOString() : null
  } catch {
    return null
  }
}

/** The day after, as programmes count nights to the day before. */
export const dayAfter = (date: string): string => Temporal.PlainDate.from(date).add({ days: 1 }).toString()

export const isDate = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))

/** Whole minutes between two instants. */
export const minutesBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / 60_000)
