import type { KindLines } from './line.ts'

export const text: KindLines<'text'> = {
  opened: (_words, { title }) => title,
  results: () => null,
}
