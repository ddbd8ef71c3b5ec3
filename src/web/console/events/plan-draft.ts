import type { BoardView } from '../../../contract/board.schema.ts'
import { freshId } from '../../../contract/ids.ts'
import type { Cell, Room, RoomId, Slot, SlotCode, SlotDay } from '../../../contract/schedule.schema.ts'
import { momentAt, wallTime } from './zone.ts'

/** Days, slots, rooms and what can be booked, as a form has them: texts, and keys of its own, so that a code may be typed anew. Pure. */

export interface SlotDraft {
  readonly key: string
  readonly code: string
  readonly label: string
  /** "09:00", or '' where nobody said. */
  readonly starts: string
  readonly minutes: string
}

export interface DayDraft {
  readonly key: string
  readonly name: string
  readonly date: string
  readonly slots: readonly SlotDraft[]
}

export interface RoomDraft {
  readonly id: RoomId
  readonly name: string
  readonly about: string
  readonly icon: string
  readonly iconText: string
  readonly capacity: string
  readonly link: string
}

export interface PlanDraft {
  readonly days: readonly DayDraft[]
  readonly rooms: readonly RoomDraft[]
  /** `ROOM-ID SLOT-KEY` of all that can be booked. */
  readonly offers: ReadonlySet<string>
}

export interface Plan {
  readonly days: SlotDay[]
  readonly rooms: Room[]
  readonly cells: Cell[]
}

const SLOT_MINUTES = 60

export const offerKey = (room: string, slot: string): string => `${room} ${slot}`

/** Keys of what is there are its codes. */
export function draftOf({ days, rooms, cells, event }: Pick<BoardView, 'days' | 'rooms' | 'cells' | 'event'>): PlanDraft {
  return {
    days: days.map((day) => ({
      key: day.key,
      name: day.key,
      date: day.date ?? '',
      slots: day.slots.map((slot) => ({
        key: slot.code,
        code: slot.code,
        label: slot.label,
        starts: slot.startsAt === null ? '' : wallTime(slot.startsAt, event.timeZone),
        minutes: String(slot.minutes),
      })),
    })),
    rooms: rooms.map((room) => ({
      ...room,
      capacity: room.capacity === null ? '' : String(room.capacity),
      link: room.link ?? '',
    })),
    offers: new Set(cells.map(({ room, slot }) => offerKey(room, slot))),
  }
}

/** What is wrong, by the key of what it is about and the field; empty: it can be saved. */
export function wrongIn(draft: PlanDraft): ReadonlySet<string> {
  const wrong = new Set<string>()
  const codes = new Map<string, string>()
  const names = new Set<string>()
  for (const day of draft.days) {
    if (day.name.trim() === '' || names.has(day.name.trim())) wrong.add(`${day.key} name`)
    names.add(day.name.trim())
    for (const slot of day.slots) {
      const code = slot.code.trim().toLowerCase()
      if (!/^[\p{L}\p{N}_.:+-]{1,40}$/u.test(code) || codes.has(code)) wrong.add(`${slot.key} code`)
      codes.set(code, slot.key)
      const minutes = Number(slot.minutes)
      if (!Number.isInteger(minutes) || minutes < 1 || minutes > 20_160) wrong.add(`${slot.key} minutes`)
      if (slot.starts !== '' && day.date === '') wrong.add(`${day.key} date`)
    }
  }
  const rooms = new Set<string>()
  for (const room of draft.rooms) {
    const name = room.name.trim()
    if (name === '' || rooms.has(name)) wrong.add(`${room.id} name`)
    rooms.add(name)
    if (room.capacity !== '' && !/^\d{1,6}$/.test(room.capacity)) wrong.add(`${room.id} capacity`)
    if (room.link.trim() !== '' && !/^https?:\/\/[^\s/]+/i.test(room.link.trim())) wrong.add(`${room.id} link`)
  }
  return wrong
}

/** What is sent: bookings and closed places stay as they were where their place is still offered. */
export function planOf(draft: PlanDraft, before: Pick<BoardView, 'cells' | 'event'>): Plan {
  const { timeZone } = before.event
  const known = new Map(before.cells.map((cell) => [offerKey(cell.room, cell.slot), cell]))
  const slotOf = (slot: SlotDraft, date: string): Slot => ({
    code: slot.code.trim() as SlotCode,
    label: slot.label.trim(),
    startsAt: slot.starts === '' ? null : momentAt(date, slot.starts, timeZone),
    minutes: Number(slot.minutes),
  })
  return {
    days: draft.days.map((day) => ({
      key: day.name.trim(),
      date: day.date || null,
      slots: day.slots.map((slot) => slotOf(slot, day.date)),
    })),
    rooms: draft.rooms.map((room) => ({
      ...room,
      name: room.name.trim(),
      about: room.about.trim(),
      iconText: room.iconText.trim(),
      capacity: room.capacity === '' ? null : Number(room.capacity),
      link: room.link.trim() || null,
    })),
    cells: draft.days.flatMap(({ slots }) =>
      slots.flatMap((slot) =>
        draft.rooms
          .filter((room) => draft.offers.has(offerKey(room.id, slot.key)))
          .map((room): Cell => {
            const was = known.get(offerKey(room.id, slot.key))
            return {
              room: room.id,
              slot: slot.code.trim() as SlotCode,
              track: was?.track ?? null,
              blocked: was?.blocked ?? null,
            }
          }),
      ),
    ),
  }
}

/** One more day, with the slots of the last one: their codes begin with its own letters. */
export function withDay(draft: PlanDraft, nowMs: number): PlanDraft {
  const last = draft.days.at(-1)
  const date = last?.date ? nextDate(last.date) : ''
  const name = date === '' ? `Day ${draft.days.length + 1}` : weekday(date)
  const free = draft.days.some((day) => day.name === name) ? `${name} ${draft.days.length + 1}` : name
  const key = freshId<string>(nowMs)
  const slots = (last?.slots ?? []).map((slot, at) => ({
    ...slot,
    key: `${key} ${at}`.replace(' ', '/'),
    code: freshCode(draft, `${free.replace(/\s+/g, '').slice(0, 3)}${at + 1}`),
  }))
  const rooms = last?.slots.length ? draft.rooms : []
  const offers = rooms.flatMap(({ id }) =>
    slots.flatMap((slot, at) => (draft.offers.has(offerKey(id, last?.slots[at]?.key ?? '')) ? [offerKey(id, slot.key)] : [])),
  )
  return { ...draft, days: [...draft.days, { key, name: free, date, slots }], offers: new Set([...draft.offers, ...offers]) }
}

/** One more slot on a day, right after its last, offered in every room. */
export function withSlot(draft: PlanDraft, dayKey: string, nowMs: number): PlanDraft {
  const key = freshId<string>(nowMs)
  const day = draft.days.find((one) => one.key === dayKey)
  if (!day) return draft
  const last = day.slots.at(-1)
  const starts = last?.starts ? later(last.starts, Number(last.minutes) || SLOT_MINUTES) : '09:00'
  const code = freshCode(draft, `${day.name.replace(/\s+/g, '').slice(0, 3)}${day.slots.length + 1}`)
  const slot: SlotDraft = {
    key,
    code,
    label: '',
    starts: day.date === '' ? '' : starts,
    minutes: last?.minutes ?? String(SLOT_MINUTES),
  }
  return {
    ...draft,
    days: draft.days.map((one) => (one.key === dayKey ? { ...one, slots: [...one.slots, slot] } : one)),
    offers: new Set([...draft.offers, ...draft.rooms.map(({ id }) => offerKey(id, key))]),
  }
}

/** One more room, to be booked in every slot. */
export function withRoom(draft: PlanDraft, nowMs: number): PlanDraft {
  const id = freshId<RoomId>(nowMs)
  const room: RoomDraft = { id, name: '', about: '', icon: '', iconText: '', capacity: '', link: '' }
  const slots = draft.days.flatMap((day) => day.slots)
  return {
    ...draft,
    rooms: [...draft.rooms, room],
    offers: new Set([...draft.offers, ...slots.map(({ key }) => offerKey(id, key))]),
  }
}

function freshCode(draft: PlanDraft, wanted: string): string {
  const taken = new Set(draft.days.flatMap((day) => day.slots.map(({ code }) => code.toLowerCase())))
  for (let n = 0; ; n++) {
    const code = n === 0 ? wanted : `${wanted}.${n}`
    if (!taken.has(code.toLowerCase())) return code
  }
}

const nextDate = (date: string) => new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
const weekday = (date: string) => new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(new Date(date))

function later(time: string, minutes: number): string {
  const [hours = 0, rest = 0] = time.split(':').map(Number)
  const all = (hours * 60 + rest + minutes) % 1_440
  return `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`
}
