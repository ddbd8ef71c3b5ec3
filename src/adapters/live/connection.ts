import type { Socket } from 'node:net'
import type { RawData, WebSocket } from 'ws'
import type { Caller } from '../../contract/doors.ts'
import { type RefusalBody, UpFrame } from '../../contract/frames.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Calm } from '../../platform/pace.ts'
import { Bucket } from '../../platform/rate.ts'
import type { Feed, Follower } from './feed.ts'
import { frameOf } from './frame.ts'
import { inSlices } from './slices.ts'

/** One open socket: reads frames, answers each, follows feeds. It trusts nothing it reads. */
export interface ConnectionMeans {
  /** @throws Refusal at once, or later */
  readonly call: (caller: Caller, endpoint: string, params: unknown, body: unknown) => Promise<unknown>
  readonly permit: (caller: Caller, feed: string, key: string | undefined) => Promise<void>
  readonly feed: (name: string) => Feed
  readonly describe: (error: unknown, language: string) => RefusalBody
  readonly closed: (connection: Connection) => void
  /** Asked before an invitation is followed. */
  readonly calm: Calm
}

export const FRAMES_BURST = 120
export const FRAMES_PER_SECOND = 40
export const FEEDS_PER_CONNECTION_MAX = 20
export const CALLS_AT_ONCE_MAX = 50
/** Over the limit this often, and the connection is closed; one is forgiven each second. */
export const REFUSED_FRAMES_MAX = 20
/** What may wait in a line before its follower is skipped to the next view. */
export const LINE_BYTES_MAX = 262_144
/** What may wait for a client that asks and does not read; beyond it the line is cut. */
export const UNREAD_BYTES_MAX = 4_194_304
const CLOSING_MS = 1_000

const frames = { burst: FRAMES_BURST, perSecond: FRAMES_PER_SECOND }
const refusedFrames = { burst: REFUSED_FRAMES_MAX, perSecond: 1 }
const warnings = { burst: 1, perSecond: 1 }

export class Connection implements Follower {
  readonly caller: Caller
  readonly #ws: WebSocket
  readonly #socket: Socket
  readonly #means: ConnectionMeans
  /** Null while permission is asked for. */
  readonly #feeds = new Map<string, Feed | null>()
  /** The keys shown with some. */
  readonly #keys = new Map<string, string>()
  /** How often what the caller may do has changed. */
  #changes = 0
  readonly #rate = new Bucket(frames)
  readonly #patience = new Bucket(refusedFrames)
  readonly #warnings = new Bucket(warnings)
  /** The seats at controls this connection has taken, to leave when it goes. */
  readonly seats = new Map<string, string>()
  /** Nearly always there is one frame in a turn: then no list is made. */
  #unsent: Buffer | Buffer[] | null = null
  #unsentBytes = 0
  #calls = 0
  heard = true

  constructor(ws: WebSocket, socket: Socket, caller: Caller, means: ConnectionMeans) {
    this.#ws = ws
    this.#socket = socket
    this.caller = caller
    this.#means = means
    ws.on('message', (data, isBinary) => this.#take(data, isBinary))
    // Each is answered by a pong, so pings count as frames do.
    ws.on('ping', () => this.#isTooMany())
    ws.on('pong', () => {
      this.heard = true
    })
    ws.on('error', () => this.#cutSoon())
    ws.on('close', () => {
      for (const feed of this.#feeds.values()) feed?.remove(this)
      this.#feeds.clear()
      means.closed(this)
    })
  }

  /** What is sent in one turn of the loop goes out as one write: an acknowledgement and the view it invites to cost as much as one of them. */
  send(frame: Buffer): void {
    if (!this.#isOpen()) return
    if (this.#waitingBytes() > UNREAD_BYTES_MAX) return this.cut()
    this.#unsentBytes += frame.length
    if (Array.isArray(this.#unsent)) this.#unsent.push(frame)
    else if (this.#unsent) this.#unsent = [this.#unsent, frame]
    else {
      this.#unsent = frame
      flushSoon(this)
    }
  }

  flush(): void {
    const unsent = this.#unsent
    this.#unsent = null
    this.#unsentBytes = 0
    if (unsent && this.#isOpen()) this.#socket.write(Array.isArray(unsent) ? Buffer.concat(unsent) : unsent)
  }

  isFull(): boolean {
    return this.#waitingBytes() > LINE_BYTES_MAX
  }

  ended(feed: string, why: Refusal): void {
    this.#feeds.delete(feed)
    this.#refuse({ feed }, why)
  }

  /** Asks for a sign of life; ends a line that gave none since the last time. */
  check(): void {
    if (!this.heard) return this.cut()
    this.heard = false
    this.#ws.ping()
  }

  /** Says goodbye, and cuts a line that does not answer it. */
  close(code: number, why: string): void {
    this.flush()
    this.#ws.close(code, why)
    this.#cutSoon()
  }

  cut(): void {
    this.#ws.terminate()
  }

  #cutSoon(): void {
    setTimeout(() => this.cut(), CLOSING_MS).unref()
  }

  #isOpen(): boolean {
    return this.#ws.readyState === this.#ws.OPEN
  }

  #waitingBytes(): number {
    return this.#socket.writableLength + this.#unsentBytes
  }

  #take(data: RawData, isBinary: boolean): void {
    if (!this.#isOpen() || this.#isTooMany()) return
    this.heard = true
    const text = isBinary ? '' : String(data)
    inSlices(() => this.#read(text))
  }

  #read(text: string): void {
    // Whoever has gone follows nothing any more; what they asked for they will ask again.
    if (this.#ws.readyState === this.#ws.CLOSED) return
    const frame = readFrame(text)
    if ('fault' in frame) return this.#refuse({ id: frame.id }, frame.fault)
    if (frame.say === 'unfollow') return this.#unfollow(frame.feed)
    if (frame.say === 'call') return void this.#call(frame)
    void this.#follow(frame).catch((error) => {
      this.#unfollow(frame.feed)
      this.#refuse({ feed: frame.feed }, error)
    })
  }

  /** A flood is warned of once, then closed. */
  #isTooMany(): boolean {
    const nowMs = Date.now()
    if (!this.#isOpen() || this.#rate.take(nowMs)) return false
    if (this.#warnings.take(nowMs)) this.#refuse({ id: null }, new Refusal('too-many'))
    if (!this.#patience.take(nowMs)) this.close(1008, 'too many frames')
    return true
  }

  async #follow(asked: { feed: string; after?: number | undefined; key?: string | undefined }): Promise<void> {
    const known = this.#feeds.get(asked.feed)
    if (known === undefined && this.#feeds.size >= FEEDS_PER_CONNECTION_MAX) throw new Refusal('too-many')
    this.#feeds.set(asked.feed, known ?? null)
    if (asked.key !== undefined) this.#keys.set(asked.feed, asked.key)
    await this.#permit(asked.feed)
    // It may have gone, or thought better of it, in the meantime.
    if (this.#feeds.has(asked.feed)) await this.#join(asked.feed, asked.after)
  }

  /** Asks until nothing changed while it was asked. */
  async #permit(feed: string): Promise<void> {
    for (let since = -1; since !== this.#changes; ) {
      since = this.#changes
      await this.#means.permit(this.caller, feed, this.#keys.get(feed))
    }
  }

  /** What the caller may do has changed: what they may not follow any more ends. */
  async permitAnew(): Promise<void> {
    this.#changes++
    for (const [name, feed] of [...this.#feeds]) {
      if (!feed) continue
      await this.#permit(name).catch((error) => {
        if (this.#feeds.get(name) !== feed) return
        this.#unfollow(name)
        this.#refuse({ feed: name }, error)
      })
    }
  }

  #join(name: string, after: number | undefined): Promise<void> {
    const feed = this.#means.feed(name)
    this.#feeds.set(name, feed)
    return feed.add(this, after)
  }

  #unfollow(name: string): void {
    this.#feeds.get(name)?.remove(this)
    this.#feeds.delete(name)
    this.#keys.delete(name)
  }

  async #call(frame: UpFrame & { say: 'call' }): Promise<void> {
    if (this.#calls >= CALLS_AT_ONCE_MAX) return this.#refuse({ id: frame.id }, new Refusal('too-many'))
    this.#calls++
    try {
      const reply = await this.#means.call(this.caller, frame.endpoint, frame.params, frame.body)
      this.send(frameOf({ id: frame.id, reply }))
      this.#noteSeat(frame, reply)
      this.#accept(reply)
    } catch (error) {
      this.#refuse({ id: frame.id }, error)
    } finally {
      this.#calls--
    }
  }

  /** An invitation is followed at once, or when a crowd has its answers; whoever follows too much already is free to ask. */
  #accept(reply: unknown): void {
    const feed = feedOf(reply)
    if (!feed) return
    const crowd = this.#means.calm()
    if (crowd) void crowd.then(() => this.#joinInvited(feed))
    else this.#joinInvited(feed)
  }

  #joinInvited(feed: string): void {
    if (!this.#isOpen() || this.#feeds.has(feed) || this.#feeds.size >= FEEDS_PER_CONNECTION_MAX) return
    void this.#join(feed, undefined).catch((error) => {
      this.#unfollow(feed)
      this.#refuse({ feed }, error)
    })
  }

  /** The controls are left when the connection that took them goes, even if it went while they were being taken. */
  #noteSeat(frame: UpFrame & { say: 'call' }, reply: unknown): void {
    const { meeting } = (frame.params ?? {}) as { meeting?: unknown }
    const { controller } = (reply ?? {}) as { controller?: { seat?: unknown } }
    if (frame.endpoint !== 'takeControl' || typeof meeting !== 'string' || typeof controller?.seat !== 'string') return
    this.seats.set(meeting, controller.seat)
    if (this.#ws.readyState === this.#ws.CLOSED) this.#means.closed(this)
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

const CallId = UpFrame.options[2].shape.id

/** The frame; or what is wrong with it, with its id where it has one. */
function readFrame(text: string): UpFrame | { id: string | number | null; fault: Refusal } {
  try {
    const given: unknown = JSON.parse(text)
    const parsed = UpFrame.safeParse(given)
    if (parsed.success) return parsed.data
    const id = CallId.safeParse(typeof given === 'object' && given !== null && 'id' in given ? given.id : null)
    const path = ['frame', ...(parsed.error.issues[0]?.path ?? [])].join('.')
    return { id: id.success ? id.data : null, fault: new Refusal('bad-input', { path }) }
  } catch {
    return { id: null, fault: new Refusal('bad-input', { path: 'frame' }) }
  }
}

/** A reply that names a feed invites to follow it. */
function feedOf(reply: unknown): string | null {
  const feed = typeof reply === 'object' && reply !== null && 'feed' in reply ? reply.feed : null
  return typeof feed === 'string' ? feed : null
}
