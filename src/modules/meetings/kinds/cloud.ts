import type { Tally } from '../../../contract/activity.schema.ts'
import { WORD_CHARS_MAX } from '../../../contract/limits.ts'
import { topWords } from '../../../contract/meeting.ts'
import { cleanText, foldName } from '../rules.ts'
import type { Counted, Kind } from './kind.ts'

/** Words of everybody, the larger the more people sent them; everybody may watch it grow. */
export const cloud: Kind<'cloud'> = {
  shown: ({ wordsPerPersonMax }, about) => ({ kind: 'cloud', ...about, wordsPerPersonMax }),
  ready: (prepared) => prepared,
  faultIn: () => null,
  keep: (_prepared, given) => {
    const word = cleanText(given.word)
    const key = foldName(word)
    return key === '' || [...word].length > WORD_CHARS_MAX ? { refused: 'bad-input' } : { kind: 'cloud', word, key }
  },
  readWords: (_activity, words) => {
    const word = cleanText(words)
    return word === '' ? null : { kind: 'cloud', word }
  },
  isShort: () => false,
  said: (_prepared, { word }) => [word],
  empty: () => ({ kind: 'cloud', answered: 0, words: [] }),
  tally: (_prepared, counted, before) => cloudTally(counted, before),
  same: (one, other) =>
    one.answered === other.answered &&
    one.words.length === other.words.length &&
    one.words.every((w, i) => w.word === other.words[i]?.word && w.count === other.words[i]?.count),
  /** The words that moved; one that is gone has a count of 0. */
  news: (before, now) => {
    const known = new Map(before.words.map((w) => [w.word, w.count]))
    const left = new Set(now.words.map((w) => w.word))
    const gone = before.words.filter((w) => !left.has(w.word)).map((w) => ({ ...w, count: 0 }))
    return { ...now, words: [...now.words.filter((w) => known.get(w.word) !== w.count), ...gone] }
  },
  loses: () => null,
  counts: 'words',
  mayCount: () => ({ all: true, answerers: true, stage: true }),
  answersMax: ({ wordsPerPersonMax }) => wordsPerPersonMax,
}

/**
 * The cloud of all counted words, cut to what is shown. A word keeps the spelling it was published in (`before`), since followers know it by
 * that; a new one shows in the spelling it was first sent in.
 */
function cloudTally({ answered, words }: Counted, before: Tally | null): Extract<Tally, { kind: 'cloud' }> {
  const shown = new Map(before?.kind === 'cloud' ? before.words.map((w) => [foldName(w.word), w.word]) : [])
  return { kind: 'cloud', answered, words: topWords(words.map((w) => ({ word: shown.get(w.key) ?? w.word, count: w.count }))) }
}
