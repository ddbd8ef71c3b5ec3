import type { Catalogue } from '../languages.ts'
import type { EventsWords } from './en.ts'

export const eventsWords: Catalogue<EventsWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
