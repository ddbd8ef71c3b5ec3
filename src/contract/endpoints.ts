import type { z } from 'zod'
import { account, accounts } from './accounts.endpoints.ts'
import { board } from './board.endpoints.ts'
import type { Endpoint } from './endpoint.ts'
import { entrance } from './entrance.endpoints.ts'
import { flags } from './flags.endpoints.ts'
import { home } from './home.endpoints.ts'
import { keys } from './keys.endpoints.ts'
import { lists } from './lists.endpoints.ts'
import { mailContents, mails } from './mails.endpoints.ts'
import { meetings } from './meetings.endpoints.ts'
import { moving } from './moving.endpoints.ts'
import { order } from './order.endpoints.ts'
import { linking, people } from './people.endpoints.ts'
import { privacy } from './privacy.endpoints.ts'
import { type EndpointName, routes } from './routes.ts'
import { runs } from './runs.endpoints.ts'
import { schedule } from './schedule.endpoints.ts'
import { type KeyArea, keyAreas, type Scope } from './scopes.ts'
import { search } from './search.endpoints.ts'
import { settings } from './settings.endpoints.ts'
import { webhooks } from './webhooks.endpoints.ts'

/** Goes up by one with each change a client could notice, once released; `docs/api-changelog.md` says what each level brought. */
export const API_LEVEL = 1

/** What belongs together, as the description lists it. */
export const groups = {
  entrance,
  board,
  schedule,
  meetings: { ...meetings, ...order },
  moving: { ...moving, ...runs },
  flags,
  lists,
  account: { ...accounts, ...account },
  keys,
  people,
  linking,
  privacy,
  settings,
  pages: home,
  search,
  mails: { ...mails, ...mailContents },
  webhooks,
} as const
export type Group = keyof typeof groups

export function groupOf(name: EndpointName): Group {
  const found = (Object.keys(groups) as Group[]).find((group) => Object.hasOwn(groups[group], name))
  if (!found) throw new Error(`${name} stands in no group`)
  return found
}

/** Every endpoint, declared once: HTTP, the socket, the OpenAPI page and the browser's types all follow from it. */
export const endpoints = {
  ...entrance,
  ...board,
  ...schedule,
  ...meetings,
  ...order,
  ...moving,
  ...runs,
  ...flags,
  ...lists,
  ...keys,
  ...settings,
  ...home,
  ...search,
  ...people,
  ...linking,
  ...mails,
  ...mailContents,
  ...webhooks,
  ...accounts,
  ...account,
  ...privacy,
} as const satisfies Record<EndpointName, Endpoint>

export type Endpoints = typeof endpoints
export type Params<E extends EndpointName> = z.infer<Endpoints[E]['params']>
export type Body<E extends EndpointName> = z.infer<Endpoints[E]['body']>
/** What a caller may leave to its default. */
export type BodyInput<E extends EndpointName> = z.input<Endpoints[E]['body']>
export type Reply<E extends EndpointName> = z.infer<Endpoints[E]['reply']>

export const endpointNames = Object.keys(routes) as EndpointName[]

/** What keys reach, by area; what stands in none of them is for people alone, and so is all that sets a cookie. */
const inReach: Record<KeyArea, Record<string, Endpoint>> = {
  events: { ...entrance, ...board, ...schedule },
  meetings: { ...meetings, ...moving, ...runs, ...flags, ...order, ...lists },
  people,
  mails,
  webhooks,
  settings,
  pages: home,
}

/** The scope a key needs for this endpoint; null: no key may. */
export function scopeOf(name: EndpointName): Scope | null {
  const area = keyAreas.find((one) => Object.hasOwn(inReach[one], name))
  if (!area || ('httpOnly' in endpoints[name] && endpoints[name].httpOnly)) return null
  return `${area}:${routes[name][0] === 'GET' ? 'read' : 'write'}`
}
