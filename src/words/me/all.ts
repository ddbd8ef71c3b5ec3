import type { Catalogue } from '../languages.ts'
import type { MeWords } from './en.ts'

export const meWords: Catalogue<MeWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
