import { Refusal } from '../../contract/refusal.ts'
import type { Skipped } from '../../contract/schedule-programme.ts'

/** A file that is taken in as a whole or not at all; `why` is for whoever looks after the programme. */
export const unfit = (why: string): Refusal => new Refusal('programme-unfit', { hint: why.slice(0, 200) })

const SKIPPED_MAX = 10_000
const WHAT_CHARS_MAX = 120

/** What could not be read, in the order it was met. */
export class Notes {
  readonly skipped: Skipped[] = []

  skip(what: string, why: string): void {
    if (this.skipped.length < SKIPPED_MAX) this.skipped.push({ what: what.slice(0, WHAT_CHARS_MAX), why })
  }
}
