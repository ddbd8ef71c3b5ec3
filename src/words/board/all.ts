import type { Catalogue } from '../languages.ts'
import type { BoardWords } from './en.ts'

export const boardWords: Catalogue<BoardWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
