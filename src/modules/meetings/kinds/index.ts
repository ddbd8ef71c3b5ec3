import type { ActivityKind, Given, PreparedActivity, ShownActivity, Tally } from '../../../contract/activity.schema.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import type { QuizAnswer } from '../points.ts'
import { cloud } from './cloud.ts'
import { image } from './image.ts'
import type { About, CleanLine, Counted, Kept, Kind, Rewards } from './kind.ts'
import { poll } from './poll.ts'
import { quiz } from './quiz.ts'
import { rating } from './rating.ts'
import { scale } from './scale.ts'
import { text } from './text.ts'

export { type Counted, type Kept, nothingCounted } from './kind.ts'

/** The kinds of activity there are, and what each decides, asked without knowing which it is. */
const kinds: { readonly [K in ActivityKind]: Kind<K> } = { text, poll, quiz, cloud, scale, rating, image }

/** Each kind is asked about its own alone: what it is given has its name. */
const kindOf = (one: { readonly kind: ActivityKind }): Kind<never> => kinds[one.kind] as unknown as Kind<never>
const own = (one: PreparedActivity | ShownActivity | Given | Tally | Kept): never => one as never

export const shownOf = (prepared: PreparedActivity, about: About, isShown: boolean): ShownActivity =>
  kindOf(prepared).shown(own(prepared), about, isShown)

export const ready = (prepared: PreparedActivity, line: CleanLine = (text) => text): PreparedActivity =>
  kindOf(prepared).ready(own(prepared), line)

export const faultIn = (prepared: PreparedActivity): string | null => kindOf(prepared).faultIn(own(prepared))

/** Fits what was given to the activity, or says why it does not fit. */
export const keep = (prepared: PreparedActivity, given: Given, openMs: number): Kept | { readonly refused: RefusalCode } =>
  prepared.kind === given.kind ? kindOf(prepared).keep(own(prepared), own(given), openMs) : { refused: 'wrong-kind' }

/** Reads a chat line's words as an answer to what is open. */
export const readWords = (activity: ShownActivity, words: string): Given | null =>
  kindOf(activity).readWords(own(activity), words)

export const isShort = (activity: ShownActivity, words: string): boolean => kindOf(activity).isShort(own(activity), words)

export const picturesIn = (prepared: PreparedActivity) => kindOf(prepared).pictures?.(own(prepared)) ?? []

/** Whether answers can bring points. */
export const wins = (prepared: PreparedActivity): boolean => kindOf(prepared).points !== undefined

/** What each answer brings, in the order they came in; null where nothing can be won. */
export const pointsOf = (prepared: PreparedActivity, answers: readonly QuizAnswer[], how: Rewards): number[] | null =>
  kindOf(prepared).points?.(own(prepared), answers, how) ?? null

/** In words. An answer is asked of its own kind, whatever the activity has become. */
export const said = (prepared: PreparedActivity, kept: Kept): string[] => kindOf(kept).said(prepared, own(kept))

export const emptyTally = (prepared: PreparedActivity): Tally => kindOf(prepared).empty(own(prepared))

export const tallyOf = (prepared: PreparedActivity, counted: Counted, before: Tally | null): Tally =>
  kindOf(prepared).tally(own(prepared), counted, before)

export const sameTally = (one: Tally, other: Tally): boolean => one.kind === other.kind && kindOf(one).same(own(one), own(other))

export const countsIn = ({ kind }: PreparedActivity): Kind<ActivityKind>['counts'] => kinds[kind].counts

export const answersMax = (prepared: PreparedActivity): number => kindOf(prepared).answersMax(own(prepared))

export const mayCount = (prepared: PreparedActivity) => kindOf(prepared).mayCount(own(prepared))

/** What must be told after `before`: all of it, unless its kind says less will do; null when nothing changed. */
export function tallyNews(before: Tally | null, now: Tally): Tally | null {
  if (before && sameTally(before, now)) return null
  return (before?.kind === now.kind && kindOf(now).news?.(own(before), own(now))) || now
}

/** Where a change would leave answers without a meaning: another kind, or a chosen choice taken away; null when all keep theirs. */
export function losesAnswers(counted: Tally, prepared: PreparedActivity): string | null {
  if (!('answered' in counted) || counted.answered === 0) return null
  if (counted.kind !== prepared.kind) return 'body.kind'
  return kindOf(prepared).loses(own(counted), own(prepared))
}

/** How many have answered, where no count that the room can see says so; null elsewhere. */
export function answeredUnseen(prepared: PreparedActivity, tally: Tally): number | null {
  const { all, stage } = mayCount(prepared)
  return !('answered' in tally) || all || stage ? null : tally.answered
}
