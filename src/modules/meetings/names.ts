import { DataSet, englishDataset, englishRecommendedTransformers, RegExpMatcher } from 'obscenity'
import { foldName } from './rules.ts'

/**
 * Names on a big screen: nothing empty, nothing that a host would have to apologise for. People are called Scunthorpe, Shiitake and Cummings,
 * so most words count only as a word of their own; a few are never innocent, wherever they stand.
 */
const anywhere =
  /fuck|nigger|nigga|bitch|as+hole|arsehole|faggot|motherf|cocksuck|wanker|blowjob|dickhead|bullshit|shithead|hitler|encule|conn+ard|conn+as+e|salope(?!k)|bougnoul|filsdepute/
const french =
  /^(pute|putain|bite|couille|merde|nique|pede|negro|salaud|batard|tapette|gouine|chiotte|branleur|branleuse|enculer)s?$/
const english = /^nazis?$/
const endings = /^(e?s|e?d|ers?|ing?|y)?$/

/** Surnames and towns before anything else. */
const innocent = ['dyke']
const words = new DataSet<{ originalWord: string }>()
  .addAll(englishDataset)
  .removePhrasesIf((phrase) => innocent.includes(phrase.metadata?.originalWord ?? ''))
const matcher = new RegExpMatcher({ ...words.build(), ...englishRecommendedTransformers })

const disguises: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
}

/** The name as it is read: no accents, no signs for letters, letters standing apart in one word. Numbers alone are numbers (455). */
function spelled(name: string): string {
  return foldName(name)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(?<![\p{L}\p{N}])\p{N}+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/[013457@$]/g, (sign) => disguises[sign] ?? sign)
    .replace(/(?<!\p{L})\p{L}(?:[^\p{L}]+\p{L}(?!\p{L}))+/gu, (letters) => letters.replace(/[^\p{L}]/gu, ''))
}

/** True when the match is a word of its own, or one with an ending. */
function standsAlone(text: string, from: number, to: number): boolean {
  const before = text.slice(0, from)
  const after = /^\p{L}*/u.exec(text.slice(to))?.[0] ?? ''
  return !/\p{L}$/u.test(before) && endings.test(after)
}

/** False for an empty name and for one that holds a word we do not show. */
export function isFit(name: string): boolean {
  if (foldName(name) === '') return false
  const text = spelled(name)
  const drawn = [text, text.replace(/(.)\1{2,}/gu, '$1'), text.replace(/(.)\1{2,}/gu, '$1$1')]
  if (drawn.some((one) => anywhere.test(one.replace(/[^\p{L}]/gu, '')))) return false
  if (text.split(/[^\p{L}]+/u).some((word) => french.test(word) || english.test(word))) return false
  return !matcher.getAllMatches(text).some((match) => standsAlone(text, match.startIndex, match.endIndex + 1))
}
