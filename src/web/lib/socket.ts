import type { Reply } from '../../contract/endpoints.ts'
import type { DownFrame, UpFrame } from '../../contract/frames.ts'
import type { EndpointName } from '../../contract/routes.ts'
import { api, type Call, CallRefusal } from './api.ts'
import { type Clock, pageClock } from './clock.ts'
import { type FeedHandlers, Follows } from './follows.ts'
import { type Ears, type Line, openLine, type Wire } from './line.ts'
import { openPending } from './pending.ts'
import { type ReadonlySignal, signal } from './signal.ts'
import { pageTimers, type Timers } from './timers.ts'

/** live: news comes as it happens · catching-up: connected (again), what was missed is on its way · offline: no connection. */
export type Status = 'live' | 'catching-up' | 'offline'

/**
 * The page's one connection. It stays open by itself for as long as the page lives: lost, silent or asleep, it comes back and follows from
 * the last number it heard. Everything told through it is either in order and complete, or starts anew with a view.
 */
export interface Socket {
  readonly status: ReadonlySignal<Status>
  /** Server minus this device, in ms. */
  readonly clockOffsetMs: ReadonlySignal<number>
  /** Asks for a feed: its view first, then each change once and in order. Returns the way to stop. */
  follow(feed: string, handlers: FeedHandlers): () => void
  /** Listens without asking, for a feed that the reply to a call may invite to. `ask` asks for it, unless it was asked for or invited to before. */
  expect(feed: string, handlers: FeedHandlers): Expected
  /** Over the socket, or by HTTP while there is none and for what sets a cookie. Rejects with a `CallRefusal`; `offline` after 8 s or a cut line. */
  readonly call: Call
  close(): void
}

export interface Expected {
  ask(): void
  stop(): void
}

export interface SocketMeans {
  readonly connect: (ears: Ears) => Wire
  readonly timers: Timers
  readonly clock: Clock
  /** The way round the socket. */
  readonly http: Call
  /** Tells when it is worth trying at once, or that the network has gone. Returns the way to stop listening. */
  readonly onWake: (hear: (news: 'back' | 'gone') => void) => () => void
}

const CATCH_UP_MS = 500
/** Only an HTTP answer can set or clear a cookie. */
const httpOnly: readonly EndpointName[] = ['join', 'redeemSetup', 'signOut']

export function makeSocket(means: SocketMeans): Socket {
  const { timers, clock } = means
  const status = signal<Status>('catching-up')
  let stopCatchUp = () => {}

  const say = (frame: UpFrame): boolean => line.send(JSON.stringify(frame))
  const follows = new Follows(say, timers)
  const pending = openPending(timers)
  const lost = () => {
    stopCatchUp()
    status.value = 'offline'
    pending.cut()
  }
  const caughtUp = () => {
    stopCatchUp()
    status.value = 'live'
  }
  const opened = () => {
    status.value = 'catching-up'
    follows.askAgain()
    // Nothing comes where nothing was missed.
    stopCatchUp = timers.after(CATCH_UP_MS, caughtUp)
  }
  const heard = (text: string) => {
    const frame = JSON.parse(text) as DownFrame
    if ('beat' in frame) return clock.heardBeat(frame.beat, timers.nowMs())
    if ('feed' in frame) {
      if (status.value === 'catching-up') caughtUp()
      return follows.take(frame)
    }
    const asked = pending.settle(frame.id)
    if ('refusal' in frame)
      return asked?.reject(new CallRefusal(frame.refusal.code as never, frame.refusal.message, frame.refusal.path))
    // Noted before the caller hears of it: the view comes right behind.
    follows.invited(feedOf(frame.reply))
    asked?.resolve(frame.reply)
  }
  const line: Line = openLine({ ...means, opened, heard, lost })

  const overSocket = (endpoint: EndpointName, params: unknown, body: unknown): Promise<unknown> | null => {
    const id = pending.nextId()
    return say({ say: 'call', id, endpoint, params: params ?? undefined, body }) ? pending.wait(id) : null
  }
  const call: Call = async (endpoint, ...asked) => {
    const sent = httpOnly.includes(endpoint) ? null : overSocket(endpoint, asked[0], asked[1])
    if (sent) return (await sent) as Reply<typeof endpoint>
    const reply = await means.http(endpoint, ...asked)
    follows.ask(feedOf(reply))
    return reply
  }

  return {
    status,
    clockOffsetMs: clock.offsetMs,
    call,
    follow: (feed, handlers) => follows.follow(feed, handlers),
    expect: (feed, handlers) => ({ stop: follows.expect(feed, handlers), ask: () => follows.ask(feed, handlers) }),
    close: () => {
      line.close()
      lost()
    },
  }
}

/** A reply that names a feed invites to follow it. */
function feedOf(reply: unknown): string | null {
  const feed = typeof reply === 'object' && reply !== null && 'feed' in reply ? reply.feed : null
  return typeof feed === 'string' ? feed : null
}

/** The page's own connection, to the server it came from. */
export function openSocket(): Socket {
  const address = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`
  const connect = (ears: Ears): Wire => {
    const ws = new WebSocket(address)
    ws.onopen = ears.opened
    ws.onmessage = (told) => ears.heard(String(told.data))
    ws.onclose = ears.closed
    return ws
  }
  return makeSocket({ connect, timers: pageTimers, clock: pageClock, http: api, onWake: pageWakes })
}

/** A phone taken out of the pocket, a page brought back by the browser, a network found again, and one lost. */
function pageWakes(hear: (news: 'back' | 'gone') => void): () => void {
  const stop = new AbortController()
  const { signal } = stop
  const back = () => hear('back')
  addEventListener('online', back, { signal })
  addEventListener('offline', () => hear('gone'), { signal })
  addEventListener('pageshow', back, { signal })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && back(), { signal })
  return () => stop.abort()
}
