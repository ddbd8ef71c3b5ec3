import type { Plan, RoomId, SlotCode, Track } from './schedule.schema.ts'

/** What server and browser do alike with plans and tracks. Pure. */

/** Colours of badges that nobody chose: far enough from each other, and good to read on in black or white. */
export const trackColors = [
  '#1f6fb2',
  '#c2410c',
  '#15803d',
  '#7e22ce',
  '#b91c1c',
  '#0f766e',
  '#a16207',
  '#be185d',
  '#4338ca',
  '#4d7c0f',
  '#0369a1',
  '#57534e',
] as const

/** The colour that the fewest tracks have, the first of those. */
export function freshColor(tracks: readonly Pick<Track, 'color'>[]): string {
  const uses = (color: string) => tracks.filter((one) => one.color === color).length
  return trackColors.reduce<string>((best, color) => (uses(color) < uses(best) ? color : best), trackColors[0])
}

const oneLine = (text: string) => text.trim().replace(/\s+/gu, ' ')

/**
 * The room and slot that `ROOM-SLOT` names, letter by letter; both may have hyphens, rooms blanks too. Of several readings one that can be booked is
 * meant, of those the one with the longest room. Null: there is none.
 */
export function placeNamed(plan: Plan, text: string): { room: RoomId; slot: SlotCode } | null {
  const wanted = oneLine(text)
  const slots = new Map(plan.days.flatMap((day) => day.slots).map(({ code }) => [code as string, code]))
  const rooms = new Map(plan.rooms.map((room) => [oneLine(room.name), room.id]))
  const found = [...wanted.matchAll(/-/g)].flatMap(({ index }) => {
    const [room, slot] = [rooms.get(wanted.slice(0, index).trim()), slots.get(wanted.slice(index + 1).trim())]
    return room && slot ? [{ room, slot }] : []
  })
  const isOffered = (one: { room: RoomId; slot: SlotCode }) =>
    plan.cells.some((cell) => cell.room === one.room && cell.slot === one.slot)
  return found.findLast(isOffered) ?? found.at(-1) ?? null
}

/** Keys of days that have no date, Sunday first. */
export const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** A day lasts until one o'clock: whoever is up past midnight still means the evening. */
export const DAY_LASTS_ON_MS = 60 * 60_000

/** The date and the weekday that people in a time zone mean by today. */
function dayIn(timeZone: string, at: Date): { date: string; weekday: string } {
  const date = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    at.getTime() - DAY_LASTS_ON_MS,
  )
  return { date, weekday: weekdays[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '' }
}

/** Today's day of the plan in the event's time zone, by its date, or by its name where it has none; the first day when today is none of them. */
export function dayToday(plan: Pick<Plan, 'days'>, timeZone: string, now: Date): Plan['days'][number] | null {
  const { date, weekday } = dayIn(timeZone, now)
  return (
    plan.days.find((day) => day.date === date) ??
    plan.days.find((day) => day.date === null && day.key.trim().toLowerCase() === weekday) ??
    plan.days[0] ??
    null
  )
}

/** The first room, in the order of rooms, that this track has in one of today's slots. */
export function roomTodayIn(plan: Plan, timeZone: string, track: string, now: Date): Plan['rooms'][number] | null {
  const slots = new Set<string>(dayToday(plan, timeZone, now)?.slots.map(({ code }) => code))
  const has = new Set<string>(plan.cells.filter((cell) => cell.track === track && slots.has(cell.slot)).map(({ room }) => room))
  return plan.rooms.find((room) => has.has(room.id)) ?? null
}
