import { type Language, languageOf, languages } from '../../words/languages.ts'

/** No browser names more; whoever does is read this far. */
const WISHES_MAX = 50
const WISH = /^\s*([a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)\s*(?:;\s*q\s*=\s*([01]?\.?\d{0,3})\s*)?$/i

/**
 * The language of ours that an `Accept-Language` line likes best: by its weights, then in its order. `tr-TR` asks for `tr`; `*` for the first
 * language that the line does not name; a weight of 0 refuses a language. Undefined when it asks for none of ours.
 */
export function acceptedLanguage(line: string): Language | undefined {
  const wishes = line.split(',', WISHES_MAX).flatMap(wishOf)
  const refused = new Set(wishes.filter(({ weight }) => weight === 0).map(({ tag }) => tag))
  const named = new Set([...refused, ...wishes.map(({ tag }) => languageOf(tag))])
  const anyOther = languages.find(({ tag }) => !named.has(tag))?.tag
  return wishes
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ tag }) => (tag === '*' ? anyOther : languageOf(tag)))
    .find((language) => language !== undefined && !refused.has(language))
}

/** Nothing for what is not written as a wish. */
function wishOf(text: string): { tag: string; weight: number }[] {
  const [, tag, weight = '1'] = WISH.exec(text) ?? []
  return tag === undefined || weight === '' || !(Number(weight) <= 1) ? [] : [{ tag: tag.toLowerCase(), weight: Number(weight) }]
}
