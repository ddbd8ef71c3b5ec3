import type { ActivityKind, ShownActivity } from '../../contract/activity.schema.ts'
import { cloud } from '../kinds/cloud/stage.tsx'
import { image } from '../kinds/image/stage.tsx'
import { poll } from '../kinds/poll/stage.tsx'
import { quiz } from '../kinds/quiz/stage.tsx'
import { rating } from '../kinds/rating/stage.tsx'
import { scale } from '../kinds/scale/stage.tsx'
import type { StageKind } from '../kinds/stage.ts'
import { text } from '../kinds/text/stage.tsx'
import type { Words } from './words.ts'

/** The kinds of activity there are, and what the big screen draws of each. */
const kinds: { readonly [K in ActivityKind]: StageKind<K> } = { text, poll, quiz, cloud, scale, rating, image }

/** Each kind is asked about its own alone. */
export const kindOf = (kind: ActivityKind) => kinds[kind] as unknown as StageKind<never>

/** What to type in a chat, for example; null where nothing can be typed. */
export const exampleOf = (activity: ShownActivity, words: Words): string | null =>
  kindOf(activity.kind).example?.(activity as never, words) ?? null
