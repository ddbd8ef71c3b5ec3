/** The released schedule for programs elsewhere, made anew only when something of it changed. */
import { createHash } from 'node:crypto'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { Db, ReadTx } from '../../platform/db.ts'
import { together } from '../../platform/together.ts'
import { scheduleJson } from './json.ts'
import type { Released } from './shape.ts'
import { scheduleXml } from './xml.ts'

export type { Released } from './shape.ts'

export interface ProgrammeOutMeans {
  readonly db: Db
  /** Changes whenever the released schedule may have; null: there is no such event. */
  readonly mark: (tx: ReadTx, event: EventId) => Promise<string | null>
  readonly released: (tx: ReadTx, event: EventId) => Promise<Released>
}

/** Null: there is no such event. */
export type ProgrammeOut = (event: EventId, form: 'json' | 'xml') => Promise<{ text: string; etag: string } | null>

const KEPT_MAX = 20
const ETAG_CHARS = 22
const forms = { json: scheduleJson, xml: scheduleXml } as const

export function openProgrammeOut({ db, mark, released }: ProgrammeOutMeans): ProgrammeOut {
  const kept = new Map<string, { readonly mark: string; readonly file: { text: string; etag: string } }>()
  const markOf = together((event: EventId) => db.read((tx) => mark(tx, event)))
  return async (event, form) => {
    const key = `${event}/${form}`
    const now = await markOf(event)
    if (now === null) return null
    const before = kept.get(key)
    if (before?.mark === now) return before.file
    // The mark is read in the state that is told, so that a change meanwhile is not kept under the old one.
    const seen = await db.read(async (tx) => ({ mark: await mark(tx, event), released: await released(tx, event) }))
    const text = forms[form](seen.released)
    const file = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, ETAG_CHARS)}"` }
    const [oldest] = kept.keys()
    if (kept.size >= KEPT_MAX && !kept.has(key) && oldest !== undefined) kept.delete(oldest)
    kept.set(key, { mark: seen.mark ?? now, file })
    return file
  }
}
