import type { Catalogue } from '../languages.ts'
import type { HomeWords } from './en.ts'

export const homeWords: Catalogue<HomeWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
