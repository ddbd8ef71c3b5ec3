import type { Catalogue } from '../languages.ts'
import type { PagesWords } from './en.ts'

export const pagesWords: Catalogue<PagesWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
