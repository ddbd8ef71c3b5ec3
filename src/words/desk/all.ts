import type { Catalogue } from '../languages.ts'
import type { DeskWords } from './en.ts'

export const deskWords: Catalogue<DeskWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
