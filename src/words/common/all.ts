import type { Catalogue } from '../languages.ts'
import type { CommonWords } from './en.ts'

export const commonWords: Catalogue<CommonWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
