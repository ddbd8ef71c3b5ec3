import type { ActivityId } from '../../contract/activity.schema.ts'
import type { Caller, FeedDoor } from '../../contract/doors.ts'
import { type MeetingId, MeetingId as MeetingIdSchema } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { type Actor, system } from '../../modules/people/index.ts'
import type { Db, ReadTx } from '../../platform/db.ts'
import { changesAfter, feedSeqs } from '../../platform/feeds.ts'
import { checkScope } from './keys.ts'

/** The one table from feed to permission and view. */
interface Opened {
  permit(tx: ReadTx, actor: Actor, key: string | undefined): Promise<unknown>
  view(tx: ReadTx): Promise<{ seq: number; view: unknown }>
}

function open(feed: string): Opened {
  const [, kind, id = '', rest] = /^(meeting|activity):([0-9a-f-]{36})(\/console)?$/.exec(feed) ?? []
  if (!kind || (kind === 'activity' && rest) || !MeetingIdSchema.safeParse(id).success)
    throw new Refusal('not-found', { path: 'feed' })
  if (kind === 'activity') {
    const activity = id as ActivityId
    return {
      permit: (tx, actor, key) => meetings.tallyView(tx, actor, activity, key),
      view: (tx) => meetings.tallyView(tx, system, activity),
    }
  }
  const meeting = id as MeetingId
  if (rest)
    return { permit: (tx, actor) => meetings.runs(tx, actor, meeting), view: (tx) => meetings.consoleView(tx, system, meeting) }
  return {
    permit: (tx, actor, key) => meetings.maySeeMeeting(tx, actor, meeting, key),
    view: (tx) => meetings.meetingView(tx, system, meeting),
  }
}

/** Feeds as the socket needs them, over the database. */
export function makeFeedDoor(db: Db, actorOf: (caller: Caller) => Promise<Actor>): FeedDoor {
  return {
    permit: async (caller, feed, key) => {
      const opened = open(feed)
      await checkScope({ actorOf, db }, caller, 'meetings:read')
      const actor = await actorOf(caller)
      await db.read((tx) => opened.permit(tx, actor, key))
    },
    view: (feed) => db.read((tx) => open(feed).view(tx)),
    changesAfter: (feed, after, changesMax) => db.read((tx) => changesAfter(tx, feed, after, changesMax)),
    seqs: (feeds) => db.read((tx) => feedSeqs(tx, feeds)),
  }
}
