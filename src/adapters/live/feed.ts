import type { FeedDoor } from '../../contract/doors.ts'
import { Refusal } from '../../contract/refusal.ts'
import { frameOf } from './frame.ts'

/** Whoever follows: takes ready-made frames, says when its line is full, and is told when a feed has ended. */
export interface Follower {
  send(frame: Buffer): void
  isFull(): boolean
  ended(feed: string, why: Refusal): void
}

interface Place {
  /** The number of the last change they have; null: the next view brings them up, since they are new or their line was full. */
  sent: number | null
  isNew: boolean
}
type Placed = readonly [Follower, Place]

/** Further back than this: a view is cheaper than the changes. */
export const BEHIND_CHANGES_MAX = 500

/**
 * One feed on this node: one reader for all its followers. A wake-up carries no data; it reads what is new once, encodes each change once,
 * and writes the same bytes to everybody. Only the one round that is under way sends anything, so nobody hears a thing twice or out of order.
 */
export class Feed {
  readonly name: string
  readonly #door: FeedDoor
  readonly #places = new Map<Follower, Place>()
  #last = 0
  #view: { seq: number; frame: Buffer } | null = null
  #again = false
  #rounds: Promise<void> | null = null

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

  /** Somebody waits for a view, such as one whose line was full. */
  get hasWaiting(): boolean {
    return [...this.#places.values()].some((place) => place.sent === null)
  }

  /**
   * Follows from a number on, or from the view. The view comes first, then every change after it, in order, none twice.
   * Rejects, and does not follow, when the feed cannot be read.
   */
  async add(follower: Follower, after: number | undefined): Promise<void> {
    const place: Place = { sent: after ?? null, isNew: true }
    this.#places.set(follower, place)
    try {
      await this.wake()
    } catch (error) {
      if (this.#places.get(follower) !== place || !place.isNew) return
      this.#places.delete(follower)
      throw error
    }
  }

  remove(follower: Follower): void {
    this.#places.delete(follower)
  }

  /** Looks for news. Cheap to call too often: calls while a look is under way become one more look. */
  wake(): Promise<void> {
    this.#again = true
    this.#rounds ??= this.#run()
    return this.#rounds
  }

  async #run(): Promise<void> {
    try {
      await null // What is asked in one turn is one round; and the promise of this run is kept before it can end.
      while (this.#again && this.#places.size > 0) {
        this.#again = false
        await this.#checkNumbers()
        const fault = await this.#sendViews().catch((error: unknown) => ({ error }))
        await this.#sendChanges()
        if (fault) throw fault.error
      }
    } finally {
      this.#rounds = null
    }
  }

  /** Whoever comes back with a number we never gave (the database was restored) gets a view. */
  async #checkNumbers(): Promise<void> {
    const known = this.#last
    const back = this.#those((place) => place.isNew && place.sent !== null && place.sent !== known)
    if (back.length === 0) return
    this.#last = Math.max(known, (await this.#door.seqs([this.name])).get(this.name) ?? 0)
    for (const [follower, place] of back) if ((place.sent ?? 0) > this.#last) this.#restart(follower, place)
  }

  /** One query for all who wait. */
  async #sendViews(): Promise<void> {
    const waiting = this.#those((place, follower) => place.sent === null && !follower.isFull())
    if (waiting.length === 0) return
    try {
      const { seq, frame } = await this.#freshView()
      for (const [follower, place] of waiting) {
        if (this.#places.get(follower) !== place) continue
        follower.send(frame)
        place.sent = seq
        place.isNew = false
      }
    } catch (error) {
      if (error instanceof Refusal) this.#end(waiting, error)
      throw error
    }
  }

  async #freshView(): Promise<{ seq: number; frame: Buffer }> {
    if (this.#view && this.#view.seq >= this.#last) return this.#view
    const { seq, view } = await this.#door.view(this.name)
    this.#view = { seq, frame: frameOf({ feed: this.name, seq, view }) }
    this.#last = Math.max(this.#last, seq)
    return this.#view
  }

  /** What the feed is about has gone: those who heard it are told, newcomers by the fault itself. */
  #end(waiting: readonly Placed[], why: Refusal): void {
    for (const [follower, place] of waiting) {
      if (place.isNew || this.#places.get(follower) !== place) continue
      this.#places.delete(follower)
      follower.ended(this.name, why)
    }
  }

  async #sendChanges(): Promise<void> {
    const ready = this.#those((place, follower) => {
      // A full line is not filled further: this follower is skipped to the next view.
      if (place.sent !== null && follower.isFull()) place.sent = null
      return place.sent !== null
    })
    if (ready.length === 0) return
    const lowest = ready.reduce((low, [, place]) => Math.min(low, place.sent ?? low), Number.POSITIVE_INFINITY)
    const changes = await this.#door.changesAfter(this.name, lowest, BEHIND_CHANGES_MAX + 1)
    const frames = changes.map(({ seq, change }) => ({ seq, frame: frameOf({ feed: this.name, seq, change }) }))
    const isAll = changes.length <= BEHIND_CHANGES_MAX
    this.#last = Math.max(this.#last, changes.at(-1)?.seq ?? lowest)
    for (const [follower, place] of ready) if (this.#places.get(follower) === place) this.#serve(follower, place, frames, isAll)
    if (!isAll) this.#again = true
  }

  #serve(follower: Follower, place: Place, frames: readonly { seq: number; frame: Buffer }[], isAll: boolean): void {
    const sent = place.sent ?? 0
    const news = frames.filter(({ seq }) => seq > sent)
    const [first] = news
    place.isNew = false
    // Too far behind, or what came next was deleted long ago.
    const misses = first ? first.seq !== sent + 1 || news.length > BEHIND_CHANGES_MAX : isAll && sent < this.#last
    if (misses) return this.#restart(follower, place)
    for (const { seq, frame } of news) {
      if (follower.isFull()) {
        place.sent = null
        return
      }
      follower.send(frame)
      place.sent = seq
    }
  }

  #restart(follower: Follower, place: Place): void {
    follower.send(frameOf({ feed: this.name, restart: true }))
    place.sent = null
    this.#again = true
  }

  #those(are: (place: Place, follower: Follower) => boolean): Placed[] {
    return [...this.#places].filter(([follower, place]) => are(place, follower))
  }
}
