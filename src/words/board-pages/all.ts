import type { Catalogue } from '../languages.ts'
import type { BoardPagesWords } from './en.ts'

export const boardPagesWords: Catalogue<BoardPagesWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
