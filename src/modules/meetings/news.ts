import type { ActivityId } from '../../contract/activity.schema.ts'
import type { EventId, MeetingId, PhaseAt } from '../../contract/meeting.schema.ts'
import { type News, newsFeed } from '../../contract/news.ts'
import type { Tx } from '../../platform/db.ts'

/** A meeting that moves from one phase to the next, each with the activity in front of the audience and how often that was opened. */
export interface Move {
  readonly meeting: { readonly id: MeetingId; readonly event: EventId | null }
  readonly from: Standing
  readonly to: Standing
}
interface Standing {
  readonly at: PhaseAt
  readonly activity: ActivityId | null
  readonly opening: number | null
}

/** Tells programs elsewhere, if they wish to know, what this move means. */
export function announceMove(tx: Tx, { meeting: { id, event }, from, to }: Move): void {
  const at = tx.now.toISOString()
  const tell = (news: News) => tx.announce(newsFeed, news)
  const ofMeeting = { meeting: id, event }
  const of = ({ activity, opening }: Standing) => activity && { ...ofMeeting, activity, opening: opening ?? 0 }
  const [ran, runs] = [isRunning(from), isRunning(to)]
  if (!ran && runs) tell({ kind: 'meeting.started', at, data: ofMeeting })
  const closed = from.at === 'open' && of(from)
  if (closed) tell({ kind: 'activity.closed', at, data: closed })
  const now = of(to)
  if (now && to.at === 'open') tell({ kind: 'activity.opened', at, data: now })
  if (now && to.at === 'results' && from.at !== 'results') tell({ kind: 'result.shown', at, data: now })
  if (ran && !runs) tell({ kind: 'meeting.ended', at, data: ofMeeting })
}

/** Not yet begun, or over: then it does not run. */
const isRunning = ({ at }: Standing): boolean => at !== 'before' && at !== 'after'
