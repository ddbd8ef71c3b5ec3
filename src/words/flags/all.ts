import type { Catalogue } from '../languages.ts'
import type { FlagsWords } from './en.ts'

export const flagsWords: Catalogue<FlagsWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
