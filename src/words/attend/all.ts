import type { Catalogue } from '../languages.ts'
import type { AttendWords } from './en.ts'

export const attendWords: Catalogue<AttendWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
