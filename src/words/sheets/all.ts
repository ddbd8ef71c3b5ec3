import type { Catalogue } from '../languages.ts'
import type { SheetsWords } from './en.ts'

export const sheetsWords: Catalogue<SheetsWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
