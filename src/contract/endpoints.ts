import type { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { entrance } from './entrance.endpoints.ts'
import { meetings } from './meetings.endpoints.ts'
import { type EndpointName, routes } from './routes.ts'

/** Every endpoint, declared once: HTTP, the socket, the OpenAPI page and the browser's types all follow from it. */
export const endpoints = { ...entrance, ...meetings } as const satisfies Record<EndpointName, Endpoint>

export type Endpoints = typeof endpoints
export type Params<E extends EndpointName> = z.infer<Endpoints[E]['params']>
export type Body<E extends EndpointName> = z.infer<Endpoints[E]['body']>
/** What a caller may leave to its default. */
export type BodyInput<E extends EndpointName> = z.input<Endpoints[E]['body']>
export type Reply<E extends EndpointName> = z.infer<Endpoints[E]['reply']>

export const endpointNames = Object.keys(routes) as EndpointName[]
