import type { BoardView } from '../../contract/board.schema.ts'
import type { Cell, Room, Slot, SlotDay } from '../../contract/schedule.schema.ts'
import { DAY_LASTS_ON_MS, weekdays } from '../../contract/schedule.ts'
import { timeFormat } from './formats.ts'

/** The table of bookings as a reader sees it now. Times are ms since 1970. */

const MINUTE_MS = 60_000

/** Whether it runs, as long as it really does; never where nobody said when it is. */
export function isOn({ startsAt, minutes }: { startsAt: string | null; minutes: number }, nowMs: number): boolean {
  if (startsAt === null) return false
  const from = Date.parse(startsAt)
  return nowMs >= from && nowMs < from + minutes * MINUTE_MS
}

/** `2026-11-21` of a moment in a zone. */
export function dateIn(timeZone: string, ms: number): string {
  return timeFormat('sv', { timeZone, dateStyle: 'short' }).format(ms)
}

/** The date that a reader means by today. */
export const todayIn = (timeZone: string, nowMs: number): string => dateIn(timeZone, nowMs - DAY_LASTS_ON_MS)

/**
 * The key of the day to open: today by its date, or by its English name; else the next that comes, or the last. Where days are names alone and today is
 * none of them, the first of the week; where they are no names of days either, the first.
 */
export function currentDay(days: readonly SlotDay[], timeZone: string, nowMs: number): string | null {
  const today = todayIn(timeZone, nowMs)
  const weekday = new Date(today).getUTCDay()
  const dated = days.filter(({ date }) => date !== null)
  const named = (index: number) => days.find(({ key }) => key.toLowerCase() === weekdays[index])
  const found =
    dated.find(({ date }) => date === today) ??
    (dated.length > 0
      ? (dated.find(({ date }) => (date ?? '') > today) ?? dated.at(-1))
      : (named(weekday) ?? weekdays.map((_, index) => named(index)).find(Boolean) ?? days[0]))
  return found?.key ?? null
}

export interface RoomRow {
  readonly room: Room
  /** One a slot of the day; null: not offered. */
  readonly cells: readonly (Cell | null)[]
}

/** The rooms that offer anything on this day, in their order. */
export function rowsOf(view: Pick<BoardView, 'rooms' | 'cells'>, slots: readonly Slot[]): RoomRow[] {
  const byPlace = new Map(view.cells.map((cell) => [placeKey(cell.room, cell.slot), cell]))
  return view.rooms
    .map((room) => ({ room, cells: slots.map(({ code }) => byPlace.get(placeKey(room.id, code)) ?? null) }))
    .filter(({ cells }) => cells.some((cell) => cell !== null))
}

const placeKey = (room: string, slot: string) => `${room} ${slot}`

/** What somebody types to book it. */
export const bookingCode = (room: Pick<Room, 'name'>, slot: string): string => `${room.name}-${slot}`

/** A page of the world clock that shows this moment everywhere. */
export function worldClock(startsAt: string): string {
  const iso = new Date(startsAt).toISOString().slice(0, 16).replaceAll(/[-:]/g, '')
  return `https://www.timeanddate.com/worldclock/fixedtime.html?iso=${iso}&p1=1440`
}
