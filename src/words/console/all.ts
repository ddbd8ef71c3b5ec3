import type { Catalogue } from '../languages.ts'
import type { ConsoleWords } from './en.ts'

export const consoleWords: Catalogue<ConsoleWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
