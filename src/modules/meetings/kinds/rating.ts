import type { Tally } from '../../../contract/activity.schema.ts'
import type { Item, RatedItem } from '../../../contract/kinds/rating.schema.ts'
import { STARS_MAX } from '../../../contract/limits.ts'
import { cleanText } from '../rules.ts'
import type { Counted, Kind } from './kind.ts'

/** Several items, each rated from 1 to 5 by everybody; ranked so that a few high ratings do not beat many good ones. */
export const rating: Kind<'rating'> = {
  shown: ({ items, liveOnStage }, about) => ({ kind: 'rating', ...about, items, liveOnStage }),
  ready: (prepared, line) => ({
    ...prepared,
    items: prepared.items.map((item, i) => ({ ...item, text: line(item.text, `body.items.${i}.text`) })),
  }),
  faultIn: ({ items }) => {
    const twice = items.findIndex(({ id }, i) => items.findIndex((other) => other.id === id) < i)
    return twice < 0 ? null : `body.items.${twice}.id`
  },
  keep: ({ items }, { stars }) => {
    const given = new Map(Object.entries(stars))
    const kept = items.flatMap(({ id }): [string, number][] => {
      const some = given.get(id)
      return some === undefined ? [] : [[id, some]]
    })
    if (kept.length === 0 || kept.length < given.size) return { refused: 'unknown-choice' }
    return { kind: 'rating', stars: Object.fromEntries(kept) }
  },
  readWords: ({ items }, words) => {
    const said = cleanText(words).split(/[\s,]+/u)
    if (said.length > items.length || !said.every((word) => /^([0-5]|-)$/u.test(word))) return null
    const stars = items.flatMap(({ id }, i): [string, number][] => {
      const some = Number(said[i])
      return some >= 1 ? [[id, some]] : []
    })
    return stars.length === 0 ? null : { kind: 'rating', stars: Object.fromEntries(stars) }
  },
  isShort: (activity, words) => rating.readWords(activity, words) !== null,
  said: (prepared, { stars }) => {
    const items: readonly Item[] = 'items' in prepared ? prepared.items : []
    return Object.entries(stars).map(([id, some]) => `${items.find((item) => item.id === id)?.text ?? id}: ${some}`)
  },
  empty: ({ items }) => tallyOf(items, { answered: 0, ratings: [] }),
  tally: ({ items }, counted) => tallyOf(items, counted),
  same: (one, other) => told(one) === told(other),
  loses: (tally, { items }) =>
    tally.items.every(({ item, count }) => count === 0 || items.some(({ id }) => id === item)) ? null : 'body.items',
  counts: 'ratings',
  mayCount: ({ liveOnStage }) => ({ all: false, answerers: true, stage: liveOnStage }),
  answersMax: () => 1,
}

type RatingTally = Extract<Tally, { kind: 'rating' }>

/** The order in which a database gives keys back says nothing. */
const told = ({ answered, items, prior }: RatingTally): string =>
  JSON.stringify([answered, prior?.weight, prior?.mean, items.map((one) => [one.item, one.score, one.rank, one.stars])])

const hundredth = (value: number): number => Math.round(100 * value) / 100

/**
 * Ranks the items by their Bayesian average (C·m + Σx) ÷ (C + n), as in https://en.wikipedia.org/wiki/Bayesian_average: an item's n ratings x beside C
 * further ones of m. The prior is taken from the activity itself: m is the mean of all its ratings, C how many ratings an item has on average. So with k items,
 * T ratings in all and S their sum, C·m is S ÷ k, C is T ÷ k, and the score (S + k·Σx) ÷ (T + k·n): whole numbers until the one division. What is equal to
 * the hundredth that people see is equal.
 */
function tallyOf(items: readonly Item[], { answered, ratings }: Pick<Counted, 'answered' | 'ratings'>): RatingTally {
  const rows = items.map(({ id }) => {
    const stars = Array.from({ length: STARS_MAX }, (_, i) =>
      ratings.reduce((sum, one) => (one.item === id && one.stars === i + 1 ? sum + one.count : sum), 0),
    )
    const count = stars.reduce((sum, n) => sum + n, 0)
    return { item: id, stars, count, sum: stars.reduce((sum, n, i) => sum + n * (i + 1), 0) }
  })
  const all = rows.reduce((sum, { count }) => sum + count, 0)
  const allSum = rows.reduce((sum, row) => sum + row.sum, 0)
  const scored = rows.map(({ sum, ...row }) => ({
    ...row,
    average: row.count === 0 ? null : hundredth(sum / row.count),
    score: row.count === 0 ? null : hundredth((allSum + rows.length * sum) / (all + rows.length * row.count)),
  }))
  const ranked = scored
    .map(
      (row): RatedItem => ({
        ...row,
        rank: row.score === null ? null : 1 + scored.filter(({ score }) => (score ?? 0) > (row.score ?? 0)).length,
      }),
    )
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
  const prior = all === 0 ? null : { weight: hundredth(all / items.length), mean: hundredth(allSum / all) }
  return { kind: 'rating', answered, items: ranked, prior }
}
