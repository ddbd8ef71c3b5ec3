import { picturePath } from '../../../contract/pages.ts'
import type { Kind } from './kind.ts'

/** A picture to look at, nothing to answer. */
export const image: Kind<'image'> = {
  shown: ({ picture, alt }, about) => ({ kind: 'image', ...about, address: picturePath(picture), alt }),
  ready: (prepared, line) => ({ ...prepared, alt: line(prepared.alt, 'body.alt') }),
  faultIn: () => null,
  keep: () => ({ refused: 'wrong-kind' }),
  readWords: () => null,
  isShort: () => false,
  said: () => [],
  empty: () => ({ kind: 'image' }),
  tally: () => ({ kind: 'image' }),
  same: () => true,
  loses: () => null,
  pictures: ({ picture }) => [{ id: picture, path: 'body.picture' }],
  counts: 'nothing',
  mayCount: () => ({ all: false, answerers: false, stage: false }),
  answersMax: () => 0,
}
