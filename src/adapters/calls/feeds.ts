import type { ActivityId } from '../../contract/activity.schema.ts'
import type { Caller, FeedDoor } from '../../contract/doors.ts'
import { EventId, type MeetingId, MeetingId as MeetingIdSchema, PersonId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Scope } from '../../contract/scopes.ts'
import type { Part } from '../../contract/settings.schema.ts'
import * as board from '../../modules/board/index.ts'
import * as flags from '../../modules/flags/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { type Actor, system } from '../../modules/people/index.ts'
import { openBatch } from '../../platform/batch.ts'
import type { Db, ReadTx } from '../../platform/db.ts'
import { changesAfter, feedSeqs } from '../../platform/feeds.ts'
import type { Door } from './door.ts'
import { checkScope } from './keys.ts'
import { checkPart } from './parts.ts'

/** The one table from feed to permission and view. */
interface Opened {
  readonly part: Part
  readonly scope: Scope
  /** Why each of these may not follow it; null for whoever may. */
  permit(tx: ReadTx, all: readonly meetings.Onlooker[]): Promise<(Refusal | null)[]>
  view(tx: ReadTx): Promise<{ seq: number; view: unknown }>
}

/** For feeds that one person or a few follow: each is asked about by themselves. @param permit throws a refusal */
const each =
  (permit: (tx: ReadTx, actor: Actor, key: string | undefined) => Promise<unknown>): Opened['permit'] =>
  (tx, all) =>
    Promise.all(
      all.map(({ actor, key }) =>
        permit(tx, actor, key).then(
          () => null,
          (error) => {
            if (error instanceof Refusal) return error
            throw error
          },
        ),
      ),
    )

function open(feed: string): Opened {
  const event = EventId.safeParse(/^board:(.*)$/.exec(feed)?.[1])
  return event.success ? ofBoard(event.data) : { part: 'live', scope: 'meetings:read', ...ofMeetings(feed) }
}

const ofBoard = (event: EventId): Opened => ({
  part: 'event-day',
  scope: 'events:read',
  permit: each((tx) => board.maySeeBoard(tx, event)),
  view: (tx) => board.boardView(tx, event),
})

function ofMeetings(feed: string): Pick<Opened, 'permit' | 'view'> {
  const [, ofMeeting, desk, ofSeat] =
    /^meeting:([0-9a-f-]{36})(?:\/(console|flags|scores|review)|\/seat\/([0-9a-f-]{36}))?$/.exec(feed) ?? []
  const [, ofActivity, nth] = /^activity:([0-9a-f-]{36})\/(0|[1-9]\d{0,8})$/.exec(feed) ?? []
  if (!MeetingIdSchema.safeParse(ofMeeting ?? ofActivity).success) throw new Refusal('not-found', { path: 'feed' })
  if (ofActivity) {
    const [activity, opening] = [ofActivity as ActivityId, Number(nth)]
    return {
      permit: each((tx, actor, key) => meetings.tallyView(tx, actor, activity, { key, opening })),
      view: (tx) => meetings.tallyView(tx, system, activity, { opening }),
    }
  }
  const meeting = ofMeeting as MeetingId
  if (ofSeat) return ofOneSeat(meeting, ofSeat)
  const runs = each((tx, actor) => meetings.runs(tx, actor, meeting))
  if (desk === 'flags') return { permit: runs, view: (tx) => flags.flagsView(tx, system, meeting) }
  if (desk === 'scores') return { permit: runs, view: (tx) => meetings.scoresView(tx, system, meeting) }
  if (desk === 'review') return { permit: runs, view: (tx) => meetings.reviewView(tx, system, meeting) }
  if (desk) return { permit: runs, view: (tx) => meetings.consoleView(tx, system, meeting) }
  return {
    permit: (tx, all) => meetings.whyNotFollow(tx, meeting, all),
    view: (tx) => meetings.meetingView(tx, system, meeting),
  }
}

function ofOneSeat(meeting: MeetingId, text: string): Pick<Opened, 'permit' | 'view'> {
  const person = PersonId.safeParse(text)
  if (!person.success) throw new Refusal('not-found', { path: 'feed' })
  return {
    permit: each((tx, actor) => meetings.maySeeSeat(tx, actor, meeting, person.data)),
    view: (tx) => meetings.seatView(tx, meeting, person.data),
  }
}

interface Asking extends meetings.Onlooker {
  readonly feed: string
  readonly opened: Opened
}
const limits = { itemsMax: 2_000, waitingMax: 20_000 }

/** Feed by feed, each asked about once for all who ask. */
async function permitAll(tx: ReadTx, all: readonly Asking[]): Promise<(Refusal | null)[]> {
  const why = new Map<Asking, Refusal | null | undefined>()
  const byFeed = [...Map.groupBy(all, ({ feed }) => feed).values()]
  await Promise.all(
    byFeed.map(async (asked) => {
      const found = await asked[0]?.opened.permit(tx, asked)
      asked.forEach((one, i) => why.set(one, found?.[i]))
    }),
  )
  return all.map((one) => {
    const said = why.get(one)
    // Of whom nothing was said may not.
    return said === undefined ? new Refusal('not-allowed') : said
  })
}

/** Feeds as the socket needs them, over the database. */
export function makeFeedDoor(means: {
  readonly db: Db
  readonly actorOf: (caller: Caller) => Promise<Actor>
  readonly anew: Door['anew']
  readonly current: Door['current']
}): FeedDoor {
  const { db, actorOf } = means
  /** A hall that comes back at once is looked up together. */
  const asking = openBatch((all: Asking[]) => db.look((tx) => permitAll(tx, all)), limits)
  return {
    permit: async (caller, feed, key) => {
      const opened = open(feed)
      checkPart(means, opened.part)
      await checkScope({ actorOf, db }, caller, opened.scope)
      const actor = await actorOf(caller)
      const refusal = await asking.add({ feed, opened, actor, key })
      if (refusal) throw refusal
    },
    view: (feed) => db.read((tx) => open(feed).view(tx)),
    changesAfter: (feed, after, changesMax) => db.look((tx) => changesAfter(tx, feed, after, changesMax)),
    anew: means.anew,
    seqs: (feeds) => db.look((tx) => feedSeqs(tx, feeds)),
  }
}
