import type { Ordered } from './ordered-json.ts'
import type { PtgNote } from './ptg.ts'

const NOTES_MAX = 200
const PATH_CHARS_MAX = 120
export type Entries = ReadonlyMap<string, Ordered>
export const none: Entries = new Map()

/** What is said about a document while it is read, with the readings that several parts of it share. */
export class PtgNotes {
  readonly all: PtgNote[] = []

  wrong(path: string, says: string): void {
    this.#add({ path: path.slice(0, PATH_CHARS_MAX), says, wrong: true })
  }

  idle(path: string, says: string): void {
    this.#add({ path: path.slice(0, PATH_CHARS_MAX), says, wrong: false })
  }

  /** A wrong one is never lost behind idle ones. */
  #add(note: PtgNote): void {
    if (this.all.length < NOTES_MAX || (note.wrong && this.all.length < NOTES_MAX * 2)) this.all.push(note)
  }

  /** An object's entries in their order; missing is empty, as is null. */
  entries(whole: Entries, key: string): Entries {
    const value = whole.get(key)
    if (value === undefined || value === null) return none
    if (value instanceof Map) return value
    this.wrong(key, 'is not an object')
    return none
  }

  list(value: Ordered | undefined, path: string): readonly Ordered[] {
    if (value === undefined || value === null) return []
    if (Array.isArray(value)) return value
    this.wrong(path, 'is not a list')
    return []
  }

  /** Text in one line, blanks collapsed as the chat does; null where there is none, or too much of it. */
  text(value: Ordered | undefined, path: string, charsMax: number): string | null {
    if (value === undefined || value === null) return null
    if (typeof value !== 'string') {
      this.wrong(path, 'is not text')
      return null
    }
    const line = value
      .toWellFormed()
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
    if (line.length <= charsMax) return line === '' ? null : line
    this.wrong(path, `is longer than ${charsMax} characters`)
    return null
  }

  /** At most so many of them; that there are more is wrong. */
  firstOf<T>(all: readonly T[], max: number, path: string): T[] {
    if (all.length > max) this.wrong(path, `has more than ${max} entries`)
    return all.slice(0, max)
  }
}
