import type { BoardView } from '../../contract/board.schema.ts'
import type { MeetingCard } from '../../contract/cards.schema.ts'
import type { Reply } from '../../contract/endpoints.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { Session, SessionId } from '../../contract/schedule.schema.ts'
import { api, type Call, makeApi, refusalOf } from '../lib/api.ts'
import { pageClock } from '../lib/clock.ts'
import { early } from './start.ts'

/** What these pages ask of the server. */

/** An answer that is on its way already, read as any other. */
const readEarly = (answer: Promise<Response | null>): Call =>
  makeApi({
    fetch: async () => (await answer) ?? Promise.reject(new TypeError('no answer')),
    clock: pageClock,
    nowMs: () => Date.now(),
  })

export const askBoard = async (event: EventId, call: Call = api): Promise<BoardView> => (await call('board', { event })).view

/** The board that the start script asked for. It may be refused before the page is drawn and listens: that is no fault. */
export function firstBoard(event: EventId): Promise<BoardView> {
  const board = askBoard(event, early ? readEarly(early.board) : api)
  const asked = Promise.all([board, earlyMeetings(event)]).then(([view]) => view)
  asked.catch(() => {})
  return asked
}

let meetings: readonly MeetingCard[] = []

/** The event's running meetings as far as they are known already: they stand above the rest, which would jump if they came later. */
export const meetingsSoFar = (): readonly MeetingCard[] => meetings

export async function askMeetings(event: EventId, call: Call = api): Promise<readonly MeetingCard[]> {
  meetings = (await call('event', { event })).meetings
  return meetings
}

const earlyMeetings = async (event: EventId): Promise<unknown> =>
  early?.about && askMeetings(event, readEarly(early.about)).catch(() => null)

let earlySchedule = early?.schedule ?? null

/** The schedule of this release; what the start script asked for serves where it is that one. */
export async function askSchedule(event: EventId, version: number): Promise<Reply<'schedule'>> {
  const before = earlySchedule
  earlySchedule = null
  const found = before && (await readEarly(before)('schedule', { event }).catch(() => null))
  return found?.version?.n === version ? found : api('schedule', { event })
}

/** Null: it is no longer part of the schedule. */
export async function askSession(event: EventId, session: SessionId): Promise<Session | null> {
  try {
    return await api('session', { event, session })
  } catch (error) {
    if (refusalOf(error).code === 'not-found') return null
    throw error
  }
}
