import { answersLine, countsOf } from './choices.ts'
import type { KindLines } from './line.ts'

export const poll: KindLines<'poll'> = {
  opened: (words, { title, choices, multiple }, prefix) =>
    (multiple ? words.pollOpenMultiple : words.pollOpen)(title, answersLine(choices, prefix)),
  results: (words, { title, choices }, { counts }) => words.results(title, countsOf(words, choices, counts).join(' · ')),
}
