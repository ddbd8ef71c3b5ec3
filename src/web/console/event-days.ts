import type { EventCard } from '../../contract/cards.schema.ts'

/** "Nov 21, 2026", or two of them joined by `dates`. They are calendar days of the event's own place, so no time zone may shift them. */
export function eventDays(
  { startsOn, endsOn }: Pick<EventCard, 'startsOn' | 'endsOn'>,
  language: string,
  dates: (from: string, to: string) => string,
): string {
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const [from, to] = [startsOn, endsOn].map((date) => day.format(new Date(`${date}T00:00:00Z`)))
  return startsOn === endsOn ? `${from}` : dates(`${from}`, `${to}`)
}
