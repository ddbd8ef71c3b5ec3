import type { Catalogue } from '../languages.ts'
import type { PrivacyWords } from './en.ts'

export const privacyWords: Catalogue<PrivacyWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
