import type { Catalogue } from '../languages.ts'
import type { StageWords } from './en.ts'

export const stageWords: Catalogue<StageWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
