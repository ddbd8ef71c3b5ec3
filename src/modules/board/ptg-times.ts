import { Temporal } from 'temporal-polyfill'

/** Times as a ptgbot writes them: instants of slots, and local times of check-ins. All we keep is ISO 8601 in UTC, to the second. */

const utc = (instant: Temporal.Instant): string => instant.toString({ smallestUnit: 'second' })

/** `2026-11-21T09:00Z`, with seconds or not, with another offset or none (then it is UTC); null: no such time. */
export function instantOf(text: string): string | null {
  const told = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?$/i.exec(text.trim())
  if (!told) return null
  return tried(() => utc(Temporal.Instant.from(`${told[1]}T${told[2]}${told[3] ?? 'Z'}`)))
}

/** A clock's time where the program ran; it is read in the event's zone. Where clocks go back, the earlier one. */
export function localInstantOf(text: string, timeZone: string): string | null {
  if (/(Z|[+-]\d\d:?\d\d)$/i.test(text.trim())) return instantOf(text)
  const told = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?$/.exec(text.trim())
  if (!told) return null
  return tried(() => utc(Temporal.PlainDateTime.from(`${told[1]}T${told[2]}`).toZonedDateTime(timeZone).toInstant()))
}

/** The date of an instant at the event. */
export const dateIn = (instant: string, timeZone: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString()

/** `2026-11-21 10:00:00+01:00`: a clock's time at the event, with what it takes to know the instant. */
export function stampIn(instant: string, timeZone: string): string {
  const there = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone)
  return `${there.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ')}${there.offset}`
}

/** The instant a slot's label means on a day: what stands before its first hyphen, as `09:00`. Null: the label tells no time. */
export function instantOfLabel(label: string, date: string, timeZone: string): string | null {
  const told = /^\s*(\d{1,2}):(\d\d)/.exec(label.split(/[-–—]/)[0] ?? '')
  if (!told) return null
  const clock = `${(told[1] ?? '').padStart(2, '0')}:${told[2]}`
  return tried(() => utc(Temporal.PlainDateTime.from(`${date}T${clock}`).toZonedDateTime(timeZone).toInstant()))
}

/** The minutes from the first to the second time of a label such as `09:00-10:45`; null: it does not tell both. Over midnight counts on. */
export function minutesOfLabel(label: string): number | null {
  const told = /^\s*(\d{1,2}):(\d\d)\s*[-–—]\s*(\d{1,2}):(\d\d)/.exec(label)
  if (!told) return null
  const [from = 0, fromMinute = 0, to = 0, toMinute = 0] = told.slice(1).map(Number)
  const minutes = (to - from) * 60 + toMinute - fromMinute
  return minutes > 0 ? minutes : minutes + 24 * 60
}

export const dayAfter = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString()

function tried<T>(work: () => T): T | null {
  try {
    return work()
  } catch {
    return null
  }
}
