import type { KindLines } from './line.ts'

/** A chat sees no picture: it is told what it shows. */
export const image: KindLines<'image'> = {
  opened: (words, { title, alt }) => words.imageOpen(title, alt),
  results: () => null,
}
