import type { Catalogue } from '../languages.ts'
import type { ListsWords } from './en.ts'

export const listsWords: Catalogue<ListsWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
