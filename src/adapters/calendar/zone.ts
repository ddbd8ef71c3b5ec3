import { Temporal } from 'temporal-polyfill'

/**
 * A time zone as calendars need it: the very changes of its clock around the times of a calendar, rather than a rule for all years, which some
 * zones do not have.
 */
const DAY_MS = 86_400_000
/** Of clock changes; some zones have four a year. */
const CHANGES_MAX = 200

/** The lines of the zone from before the first of these times to after the last; none for UTC, or without times. */
export function zoneLines(timeZone: string, times: readonly number[]): string[] {
  if (timeZone === 'UTC' || times.length === 0) return []
  const last = times.reduce((a, b) => Math.max(a, b)) + DAY_MS
  const first = zoned(times.reduce((a, b) => Math.min(a, b)) - DAY_MS, timeZone)
  const onsets: Temporal.ZonedDateTime[] = [first.getTimeZoneTransition('previous') ?? zoned(0, timeZone)]
  for (let next = first.getTimeZoneTransition('next'); next && next.epochMilliseconds <= last; ) {
    onsets.push(next)
    if (onsets.length === CHANGES_MAX) break
    next = next.getTimeZoneTransition('next')
  }
  return ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...onsets.flatMap(observance), 'END:VTIMEZONE']
}

function observance(onset: Temporal.ZonedDateTime): string[] {
  const before = onset.subtract({ nanoseconds: 1 }).offsetNanoseconds
  const year = [1, 7].map((month) => onset.with({ month, day: 1 }).offsetNanoseconds)
  const kind = onset.offsetNanoseconds > Math.min(...year) ? 'DAYLIGHT' : 'STANDARD'
  // An onset is told by the clock as it was before.
  const clock = onset.toInstant().toZonedDateTimeISO(offsetText(before, ':')).toPlainDateTime()
  return [
    `BEGIN:${kind}`,
    `DTSTART:${digits(clock)}`,
    `TZOFFSETFROM:${offsetText(before, '')}`,
    `TZOFFSETTO:${offsetText(onset.offsetNanoseconds, '')}`,
    `END:${kind}`,
  ]
}

function offsetText(nanoseconds: number, between: string): string {
  const minutes = Math.round(Math.abs(nanoseconds) / 60e9)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${nanoseconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${between}${two(minutes % 60)}`
}

/** What the clock there shows, as `20261121T090000`; null where it shows that twice: programs differ on which time is meant. */
export function local(ms: number, timeZone: string): string | null {
  const clock = zoned(ms, timeZone).toPlainDateTime()
  const isOnce = (['earlier', 'later'] as const).every(
    (disambiguation) => clock.toZonedDateTime(timeZone, { disambiguation }).epochMilliseconds === ms,
  )
  return isOnce ? digits(clock) : null
}

const zoned = (ms: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone)

const digits = (clock: Temporal.PlainDateTime): string => clock.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
