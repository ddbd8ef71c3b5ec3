import { isDeepStrictEqual } from 'node:util'
import type { ActivityId } from '../../contract/activity.schema.ts'
import type { Body } from '../../contract/endpoints.ts'
import { WORDS_REFUSED_SHOWN_MAX, WORDS_WAITING_SHOWN_MAX } from '../../contract/limits.ts'
import type { ConsoleChange, MeetingChange, MeetingId, TallyChange } from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed, tallyFeed } from '../../contract/meeting.ts'
import type { ReviewChange, ReviewView } from '../../contract/order.schema.ts'
import { reviewFeed } from '../../contract/order.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { feedSeq } from '../../platform/feeds.ts'
import type { Actor } from '../people/index.ts'
import { publishTally } from './answering.ts'
import { countAnswers } from './answers.store.ts'
import * as guard from './guard.store.ts'
import { tallyNews } from './kinds/index.ts'
import { foldName } from './rules.ts'
import { type At, phaseOf, runs } from './seeing.ts'
import * as store from './store.ts'

/** Words that moderators look at before, or after, the wall shows them. Rows decide: the queue is made from them, and told at our own pace. */

type Queue = Omit<ReviewView, 'id'>
const emptyQueue: Queue = { waiting: [], all: 0, refused: [] }

/**
 * Lets words through or refuses them, in any spelling. Words that nobody sent are left out; two moderators who decide at once are one decision,
 * the later one where they differ. @throws Refusal `not-allowed`, `not-found`
 */
export async function judgeWords(tx: Tx, actor: Actor, id: MeetingId, { verdict, words }: Body<'judgeWords'>): Promise<void> {
  await runs(tx, actor, id)
  const own = new Set((await store.activities(tx, id)).map((row) => row.id))
  const judged = words.flatMap(({ activity, word }) => (own.has(activity) ? [{ activity, key: foldName(word) }] : []))
  // While we decide, no count is told that knows nothing of it.
  await store.activitiesById(tx, [...new Set(judged.map(({ activity }) => activity))], 'count')
  await recount(tx, id, await guard.setVerdicts(tx, judged, verdict))
  await publishQueueOf(tx, id)
}

/** When a meeting begins or ends to look at words first, those that stand and those that wait are let through. */
export async function reviewChanged(tx: Tx, id: MeetingId): Promise<void> {
  await guard.approveAll(tx, id)
  await recount(
    tx,
    id,
    (await store.activities(tx, id)).map((row) => row.id),
  )
  await publishQueueOf(tx, id)
}

/** Counts these activities anew, and tells whoever sees them: a count that was shown is mended, too. */
export async function recount(tx: Tx, id: MeetingId, activities: readonly ActivityId[]): Promise<void> {
  let isShown = false
  for (const row of await store.activitiesById(tx, activities, 'count')) {
    if (row.state === 'open') await publishTally(tx, row.id)
    else if (row.tally) isShown = (await mend(tx, row)) || isShown
  }
  const meeting = isShown ? await store.meeting(tx, id) : null
  if (meeting?.activity && activities.includes(meeting.activity) && (meeting.at === 'closed' || meeting.at === 'results'))
    tx.announce(meetingFeed(id), { kind: 'phase', phase: await phaseOf(tx, meeting) } satisfies MeetingChange)
}

/** True: it had another count. */
async function mend(tx: Tx, row: store.ActivityRow): Promise<boolean> {
  const tally = await countAnswers(tx, row)
  const news = tallyNews(row.tally, tally)
  if (!news || !('answered' in news)) return false
  const { id, meeting, opening } = row
  await store.setTally(tx, id, tally)
  tx.announce(tallyFeed(id, opening), { kind: 'tally', activity: id, opening, tally: news } satisfies TallyChange)
  tx.announce(consoleFeed(meeting), { kind: 'answered', activity: id, answered: news.answered } satisfies ConsoleChange)
  return true
}

/** Tells moderators what waits in the meeting of an activity, where that has changed. */
export async function publishQueue(tx: Tx, activity: ActivityId): Promise<void> {
  const [row] = await store.activitiesById(tx, [activity], 'read')
  const meeting = row && (await store.meeting(tx, row.meeting))
  if (meeting?.guard.review) await publishQueueOf(tx, meeting.id)
}

export async function publishQueueOf(tx: Tx, id: MeetingId): Promise<void> {
  const before = (await guard.holdQueue(tx, id)) ?? emptyQueue
  const queue = await queueNow(tx, id)
  if (isDeepStrictEqual(queue, before)) return
  await guard.setQueue(tx, id, queue)
  tx.announce(reviewFeed(id), { kind: 'queue', ...queue } satisfies ReviewChange)
}

async function queueNow(tx: ReadTx, id: MeetingId): Promise<Queue> {
  const meeting = await store.meeting(tx, id)
  const waiting = meeting?.guard.review ? await guard.waitingWords(tx, id, WORDS_WAITING_SHOWN_MAX) : []
  return {
    waiting: waiting.map(({ activity, word, count, at }) => ({ activity, word, count, at: at.toISOString() })),
    all: waiting[0]?.all ?? 0,
    refused: await guard.refusedWords(tx, id, WORDS_REFUSED_SHOWN_MAX),
  }
}

/** As its followers have it. @throws Refusal `not-allowed`, `not-found` */
export async function reviewView(tx: ReadTx, actor: Actor, id: MeetingId): Promise<At<ReviewView>> {
  await runs(tx, actor, id)
  const queue = ((await guard.queueOf(tx, id)) as Queue | null) ?? emptyQueue
  return { seq: await feedSeq(tx, reviewFeed(id)), view: { id, ...queue } }
}
