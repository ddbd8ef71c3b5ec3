/** How a text is read by the filter: its disguises taken off, so that a list holds each word once. */

const disguises: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '€': 'e',
  '!': 'i',
}

/** Letters of other alphabets that look like ours. */
const lookalikes: Readonly<Record<string, string>> = {
  ...{ а: 'a', е: 'e', о: 'o', р: 'p', с: 'c', у: 'y', х: 'x', і: 'i', ѕ: 's', к: 'k', т: 't', м: 'm', н: 'h', в: 'b' },
  ...{ α: 'a', ε: 'e', ο: 'o', ρ: 'p', υ: 'u', ν: 'v', κ: 'k', τ: 't', ι: 'i', η: 'n' },
}

/** `!` stands for a letter only inside a word: at its end it is an exclamation. */
const signs = /[013457@$€]|(?<=\p{L})!(?=\p{L})/gu
const apart = /(?<![\p{L}\p{M}])\p{L}\p{M}*(?:[^\p{L}\p{M}]+\p{L}\p{M}*(?![\p{L}\p{M}]))+/gu

export interface Spelled {
  /** With the marks of its letters, as `göt` is another word than `got`; `ı` and `i` are two. */
  readonly marked: string
  /** Letters without marks. */
  readonly plain: string
}

/** The text in small letters, without look-alikes and signs for letters; letters that stand apart are one word. Numbers alone are numbers (455). */
export function spelled(text: string): Spelled {
  const clean = text.normalize('NFKC').replace(/[\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]/gu, '')
  const small = clean.replace(/İ/gu, 'i').toLocaleLowerCase('en').normalize('NFC')
  const marked = small
    .replace(/\p{L}+/gu, withoutLookalikes)
    .replace(/(?<![\p{L}\p{N}])\p{N}+(?![\p{L}\p{N}@$])/gu, ' ')
    .replace(signs, (sign) => disguises[sign] ?? sign)
    .replace(apart, (letters) => letters.replace(/[^\p{L}\p{M}]/gu, ''))
  const plain = marked.normalize('NFKD').replace(/\p{M}/gu, '').replace(/ı/gu, 'i')
  return { marked, plain }
}

/** Only in a word that mixes alphabets: a word that is all Russian or Greek is one of that language. */
function withoutLookalikes(word: string): string {
  if (!/\p{Script=Latin}/u.test(word) || !/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(word)) return word
  return word.replace(/./gu, (letter) => lookalikes[letter] ?? letter)
}

const drawn = /(.)\1{2,}/gu

/** Without what was drawn out: `fuuuck` as `fuck` and as `fuuck`. */
export function undrawn(text: string): string[] {
  const once = text.replace(drawn, '$1')
  return once === text ? [text] : [text, once, text.replace(drawn, '$1$1')]
}

export const wordsIn = (text: string): string[] => text.split(/[^\p{L}\p{M}]+/u).filter((word) => word !== '')
