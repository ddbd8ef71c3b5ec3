import { PAGE_ROWS } from './limits.ts'

/** Long lists come in pages: so many rows, after the last one of the page before. Rows that come or go meanwhile move nothing. */
export interface Page<Id> {
  readonly limit?: number | undefined
  readonly after?: Id | undefined
}

/** How many rows to ask the database for: one more than wanted says whether there are more. */
export const rowsToAsk = (page: Page<unknown>): number => (page.limit ?? PAGE_ROWS) + 1

/** What was asked for, and after which row the next page begins; null: that was all. */
export function pageOf<Row extends { readonly id: unknown }>(
  rows: readonly Row[],
  page: Page<unknown>,
): { rows: Row[]; next: Row['id'] | null } {
  const wanted = rows.slice(0, rowsToAsk(page) - 1)
  return { rows: wanted, next: rows.length > wanted.length ? (wanted.at(-1)?.id ?? null) : null }
}
