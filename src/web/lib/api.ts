import type { BodyInput, Params, Reply } from '../../contract/endpoints.ts'
import type { RefusalCode } from '../../contract/refusal.ts'
import { type EndpointName, routes } from '../../contract/routes.ts'
import { type Clock, pageClock } from './clock.ts'

/** What the page can hear of a call that did not go through. `offline`: no answer came; nothing is known of what happened. */
export type CallCode = RefusalCode | 'offline'

/** A call's no. `message` is the server's sentence in the reader's language; an `offline` one has none, since the page knows better what it means. */
export class CallRefusal extends Error {
  readonly code: CallCode
  /** Where in the input the fault is, as `body.name`. */
  readonly path: string | undefined

  constructor(code: CallCode, message = '', path?: string) {
    super(message)
    this.name = 'CallRefusal'
    this.code = code
    this.path = path
  }
}

/** The refusal behind a caught error; whatever else it was counts as no answer. */
export const refusalOf = (error: unknown): CallRefusal => (error instanceof CallRefusal ? error : new CallRefusal('offline'))

/** Endpoints that need no body may be called without. */
export type Asked<E extends EndpointName> =
  undefined extends BodyInput<E> ? [params: Params<E>, body?: BodyInput<E>] : [params: Params<E>, body: BodyInput<E>]

export type Call = <E extends EndpointName>(endpoint: E, ...asked: Asked<E>) => Promise<Reply<E>>

export interface ApiMeans {
  readonly fetch: typeof fetch
  readonly clock: Clock
  readonly nowMs: () => number
}

const TIMEOUT_MS = 8_000
/** A picture over a slow line takes its time. */
const UPLOAD_BYTES_PER_MS = 100

/** Endpoints over HTTP. Pages use `api`; tests bring their own `fetch`. */
export function makeApi(means: ApiMeans): Call {
  return async (endpoint, ...[params, body]) => {
    const [method, pattern] = routes[endpoint]
    const text = body === undefined ? undefined : JSON.stringify(body)
    const signal = AbortSignal.timeout(TIMEOUT_MS + Math.ceil((text?.length ?? 0) / UPLOAD_BYTES_PER_MS))
    const sent: RequestInit = { method, credentials: 'same-origin', signal }
    if (text !== undefined) {
      sent.body = text
      sent.headers = { 'Content-Type': 'application/json' }
    }
    const response = await means.fetch(addressOf(pattern, params, method === 'GET'), sent).catch(() => null)
    if (!response) throw new CallRefusal('offline')
    means.clock.heardHttp(response.headers.get('date'), means.nowMs())
    if (response.status === 204) return undefined as never
    const told = await response.json().catch(() => null)
    if (response.ok && told !== null) return told
    throw new CallRefusal(told?.code ?? (response.status >= 500 ? 'unavailable' : 'offline'), told?.title ?? '', told?.path)
  }
}

export const api: Call = makeApi({ fetch: (...asked) => fetch(...asked), clock: pageClock, nowMs: () => Date.now() })

/** `/codes/:code` with its parameters in place; `query` has the rest of them behind it, as a question asks for. */
export function addressOf(pattern: string, params: unknown, query = false): string {
  const given = { ...((params ?? {}) as Record<string, string | undefined>) }
  const path = pattern.replace(/:(\w+)/g, (_, name: string) => {
    const value = given[name] ?? ''
    delete given[name]
    return encodeURIComponent(value)
  })
  const rest = Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return query && rest.length > 0 ? `${path}?${new URLSearchParams(rest)}` : path
}
