import { Refusal } from '../../contract/refusal.ts'

const WHY_CHARS_MAX = 200
/** A file that cannot be read, and why. */
export const unfit = (why: string): Refusal =>
  new Refusal('sheet-unfit', { path: 'body.bytes', hint: why.slice(0, WHY_CHARS_MAX) })
