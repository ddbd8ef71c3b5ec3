import type { ActivityKind } from '../../contract/activity.schema.ts'
import { image } from '../kinds/image/phone.tsx'
import type { PhoneKind, ResultProps } from '../kinds/phone.ts'
import { poll } from '../kinds/poll/phone.tsx'
import { quiz } from '../kinds/quiz/phone.tsx'
import '../kinds/rating/ranked.css'
import { text } from '../kinds/text/phone.ts'
import { later } from './later.tsx'

const cloud = () => import('../kinds/cloud/phone.tsx')
const rating = () => import('../kinds/rating/phone.tsx')
const scale = () => import('../kinds/scale/phone.tsx')

/** The kinds of activity there are, and what a phone draws of each. What is seldom asked comes when it is asked first. */
const kinds: { readonly [K in ActivityKind]: PhoneKind<K> } = {
  text,
  poll,
  quiz,
  cloud: { Face: later(async () => (await cloud()).Face), Result: later(async () => (await cloud()).Result) },
  scale: {
    Face: later(async () => (await scale()).Face),
    Result: later<ResultProps<'scale'>>(async () => (await scale()).ScaleResult),
  },
  rating: { Face: later(async () => (await rating()).Face), Result: later(async () => (await rating()).Result) },
  image,
}

/** Each kind is asked about its own alone. */
export const kindOf = (kind: ActivityKind) => kinds[kind] as unknown as PhoneKind<never>
