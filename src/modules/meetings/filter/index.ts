import type { FilterLanguage } from '../../../contract/guard.schema.ts'
import { hasEnglish } from './english.ts'
import { french } from './french.ts'
import { spelled, undrawn, wordsIn } from './spelling.ts'
import { turkish } from './turkish.ts'

/**
 * Words on a big screen: nothing that a host would have to apologise for. People are called Scunthorpe, Shiitake and Cummings, and cook with
 * concombres, so most words count only as a word of their own; a few are never innocent, wherever they stand in a word.
 */
const anywhere: Readonly<Record<FilterLanguage, RegExp>> = {
  en: /fuck|nigger|nigga|bitch|(?<![lrp])as+hole|arsehole|faggot|motherf|cocksuck|wanker|blowjob|dickhead|bullshit|shithead|hitler/,
  fr: /encule|conn+ard|conn+as+e|salope(?!k|tte)|bougnoul|filsdepute|nique(?:ta|ter)/,
  tr: /orospu|siktir|yarrak|pezevenk|aminakoy/,
}

/** Lists of the instance: words to refuse and words to let through, each as somebody typed it. */
export interface OwnWords {
  readonly refused: readonly string[]
  readonly allowed: readonly string[]
}
export const noOwnWords: OwnWords = { refused: [], allowed: [] }

/** Whether a text may be shown. A name is read as if it were one word, too: there is no sentence in it. */
export type Filter = (text: string, as: 'name' | 'words') => boolean

/** Made once for many texts: own lists are read here. */
export function openFilter(languages: readonly FilterLanguage[], own: OwnWords = noOwnWords): Filter {
  const allowed = own.allowed.length > 0 ? boundedIn(own.allowed) : null
  const refused = own.refused.length > 0 ? boundedIn(own.refused) : null
  const knows = new Set(languages)
  return (text, as) => {
    const { marked, plain } = spelled(text)
    const rest = allowed ? { marked: marked.replace(allowed, ' '), plain: plain.replace(allowed, ' ') } : { marked, plain }
    if (refused && [rest.marked, ...undrawn(rest.plain)].some((one) => one.search(refused) >= 0)) return false
    return (
      !(knows.has('en') && isEnglish(rest.plain, as)) &&
      !(knows.has('fr') && isFrench(rest.plain, as)) &&
      !(knows.has('tr') && isTurkish(rest, as))
    )
  }
}

/** A word of a list as it stands in a text: whole, with or without the marks of its letters. */
function boundedIn(words: readonly string[]): RegExp {
  const forms = words.flatMap((word) => Object.values(spelled(word))).map((form) => form.trim())
  const known = [...new Set(forms.filter((form) => form !== ''))].sort((a, b) => b.length - a.length)
  return new RegExp(`(?<!\\p{L})(?:${known.map(escaped).join('|') || '(?!)'})(?!\\p{L})`, 'gu')
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/gu, '\\$&')

const holds = (text: string, pattern: RegExp, as: 'name' | 'words'): boolean =>
  undrawn(text).some((one) =>
    as === 'name' ? pattern.test(one.replace(/[^\p{L}]/gu, '')) : wordsIn(one).some((word) => pattern.test(word)),
  )

const isEnglish = (plain: string, as: 'name' | 'words'): boolean => holds(plain, anywhere.en, as) || hasEnglish(plain)
const isFrench = (plain: string, as: 'name' | 'words'): boolean =>
  holds(plain, anywhere.fr, as) || undrawn(plain).some((one) => french[as === 'name' ? 'names' : 'words'].test(one))
const isTurkish = ({ marked, plain }: { marked: string; plain: string }, as: 'name' | 'words'): boolean =>
  holds(plain, anywhere.tr, as) ||
  undrawn(plain).some((one) => turkish.plain.test(one)) ||
  undrawn(marked).some((one) => turkish.marked.test(one))
