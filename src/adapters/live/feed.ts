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
  readonly follower: Follower
  /** The first round that sees them: whoever comes while one is under way waits for the next. */
  readonly since: number
  /** The number of the last change they have; null: the next view brings them up, since they are new or their line was full. */
  sent: number | null
  isNew: boolean
}

interface Framed {
  readonly seq: number
  readonly frame: Buffer
}
/** `isAll`: there are no further changes yet. */
interface News {
  readonly frames: readonly Framed[]
  readonly isAll: boolean
}

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
  #round = 0
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
    for (const place of this.#places.values()) if (place.sent === null) return true
    return false
  }

  /**
   * Follows from a number on, or from the view. The view comes first, then every change after it, in order, none twice.
   * Rejects, and does not follow, when the feed cannot be read.
   */
  async add(follower: Follower, after: number | undefined): Promise<void> {
    const place: Place = { follower, since: this.#round + 1, sent: after ?? null, isNew: true }
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
        this.#round++
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
    for (const place of back) if ((place.sent ?? 0) > this.#last) this.#restart(place)
  }

  /** One query for all who wait. */
  async #sendViews(): Promise<void> {
    const waiting = this.#those((place) => place.sent === null && !place.follower.isFull())
    if (waiting.length === 0) return
    try {
      const { seq, frame } = await this.#freshView()
      for (const place of waiting) {
        if (!this.#isHere(place)) continue
        place.follower.send(frame)
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
  #end(waiting: readonly Place[], why: Refusal): void {
    for (const place of waiting) {
      if (place.isNew || !this.#isHere(place)) continue
      this.#places.delete(place.follower)
      place.follower.ended(this.name, why)
    }
  }

  async #sendChanges(): Promise<void> {
    let lowest = Number.POSITIVE_INFINITY
    for (const place of this.#places.values()) {
      if (place.sent === null || place.since > this.#round) continue
      // A full line is not filled further: this follower is skipped to the next view.
      if (place.follower.isFull()) place.sent = null
      else if (place.sent < lowest) lowest = place.sent
    }
    if (lowest === Number.POSITIVE_INFINITY) return
    const changes = await this.#door.changesAfter(this.name, lowest, BEHIND_CHANGES_MAX + 1)
    const news: News = {
      frames: changes.map(({ seq, change }) => ({ seq, frame: frameOf({ feed: this.name, seq, change }) })),
      isAll: changes.length <= BEHIND_CHANGES_MAX,
    }
    this.#last = Math.max(this.#last, changes.at(-1)?.seq ?? lowest)
    for (const place of this.#places.values()) if (place.sent !== null && place.since <= this.#round) this.#serve(place, news)
    if (!news.isAll) this.#again = true
  }

  /** Once for each follower and change: it makes nothing that would have to be cleared away. */
  #serve(place: Place, { frames, isAll }: News): void {
    const sent = place.sent ?? 0
    let at = 0
    while (at < frames.length && (frames[at] as Framed).seq <= sent) at++
    const first = frames[at]
    place.isNew = false
    // Too far behind, or what came next was deleted long ago.
    const misses = first ? first.seq !== sent + 1 || frames.length - at > BEHIND_CHANGES_MAX : isAll && sent < this.#last
    if (misses) return this.#restart(place)
    for (; at < frames.length; at++) {
      if (place.follower.isFull()) {
        place.sent = null
        return
      }
      const { seq, frame } = frames[at] as Framed
      place.follower.send(frame)
      place.sent = seq
    }
  }

  #restart(place: Place): void {
    place.follower.send(frameOf({ feed: this.name, restart: true }))
    place.sent = null
    this.#again = true
  }

  #isHere(place: Place): boolean {
    return this.#places.get(place.follower) === place
  }

  #those(are: (place: Place) => boolean): Place[] {
    return [...this.#places.values()].filter(are)
  }
}
