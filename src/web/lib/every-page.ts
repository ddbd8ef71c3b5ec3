import { PAGE_ROWS_MAX } from '../../contract/limits.ts'

/** More than anybody reads on one page of ours. */
const PAGES_MAX = 10

/** What one page is asked by. `after` is the id that the list itself told last, so it fits whichever list it is. */
interface Asked {
  readonly limit: number
  readonly after?: never
}

/** All rows of a list that comes in pages, up to a thousand: `ask` gets one page, `rowsOf` says where its rows are. */
export async function everyPage<Told extends { readonly next: string | null }, Row>(
  ask: (page: Asked) => Promise<Told>,
  rowsOf: (told: Told) => readonly Row[],
): Promise<Row[]> {
  const all: Row[] = []
  let page: Asked = { limit: PAGE_ROWS_MAX }
  for (let n = 0; n < PAGES_MAX; n++) {
    const told = await ask(page)
    all.push(...rowsOf(told))
    if (told.next === null) break
    page = { ...page, after: told.next as never }
  }
  return all
}
