import type { Catalogue } from '../languages.ts'
import type { NamesWords } from './en.ts'

export const namesWords: Catalogue<NamesWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
