import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { CommonWords } from '../../words/common/en.ts'
import type { Language } from '../../words/languages.ts'
import type { MeWords } from '../../words/me/en.ts'
import type { PeopleWords } from '../../words/people/en.ts'
import type { PrivacyWords } from '../../words/privacy/en.ts'

/** The catalogues these pages speak from; loaded once, before anything is drawn. */
export interface Words {
  language: Language
  me: MeWords
  common: CommonWords
  people: PeopleWords
  privacy: PrivacyWords
}

const Spoken = createContext<Words | null>(null)
export const WordsProvider = Spoken.Provider

export function useWords(): Words {
  const words = useContext(Spoken)
  if (!words) throw new Error('the words are loaded before anything is drawn')
  return words
}
