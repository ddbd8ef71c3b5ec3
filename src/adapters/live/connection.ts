import type { Socket } from 'node:net'
import type { RawData, WebSocket } from 'ws'
import type { Caller } from '../../contract/doors.ts'
import { type RefusalBody, UpFrame } from '../../contract/frames.ts'
import { Refusal } from '../../contract/refusal.ts'
import { openRate } from '../../platform/rate.ts'
import type { Feed, Follower } from './feed.ts'
import { frameOf } from './frame.ts'

/** One open socket: reads frames, answers each, follows feeds. It trusts nothing it reads. */
export interface ConnectionMeans {
  readonly call: (caller: Caller, endpoint: string, params: unknown, body: unknown) => Promise<unknown>
  readonly permit: (caller: Caller, feed: string, key: string | undefined) => Promise<void>
  readonly feed: (name: string) => Feed
  readonly describe: (error: unknown, language: string) => RefusalBody
  readonly closed: (connection: Connection) => void
}

export const FRAMES_BURST = 120
export const FRAMES_PER_SECOND = 40
export const FEEDS_PER_CONNECTION_MAX = 20
export const CALLS_AT_ONCE_MAX = 50
/** Over the limit this often, and the connection is closed. */
export const REFUSED_FRAMES_MAX = 20
/** What may wait in a line before its follower is skipped to the next view. */
export const LINE_BYTES_MAX = 262_144

export class Connection implements Follower {
  readonly caller: Caller
  readonly #ws: WebSocket
  readonly #socket: Socket
  readonly #means: ConnectionMeans
  readonly #feeds = new Set<Feed>()
  readonly #rate = openRate({ burst: FRAMES_BURST, perSecond: FRAMES_PER_SECOND, keysMax: 1 })
  /** The seats at controls this connection has taken, to leave when it goes. */
  readonly seats = new Map<string, string>()
  #unsent: Buffer | null = null
  #calls = 0
  #refused = 0
  heard = true

  constructor(ws: WebSocket, socket: Socket, caller: Caller, means: ConnectionMeans) {
    this.#ws = ws
    this.#socket = socket
    this.caller = caller
    this.#means = means
    ws.on('message', (data, isBinary) => this.#take(data, isBinary))
    ws.on('pong', () => {
      this.heard = true
    })
    ws.on('error', () => ws.terminate())
    ws.on('close', () => {
      for (const feed of this.#feeds) feed.remove(this)
      this.#feeds.clear()
      means.closed(this)
    })
  }

  /** What is sent in one turn of the loop goes out as one write: an acknowledgement and the view it invites to cost as much as one of them. */
  send(frame: Buffer): void {
    if (this.#ws.readyState !== this.#ws.OPEN) return
    if (this.#unsent) {
      this.#unsent = Buffer.concat([this.#unsent, frame])
    } else {
      this.#unsent = frame
      flushSoon(this)
    }
  }

  flush(): void {
    const bytes = this.#unsent
    this.#unsent = null
    if (bytes && this.#ws.readyState === this.#ws.OPEN) this.#socket.write(bytes)
  }

  isFull(): boolean {
    return this.#socket.writableLength > LINE_BYTES_MAX
  }

  /** Asks for a sign of life; ends a line that gave none since the last time. */
  check(): void {
    if (!this.heard) return this.#ws.terminate()
    this.heard = false
    this.#ws.ping()
  }

  close(code: number, why: string): void {
    this.#ws.close(code, why)
  }

  #take(data: RawData, isBinary: boolean): void {
    this.heard = true
    if (!this.#rate.take('', Date.now())) return this.#tooMany()
    const frame = isBinary ? null : readFrame(String(data))
    if (!frame) return this.#refuse({ id: null }, new Refusal('bad-input', { path: 'frame' }))
    if (frame.say === 'unfollow') return this.#unfollow(frame.feed)
    if (frame.say === 'follow') return void this.#follow(frame).catch((error) => this.#refuse({ feed: frame.feed }, error))
    void this.#call(frame)
  }

  #tooMany(): void {
    if (this.#refused++ === 0) this.#refuse({ id: null }, new Refusal('too-many'))
    if (this.#refused > REFUSED_FRAMES_MAX) this.#ws.terminate()
  }

  async #follow(asked: { feed: string; after?: number | undefined; key?: string | undefined }): Promise<void> {
    if (this.#feeds.size >= FEEDS_PER_CONNECTION_MAX) throw new Refusal('too-many')
    await this.#means.permit(this.caller, asked.feed, asked.key)
    await this.#join(asked.feed, asked.after)
  }

  async #join(name: string, after: number | undefined): Promise<void> {
    if (this.#ws.readyState !== this.#ws.OPEN) return
    const feed = this.#means.feed(name)
    this.#feeds.add(feed)
    await feed.add(this, after)
    // It may have gone while the view was made.
    if (this.#ws.readyState !== this.#ws.OPEN) feed.remove(this)
  }

  #unfollow(name: string): void {
    for (const feed of this.#feeds) {
      if (feed.name !== name) continue
      feed.remove(this)
      this.#feeds.delete(feed)
    }
  }

  async #call(frame: UpFrame & { say: 'call' }): Promise<void> {
    if (this.#calls >= CALLS_AT_ONCE_MAX) return this.#refuse({ id: frame.id }, new Refusal('too-many'))
    this.#calls++
    try {
      const reply = await this.#means.call(this.caller, frame.endpoint, frame.params, frame.body)
      this.send(frameOf({ id: frame.id, reply }))
      this.#noteSeat(frame, reply)
      const feed = feedOf(reply)
      if (feed && ![...this.#feeds].some((one) => one.name === feed)) await this.#join(feed, undefined)
    } catch (error) {
      this.#refuse({ id: frame.id }, error)
    } finally {
      this.#calls--
    }
  }

  /** The controls are left when the connection that took them goes. */
  #noteSeat(frame: UpFrame & { say: 'call' }, reply: unknown): void {
    const { meeting } = (frame.params ?? {}) as { meeting?: unknown }
    const { controller } = (reply ?? {}) as { controller?: { seat?: unknown } }
    if (frame.endpoint !== 'takeControl' || typeof meeting !== 'string' || typeof controller?.seat !== 'string') return
    this.seats.set(meeting, controller.seat)
  }

  #refuse(about: { id: string | number | null } | { feed: string }, error: unknown): void {
    this.send(frameOf({ ...about, refusal: this.#means.describe(error, this.caller.language) }))
  }
}

let unflushed: Connection[] = []

function flushSoon(connection: Connection): void {
  if (unflushed.push(connection) === 1) setImmediate(flushAll)
}

function flushAll(): void {
  const all = unflushed
  unflushed = []
  for (const connection of all) connection.flush()
}

function readFrame(text: string): UpFrame | null {
  try {
    const parsed = UpFrame.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** A reply that names a feed invites to follow it. */
function feedOf(reply: unknown): string | null {
  const feed = typeof reply === 'object' && reply !== null && 'feed' in reply ? reply.feed : null
  return typeof feed === 'string' ? feed : null
}
