import { CELLS_PER_EVENT_MAX, ROOMS_PER_EVENT_MAX, SLOTS_PER_EVENT_MAX } from '../../contract/limits.ts'
import type { Plan } from '../../contract/schedule.schema.ts'

/** Why a plan does not hold together, as the path of the first fault; null: it does. Slots of one name in other letters are the same slot. */
export function faultOfPlan(plan: Plan): string | null {
  const slots = plan.days.flatMap((day, d) =>
    day.slots.map((slot, s) => ({ code: slot.code.toLowerCase(), at: `days.${d}.slots.${s}` })),
  )
  const doubled =
    twice(
      plan.days.map(({ key }) => key),
      (i) => `days.${i}.key`,
    ) ??
    twice(
      slots.map(({ code }) => code),
      (i) => `${slots[i]?.at}.code`,
    ) ??
    twice(
      plan.rooms.map(({ id }) => id),
      (i) => `rooms.${i}.id`,
    ) ??
    twice(
      plan.rooms.map(({ name }) => name.trim().replace(/\s+/gu, ' ')),
      (i) => `rooms.${i}.name`,
    ) ??
    twice(
      plan.cells.map(({ room, slot }) => `${room}/${slot}`),
      (i) => `cells.${i}`,
    )
  if (doubled) return doubled
  if (slots.length > SLOTS_PER_EVENT_MAX) return 'days'
  if (plan.rooms.length > ROOMS_PER_EVENT_MAX) return 'rooms'
  if (plan.cells.length > CELLS_PER_EVENT_MAX) return 'cells'
  const codes = new Set<string>(plan.days.flatMap((day) => day.slots.map((slot) => slot.code)))
  const rooms = new Set<string>(plan.rooms.map(({ id }) => id))
  const wrong = plan.cells.findIndex(
    ({ room, slot, track, blocked }) => !rooms.has(room) || !codes.has(slot) || (track !== null && blocked !== null),
  )
  return wrong < 0 ? null : `cells.${wrong}`
}

/** Where the first stands that was there before. */
function twice(all: readonly string[], at: (i: number) => string): string | null {
  const seen = new Set<string>()
  const i = all.findIndex((one) => seen.size === seen.add(one).size)
  return i < 0 ? null : at(i)
}
