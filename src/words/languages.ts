/**
 * The languages people read Plenary in, each in its own words. A new one is a line here and a file in every folder beside:
 * the compiler names those still missing, `words.test.ts` reads them all.
 */
export const languages = [
  { tag: 'en', name: 'English', dir: 'ltr' },
  { tag: 'fr', name: 'Français', dir: 'ltr' },
] as const satisfies readonly { tag: string; name: string; dir: 'ltr' | 'rtl' }[]

export type Language = (typeof languages)[number]['tag']
export const defaultLanguage: Language = 'en'
export const isLanguage = (tag: unknown): tag is Language => languages.some((language) => language.tag === tag)

/** One catalogue in every language, each loaded only when asked for. */
export type Catalogue<Words> = { readonly [tag in Language]: () => Promise<Words> }
