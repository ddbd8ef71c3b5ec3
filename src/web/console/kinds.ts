import type { ActivityKind } from '../../contract/activity.schema.ts'
import { cloud } from '../kinds/cloud/form.tsx'
import type { ConsoleKind } from '../kinds/form.ts'
import { image } from '../kinds/image/form.tsx'
import { poll } from '../kinds/poll/form.tsx'
import { quiz } from '../kinds/quiz/form.tsx'
import { rating } from '../kinds/rating/form.tsx'
import { scale } from '../kinds/scale/form.tsx'
import { text } from '../kinds/text/form.ts'

/** The kinds of activity there are, in the order in which they are offered, and what the console draws of each. */
export const kinds: { readonly [K in ActivityKind]: ConsoleKind<K> } = { poll, quiz, cloud, scale, rating, text, image }
export const kindNames = Object.keys(kinds) as ActivityKind[]

/** Each kind is asked about its own alone. */
export const kindOf = (kind: ActivityKind) => kinds[kind] as unknown as ConsoleKind<never>
