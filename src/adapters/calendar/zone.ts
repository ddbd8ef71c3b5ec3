import { Temporal } from 'temporal-polyfill'

/**
 * A time zone as calendars need it: the very changes of its clock around the times of a calendar, rather than a rule for all years, which some
 * zones do not have.
 */
export interface Zone {
  /** The lines of the zone; none for UTC, or without times. */
  readonly lines: readonly string[]
  /** What the clock there shows, as `20261121T090000`; null where it shows that twice: programs differ on which time is meant. */
  local(ms: number): string | null
}

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000
/** Of clock changes; some zones have four a year. */
const CHANGES_MAX = 400

/** A clock that changes at `ms`, from one offset to another, in minutes. */
interface Change {
  readonly ms: number
  readonly from: number
  readonly to: number
  readonly summer: boolean
}

/** Good from a day before the first of these times to a day after the last. */
export function openZone(timeZone: string, times: readonly number[]): Zone {
  if (timeZone === 'UTC' || times.length === 0) return { lines: [], local: () => null }
  const changes = changesOf(
    timeZone,
    times.reduce((a, b) => Math.min(a, b)) - DAY_MS,
    times.reduce((a, b) => Math.max(a, b)) + DAY_MS,
  )
  return {
    lines: ['BEGIN:VTIMEZONE', `TZID:${timeZone}`, ...changes.flatMap(linesOf), 'END:VTIMEZONE'],
    local: (ms) => {
      if (changes.some((change) => isTwice(change, ms))) return null
      const { to } = changes.findLast((change) => change.ms <= ms) ?? (changes[0] as Change)
      return digits(ms + to * MINUTE_MS)
    },
  }
}

function changesOf(timeZone: string, firstMs: number, lastMs: number): Change[] {
  const zoned = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(timeZone)
  const first = zoned(firstMs)
  const onsets = [first.getTimeZoneTransition('previous') ?? zoned(0)]
  for (let next = first.getTimeZoneTransition('next'); next && next.epochMilliseconds <= lastMs; ) {
    onsets.push(next)
    if (onsets.length === CHANGES_MAX) break
    next = next.getTimeZoneTransition('next')
  }
  return onsets.map((onset) => {
    const year = [1, 7].map((month) => minutesOf(onset.with({ month, day: 1 })))
    const to = minutesOf(onset)
    return {
      ms: onset.epochMilliseconds,
      from: minutesOf(onset.subtract({ nanoseconds: 1 })),
      to,
      summer: to > Math.min(...year),
    }
  })
}

const minutesOf = (there: Temporal.ZonedDateTime): number => Math.round(there.offsetNanoseconds / 60e9)

/** Whether the clock shows again, after it went back, what it shows at that time. */
function isTwice({ ms, from, to }: Change, at: number): boolean {
  const back = (from - to) * MINUTE_MS
  return at >= ms - back && at < ms + back
}

function linesOf({ ms, from, to, summer }: Change): string[] {
  const kind = summer ? 'DAYLIGHT' : 'STANDARD'
  return [
    `BEGIN:${kind}`,
    // A change is told by the clock as it was before.
    `DTSTART:${digits(ms + from * MINUTE_MS)}`,
    `TZOFFSETFROM:${offsetText(from)}`,
    `TZOFFSETTO:${offsetText(to)}`,
    `END:${kind}`,
  ]
}

function offsetText(minutes: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const all = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(all / 60))}${two(all % 60)}`
}

const digits = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, '')
