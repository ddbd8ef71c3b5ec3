/**
 * The web server: REST under `/api/v1`, its description, the pages and the health checks. Every endpoint comes from the contract's table and goes to
 * the one table of calls; a refusal becomes a problem document (RFC 9457).
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import type { Caller, Calls } from '../../contract/doors.ts'
import { endpointNames, endpoints } from '../../contract/endpoints.ts'
import { BODY_BYTES_MAX } from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import { routes } from '../../contract/routes.ts'
import type { Log } from '../../platform/log.ts'
import { callerOf, cookieLine, isOwnOrigin, isSecure } from './caller.ts'
import { addDocs, type Env } from './docs.ts'
import { addEventFiles, type EventFiles } from './event-files.ts'
import { openLimits } from './limits.ts'
import { addOldAddresses } from './old-addresses.ts'
import { openPacker } from './packed.ts'
import { isKnown, type Pages } from './pages.ts'
import { describe, faultsIn, statusOf } from './problem.ts'

export interface HttpMeans {
  readonly calls: Calls
  readonly pages: Pages
  readonly log: Log
  readonly trustProxy: boolean
  /** Null: whatever address the request came to is ours. */
  readonly publicUrl: string | null
  readonly version: string
  readonly health: () => Promise<{ ready: boolean; why: string[] }>
  /** Whether organizers have written a further home page of this name. */
  readonly hasPage: (id: string) => Promise<boolean>
  /** An uploaded picture by its id, as it came from an address; null when there is none. */
  readonly picture: (id: string) => Promise<{ type: string; bytes: Uint8Array } | null>
  readonly metrics: () => Promise<{ type: string; text: string }>
  /** Calendars, schedules and the like, for programs. */
  readonly files: EventFiles
}

const REQUEST_TIMEOUT_MS = 30_000
const HEADERS_TIMEOUT_MS = 10_000

/** Longer than a proxy before us keeps an idle connection, or it would send a request into one that we are closing. */
const KEEP_ALIVE_MS = 75_000
const ETAG_CHARS = 22
const packed = openPacker()

type Asked = Context<Env>

export function openHttp(means: HttpMeans): { server: Server } {
  const app = new Hono<Env>()
  const limits = openLimits()
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
    app.on(method, path, (c) => answer(c, means, name, limits))
  }
  addDocs(app, means.version)
  app.get('/pictures/:id', (c) => showPicture(c, means))
  addEventFiles(app, means.files, (c) => problem(c, new Refusal('not-found'), languageOf(c), means.log))
  addOldAddresses(app, means.files, means.pages)
  app.all('/api/*', (c) => notServed(c, means.log))
  app.get('/home/:page', async (c) => means.pages(c.req.raw, await means.hasPage(c.req.param('page'))))
  app.get('*', (c) => means.pages(c.req.raw))
  app.notFound((c) => problem(c, new Refusal('not-found'), languageOf(c), means.log))
  app.onError((error, c) => problem(c, error, languageOf(c), means.log))

  const listener = getRequestListener(app.fetch)
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS, keepAliveTimeout: KEEP_ALIVE_MS },
    (incoming, outgoing) => {
      outgoing.setHeader('X-Content-Type-Options', 'nosniff')
      outgoing.setHeader('Referrer-Policy', 'no-referrer')
      void listener(incoming, outgoing)
    },
  )
  return { server }
}

/** Uploaded by organizers: shown as the kind of picture it was found to be, and as nothing else. Its content never changes. */
async function showPicture(c: Asked, means: HttpMeans): Promise<Response> {
  const found = await means.picture(c.req.param('id') ?? '')
  if (!found) return problem(c, new Refusal('not-found'), languageOf(c), means.log)
  return c.body(found.bytes as unknown as ArrayBuffer, 200, {
    'Content-Type': found.type,
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Disposition': 'inline',
  })
}

/** No endpoint stands here; or one does, under another method. */
function notServed(c: Asked, log: Log): Response {
  const methods = endpointNames.map((name) => routes[name]).flatMap(([method, path]) => (fits(path, c.req.path) ? [method] : []))
  if (methods.length === 0) return problem(c, new Refusal('not-found'), languageOf(c), log)
  c.header('Allow', [...new Set(methods)].join(', '))
  return problem(c, new Refusal('wrong-method'), languageOf(c), log)
}

function fits(route: string, path: string): boolean {
  const [wanted, given] = [route.split('/'), path.split('/')]
  return wanted.length === given.length && wanted.every((part, i) => part.startsWith(':') || part === given[i])
}

async function answer(
  c: Asked,
  means: HttpMeans,
  name: (typeof endpointNames)[number],
  limits: ReturnType<typeof openLimits>,
): Promise<Response> {
  const cookies: string[] = []
  const caller: Caller = {
    ...callerOf(c.env.incoming, means),
    remember: (cookie, token, seconds) => void cookies.push(cookieLine(cookie, token, isSecure(c.env.incoming, means), seconds)),
  }
  try {
    const { may, headers } = limits(caller, Date.now())
    for (const [key, value] of Object.entries(headers)) c.header(key, value)
    if (!may) throw new Refusal('too-many')
    if (c.req.method !== 'GET' && !isOwnOrigin(c.env.incoming, means)) throw new Refusal('not-allowed', { path: 'origin' })
    const endpoint = endpoints[name]
    const given = { ...(c.req.method === 'GET' ? c.req.query() : {}), ...c.req.param() }
    const params = parse(
      endpoint.params,
      Object.keys(given).length > 0 ? given : emptyOf(endpoint.params),
      'params',
      caller.language,
    )
    const body = parse(
      endpoint.body,
      await bodyOf(c, 'bodyBytesMax' in endpoint ? endpoint.bodyBytesMax : BODY_BYTES_MAX),
      'body',
      caller.language,
    )
    const reply = await means.calls[name](caller, params as never, body as never)
    for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
    return await send(c, reply, endpoint.who === 'anyone')
  } catch (error) {
    return problem(c, error, caller.language, means.log)
  }
}

/** An endpoint whose parameters may all be left out is given an empty object; one without any, nothing. */
export const emptyOf = (params: z.ZodType): object | undefined => (params instanceof z.ZodUndefined ? undefined : {})

/** What is read has a tag: who has it already is told so in a line. */
async function send(c: Asked, reply: unknown, isForAll: boolean): Promise<Response> {
  const text = JSON.stringify(reply)
  c.header('Content-Type', 'application/json')
  if (c.req.method !== 'GET') {
    c.header('Cache-Control', 'no-store')
    return c.body(text)
  }
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, ETAG_CHARS)}"`
  c.header('ETag', etag)
  c.header('Cache-Control', 'private, no-cache')
  if (isForAll) c.header('Vary', 'Accept-Encoding')
  if (isKnown(c.req.header('if-none-match') ?? null, etag)) return c.body(null, 304)
  const bytes = isForAll ? await packed({ text, etag }, c.req.header('accept-encoding')) : null
  if (!bytes) return c.body(text)
  c.header('Content-Encoding', 'gzip')
  return c.body(bytes as unknown as ArrayBuffer)
}

async function bodyOf(c: Asked, bytesMax: number): Promise<unknown> {
  const { method, headers } = c.env.incoming
  if (method === 'GET' || method === 'DELETE') return undefined
  if (Number(headers['content-length'] ?? 0) > bytesMax) throw new Refusal('too-large', { hint: String(bytesMax) })
  const text = await readAtMost(c.env.incoming, bytesMax)
  if (text === '') return undefined
  // A form of a foreign page cannot send this type without asking first.
  if (!/^application\/json\b/i.test(headers['content-type'] ?? ''))
    throw new Refusal('bad-input', { path: 'headers.content-type' })
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('bad-input', { path: 'body', hint: 'JSON' })
  }
}

/** Straight from the connection: a web stream around it would cost more than all the rest of a request. */
function readAtMost(incoming: IncomingMessage, bytesMax: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let bytes = 0
    incoming.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= bytesMax) chunks.push(chunk)
      else reject(new Refusal('too-large', { hint: String(bytesMax) }))
    })
    incoming.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    incoming.on('error', reject)
    // Always comes, and after the end mostly: a refusal made each time for nothing would cost more than reading.
    incoming.on('close', () => incoming.readableEnded || reject(new Refusal('bad-input', { path: 'body' })))
  })
}

const PATH_CHARS_MAX = 200

/** After this nobody checks it again. The first fault is named by its path, in the caller's language. Signs that no database can keep are left out. */
export function parse<T extends z.ZodType>(schema: T, input: unknown, where: 'params' | 'body', language: string): z.infer<T> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return isStorable(parsed.data) ? parsed.data : parse(schema, storable(parsed.data), where, language)
  const issue = schema.safeParse(input, { error: faultsIn(language) }).error?.issues[0]
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

function problem(c: Asked, error: unknown, language: string, log: Log): Response {
  const refusal = describe(error, language, log)
  const status = statusOf(error) as ContentfulStatusCode
  const waitSeconds = error instanceof Refusal ? error.waitSeconds : undefined
  if (waitSeconds !== undefined) c.header('Retry-After', String(waitSeconds))
  else if ((status === 429 || status === 503) && !c.res.headers.has('Retry-After')) c.header('Retry-After', '5')
  c.header('Cache-Control', 'no-store')
  const { message, ...rest } = refusal
  return c.body(JSON.stringify({ type: `/docs/problems#${refusal.code}`, title: message, status, ...rest }), status, {
    'Content-Type': 'application/problem+json',
  })
}

const languageOf = (c: Asked): string => callerOf(c.env.incoming, { trustProxy: false, publicUrl: null }).language
