import { readFileSync } from 'node:fs'
import { EventId } from '../contract/meeting.schema.ts'
import * as board from '../modules/board/index.ts'
import * as events from '../modules/events/index.ts'
import { environment, readConfig } from '../platform/config.ts'
import { openLog } from '../platform/log.ts'
import { openBase } from './base.ts'
import { UsageRefusal } from './refusal.ts'
import type { TransferOptions } from './transfers.ts'

/** A ptgbot's document, given out. */

/** The event as everybody may see it. @throws UsageRefusal for an event that is none */
export async function exportPtgbot(name: string, { config: file }: TransferOptions): Promise<string> {
  const config = readConfig({ file, cwd: process.cwd(), env: environment() })
  const base = await openBase(config, openLog('warn'), 'beside')
  try {
    return await base.db.read(async (tx) => {
      const event = EventId.safeParse(name)
      if (!event.success || !(await events.exists(tx, event.data))) throw new UsageRefusal(`there is no event "${name}"`)
      const { view } = await board.boardView(tx, event.data)
      const { speaking } = await board.settingsNow(tx, event.data)
      return `${board.writePtgDocument(view, { voiceNeeded: speaking === 'voice' })}\n`
    })
  } finally {
    await base.close()
  }
}

/** The document of a file with the instants of its slots; what has none is told on standard error. @throws UsageRefusal */
export async function printRealtime(file: string, { date = '', zone = 'UTC' }: TransferOptions): Promise<string> {
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(`${date}T00:00Z`)))
    throw new UsageRefusal('--date must be the first day, such as 2026-11-26')
  checkZone(zone)
  try {
    const { text, notes } = board.addRealtime(readDocument(file), { date, timeZone: zone })
    for (const { path, says } of notes) process.stderr.write(`${path}: ${says}\n`)
    return `${text}\n`
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageRefusal(`${file}: is no JSON object`)
    throw error
  }
}

/** @throws UsageRefusal */
export function checkZone(zone: string): void {
  if (!events.isTimeZone(zone)) throw new UsageRefusal(`--zone: there is no time zone "${zone}"; one is Europe/Paris`)
}

/** @throws UsageRefusal for a file that cannot be read, or is larger than any such document */
export function readDocument(file: string): string {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageRefusal(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  if (text.length > board.PTG_CHARS_MAX) throw new UsageRefusal(`${file}: is longer than ${board.PTG_CHARS_MAX} characters`)
  return text
}
