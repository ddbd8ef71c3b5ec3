import type { Body, Params, Reply } from './endpoints.ts'
import type { EndpointName } from './routes.ts'

/** What a door (HTTP, the socket) knows of whoever stands at it. */
export interface Caller {
  /** The token of a cookie or an `Authorization: Bearer` header; null for a stranger. */
  readonly token: string | null
  /** The address requests come from, for limits alone; never stored. */
  readonly address: string
  /** Browser and system, roughly, such as `Firefox, Linux`; empty when unknown. */
  readonly device?: string
  /** The reader's language, such as `fr`. */
  readonly language: string
  /** Sets (or with null clears) a cookie; missing where only HTTP could. */
  readonly remember?: (cookie: 'sign-in' | 'guest', token: string | null, seconds?: number) => void
}

/** Every endpoint, carried out. Made once by the program and handed to the doors, which know no module. @throws Refusal */
export type Calls = { [E in EndpointName]: (caller: Caller, params: Params<E>, body: Body<E>) => Promise<Reply<E>> }

/** Feeds, as the socket needs them. */
export interface FeedDoor {
  /** Whether this caller may follow. @throws Refusal */
  permit(caller: Caller, feed: string, key: string | undefined): Promise<void>
  /** The same view for all its followers, with the number of the last change in it. */
  view(feed: string): Promise<{ seq: number; view: unknown }>
  changesAfter(feed: string, after: number, changesMax: number): Promise<{ seq: number; change: unknown }[]>
  /**
   * Whether this caller is one of these persons; if so, what is remembered of what they may do is forgotten.
   */
  anew(caller: Caller, persons: ReadonlySet<string>): boolean
  /** The numbers of the last changes. */
  seqs(feeds: readonly string[]): Promise<Map<string, number>>
}
