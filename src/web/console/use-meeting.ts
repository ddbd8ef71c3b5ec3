import type { Tally } from '../../contract/activity.schema.ts'
import type {
  ConsoleChange,
  ConsoleView,
  MeetingChange,
  MeetingId,
  MeetingView,
  TallyChange,
  TallyView,
} from '../../contract/meeting.schema.ts'
import {
  applyConsoleChange,
  applyMeetingChange,
  applyTallyChange,
  consoleFeed,
  meetingFeed,
  tallyFeed,
} from '../../contract/meeting.ts'
import { useFeed } from '../lib/use-feed.ts'
import { type Connection, pageSocket } from './door.ts'

/** What every face of a meeting draws from. */
export interface Followed {
  readonly view: ConsoleView
  /** What the audience has; null until it is heard. */
  readonly audience: MeetingView | null
  readonly tally: Tally | null
  readonly connection: Connection
  readonly aheadMs: number
}

/** Follows everything about one meeting; 'gone' where there is none, or none for us. */
export function useMeeting(id: MeetingId): Followed | 'gone' | 'loading' {
  const socket = pageSocket()
  const own = useFeed<ConsoleView, ConsoleChange>(socket, consoleFeed(id), applyConsoleChange)
  const audience = useFeed<MeetingView, MeetingChange>(socket, meetingFeed(id), applyMeetingChange)
  const view = own.view.value
  const activity = view?.activity ?? null
  const opening = view?.opening ?? 0
  const tally = useFeed<TallyView, TallyChange>(socket, activity && tallyFeed(activity, opening), applyTallyChange)
  if (!view) return own.refusal.value ? 'gone' : 'loading'
  const counted = tally.view.value
  return {
    view,
    audience: audience.view.value,
    tally: counted?.activity === activity ? counted.tally : null,
    connection: socket.status.value,
    aheadMs: socket.clockOffsetMs.value,
  }
}

/** When what is open closes by itself, for a countdown. */
export function closingOf({ audience, aheadMs }: Pick<Followed, 'audience' | 'aheadMs'>) {
  const closesAt = audience?.phase.at === 'open' && audience.phase.closesAt
  return closesAt ? { untilMs: Date.parse(closesAt), aheadMs } : null
}
