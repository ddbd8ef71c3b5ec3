import { areShorts, countsOf, losesChoices, namedIn, readyChoices, sameCounts, textsOf, twiceIn, zeros } from './choices.ts'
import type { Kind } from './kind.ts'

/** A question about what people think: no choice is right. */
export const poll: Kind<'poll'> = {
  shown: ({ choices, multiple, liveOnStage }, about) => ({ kind: 'poll', ...about, choices, multiple, liveOnStage }),
  ready: (prepared, line) => ({ ...prepared, choices: readyChoices(prepared.choices, line) }),
  faultIn: ({ choices }) => twiceIn(choices),
  keep: ({ choices, multiple }, given) => {
    const chosen = [...new Set(given.choices)]
    if (chosen.length === 0 || (!multiple && chosen.length > 1)) return { refused: 'bad-input' }
    return chosen.every((id) => choices.some((choice) => choice.id === id))
      ? { kind: 'poll', choices: chosen }
      : { refused: 'unknown-choice' }
  },
  readWords: ({ choices, multiple }, words) => {
    const named = namedIn(choices, words)
    return named.length === 0 ? null : { kind: 'poll', choices: multiple ? named : named.slice(0, 1) }
  },
  isShort: ({ choices }, words) => areShorts(choices, words),
  said: (prepared, kept) => textsOf(prepared, kept.choices),
  empty: ({ choices }) => ({ kind: 'poll', answered: 0, counts: zeros(choices) }),
  tally: ({ choices }, { answered, choices: counted }) => ({ kind: 'poll', answered, counts: countsOf(choices, counted) }),
  same: sameCounts,
  loses: (tally, { choices }) => losesChoices(tally, choices),
  counts: 'choices',
  mayCount: ({ liveOnStage }) => ({ all: false, answerers: true, stage: liveOnStage }),
  answersMax: () => 1,
}
