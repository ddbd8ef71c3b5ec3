import type {
  ActivityId,
  ActivityKind,
  Given,
  PreparedActivity,
  ShownActivity,
  Tally,
} from '../../../contract/activity.schema.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'

/**
 * What a kind of activity has to decide; everything else about activities is the same for all. A new kind is one more file beside this one, a line in
 * `index.ts`, and its members in the contract's unions. All of it is pure.
 */
export interface Kind<K extends ActivityKind> {
  /** What the audience sees; `isShown`: its result is in front of everybody, or was. */
  shown(prepared: Of<PreparedActivity, K>, about: About, isShown: boolean): Of<ShownActivity, K>
  /** Fills in what organizers may leave out. */
  ready(prepared: Of<PreparedActivity, K>): Of<PreparedActivity, K>
  /** The path of the first thing that does not fit together; null when all is well. */
  faultIn(prepared: Of<PreparedActivity, K>): string | null
  /**
   * An answer as it is kept, or why it does not fit.
   * @param openMs how long the activity has been open
   */
  keep(prepared: Of<PreparedActivity, K>, given: Of<Given, K>, openMs: number): Kept | { readonly refused: RefusalCode }
  /** Reads a chat line's words as an answer; null: ordinary talk. */
  readWords(activity: Of<ShownActivity, K>, words: string): Given | null
  /** The count of nothing yet. */
  empty(prepared: Of<PreparedActivity, K>): Of<Tally, K>
  /** Made from what the rows say, in the form that `counts` asks for. */
  tally(prepared: Of<PreparedActivity, K>, counted: Counted, before: Tally | null): Of<Tally, K>
  same(one: Of<Tally, K>, other: Of<Tally, K>): boolean
  /** What a change would take the meaning from, as a path, where somebody has answered; null: nothing. */
  loses(tally: Of<Tally, K>, prepared: Of<PreparedActivity, K>): string | null
  /** How its rows are counted; `nothing`: it takes no answers. */
  readonly counts: 'nothing' | 'choices' | 'words' | 'values'
  /** Whom the running count is for while it is open, besides organizers. */
  mayCount(prepared: Of<PreparedActivity, K>): { readonly all: boolean; readonly answerers: boolean; readonly stage: boolean }
  /** How many answers one person may give. */
  answersMax(prepared: Of<PreparedActivity, K>): number
}

export type Of<T extends { readonly kind: string }, K extends string> = Extract<T, { kind: K }>

/** What is shown of every kind. */
export interface About {
  readonly id: ActivityId
  readonly title: string
  readonly descriptionHtml: string
}

/** An answer as it is kept. A word has the spelling it is counted under; `elapsedMs` says how long a quiz had been seen. */
export type Kept =
  | { readonly kind: 'poll'; readonly choices: string[] }
  | { readonly kind: 'cloud'; readonly word: string; readonly key: string }
  | { readonly kind: 'quiz'; readonly choices: string[]; readonly elapsedMs: number | null }
  | { readonly kind: 'scale'; readonly value: number }

/** What the rows of an activity come to. */
export interface Counted {
  /** People. */
  readonly answered: number
  readonly choices: ReadonlyMap<string, number>
  readonly words: readonly { readonly key: string; readonly word: string; readonly count: number }[]
  readonly values: ReadonlyMap<number, number>
}
export const nothingCounted: Counted = { answered: 0, choices: new Map(), words: [], values: new Map() }
