import type { ActivityKind, Given, PreparedActivity, ShownActivity, Tally } from '../../../contract/activity.schema.ts'
import type { RefusalCode } from '../../../contract/refusal.ts'
import { cloud } from './cloud.ts'
import type { About, Counted, Kept, Kind } from './kind.ts'
import { poll } from './poll.ts'
import { quiz } from './quiz.ts'
import { scale } from './scale.ts'
import { text } from './text.ts'

export { type Counted, type Kept, nothingCounted } from './kind.ts'

/** The kinds of activity there are, and what each decides, asked without knowing which it is. */
const kinds: { readonly [K in ActivityKind]: Kind<K> } = { text, poll, quiz, cloud, scale }

/** Each kind is asked about its own alone: what it is given has its name. */
const kindOf = (one: { readonly kind: ActivityKind }): Kind<never> => kinds[one.kind] as unknown as Kind<never>
const own = (one: PreparedActivity | ShownActivity | Given | Tally): never => one as never

export const shownOf = (prepared: PreparedActivity, about: About, isShown: boolean): ShownActivity =>
  kindOf(prepared).shown(own(prepared), about, isShown)

export const ready = (prepared: PreparedActivity): PreparedActivity => kindOf(prepared).ready(own(prepared))

export const faultIn = (prepared: PreparedActivity): string | null => kindOf(prepared).faultIn(own(prepared))

/** Fits what was given to the activity, or says why it does not fit. */
export const keep = (prepared: PreparedActivity, given: Given, openMs: number): Kept | { readonly refused: RefusalCode } =>
  prepared.kind === given.kind ? kindOf(prepared).keep(own(prepared), own(given), openMs) : { refused: 'wrong-kind' }

/** Reads a chat line's words as an answer to what is open. */
export const readWords = (activity: ShownActivity, words: string): Given | null =>
  kindOf(activity).readWords(own(activity), words)

export const emptyTally = (prepared: PreparedActivity): Tally => kindOf(prepared).empty(own(prepared))

export const tallyOf = (prepared: PreparedActivity, counted: Counted, before: Tally | null): Tally =>
  kindOf(prepared).tally(own(prepared), counted, before)

export const sameTally = (one: Tally, other: Tally): boolean => one.kind === other.kind && kindOf(one).same(own(one), own(other))

export const countsIn = ({ kind }: PreparedActivity): Kind<ActivityKind>['counts'] => kinds[kind].counts

export const answersMax = (prepared: PreparedActivity): number => kindOf(prepared).answersMax(own(prepared))

export const mayCount = (prepared: PreparedActivity) => kindOf(prepared).mayCount(own(prepared))

/** What must be told after `before`: only the words that moved of a cloud (one that is gone has a count of 0), all of anything else; null when nothing changed. */
export function tallyNews(before: Tally | null, now: Tally): Tally | null {
  if (before && sameTally(before, now)) return null
  if (now.kind !== 'cloud' || before?.kind !== 'cloud') return now
  const known = new Map(before.words.map((w) => [w.word, w.count]))
  const left = new Set(now.words.map((w) => w.word))
  const gone = before.words.filter((w) => !left.has(w.word)).map((w) => ({ ...w, count: 0 }))
  return { ...now, words: [...now.words.filter((w) => known.get(w.word) !== w.count), ...gone] }
}

/** Where a change would leave answers without a meaning: another kind, or a chosen choice taken away; null when all keep theirs. */
export function losesAnswers(counted: Tally, prepared: PreparedActivity): string | null {
  if (counted.kind === 'text' || counted.answered === 0) return null
  if (counted.kind !== prepared.kind) return 'body.kind'
  return kindOf(prepared).loses(own(counted), own(prepared))
}

/** How many have answered, where no count that the room can see says so; null elsewhere. */
export function answeredUnseen(prepared: PreparedActivity, tally: Tally): number | null {
  const { all, stage } = mayCount(prepared)
  return tally.kind === 'text' || all || stage ? null : tally.answered
}
