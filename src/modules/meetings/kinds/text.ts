import type { Kind } from './kind.ts'

/** A slide: a title and a text, nothing to answer. */
export const text: Kind<'text'> = {
  shown: (_prepared, about) => ({ kind: 'text', ...about }),
  ready: (prepared) => prepared,
  faultIn: () => null,
  keep: () => ({ refused: 'wrong-kind' }),
  readWords: () => null,
  isShort: () => false,
  said: () => [],
  empty: () => ({ kind: 'text' }),
  tally: () => ({ kind: 'text' }),
  same: () => true,
  loses: () => null,
  counts: 'nothing',
  mayCount: () => ({ all: false, answerers: false, stage: false }),
  answersMax: () => 0,
}
