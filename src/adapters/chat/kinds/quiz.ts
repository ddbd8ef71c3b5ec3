import { answersLine, countsOf } from './choices.ts'
import type { KindLines } from './line.ts'

/** Of its result the right choices come first, named as such. */
export const quiz: KindLines<'quiz'> = {
  opened: (words, { title, choices }, prefix) => words.pollOpen(title, answersLine(choices, prefix)),
  results: (words, activity, { counts }) => {
    const told = countsOf(words, activity.choices, counts)
    const right = activity.choices.filter(({ id }) => activity.right?.includes(id))
    const named = right.length === 0 ? [] : [words.right(right.map(({ text }) => text).join(', '))]
    return words.results(activity.title, [...named, ...told].join(' · '))
  },
}
