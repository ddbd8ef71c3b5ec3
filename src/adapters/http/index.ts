/**
 * The web server: REST under `/api/v1`, its description, the pages and the health checks. Every endpoint comes from the contract's table and goes to
 * the one table of calls; a refusal becomes a problem document (RFC 9457).
 */
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import type { Caller, Calls } from '../../contract/doors.ts'
import { endpointNames, endpoints } from '../../contract/endpoints.ts'
import { BODY_BYTES_MAX } from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import { routes } from '../../contract/routes.ts'
import type { Log } from '../../platform/log.ts'
import { callerOf, cookieLine, isOwnOrigin } from './caller.ts'
import { addDocs } from './docs.ts'
import type { Pages } from './pages.ts'
import { describe, statusOf } from './problem.ts'

export interface HttpMeans {
  readonly calls: Calls
  readonly pages: Pages
  readonly log: Log
  readonly trustProxy: boolean
  /** Null: whatever address the request came to is ours. */
  readonly publicUrl: string | null
  readonly version: string
  readonly health: () => Promise<{ ready: boolean; why: string[] }>
  readonly metrics: () => Promise<{ type: string; text: string }>
}

const REQUEST_TIMEOUT_MS = 30_000
const HEADERS_TIMEOUT_MS = 10_000

export function openHttp(means: HttpMeans): { server: Server; fetch: (request: Request) => Response | Promise<Response> } {
  const app = new Hono()
  app.use(async (c, next) => {
    await next()
    c.res.headers.set('X-Content-Type-Options', 'nosniff')
    c.res.headers.set('Referrer-Policy', 'no-referrer')
  })
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    const { ready, why } = await means.health()
    return c.json({ ready, why }, ready ? 200 : 503)
  })
  app.get('/metrics', async (c) => {
    const { type, text } = await means.metrics()
    return c.text(text, 200, { 'Content-Type': type })
  })
  for (const name of endpointNames) {
    const [method, path] = routes[name]
    app.on(method, path, (c) => answer(c, means, name))
  }
  addDocs(app, means.version)
  app.all('/api/*', (c) => problem(c, new Refusal('not-found'), languageOf(c), means.log))
  app.get('*', (c) => means.pages(c.req.raw))
  app.notFound((c) => problem(c, new Refusal('not-found'), languageOf(c), means.log))
  app.onError((error, c) => problem(c, error, languageOf(c), means.log))

  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS },
    getRequestListener(app.fetch),
  )
  return { server, fetch: (request) => app.fetch(request) }
}

async function answer(c: Context, means: HttpMeans, name: (typeof endpointNames)[number]): Promise<Response> {
  const cookies: string[] = []
  const caller: Caller = {
    ...callerOf((c.env as { incoming?: IncomingMessage }).incoming ?? c.req.raw, means),
    remember: (cookie, token) => void cookies.push(cookieLine(cookie, token, isSecure(c, means))),
  }
  try {
    if (c.req.method !== 'GET' && !isOwnOrigin(c.req.raw, means)) throw new Refusal('not-allowed', { path: 'origin' })
    const endpoint = endpoints[name]
    const params = parse(endpoint.params, Object.keys(c.req.param()).length > 0 ? c.req.param() : undefined, 'params')
    const body = parse(endpoint.body, await bodyOf(c), 'body')
    const reply = await means.calls[name](caller, params as never, body as never)
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
    c.header('Cache-Control', 'no-store')
    return c.json(reply)
  } catch (error) {
    return problem(c, error, caller.language, means.log)
  }
}

async function bodyOf(c: Context): Promise<unknown> {
  if (c.req.method === 'GET' || c.req.method === 'DELETE') return undefined
  if (Number(c.req.header('content-length') ?? 0) > BODY_BYTES_MAX)
    throw new Refusal('too-large', { hint: String(BODY_BYTES_MAX) })
  const text = await readAtMost(c.req.raw, BODY_BYTES_MAX)
  if (text === '') return undefined
  // A form of a foreign page cannot send this type without asking first.
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
    throw new Refusal('bad-input', { path: 'headers.content-type' })
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('bad-input', { path: 'body', hint: 'JSON' })
  }
}

async function readAtMost(request: Request, bytesMax: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // A stream that is given up in the middle takes its connection with it, and the refusal would never arrive.
  for await (const chunk of request.body?.values({ preventCancel: true }) ?? []) {
    bytes += chunk.length
    if (bytes > bytesMax) throw new Refusal('too-large', { hint: String(bytesMax) })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

const PATH_CHARS_MAX = 200

/** After this nobody checks it again. The first fault is named by its path. Signs that no database can keep are left out. */
export function parse<T extends z.ZodType>(schema: T, input: unknown, where: 'params' | 'body'): z.infer<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return isStorable(parsed.data) ? parsed.data : parse(schema, storable(parsed.data), where)
  const [issue] = parsed.error.issues
  const extra = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const path = [where, ...(issue?.path ?? []), ...extra].join('.').slice(0, PATH_CHARS_MAX)
  throw new Refusal('bad-input', { path, hint: extra.length > 0 ? '' : (issue?.message ?? '').slice(0, PATH_CHARS_MAX) })
}

/** NUL, and halves of signs as a phone leaves them that cuts a text at its limit. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  return typeof value !== 'object' || value === null || Object.values(value).every(isStorable)
}

function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/[\0\p{Cs}]/gu, '')
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, storable(one)]))
}

function problem(c: Context, error: unknown, language: string, log: Log): Response {
  const refusal = describe(error, language, log)
  const status = statusOf(error) as ContentfulStatusCode
  if (status === 429 || status === 503) c.header('Retry-After', '5')
  c.header('Cache-Control', 'no-store')
  const { message, ...rest } = refusal
  return c.body(JSON.stringify({ type: `/docs/problems#${refusal.code}`, title: message, status, ...rest }), status, {
    'Content-Type': 'application/problem+json',
  })
}

const languageOf = (c: Context): string => callerOf(c.req.raw, { trustProxy: false }).language

function isSecure(c: Context, means: HttpMeans): boolean {
  if (means.publicUrl) return means.publicUrl.startsWith('https:')
  return means.trustProxy && c.req.header('x-forwarded-proto') === 'https'
}
