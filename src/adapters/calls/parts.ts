import { board } from '../../contract/board.endpoints.ts'
import type { Calls } from '../../contract/doors.ts'
import { flags } from '../../contract/flags.endpoints.ts'
import { lists } from '../../contract/lists.endpoints.ts'
import { meetings } from '../../contract/meetings.endpoints.ts'
import { moving } from '../../contract/moving.endpoints.ts'
import { order } from '../../contract/order.endpoints.ts'
import { Refusal } from '../../contract/refusal.ts'
import { type EndpointName, routes } from '../../contract/routes.ts'
import { runs } from '../../contract/runs.endpoints.ts'
import { routes as ofSchedule } from '../../contract/schedule.routes.ts'
import type { Part } from '../../contract/settings.schema.ts'
import type { Door } from './door.ts'

/** The controls can be left whatever is on: a seat leaves them with its connection. */
const always: readonly string[] = ['leaveControl']
const live: ReadonlySet<string> = new Set(
  [
    ...Object.keys(meetings),
    ...Object.keys(moving),
    ...Object.keys(runs),
    ...Object.keys(order),
    ...Object.keys(flags),
    ...Object.keys(lists),
    'openMeetings',
    'myMeetings',
    'lookUpCode',
    'join',
  ].filter((name) => !always.includes(name)),
)

const eventDay: ReadonlySet<string> = new Set([...Object.keys(ofSchedule), ...Object.keys(board)])

/** The part an endpoint belongs to; null: it is there whatever is on. */
export const partOf = (name: EndpointName): Part | null => (live.has(name) ? 'live' : eventDay.has(name) ? 'event-day' : null)

/** The same calls, closed while their part is off. @throws Refusal `part-off` */
export function withinParts(calls: Calls, door: Pick<Door, 'current'>): Calls {
  const names = Object.keys(routes) as EndpointName[]
  return Object.fromEntries(
    names.map((name) => {
      const [part, call] = [partOf(name), calls[name] as (...given: unknown[]) => Promise<unknown>]
      const checked = (...given: unknown[]) =>
        part && !isOn(door, part) ? Promise.reject(new Refusal('part-off')) : call(...given)
      return [name, part ? checked : call]
    }),
  ) as unknown as Calls
}

/** @throws Refusal `part-off` */
export function checkPart(door: Pick<Door, 'current'>, part: Part): void {
  if (!isOn(door, part)) throw new Refusal('part-off')
}

const isOn = (door: Pick<Door, 'current'>, part: Part): boolean => door.current.settings().parts.on.includes(part)
