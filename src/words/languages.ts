/**
 * The languages people read Plenary in, each in its own words. A new one is a line here and a file in every folder beside:
 * the compiler names those still missing, `words.test.ts` reads them all. Whoever lists languages lists these.
 */
export const languages = [
  { tag: 'en', name: 'English', dir: 'ltr' },
  { tag: 'fr', name: 'Français', dir: 'ltr' },
  { tag: 'tr', name: 'Türkçe', dir: 'ltr' },
] as const satisfies readonly { tag: string; name: string; dir: 'ltr' | 'rtl' }[]

export type Language = (typeof languages)[number]['tag']
export const defaultLanguage: Language = 'en'
export const isLanguage = (tag: unknown): tag is Language => languages.some((language) => language.tag === tag)

/** The language of ours that a tag asks for, whatever its region and case (`tr-TR`); undefined when it is none of them. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const spoken = tag?.trim().toLowerCase().split('-')[0]
  return isLanguage(spoken) ? spoken : undefined
}

/** One catalogue in every language, each loaded only when asked for. */
export type Catalogue<Words> = { readonly [tag in Language]: () => Promise<Words> }
