import type { Catalogue } from '../languages.ts'
import type { SettingsWords } from './en.ts'

export const settingsWords: Catalogue<SettingsWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
