import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { AttendWords } from '../../words/attend/en.ts'
import type { CommonWords } from '../../words/common/en.ts'
import type { CallRefusal } from '../lib/api.ts'

/** The catalogues the phone speaks from; loaded once, before anything is drawn. */
export interface Words {
  attend: AttendWords
  common: CommonWords
}

const Spoken = createContext<Words | null>(null)
export const WordsProvider = Spoken.Provider

export function useWords(): Words {
  const words = useContext(Spoken)
  if (!words) throw new Error('the words are loaded before anything is drawn')
  return words
}

/** The server's sentence, in the reader's language; ours where no answer came. */
export const sentence = (refusal: CallRefusal, words: Words): string => refusal.message || words.attend.join.noAnswer
