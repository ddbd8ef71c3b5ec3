/** "21–22 November 2026" in a language. The two are calendar days of the event's own place (`2026-11-21`), so no time zone may shift them. */
export function daysText(startsOn: string, endsOn: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return format.formatRange(new Date(startsOn), new Date(endsOn))
}
