import { once } from 'node:events'
import { tmpdir } from 'node:os'
import WebSocket, { type ClientOptions } from 'ws'
import { jobNames } from '../src/adapters/jobs/index.ts'
import type { DownFrame } from '../src/contract/frames.ts'
import type { RefusalCode } from '../src/contract/refusal.ts'
import { refusalsOf } from '../src/contract/refused.ts'
import { type EndpointName, routes } from '../src/contract/routes.ts'
import { type Config, readConfig } from '../src/platform/config.ts'
import { connect, openDb } from '../src/platform/db.ts'
import { type Jobs, openJobs } from '../src/platform/jobs.ts'
import { openLog } from '../src/platform/log.ts'
import { openDoors } from '../src/program/start.ts'
import { atEnd } from './closing.ts'
import { openWorld, type World } from './world.ts'

/** The real doors on a free port over a fresh database, with a log that is kept in memory. */
export interface App {
  /** The world behind the doors; its clock is the real one. */
  readonly world: World
  readonly queue: Jobs
  readonly url: string
  readonly port: number
  readonly lines: readonly string[]
  /** Everything logged so far, each line as JSON. */
  readonly logged: readonly string[]
  close(): Promise<void>
}

const WAIT_MS = 20_000

export async function openApp(change: (config: Config) => Config = (config) => config): Promise<App> {
  const world = await openWorld()
  const jobClient = connect({ options: world.options }, 1)
  const logged: string[] = []
  const log = openLog('debug', { write: (line: string) => void logged.push(line) })
  const opened: (() => Promise<unknown> | undefined)[] = [() => jobClient.end({ timeout: 1 })]
  let closing: Promise<void> | null = null
  const close = () => {
    closing ??= (async () => {
      for (const one of opened.reverse()) await one()
    })()
    return closing
  }
  atEnd(close) // Also what was opened before something failed: a file that is left open holds up the whole run.
  const queue = await openJobs(jobClient, jobNames, log)
  opened.push(() => queue.stop())
  const db = openDb(world, { bus: world.bus, clock: () => new Date(), sendJobs: queue.send })
  const base = { db, client: world.client, bus: world.bus, jobs: queue, close: async () => {} }
  const read = readConfig({ cwd: tmpdir(), env: {} })
  const config = change({
    ...read,
    secret: 'of a test, and long enough for one',
    server: { ...read.server, host: '127.0.0.1', port: 0 },
  })
  const { lines, port } = await openDoors(config, log, base, opened)
  return { world: { ...world, db }, queue, url: `http://127.0.0.1:${port}`, port, lines, logged, close }
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any
}

export interface Asked {
  readonly params?: Record<string, string>
  readonly query?: Record<string, string>
  readonly body?: unknown
  readonly token?: string | null
  readonly headers?: Record<string, string>
}

/** The address of an endpoint with its parameters put in. */
export function addressOf(name: EndpointName, params: Record<string, string> = {}, query: Record<string, string> = {}): string {
  const path = routes[name][1].replace(/:(\w+)/g, (_, key) => encodeURIComponent(params[key] ?? ''))
  const behind = new URLSearchParams(query)
  return behind.size > 0 ? `${path}?${behind}` : path
}

export async function ask(app: Pick<App, 'url'>, name: EndpointName, asked: Asked = {}): Promise<Answer> {
  const path = addressOf(name, asked.params, asked.query)
  const answer = await request(app, routes[name][0], path, asked)
  if (!path.includes('//') && !path.endsWith('/')) assertDeclared(name, answer.status, answer.body?.code)
  return answer
}

/** VN-112: what the contract does not declare is never answered, whoever asks. */
function assertDeclared(name: string, status: number, code: RefusalCode): void {
  const isKnown = [200, 304].includes(status) || (name in routes && refusalsOf(name as EndpointName).includes(code))
  if (!isKnown) throw new Error(`${name} answered ${status} ${code}, which the contract does not declare`)
}

export async function request(app: Pick<App, 'url'>, method: string, path: string, asked: Asked = {}): Promise<Answer> {
  const response = await fetch(app.url + path, {
    method,
    headers: {
      ...(asked.token ? { authorization: `Bearer ${asked.token}` } : {}),
      ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...asked.headers,
    },
    redirect: 'manual',
    ...(asked.body === undefined ? {} : { body: typeof asked.body === 'string' ? asked.body : JSON.stringify(asked.body) }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return { status: response.status, headers: response.headers, body: isJson && text !== '' ? JSON.parse(text) : text }
}

/** The secret a cookie of this answer carries. */
export function cookieOf(answer: Pick<Answer, 'headers'>, name: 'plenary_guest' | 'plenary_signin'): string | null {
  const line = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`))
  return line?.slice(name.length + 1, line.indexOf(';')) ?? null
}

const owners = new WeakMap<App, Promise<string>>()
/** The token of the owner, made with the printed set-up link. */
export function ownerOf(app: App): Promise<string> {
  const known = owners.get(app) ?? redeem(app)
  owners.set(app, known)
  return known
}

/** What stands behind the `#` of the printed console link. */
export const setupTokenOf = (app: App): string => app.lines.find((line) => line.startsWith('console'))?.split('#')[1] ?? ''

async function redeem(app: App): Promise<string> {
  const token = cookieOf(await ask(app, 'redeemSetup', { body: { token: setupTokenOf(app), name: 'Olive' } }), 'plenary_signin')
  if (!token) throw new Error('the set-up link made no owner')
  return token
}

/** A participant's token. */
export async function guestOf(app: App, code: string, name: string): Promise<string> {
  const joined = await ask(app, 'join', { params: { code }, body: { name } })
  const token = cookieOf(joined, 'plenary_guest')
  if (!token) throw new Error(`no seat for ${name}: ${JSON.stringify(joined.body)}`)
  return token
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
export type Frame = any

/** One end of a socket: keeps every frame it heard, beats apart. */
export class Line {
  readonly ws: WebSocket
  readonly heard: Frame[] = []
  beats = 0
  closed: { code: number; why: string } | null = null
  #calls = 0
  #waiting = new Set<() => void>()

  constructor(ws: WebSocket) {
    this.ws = ws
    ws.on('message', (data) => {
      const frame = JSON.parse(String(data)) as DownFrame
      if ('beat' in frame) this.beats++
      else this.heard.push(frame)
      this.#look()
    })
    ws.on('error', () => {})
    ws.on('close', (code, why) => {
      this.closed = { code, why: String(why) }
      this.#look()
    })
  }

  #look(): void {
    for (const look of this.#waiting) look()
  }

  say(frame: unknown): void {
    this.ws.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame))
  }

  /** Waits until something is so on this line. */
  until<T>(what: string, is: () => T | null | undefined | false): Promise<T> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = is()
        if (!found) return
        stop()
        resolve(found)
      }
      const timer = setTimeout(() => {
        stop()
        reject(new Error(`never came: ${what}; heard ${JSON.stringify(this.heard.slice(-5)).slice(0, 2_000)}`))
      }, WAIT_MS)
      const stop = () => {
        clearTimeout(timer)
        this.#waiting.delete(look)
      }
      this.#waiting.add(look)
      look()
    })
  }

  /** The first frame from `from` on that fits. */
  frame(what: string, fits: (frame: Frame) => boolean, from = 0): Promise<Frame> {
    return this.until(what, () => this.heard.slice(from).find(fits))
  }

  /** Resolves with the reply or refusal frame. */
  async call(endpoint: string, params?: unknown, body?: unknown): Promise<Frame> {
    const id = `call-${this.#calls++}`
    this.say({ say: 'call', id, endpoint, params, body })
    const answer = await this.frame(`an answer to ${endpoint}`, (frame) => frame.id === id)
    if (answer.refusal && endpoint in routes) assertDeclared(endpoint, 0, answer.refusal.code)
    return answer
  }

  /** Resolves with the view, or the refusal. */
  async follow(feed: string, more: { after?: number; key?: string } = {}): Promise<Frame> {
    const from = this.heard.length
    this.say({ say: 'follow', feed, ...more })
    return this.frame(`a view of ${feed}`, (frame) => frame.feed === feed && ('view' in frame || 'refusal' in frame), from)
  }

  /** Something only an open, served line answers. */
  async isServed(): Promise<boolean> {
    return 'reply' in (await this.call('instance'))
  }

  end(): void {
    this.ws.terminate()
  }
}

/** @throws with the status when the upgrade is refused */
export async function openLine(
  app: Pick<App, 'port'>,
  token: string | null = null,
  headers: Record<string, string> = {},
  options: ClientOptions = {},
): Promise<Line> {
  const ws = new WebSocket(`ws://127.0.0.1:${app.port}/ws`, {
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers },
    ...options,
  })
  const line = new Line(ws)
  atEnd(async () => ws.terminate())
  await once(ws, 'open')
  return line
}

/** Looks until it is so. */
export async function eventually(what: string, is: () => unknown): Promise<void> {
  for (const until = Date.now() + WAIT_MS; Date.now() < until; ) {
    if (await is()) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`never so: ${what}`)
}
