import type {
  ActivityId,
  ActivityKind,
  Given,
  PreparedActivity,
  ShownActivity,
  Tally,
} from '../../../contract/activity.schema.ts'
import type { PictureId } from '../../../contract/pages.schema.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import type { QuizAnswer } from '../points.ts'

/**
 * What a kind of activity has to decide; everything else about activities is the same for all. A new kind is one more file beside this one, a line in
 * `index.ts`, and its members in the contract's unions. No kind's file knows another's. All of it is pure.
 */
export interface Kind<K extends ActivityKind> {
  /** What the audience sees; `isShown`: its result is in front of everybody, or was. */
  shown(prepared: Of<PreparedActivity, K>, about: About, isShown: boolean): Of<ShownActivity, K>
  /** Fills in what organizers may leave out, and cleans its texts of one line. */
  ready(prepared: Of<PreparedActivity, K>, line: CleanLine): Of<PreparedActivity, K>
  /** The path of the first thing that does not fit together; null when all is well. */
  faultIn(prepared: Of<PreparedActivity, K>): string | null
  /**
   * An answer as it is kept, or why it does not fit.
   * @param openMs how long the activity has been open
   */
  keep(prepared: Of<PreparedActivity, K>, given: Of<Given, K>, openMs: number): Kept | { readonly refused: RefusalCode }
  /** Reads a chat line's words as an answer; null: ordinary talk. */
  readWords(activity: Of<ShownActivity, K>, words: string): Given | null
  /** Whether these words are a short answer and nothing else, so that no name of anything else can be meant. */
  isShort(activity: Of<ShownActivity, K>, words: string): boolean
  /** The count of nothing yet. */
  empty(prepared: Of<PreparedActivity, K>): Of<Tally, K>
  /** Made from what the rows say, in the form that `counts` asks for. */
  tally(prepared: Of<PreparedActivity, K>, counted: Counted, before: Tally | null): Of<Tally, K>
  same(one: Of<Tally, K>, other: Of<Tally, K>): boolean
  /** What a change would take the meaning from, as a path, where somebody has answered; null: nothing. */
  loses(tally: Of<Tally, K>, prepared: Of<PreparedActivity, K>): string | null
  /** What must be told after `before`, where that is less than all. */
  news?(before: Of<Tally, K>, now: Of<Tally, K>): Of<Tally, K>
  /** What each answer brings, in the order they came in; left out: nothing. */
  points?(prepared: Of<PreparedActivity, K>, answers: readonly QuizAnswer[], how: Rewards): number[]
  /** What a person said by an answer, in words. */
  said(prepared: PreparedActivity, kept: Of<Kept, K>): string[]
  /** Uploaded pictures it shows, and where it names them; left out: none. */
  pictures?(prepared: Of<PreparedActivity, K>): readonly { readonly id: PictureId; readonly path: string }[]
  /** How its rows are counted; `nothing`: it takes no answers. */
  readonly counts: 'nothing' | 'choices' | 'words' | 'values' | 'ratings'
  /** Whom the running count is for while it is open, besides organizers. */
  mayCount(prepared: Of<PreparedActivity, K>): { readonly all: boolean; readonly answerers: boolean; readonly stage: boolean }
  /** How many answers one person may give. */
  answersMax(prepared: Of<PreparedActivity, K>): number
}

/** A text of one line without signs that no screen shows; refuses one of which nothing is left, `path` says where it stands. */
export type CleanLine = (text: string, path: string) => string

/** What decides points beside the answers: whether the first right one has more, and the time there was. */
export interface Rewards {
  readonly first: boolean
  readonly limitMs: number
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
  | { readonly kind: 'rating'; readonly stars: Readonly<Record<string, number>> }

/** What the rows of an activity come to. */
export interface Counted {
  /** People. */
  readonly answered: number
  readonly choices: ReadonlyMap<string, number>
  readonly words: readonly { readonly key: string; readonly word: string; readonly count: number }[]
  readonly values: ReadonlyMap<number, number>
  /** How many gave each item how many stars. */
  readonly ratings: readonly { readonly item: string; readonly stars: number; readonly count: number }[]
}
export const nothingCounted: Counted = { answered: 0, choices: new Map(), words: [], values: new Map(), ratings: [] }
