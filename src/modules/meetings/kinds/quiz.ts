import { elapsed } from '../points.ts'
import { countsOf, losesChoices, namedIn, sameCounts, twiceIn, withShorts, zeros } from './choices.ts'
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
  ready: (prepared) => ({ ...prepared, choices: withShorts(prepared.choices) }),
  faultIn: ({ choices }) => twiceIn(choices) ?? (choices.some(({ right }) => right) ? null : 'body.choices'),
  keep: ({ choices }, given, openMs) =>
    choices.some(({ id }) => id === given.choice)
      ? { kind: 'quiz', choices: [given.choice], elapsedMs: elapsed(given.elapsedMs, openMs) }
      : { refused: 'unknown-choice' },
  readWords: ({ choices }, words) => {
    const [choice] = namedIn(choices, words)
    return choice === undefined ? null : { kind: 'quiz', choice }
  },
  empty: ({ choices }) => ({ kind: 'quiz', answered: 0, counts: zeros(choices) }),
  tally: ({ choices }, { answered, choices: counted }) => ({ kind: 'quiz', answered, counts: countsOf(choices, counted) }),
  same: sameCounts,
  loses: (tally, { choices }) => losesChoices(tally, choices),
  counts: 'choices',
  mayCount: () => ({ all: false, answerers: false, stage: false }),
  answersMax: () => 1,
}
