import type { Language } from '../../words/languages.ts'
import { timeFormat } from './formats.ts'

/** Times as people write them. `ms` counts since 1970; a zone is always named, for a board may be read from anywhere. */

const MINUTE_MS = 60_000
const HOUR_MINUTES = 60
const DAY_MINUTES = 1_440

/** "14:00". */
export const clockText = (ms: number, timeZone: string, language: Language): string =>
  timeFormat(language, { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(ms)

/** "14:00–15:45". */
export function spanText(startsAt: string, minutes: number, timeZone: string, language: Language): string {
  const from = Date.parse(startsAt)
  const to = from + minutes * MINUTE_MS
  return minutes === 0
    ? clockText(from, timeZone, language)
    : `${clockText(from, timeZone, language)}–${clockText(to, timeZone, language)}`
}

/** "Sat 21 Nov" of `2026-11-21`, a day of the event's own place that no zone may shift. */
export const dayText = (date: string, language: Language, weekday: 'short' | 'long' = 'short'): string =>
  timeFormat(language, { weekday, day: 'numeric', month: weekday, timeZone: 'UTC' }).format(new Date(date))

/** "Sat 21 Nov, 14:00–15:45" where the reader is. */
export function localText(startsAt: string, minutes: number, language: Language): string {
  const format = timeFormat(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  })
  const from = Date.parse(startsAt)
  return format.formatRange(from, from + minutes * MINUTE_MS)
}

/** "3 min ago"; null: less than a minute. */
export function agoText(at: string, nowMs: number, language: Language): string | null {
  const minutes = Math.floor((nowMs - Date.parse(at)) / MINUTE_MS)
  if (minutes < 1) return null
  const format = new Intl.RelativeTimeFormat(language, { style: 'short', numeric: 'always' })
  if (minutes < HOUR_MINUTES) return format.format(-minutes, 'minute')
  if (minutes < DAY_MINUTES) return format.format(-Math.floor(minutes / HOUR_MINUTES), 'hour')
  return format.format(-Math.floor(minutes / DAY_MINUTES), 'day')
}
