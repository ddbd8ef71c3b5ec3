import type { Catalogue } from '../languages.ts'
import type { MailsWords } from './en.ts'

export const mailsWords: Catalogue<MailsWords> = {
  en: async () => (await import('./en.ts')).en,
  fr: async () => (await import('./fr.ts')).fr,
  tr: async () => (await import('./tr.ts')).tr,
}
