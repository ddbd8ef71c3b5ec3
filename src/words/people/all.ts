import type { Catalogue } from '../languages.ts'
import type { PeopleWords } from './en.ts'

export const peopleWords: Catalogue<PeopleWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
