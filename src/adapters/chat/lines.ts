import type { ActivityKind, ShownActivity, Tally } from '../../contract/activity.schema.ts'
import type { ChatWords } from '../../words/chat/en.ts'
import { cloud } from './kinds/cloud.ts'
import { image } from './kinds/image.ts'
import type { KindLines } from './kinds/line.ts'
import { poll } from './kinds/poll.ts'
import { quiz } from './kinds/quiz.ts'
import { rating } from './kinds/rating.ts'
import { scale } from './kinds/scale.ts'
import { text } from './kinds/text.ts'

/** The kinds of activity there are, and what is said of each. */
const kinds: { readonly [K in ActivityKind]: KindLines<K> } = { text, poll, quiz, cloud, scale, rating, image }

/** Each kind is asked about its own alone: what it is given has its name. */
const linesOf = ({ kind }: ShownActivity): KindLines<never> => kinds[kind] as unknown as KindLines<never>

/** What is said in a channel about an activity; null where there is nothing to say. */
export const openedLine = (words: ChatWords, activity: ShownActivity, prefix: string): string | null =>
  linesOf(activity).opened(words, activity as never, prefix)

export const resultsLine = (words: ChatWords, activity: ShownActivity, tally: Tally): string | null =>
  activity.kind === tally.kind ? linesOf(activity).results(words, activity as never, tally as never) : null
