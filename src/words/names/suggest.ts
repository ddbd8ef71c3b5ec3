import { inAll } from '../everywhere.ts'
import { namesWords } from './all.ts'

const SUGGESTIONS = 8
const namesIn = await inAll(namesWords)

/** A few friendly names in a language, at random; whoever offers one looks which is free. */
export function suggestNames(language: string): string[] {
  const words = namesIn(language)
  const pick = (list: readonly string[]) => list[Math.floor(Math.random() * list.length)] ?? ''
  return Array.from({ length: SUGGESTIONS }, () => words.join(pick(words.first), pick(words.second)))
}
