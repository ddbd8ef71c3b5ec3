/** Cells as spreadsheets take them: a text is never a formula, and a number stays one. */

export type Cell = string | number | null
export type Table = readonly (readonly Cell[])[]

const BOM = '\uFEFF'

/**
 * A text that a spreadsheet would read as a formula is led by an apostrophe, which says that it is text. Signs without a face, tabs among them, could
 * hide where one begins, and no XLSX may hold them.
 */
export const harmless = (text: string): string =>
  text
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[\uFFFE\uFFFF]/g, '')
    .replace(/^(?=\s*[=+\-@＝＋－＠])/u, "'")

export const cellOf = (cell: Cell): Cell => (typeof cell === 'string' ? harmless(cell) : cell)

/** With the mark that lets Excel know UTF-8, and line ends as RFC 4180 has them. */
export const csvOf = (table: Table): string =>
  BOM + table.map((row) => `${row.map((cell) => quoted(String(cellOf(cell) ?? ''))).join(',')}\r\n`).join('')

const quoted = (text: string): string => (/[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
