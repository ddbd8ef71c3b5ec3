import type { KindLines } from './line.ts'

export const scale: KindLines<'scale'> = {
  opened: (words, { title, low, high }, prefix) => words.scaleOpen(title, prefix, low, high),
  results: (words, { title }, { average, answered }) => (average === null ? null : words.scaleResult(title, average, answered)),
}
