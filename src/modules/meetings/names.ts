import { DataSet, englishDataset, englishRecommendedTransformers, parseRawPattern, RegExpMatcher } from 'obscenity'
import { foldName } from './rules.ts'

/** Names on a big screen: nothing empty, nothing that a host would have to apologise for. */
const french = [
  'connard',
  'connasse',
  'salope',
  'salaud',
  'pute',
  'putain',
  'enculé',
  'encule',
  'bite',
  'merde',
  'nique',
  'pédé',
  'bougnoule',
  'négro',
]

const words = french.reduce(
  (set, word) => set.addPhrase((phrase) => phrase.setMetadata({ originalWord: word }).addPattern(parseRawPattern(`|${word}|`))),
  new DataSet<{ originalWord: string }>().addAll(englishDataset),
)
const matcher = new RegExpMatcher({ ...words.build(), ...englishRecommendedTransformers })

/** False for an empty name and for one that holds a word we do not show. */
export const isFit = (name: string): boolean => foldName(name) !== '' && !matcher.hasMatch(name)
