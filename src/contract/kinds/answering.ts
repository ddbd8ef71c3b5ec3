import type { ActivityKind } from '../activity.schema.ts'

/** Which kinds are answered; the others are only looked at. */
const answered: { readonly [K in ActivityKind]: boolean } = {
  text: false,
  poll: true,
  quiz: true,
  cloud: true,
  scale: true,
  rating: true,
  image: false,
}

export const takesAnswers = ({ kind }: { readonly kind: ActivityKind }): boolean => answered[kind]
