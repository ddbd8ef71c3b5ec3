import type { KindLines } from './line.ts'

const EXAMPLE = [4, 5, 3]

export const rating: KindLines<'rating'> = {
  opened: (words, { title, items }, prefix) => {
    const example = items.map((_, i) => EXAMPLE[i % EXAMPLE.length]).join(' ')
    return words.ratingOpen(title, items.map(({ text }) => text).join(' · '), `${prefix}${example}`)
  },
  results: (words, { title, items }, tally) => {
    const told = tally.items.flatMap(({ item, rank, score, count }) => {
      const text = items.find(({ id }) => id === item)?.text
      return text === undefined || rank === null || score === null ? [] : [words.ratedItem(rank, text, score, count)]
    })
    return told.length === 0 ? null : words.results(title, told.join(' · '))
  },
}
