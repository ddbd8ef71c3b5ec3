import type { Catalogue } from '../languages.ts'
import type { CalendarsWords } from './en.ts'

export const calendarsWords: Catalogue<CalendarsWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
