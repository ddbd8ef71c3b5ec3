import { type Catalogue, defaultLanguage, type Language, languageOf, languages } from '../../words/languages.ts'

/** Also read by the server, for what it writes itself. */
export const LANGUAGE_COOKIE = 'plenary_lang'
const YEAR_SECONDS = 31_536_000

/** The language to speak: as the address asks, else as chosen earlier, else the first of the browser's that we know. */
export function languageFrom(asked: { search: string; cookie: string; browser: readonly string[] }): Language {
  const chosen = new RegExp(`(?:^|;\\s*)${LANGUAGE_COOKIE}=([\\w-]+)`).exec(asked.cookie)?.[1]
  const wishes = [new URLSearchParams(asked.search).get('lang'), chosen, ...asked.browser]
  return wishes.map(languageOf).find((language) => language !== undefined) ?? defaultLanguage
}

/** Finds this page's language, tells the document, and remembers what the address asked for. */
export function startLanguage(): Language {
  const language = languageFrom({ search: location.search, cookie: document.cookie, browser: navigator.languages })
  if (new URLSearchParams(location.search).has('lang')) rememberLanguage(language)
  document.documentElement.lang = language
  document.documentElement.dir = languages.find(({ tag }) => tag === language)?.dir ?? 'ltr'
  return language
}

/** For this browser and all its pages; the page then loads anew. */
export function rememberLanguage(language: Language): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is missing in browsers we serve.
  document.cookie = `${LANGUAGE_COOKIE}=${language}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
}

/** A surface's words, in a file of their own for each language. */
export const wordsIn = <Words>(language: Language, catalogue: Catalogue<Words>): Promise<Words> => catalogue[language]()
