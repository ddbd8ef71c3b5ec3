import type { Catalogue } from '../languages.ts'
import type { MovingWords } from './en.ts'

export const movingWords: Catalogue<MovingWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
