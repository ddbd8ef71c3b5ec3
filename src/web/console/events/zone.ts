/** Wall-clock times of a zone, without a library: what forms speak of. */

const MINUTE_MS = 60_000

/** The moment at which clocks in this zone show this date (`2026-11-21`) and time (`09:00`); one they skip is as much later, one they show twice the first. */
export function momentAt(date: string, time: string, timeZone: string): string {
  const wall = Date.parse(`${date}T${time}:00Z`)
  const offsets = [wall - 24 * 60 * MINUTE_MS, wall + 24 * 60 * MINUTE_MS].map((ms) => offsetMs(ms, timeZone))
  const fitting = offsets.map((offset) => wall - offset).filter((ms) => ms + offsetMs(ms, timeZone) === wall)
  // In a gap neither fits: the offset from before it puts the moment behind it.
  const moment = fitting.length > 0 ? Math.min(...fitting) : wall - (offsets[0] ?? 0)
  return new Date(moment).toISOString()
}

/** "09:00" of a moment in this zone. */
export function wallTime(iso: string, timeZone: string): string {
  return new Date(Date.parse(iso) + offsetMs(Date.parse(iso), timeZone)).toISOString().slice(11, 16)
}

/** "2026-11-21" of a moment in this zone. */
export function wallDate(iso: string, timeZone: string): string {
  return new Date(Date.parse(iso) + offsetMs(Date.parse(iso), timeZone)).toISOString().slice(0, 10)
}

function offsetMs(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(ms)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second')) - Math.floor(ms / 1_000) * 1_000
}
