import { type Catalogue, defaultLanguage, type Language, languageOf, languages } from './languages.ts'

/** A catalogue in all languages at once, for the server, which speaks to everybody; a tag that is none of ours is answered in the default one. */
export async function inAll<Words>(catalogue: Catalogue<Words>): Promise<(tag: string) => Words> {
  const spoken = await Promise.all(languages.map(async ({ tag }): Promise<[Language, Words]> => [tag, await catalogue[tag]()]))
  const usual = await catalogue[defaultLanguage]()
  const byTag = new Map<string | undefined, Words>(spoken)
  return (tag) => byTag.get(languageOf(tag)) ?? usual
}
