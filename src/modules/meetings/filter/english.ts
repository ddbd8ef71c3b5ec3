import { DataSet, englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity'

/** English words come from a list that is looked after by others; it finds them inside of words too, so we ask where. */

/** Surnames and towns before anything else. */
const innocent = ['dyke']
const words = new DataSet<{ originalWord: string }>()
  .addAll(englishDataset)
  .removePhrasesIf((phrase) => innocent.includes(phrase.metadata?.originalWord ?? ''))
const matcher = new RegExpMatcher({ ...words.build(), ...englishRecommendedTransformers })
const ours = /(?<!\p{L})nazis?(?!\p{L})/u
const endings = /^(e?s|e?d|ers?|ing?|y)?$/

/** True when the match is a word of its own, or one with an ending. */
function standsAlone(text: string, from: number, to: number): boolean {
  const before = text.slice(0, from)
  const after = /^\p{L}*/u.exec(text.slice(to))?.[0] ?? ''
  return !/\p{L}$/u.test(before) && endings.test(after)
}

/** @param text spelled, without marks */
export function hasEnglish(text: string): boolean {
  if (ours.test(text)) return true
  return matcher.getAllMatches(text).some((match) => standsAlone(text, match.startIndex, match.endIndex + 1))
}
