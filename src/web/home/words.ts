import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { CommonWords } from '../../words/common/en.ts'
import type { HomeWords } from '../../words/home/en.ts'
import type { Language } from '../../words/languages.ts'

/** The catalogues the first pages speak from; loaded once, before anything is drawn. */
export interface Words {
  language: Language
  home: HomeWords
  common: CommonWords
}

const Spoken = createContext<Words | null>(null)
export const WordsProvider = Spoken.Provider

export function useWords(): Words {
  const words = useContext(Spoken)
  if (!words) throw new Error('the words are loaded before anything is drawn')
  return words
}
