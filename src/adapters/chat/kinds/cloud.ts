import type { KindLines } from './line.ts'

const WORDS_TOLD_MAX = 10

export const cloud: KindLines<'cloud'> = {
  opened: (words, { title }, prefix) => words.cloudOpen(title, `${prefix}${words.cloudExample}`),
  results: (words, { title }, tally) => {
    const top = tally.words.slice(0, WORDS_TOLD_MAX).map(({ word, count }) => `${word} (${count})`)
    return top.length === 0 ? null : words.results(title, top.join(' · '))
  },
}
