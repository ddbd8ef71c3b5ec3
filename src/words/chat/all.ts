import type { Catalogue } from '../languages.ts'
import type { ChatWords } from './en.ts'

export const chatWords: Catalogue<ChatWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
