export interface CloudWord {
  word: string
  count: number
}

/** 1 is said least, 5 most. */
export type Weight = 1 | 2 | 3 | 4 | 5

/**
 * The weight of each word against the most frequent one, by the square root of its share: small differences at the lower end stay visible.
 * A cloud where everybody said something else is of middle weight throughout.
 */
export function weightOf(count: number, most: number): Weight {
  if (most <= 1) return 3
  const share = Math.sqrt(Math.max(0, count - 1) / (most - 1))
  return share >= 0.9 ? 5 : share >= 0.65 ? 4 : share >= 0.4 ? 3 : share > 0.1 ? 2 : 1
}

export const mostOf = (words: readonly CloudWord[]) => words.reduce((most, { count }) => Math.max(most, count), 0)
