import { createHash } from 'node:crypto'
import type { EventFile } from '../adapters/http/event-files.ts'
import { boardFeed } from '../contract/board.ts'
import type { EventId } from '../contract/meeting.schema.ts'
import * as board from '../modules/board/index.ts'
import * as events from '../modules/events/index.ts'
import type { Db } from '../platform/db.ts'
import { feedSeq } from '../platform/feeds.ts'
import { together } from '../platform/together.ts'

const KEPT_MAX = 20
const ETAG_CHARS = 22

/** The document of a ptgbot's readers, made anew only when the board changed. Null: there is no such event. */
export function openPtgFile(db: Db): (event: EventId) => Promise<EventFile | null> {
  const kept = new Map<EventId, { readonly mark: string; readonly file: EventFile }>()
  return together(async (event: EventId) => {
    const now = await db.read(async (tx) => {
      if (!(await events.exists(tx, event))) return null
      const mark = JSON.stringify([await feedSeq(tx, boardFeed(event)), await events.event(tx, event)])
      if (kept.get(event)?.mark === mark) return { mark, text: null }
      const { view } = await board.boardView(tx, event)
      const { speaking } = await board.settingsNow(tx, event)
      return { mark, text: board.writePtgDocument(view, { voiceNeeded: speaking === 'voice' }) }
    })
    if (now === null) return null
    const before = kept.get(event)
    if (now.text === null && before) return before.file
    const text = now.text ?? ''
    const file = { text, etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, ETAG_CHARS)}"` }
    const [oldest] = kept.keys()
    if (kept.size >= KEPT_MAX && !kept.has(event) && oldest !== undefined) kept.delete(oldest)
    kept.set(event, { mark: now.mark, file })
    return file
  })
}
