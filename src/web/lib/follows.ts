import type { DownFrame, UpFrame } from '../../contract/frames.ts'
import { CallRefusal } from './api.ts'
import { backoffMs, type Timers } from './timers.ts'

/** How a feed is heard: a view, then its changes, each once and in order; after a gap a view again. */
export interface FeedHandlers {
  /** Opens a stage's feeds without a sign-in. */
  readonly key?: string | undefined
  onView(view: unknown): void
  onChange(change: unknown): void
  /** Too far behind: what is shown is old until the next view, which is on its way. */
  onRestart?(): void
  /** It may not be followed. Passing troubles are tried again in silence and not told. */
  onRefusal(refusal: CallRefusal): void
}

type FeedFrame = Extract<DownFrame, { feed: string }>

interface Follow {
  /** With whether they have had a view. */
  readonly handlers: Map<FeedHandlers, boolean>
  /** Asked for, or invited to: to be followed again after a lost connection. */
  isWanted: boolean
  /** The number of the last change heard; null while a view is awaited. */
  seq: number | null
  refusals: number
}

/** The feeds of one page: which are followed, how far each has been heard, and what to ask for. */
export interface Follows {
  follow(feed: string, handlers: FeedHandlers): () => void
  expect(feed: string, handlers: FeedHandlers): () => void
  /** Does nothing where a view is there, or on its way. */
  ask(feed: string | null, handlers?: FeedHandlers): void
  invited(feed: string | null): void
  take(frame: FeedFrame): void
  /** After a reconnection: everything wanted, from the last number on. */
  askAgain(): void
}

export function openFollows(say: (frame: UpFrame) => boolean, timers: Timers): Follows {
  const follows = new Map<string, Follow>()

  const send = (feed: string, one: Follow) => {
    const key = [...one.handlers.keys()].find((handlers) => handlers.key)?.key
    say({ say: 'follow', feed, ...(one.seq === null ? {} : { after: one.seq }), ...(key ? { key } : {}) })
  }
  const askView = (feed: string, one: Follow) => {
    one.isWanted = true
    one.seq = null
    send(feed, one)
  }
  const expect = (feed: string, handlers: FeedHandlers) => {
    const one = follows.get(feed) ?? { handlers: new Map(), isWanted: false, seq: null, refusals: 0 }
    follows.set(feed, one)
    one.handlers.set(handlers, false)
    return () => {
      one.handlers.delete(handlers)
      if (one.handlers.size > 0 || follows.get(feed) !== one) return
      follows.delete(feed)
      if (one.isWanted) say({ say: 'unfollow', feed })
    }
  }
  const refused = (feed: string, one: Follow, refusal: CallRefusal) => {
    if (refusal.code !== 'too-many' && refusal.code !== 'unavailable') {
      one.isWanted = false
      for (const handlers of one.handlers.keys()) handlers.onRefusal(refusal)
      return
    }
    timers.after(backoffMs(one.refusals++, timers.random()), () => {
      if (follows.get(feed) === one && one.isWanted) send(feed, one)
    })
  }
  const changed = (feed: string, one: Follow, seq: number, change: unknown) => {
    if (one.seq === null || seq <= one.seq) return
    if (seq !== one.seq + 1) return askView(feed, one)
    one.seq = seq
    for (const handlers of one.handlers.keys()) handlers.onChange(change)
  }

  return {
    expect,
    follow: (feed, handlers) => {
      const stop = expect(feed, handlers)
      const one = follows.get(feed)
      if (one) askView(feed, one)
      return stop
    },
    ask: (feed, handlers) => {
      const one = feed ? follows.get(feed) : undefined
      if (!feed || !one) return
      const cameLate = handlers !== undefined && one.seq !== null && !one.handlers.get(handlers)
      if (!one.isWanted || cameLate) askView(feed, one)
    },
    invited: (feed) => {
      const one = feed ? follows.get(feed) : undefined
      if (one) one.isWanted = true
    },
    take: (frame) => {
      const one = follows.get(frame.feed)
      if (!one) return
      if ('change' in frame) return changed(frame.feed, one, frame.seq, frame.change)
      if ('refusal' in frame) {
        const { code, message, path } = frame.refusal
        return refused(frame.feed, one, new CallRefusal(code as CallRefusal['code'], message, path))
      }
      if ('restart' in frame) {
        one.seq = null
        for (const handlers of one.handlers.keys()) handlers.onRestart?.()
        return
      }
      one.seq = frame.seq
      one.refusals = 0
      for (const handlers of one.handlers.keys()) {
        one.handlers.set(handlers, true)
        handlers.onView(frame.view)
      }
    },
    askAgain: () => {
      for (const [feed, one] of follows) if (one.isWanted) send(feed, one)
    },
  }
}
