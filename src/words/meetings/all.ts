import type { Catalogue } from '../languages.ts'
import type { MeetingsWords } from './en.ts'

export const meetingsWords: Catalogue<MeetingsWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
