import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { CommonWords } from '../../words/common/en.ts'
import type { ConsoleWords } from '../../words/console/en.ts'
import type { RefusalsWords } from '../../words/refusals/en.ts'

/** The catalogues the console speaks from; loaded once, before anything is drawn. */
export interface Words {
  console: ConsoleWords
  common: CommonWords
  refusals: RefusalsWords
}

const Spoken = createContext<Words | null>(null)
export const WordsProvider = Spoken.Provider

export function useWords(): Words {
  const words = useContext(Spoken)
  if (!words) throw new Error('the words are loaded before anything is drawn')
  return words
}
