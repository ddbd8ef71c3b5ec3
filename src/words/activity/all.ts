import type { Catalogue } from '../languages.ts'
import type { ActivityWords } from './en.ts'

export const activityWords: Catalogue<ActivityWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
