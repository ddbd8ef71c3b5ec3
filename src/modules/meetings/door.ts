import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Reply } from '../../contract/endpoints.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { Refusal, type RefusalCode } from '../../contract/refusal.ts'
import type { ReadTx } from '../../platform/db.ts'
import type { Actor } from '../people/index.ts'
import { isKey, runs } from './seeing.ts'
import * as store from './store.ts'

/**
 * Who may come in anew. A locked door takes nobody; a second code of four digits, which changes every minute, is asked of whoever comes from the
 * web: what a program has read off a picture of the stage is soon worth nothing. Those who sit here are asked for neither.
 */

const MINUTE_MS = 60_000
const DIGITS = 4

type Door = Pick<store.MeetingRow, 'id' | 'guard' | 'doorSecret'>

/** @param minute counted from 1970 */
export function secondCode({ id, doorSecret }: Pick<Door, 'id' | 'doorSecret'>, minute: number): string {
  const number = createHmac('sha256', doorSecret).update(`${id}/${minute}`).digest().readUInt32BE(0)
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0')
}

/** Why this door is shut to somebody new; null: it is open to them. The code of the minute before is good, too: typing takes time. */
export function shutTo(door: Door, second: string | undefined, now: Date): RefusalCode | null {
  if (door.guard.locked) return 'meeting-locked'
  if (!door.guard.secondCode) return null
  const minute = Math.floor(now.getTime() / MINUTE_MS)
  const typed = Buffer.from((second ?? '').normalize('NFKC').replace(/\s/gu, ''))
  const good = [minute, minute - 1].map((at) => Buffer.from(secondCode(door, at)))
  return good.some((one) => one.length === typed.length && timingSafeEqual(one, typed)) ? null : 'second-code-wrong'
}

/** The digits that are asked for now, for whoever runs the meeting and for its stage; null where none are. @throws Refusal `not-allowed`, `not-found` */
export async function doorCode(
  tx: ReadTx,
  actor: Actor,
  id: MeetingId,
  key: string | undefined,
  now: Date,
): Promise<Reply<'doorCode'>> {
  const known = await store.meeting(tx, id)
  const meeting = known && isKey(known, key) ? known : await runs(tx, actor, id)
  if (!meeting.guard.secondCode || meeting.guard.locked) return { digits: null, secondsLeft: null }
  const minute = Math.floor(now.getTime() / MINUTE_MS)
  return { digits: secondCode(meeting, minute), secondsLeft: Math.ceil(((minute + 1) * MINUTE_MS - now.getTime()) / 1_000) }
}

/** @throws Refusal `meeting-locked` */
export function mustNotBeLocked({ guard }: Pick<Door, 'guard'>): void {
  if (guard.locked) throw new Refusal('meeting-locked')
}
