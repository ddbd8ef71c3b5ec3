import type { Catalogue } from '../languages.ts'
import type { WebhooksWords } from './en.ts'

export const webhooksWords: Catalogue<WebhooksWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
