import type { FeedDoor } from '../../contract/doors.ts'
import { frameOf } from './frame.ts'

/** Whoever follows: takes ready-made frames, and says when its line is full. */
export interface Follower {
  send(frame: Buffer): void
  isFull(): boolean
}

interface Place {
  /** The number of the last change they have. */
  sent: number
  /** Missed something while their line was full: the next view brings them up. */
  skipped: boolean
}

/** Further back than this: a view is cheaper than the changes. */
export const BEHIND_CHANGES_MAX = 500

/**
 * One feed on this node: one reader for all its followers. A wake-up carries no data; it reads what is new once, encodes each change once,
 * and writes the same bytes to everybody.
 */
export class Feed {
  readonly name: string
  readonly #door: FeedDoor
  readonly #places = new Map<Follower, Place>()
  #last = 0
  #view: { seq: number; frame: Buffer } | null = null
  #viewing: Promise<{ seq: number; frame: Buffer }> | null = null
  #again = false
  #pumping: Promise<void> | null = null

  constructor(name: string, door: FeedDoor) {
    this.name = name
    this.#door = door
  }

  get followers(): number {
    return this.#places.size
  }

  get last(): number {
    return this.#last
  }

  /** Somebody waits for a view because their line was full. */
  get hasSkipped(): boolean {
    return [...this.#places.values()].some((place) => place.skipped)
  }

  /** Follows from a number on, or from the view. The view comes first, then every change after it, in order, none twice. */
  async add(follower: Follower, after: number | undefined): Promise<void> {
    this.#places.delete(follower)
    if (after === undefined) return this.#sendView(follower).then(() => this.wake())
    if (this.#last === 0) this.#last = (await this.#door.seqs([this.name])).get(this.name) ?? 0
    const place = { sent: after, skipped: false }
    this.#places.set(follower, place)
    await this.wake()
    // A number we never gave (the database was restored), or news deleted long ago.
    if (this.#places.get(follower) === place && !place.skipped && place.sent !== this.#last) await this.#restart(follower)
  }

  remove(follower: Follower): void {
    this.#places.delete(follower)
  }

  /** Looks for news. Cheap to call too often: calls while a look is under way become one more look. */
  wake(): Promise<void> {
    this.#again = true
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = null
    })
    return this.#pumping
  }

  async #pump(): Promise<void> {
    while (this.#again && this.#places.size > 0) {
      this.#again = false
      for (const [follower, place] of this.#places) if (place.skipped && !follower.isFull()) await this.#sendView(follower)
      const ready = [...this.#places].filter(([follower, place]) => !place.skipped && !this.#skip(follower, place))
      const lowest = Math.min(...ready.map(([, place]) => place.sent))
      if (lowest === Number.POSITIVE_INFINITY) continue
      const changes = await this.#door.changesAfter(this.name, lowest, BEHIND_CHANGES_MAX + 1)
      const frames = changes.map(({ seq, change }) => ({ seq, frame: frameOf({ feed: this.name, seq, change }) }))
      this.#last = Math.max(this.#last, changes.at(-1)?.seq ?? lowest)
      for (const [follower, place] of ready) if (this.#places.get(follower) === place) await this.#serve(follower, place, frames)
      if (changes.length > BEHIND_CHANGES_MAX) this.#again = true
    }
  }

  /** A full line is not filled further: this follower is skipped to the next view. */
  #skip(follower: Follower, place: Place): boolean {
    if (!follower.isFull()) return false
    place.skipped = true
    return true
  }

  async #serve(follower: Follower, place: Place, frames: readonly { seq: number; frame: Buffer }[]): Promise<void> {
    const news = frames.filter(({ seq }) => seq > place.sent)
    const [first] = news
    if (!first) return
    // Too far behind, or what came next was deleted long ago.
    if (first.seq !== place.sent + 1 || news.length > BEHIND_CHANGES_MAX) {
      return this.#restart(follower)
    }
    for (const { seq, frame } of news) {
      follower.send(frame)
      place.sent = seq
    }
  }

  #restart(follower: Follower): Promise<void> {
    follower.send(frameOf({ feed: this.name, restart: true }))
    return this.#sendView(follower)
  }

  async #sendView(follower: Follower): Promise<void> {
    const { seq, frame } = await this.#freshView()
    follower.send(frame)
    this.#places.set(follower, { sent: seq, skipped: false })
  }

  /** One query for all who come at once. */
  #freshView(): Promise<{ seq: number; frame: Buffer }> {
    if (this.#view && this.#view.seq >= this.#last && !this.#again) return Promise.resolve(this.#view)
    this.#viewing ??= this.#door
      .view(this.name)
      .then(({ seq, view }) => {
        this.#view = { seq, frame: frameOf({ feed: this.name, seq, view }) }
        this.#last = Math.max(this.#last, seq)
        return this.#view
      })
      .finally(() => {
        this.#viewing = null
      })
    return this.#viewing
  }
}
