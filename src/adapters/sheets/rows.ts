import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'
import { SHEET_BYTES_MAX, SHEET_CELL_CHARS_MAX, SHEET_COLUMNS_MAX, SHEET_ROWS_MAX } from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import { unfit } from './unfit.ts'
import { type Part, stored, unpack } from './zip.ts'

/** The cells of a file as texts: row by row, as a spreadsheet numbers them from 1. Empty rows stand in their places. */
export type Rows = readonly (readonly string[])[]

const isZip = (file: Buffer): boolean => file.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))
const isOldExcel = (file: Buffer): boolean => file.subarray(0, 4).equals(Buffer.from('d0cf11e0', 'hex'))

/** @throws Refusal `too-large`, `sheet-unfit` which says why */
export async function rowsOf(file: Buffer): Promise<Rows> {
  if (file.length > SHEET_BYTES_MAX) throw new Refusal('too-large', { path: 'body.bytes', hint: String(SHEET_BYTES_MAX) })
  if (isOldExcel(file)) throw unfit('it is an Excel file of the old kind (.xls), or locked with a password: save it as .xlsx')
  const rows = isZip(file) ? await rowsOfXlsx(file) : rowsOfCsv(textOf(file))
  if (rows.length > SHEET_ROWS_MAX) throw unfit(`it has more than ${SHEET_ROWS_MAX} rows`)
  if (rows.some((row) => row.length > SHEET_COLUMNS_MAX)) throw unfit(`it has more than ${SHEET_COLUMNS_MAX} columns`)
  if (rows.some((row) => row.some((cell) => cell.length > SHEET_CELL_CHARS_MAX)))
    throw unfit(`a cell has more than ${SHEET_CELL_CHARS_MAX} letters`)
  return rows
}

function textOf(file: Buffer): string {
  const [first, second] = file
  const wide = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null
  try {
    const text = new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(file)
    if (!text.includes('\0')) return text
  } catch {}
  throw unfit('it is neither an XLSX file nor text in UTF-8: save it as “CSV UTF-8”')
}

const delimiters = [',', ';', '\t'] as const

function rowsOfCsv(text: string): string[][] {
  if (/^\s*<[!?a-z]/i.test(text)) throw unfit('it is neither an XLSX file nor CSV')
  const counts = delimiters.map((one) => ({ one, n: text.slice(0, SHEET_CELL_CHARS_MAX).split(one).length }))
  const delimiter = counts.reduce((best, now) => (now.n > best.n ? now : best)).one
  try {
    const options = { delimiter, relax_column_count: true, relax_quotes: true, max_record_size: 20 * SHEET_CELL_CHARS_MAX }
    const rows: string[][] = parse(text, { ...options, to: SHEET_ROWS_MAX + 1 })
    return withoutEnd(rows.map((row) => row.map((cell) => cell.trim())))
  } catch (error) {
    throw unfit(`it is no CSV that can be read: ${(error as Error).message}`)
  }
}

async function rowsOfXlsx(file: Buffer): Promise<string[][]> {
  const parts = unpack(file)
  if (!parts.some(({ name }) => /^xl\/workbook\.xml$/i.test(name))) throw unfit('it is a packed file, but no XLSX')
  for (const part of parts) checkSize(part)
  try {
    const rows = await readSheet(stored(parts))
    return withoutEnd(rows.map((row) => row.map(said)))
  } catch (error) {
    throw unfit(`it is no XLSX that can be read: ${(error as Error).message}`)
  }
}

/** Before anything is laid out: a single cell far away would make a table of a million rows. */
function checkSize({ name, bytes }: Part): void {
  if (!/^xl\/worksheets\//i.test(name)) return
  for (const [, letters = '', row = ''] of bytes.toString('latin1').matchAll(/\sr\s*=\s*["']([A-Za-z]*)(\d+)["']/g)) {
    if (Number(row) > SHEET_ROWS_MAX) throw unfit(`it has more than ${SHEET_ROWS_MAX} rows`)
    if (columnOf(letters) > SHEET_COLUMNS_MAX) throw unfit(`it has more than ${SHEET_COLUMNS_MAX} columns`)
  }
}

const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** A cell as people read it; of a formula, what came out when it was saved. */
function said(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10)
  return String(cell).trim()
}

const isEmpty = (row: readonly string[]): boolean => row.every((cell) => cell === '')

function withoutEnd(rows: string[][]): string[][] {
  let length = rows.length
  while (length > 0 && isEmpty(rows[length - 1] ?? [])) length--
  return rows.slice(0, length)
}
