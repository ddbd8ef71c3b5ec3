import type { Catalogue } from '../languages.ts'
import type { OrderWords } from './en.ts'

export const orderWords: Catalogue<OrderWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
