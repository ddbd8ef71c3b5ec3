/**
 * Sheets: questions out of CSV and XLSX files, results into them. Files are strangers': they are read in a thread of their own, under limits, and what is
 * written never is a formula. It knows rows and cells alone: what becomes of them, and who may ask, is decided elsewhere.
 */
import type { MeetingResults, ResultsForm, SheetRead } from '../../contract/moving.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import { inAll } from '../../words/everywhere.ts'
import { sheetsWords } from '../../words/sheets/all.ts'
import { readApart } from './apart.ts'
import { questionsOf } from './questions.ts'
import { resultsFile, type WrittenFile } from './results.ts'

/** Files that are read at the same time: each takes a thread. */
const READ_AT_ONCE_MAX = 4

export interface Sheets {
  /** What a file of questions says. @throws Refusal `too-large`, `sheet-unfit`, `unavailable` while too many others are read */
  read(bytes: Uint8Array): Promise<SheetRead>
  /** Results as a file, with headings in a language. */
  write(results: MeetingResults, form: ResultsForm, language: string): Promise<WrittenFile>
}

export async function openSheets(clock: () => Date): Promise<Sheets> {
  const words = await inAll(sheetsWords)
  let reading = 0
  return {
    read: async (bytes) => {
      if (reading >= READ_AT_ONCE_MAX) throw new Refusal('unavailable', { waitSeconds: 5 })
      reading++
      try {
        return questionsOf(await readApart(bytes), clock().getTime())
      } finally {
        reading--
      }
    },
    write: (results, form, language) => resultsFile(results, form, words(language)),
  }
}
