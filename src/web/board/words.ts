import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { BoardPagesWords } from '../../words/board-pages/en.ts'
import type { CommonWords } from '../../words/common/en.ts'
import type { Language } from '../../words/languages.ts'

/** The catalogues these pages speak from; loaded once, before anything is drawn. */
export interface Words {
  language: Language
  board: BoardPagesWords
  common: CommonWords
}

const Spoken = createContext<Words | null>(null)
export const WordsProvider = Spoken.Provider

export function useWords(): Words {
  const words = useContext(Spoken)
  if (!words) throw new Error('the words are loaded before anything is drawn')
  return words
}
