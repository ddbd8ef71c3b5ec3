import type { Catalogue } from '../languages.ts'
import type { RefusalsWords } from './en.ts'

export const refusalsWords: Catalogue<RefusalsWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
