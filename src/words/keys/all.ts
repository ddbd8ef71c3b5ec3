import type { Catalogue } from '../languages.ts'
import type { KeysWords } from './en.ts'

export const keysWords: Catalogue<KeysWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
