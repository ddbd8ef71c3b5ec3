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
export class Follows {
  readonly #follows = new Map<string, Follow>()
  readonly #say: (frame: UpFrame) => boolean
  readonly #timers: Timers

  constructor(say: (frame: UpFrame) => boolean, timers: Timers) {
    this.#say = say
    this.#timers = timers
  }

  follow(feed: string, handlers: FeedHandlers): () => void {
    const stop = this.expect(feed, handlers)
    const one = this.#follows.get(feed)
    if (one) this.#askView(feed, one)
    return stop
  }

  expect(feed: string, handlers: FeedHandlers): () => void {
    const one = this.#follows.get(feed) ?? { handlers: new Map(), isWanted: false, seq: null, refusals: 0 }
    this.#follows.set(feed, one)
    one.handlers.set(handlers, false)
    return () => {
      one.handlers.delete(handlers)
      if (one.handlers.size > 0 || this.#follows.get(feed) !== one) return
      this.#follows.delete(feed)
      if (one.isWanted) this.#say({ say: 'unfollow', feed })
    }
  }

  /** Does nothing where a view is there, or on its way. */
  ask(feed: string | null, handlers?: FeedHandlers): void {
    const one = feed ? this.#follows.get(feed) : undefined
    if (!feed || !one) return
    const cameLate = handlers !== undefined && one.seq !== null && !one.handlers.get(handlers)
    if (!one.isWanted || cameLate) this.#askView(feed, one)
  }

  invited(feed: string | null): void {
    const one = feed ? this.#follows.get(feed) : undefined
    if (one) one.isWanted = true
  }

  /** After a reconnection: everything wanted, from the last number on. */
  askAgain(): void {
    for (const [feed, one] of this.#follows) if (one.isWanted) this.#send(feed, one)
  }

  take(frame: FeedFrame): void {
    const one = this.#follows.get(frame.feed)
    if (!one) return
    if ('change' in frame) return this.#changed(one, frame)
    if ('refusal' in frame) return this.#refused(one, frame)
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
  }

  #changed(one: Follow, { feed, seq, change }: Extract<FeedFrame, { change: unknown }>): void {
    if (one.seq === null || seq <= one.seq) return
    if (seq !== one.seq + 1) return this.#askView(feed, one)
    one.seq = seq
    for (const handlers of one.handlers.keys()) handlers.onChange(change)
  }

  #refused(one: Follow, { feed, refusal }: Extract<FeedFrame, { refusal: unknown }>): void {
    const { code, message, path } = refusal
    if (code !== 'too-many' && code !== 'unavailable') {
      one.isWanted = false
      const told = new CallRefusal(code as CallRefusal['code'], message, path)
      for (const handlers of one.handlers.keys()) handlers.onRefusal(told)
      return
    }
    this.#timers.after(backoffMs(one.refusals++, this.#timers.random()), () => {
      if (this.#follows.get(feed) === one && one.isWanted) this.#send(feed, one)
    })
  }

  #askView(feed: string, one: Follow): void {
    one.isWanted = true
    one.seq = null
    this.#send(feed, one)
  }

  #send(feed: string, one: Follow): void {
    const key = [...one.handlers.keys()].find((handlers) => handlers.key)?.key
    this.#say({ say: 'follow', feed, ...(one.seq === null ? {} : { after: one.seq }), ...(key ? { key } : {}) })
  }
}
