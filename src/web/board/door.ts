import type { BoardView } from '../../contract/board.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { Session, SessionId } from '../../contract/schedule.schema.ts'
import { CallRefusal } from '../lib/api.ts'
import { early } from './start.ts'
import type { Released } from './use-schedule.ts'

/** What these pages ask of the server. */
async function get(path: string, before?: Promise<Response | null> | null): Promise<unknown> {
  const response = await (before ?? fetch(`/api/v1${path}`).catch(() => null))
  if (!response) throw new CallRefusal('offline')
  const told = await response.json()
  if (!response.ok) throw new CallRefusal(told.code, told.title)
  return told
}
let earlySchedule = early?.schedule
export const firstBoard = async (event: EventId): Promise<BoardView> =>
  ((await get(`/events/${event}/board`, early?.board)) as { view: BoardView }).view
export const askBoard = async (event: EventId): Promise<BoardView> =>
  ((await get(`/events/${event}/board`)) as { view: BoardView }).view
export const askSchedule = async (event: EventId): Promise<Released> => {
  const before = earlySchedule
  earlySchedule = null
  return (await get(`/events/${event}/schedule`, before)) as Released
}
export const askSession = async (event: EventId, id: SessionId): Promise<Session | null> =>
  (await get(`/events/${event}/sessions/${id}`)) as Session
