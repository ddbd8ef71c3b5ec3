import type { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { entrance } from './entrance.endpoints.ts'
import { keys } from './keys.endpoints.ts'
import { meetings } from './meetings.endpoints.ts'
import { type EndpointName, routes } from './routes.ts'
import { type KeyArea, keyAreas, type Scope } from './scopes.ts'

/** Every endpoint, declared once: HTTP, the socket, the OpenAPI page and the browser's types all follow from it. */
export const endpoints = { ...entrance, ...meetings, ...keys } as const satisfies Record<EndpointName, Endpoint>

export type Endpoints = typeof endpoints
export type Params<E extends EndpointName> = z.infer<Endpoints[E]['params']>
export type Body<E extends EndpointName> = z.infer<Endpoints[E]['body']>
/** What a caller may leave to its default. */
export type BodyInput<E extends EndpointName> = z.input<Endpoints[E]['body']>
export type Reply<E extends EndpointName> = z.infer<Endpoints[E]['reply']>

export const endpointNames = Object.keys(routes) as EndpointName[]

/** What keys reach, by area; what stands in none of them is for people alone, and so is all that sets a cookie. */
const inReach: Record<KeyArea, Record<string, Endpoint>> = {
  events: entrance,
  meetings,
  people: {},
  mails: {},
  webhooks: {},
  settings: {},
  pages: {},
}

/** The scope a key needs for this endpoint; null: no key may. */
export function scopeOf(name: EndpointName): Scope | null {
  const area = keyAreas.find((one) => Object.hasOwn(inReach[one], name))
  if (!area || ('httpOnly' in endpoints[name] && endpoints[name].httpOnly)) return null
  return `${area}:${routes[name][0] === 'GET' ? 'read' : 'write'}`
}
