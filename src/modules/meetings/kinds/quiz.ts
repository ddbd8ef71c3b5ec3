import { elapsed, quizPoints } from '../points.ts'
import { areShorts, countsOf, losesChoices, namedIn, readyChoices, sameCounts, textsOf, twiceIn, zeros } from './choices.ts'
import type { Kind } from './kind.ts'

/** A question with right choices, one of which is to be found. Which ones are right, and how the others chose, is told with the result. */
export const quiz: Kind<'quiz'> = {
  shown: ({ choices, points, speed }, about, isShown) => ({
    kind: 'quiz',
    ...about,
    choices: choices.map(({ right: _, ...choice }) => choice),
    points,
    speed,
    right: isShown ? choices.filter(({ right }) => right).map(({ id }) => id) : null,
  }),
  ready: (prepared, line) => ({ ...prepared, choices: readyChoices(prepared.choices, line) }),
  faultIn: ({ choices }) => twiceIn(choices) ?? (choices.some(({ right }) => right) ? null : 'body.choices'),
  keep: ({ choices }, given, openMs) =>
    choices.some(({ id }) => id === given.choice)
      ? { kind: 'quiz', choices: [given.choice], elapsedMs: elapsed(given.elapsedMs, openMs) }
      : { refused: 'unknown-choice' },
  readWords: ({ choices }, words) => {
    const [choice] = namedIn(choices, words)
    return choice === undefined ? null : { kind: 'quiz', choice }
  },
  isShort: ({ choices }, words) => areShorts(choices, words),
  said: (prepared, kept) => textsOf(prepared, kept.choices),
  empty: ({ choices }) => ({ kind: 'quiz', answered: 0, counts: zeros(choices) }),
  tally: ({ choices }, { answered, choices: counted }) => ({ kind: 'quiz', answered, counts: countsOf(choices, counted) }),
  points: quizPoints,
  same: sameCounts,
  loses: (tally, { choices }) => losesChoices(tally, choices),
  counts: 'choices',
  mayCount: () => ({ all: false, answerers: false, stage: false }),
  answersMax: () => 1,
}
