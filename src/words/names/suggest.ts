import { en, type NamesWords } from './en.ts'
import { fr } from './fr.ts'

const SUGGESTIONS = 8
const lists: Record<string, NamesWords> = { en, fr }

/** A few friendly names in a language, at random; whoever offers one looks which is free. */
export function suggestNames(language: string): string[] {
  const words = lists[language] ?? en
  const pick = (list: readonly string[]) => list[Math.floor(Math.random() * list.length)] ?? ''
  return Array.from({ length: SUGGESTIONS }, () => words.join(pick(words.first), pick(words.second)))
}
