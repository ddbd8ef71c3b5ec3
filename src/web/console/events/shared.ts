import type { Language } from '../../../words/languages.ts'

export const languageNow = (): Language => document.documentElement.lang as Language

/** "21 Nov, 14:00" of a moment, in a zone. */
export const momentText = (iso: string, timeZone?: string): string =>
  new Intl.DateTimeFormat(languageNow(), { dateStyle: 'medium', timeStyle: 'short', ...(timeZone && { timeZone }) }).format(
    new Date(iso),
  )

export const isLink = (text: string): boolean => /^https?:\/\/[^\s/]+/i.test(text) && URL.canParse(text)
