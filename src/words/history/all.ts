import type { Catalogue } from '../languages.ts'
import type { HistoryWords } from './en.ts'

export const historyWords: Catalogue<HistoryWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
