import { SCHEDULE_BYTES_MAX } from '../../contract/limits.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Programme } from '../../contract/schedule-programme.ts'
import { isRecord, record } from './clean.ts'
import { readDaysJson } from './days-json.ts'
import { readFrabJson } from './frab-json.ts'
import { unfit } from './notes.ts'
import { readPretalx } from './pretalx-json.ts'
import { readXml } from './xml.ts'

/**
 * A programme, from the bytes of a file: what it is, it says itself. Pure. Tolerant in what it can leave out, with a word on each; strict in what would
 * make it another programme: a file that is cut, or that is not what it says.
 * @param timeZone of the event, for clocks that say no zone
 * @throws Refusal `programme-unfit`, `too-large`
 */
export function readProgramme(bytes: Uint8Array, timeZone: string): Programme {
  if (bytes.length > SCHEDULE_BYTES_MAX) throw new Refusal('too-large', { hint: String(SCHEDULE_BYTES_MAX) })
  const text = decoded(bytes)
  const programme = /^\s*</.test(text) ? readXml(text, timeZone) : readJson(text, timeZone)
  if (programme.sessions.length === 0)
    throw unfit(programme.skipped[0] ? `none of its sessions can be read: ${programme.skipped[0].why}` : 'it has no sessions')
  return programme
}

/** By its byte-order mark, else as its first line says, else UTF-8. */
function decoded(bytes: Uint8Array): string {
  const [first, second] = bytes
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const [, named = 'utf-8'] = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w-]{1,40})["']/i.exec(head) ?? []
  const label = first === 0xfe && second === 0xff ? 'utf-16be' : first === 0xff && second === 0xfe ? 'utf-16le' : named
  try {
    return new TextDecoder(label, { fatal: label === 'utf-8' }).decode(bytes)
  } catch {
    throw unfit(label === 'utf-8' ? 'it is no text in UTF-8' : `it is written in ${label}, which is not known`)
  }
}

const DEPTH_MAX = 60

function readJson(text: string, timeZone: string): Programme {
  if (depthOf(text) > DEPTH_MAX) throw unfit('it is nested too deeply')
  let whole: unknown
  try {
    whole = JSON.parse(text)
  } catch {
    throw unfit('it is neither JSON nor XML, or not whole')
  }
  const schedule = isRecord(whole) ? record(whole.schedule) : {}
  if (isRecord(schedule.conference)) return readFrabJson(schedule, timeZone)
  if (isRecord(whole) && isRecord(whole.conference) && 'days' in whole.conference) return readFrabJson(whole, timeZone)
  if (isRecord(whole) && isRecord(whole.days)) return readDaysJson(whole, timeZone)
  if (typeof whole !== 'object' || whole === null) throw unfit('it is JSON, but no programme')
  return readPretalx(whole, timeZone)
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c]
const opening = new Set([0x5b, 0x7b])
const closing = new Set([0x5d, 0x7d])

/** How deep brackets stand in one another, without reading it: whoever reads first has to hold it all. */
function depthOf(text: string): number {
  let [depth, most, isQuoted] = [0, 0, false]
  for (let i = 0; i < text.length && most <= DEPTH_MAX; i++) {
    const sign = text.charCodeAt(i)
    if (sign === QUOTE) isQuoted = !isQuoted
    else if (isQuoted) i += sign === BACKSLASH ? 1 : 0
    else if (opening.has(sign)) most = Math.max(most, ++depth)
    else if (closing.has(sign)) depth--
  }
  return most
}
