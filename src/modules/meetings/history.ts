import { freshId } from '../../contract/ids.ts'
import { RUNS_PER_MEETING_MAX } from '../../contract/limits.ts'
import type { ConsoleChange, MeetingChange, MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed } from '../../contract/meeting.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { AnewPeople, KeptRun, RunId, RunNow, RunResults } from '../../contract/runs.schema.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import * as ledger from '../ledger/index.ts'
import { type Actor, announceAccess } from '../people/index.ts'
import { forgetAnswers } from './answers.store.ts'
import { publishHere } from './joining.ts'
import * as participants from './participants.store.ts'
import { sizeOf } from './results.store.ts'
import { asResult, type Found, gather } from './results.ts'
import { publishQueueOf } from './reviewing.ts'
import * as history from './runs.store.ts'
import { pointsMoved } from './scoreboard.ts'
import { award, bookOf } from './scoring.ts'
import { consoleActivity, runs } from './seeing.ts'
import * as store from './store.ts'

/**
 * What was: a meeting that has ended can begin anew, and what came out is put by as a run, apart from everything that can still change. Names in it are
 * forgotten like those of seats.
 */

const cardOf = ({ id, title, beganAt, endedAt, keptAt, people, answers }: history.RunRow): KeptRun => ({
  id,
  title,
  beganAt: beganAt?.toISOString() ?? null,
  endedAt: endedAt?.toISOString() ?? null,
  keptAt: keptAt.toISOString(),
  people,
  answers,
})

/** A page of earlier runs, latest first, and the one that is in the rows. @throws Refusal `not-allowed`, `not-found` */
export async function runList(
  tx: ReadTx,
  actor: Actor,
  id: MeetingId,
  page: Page<RunId>,
): Promise<{ now: RunNow; runs: KeptRun[]; next: RunId | null }> {
  const meeting = await runs(tx, actor, id)
  if (page.after && (await history.runById(tx, page.after))?.meeting !== id)
    throw new Refusal('not-found', { path: 'params.after' })
  const { rows, next } = pageOf(await history.runsOf(tx, id, page.after ?? null, rowsToAsk(page)), page)
  const endedAt = meeting.at === 'after' ? (meeting.endedAt?.toISOString() ?? null) : null
  const now = { beganAt: meeting.beganAt?.toISOString() ?? null, endedAt, ...(await sizeOf(tx, id)) }
  return { now, runs: rows.map(cardOf), next }
}

/** An earlier run with what came out. @throws Refusal `not-allowed`, `not-found` */
export async function runResults(tx: ReadTx, actor: Actor, id: MeetingId, run: RunId): Promise<RunResults> {
  const { event } = await runs(tx, actor, id)
  const row = await history.runById(tx, run)
  if (row?.meeting !== id) throw new Refusal('not-found', { path: 'params.run' })
  return {
    run: cardOf(row),
    meeting: { id, event, title: row.title },
    activities: await history.activitiesOf(tx, run),
    participants: (await history.seatsOfRun(tx, run)).map(asResult),
  }
}

/** Deletes an earlier run; deleting none changes nothing. @throws Refusal `not-allowed`, `not-found` */
export async function deleteRun(tx: Tx, actor: Actor, id: MeetingId, run: RunId): Promise<void> {
  await runs(tx, actor, id, 'alone')
  const row = await history.runById(tx, run)
  if (row && row.meeting !== id) throw new Refusal('not-found', { path: 'params.run' })
  if (await history.deleteRun(tx, id, run)) await tellRuns(tx, id)
}

/** Something is about to be forgotten: where the meeting has ended since, what it was is put by first. @throws Refusal `too-many` */
export async function keepEnded(tx: Tx, actor: Actor, id: MeetingId, foundNow: () => Promise<Found>): Promise<void> {
  const meeting = await runs(tx, actor, id, 'alone')
  if (!meeting.endedAt || meeting.kept || (await sizeOf(tx, id)).answers === 0) return
  await keep(tx, meeting, freshId<RunId>(tx.now.getTime()), await foundNow())
  await history.setKept(tx, id)
}

async function keep(tx: Tx, meeting: store.MeetingRow, run: RunId, found: Found): Promise<void> {
  const { id, title, beganAt, endedAt } = meeting
  if ((await history.countOf(tx, id)) >= RUNS_PER_MEETING_MAX)
    throw new Refusal('too-many', { hint: String(RUNS_PER_MEETING_MAX) })
  const { activities, seats } = await gather(tx, id, found)
  const row = { id: run, meeting: id, title, beganAt, endedAt, ...(await sizeOf(tx, id)) }
  if (!(await history.addRun(tx, row, activities, seats))) throw new Refusal('conflict', { path: 'params.run' })
  await tellRuns(tx, id)
}

async function tellRuns(tx: Tx, id: MeetingId): Promise<void> {
  tx.announce(consoleFeed(id), { kind: 'runs', runs: await history.countOf(tx, id) } satisfies ConsoleChange)
}

/**
 * Begins a meeting anew that has ended: what was is put by as this run; nothing is answered or done any more, and points go back to the pot in the
 * ledger, also those of people who sit there no more. Asked again with the same id nothing changes, and the answer is false.
 * @throws Refusal `not-in-this-phase` where it has not ended, `too-many` for runs, `conflict` where the id is another run's (`params.run`) or the
 * code opens another meeting meanwhile (`code`)
 */
export async function beginAnew(
  tx: Tx,
  actor: Actor,
  id: MeetingId,
  run: RunId,
  how: { readonly people: AnewPeople; readonly foundNow: () => Promise<Found> },
): Promise<boolean> {
  const meeting = await runs(tx, actor, id, 'alone')
  const known = await history.runById(tx, run)
  if (known && known.meeting !== id) throw new Refusal('conflict', { path: 'params.run' })
  if (known) return false
  if (meeting.at !== 'after') throw new Refusal('not-in-this-phase', { hint: meeting.at })
  if (await store.codeTaken(tx, meeting.code, id)) throw new Refusal('conflict', { path: 'code' })
  // Rounds of answers that are under way end first.
  await participants.holdActivities(tx, id)
  await keep(tx, meeting, run, await how.foundNow())
  await takeBackAll(tx, meeting, run)
  await resetAll(tx, id)
  await history.setAnew(tx, id)
  if (how.people === 'leave') await sendAway(tx, id)
  tx.announce(meetingFeed(id), { kind: 'phase', phase: { at: 'before' } } satisfies MeetingChange)
  tx.announce(consoleFeed(id), { kind: 'phase', at: 'before', activity: null, opening: null } satisfies ConsoleChange)
  await publishQueueOf(tx, id)
  await pointsMoved(tx, id)
  return true
}

const STANDINGS_AT_ONCE = 1_000

/** Whoever has points in this book gives them back, in a transfer that says for which run. */
async function takeBackAll(tx: Tx, meeting: store.MeetingRow, run: RunId): Promise<void> {
  for (;;) {
    const found = await ledger.standings(tx, bookOf(meeting.id), STANDINGS_AT_ONCE)
    const due = found.filter(({ points }) => points > 0)
    if (due.length === 0) return
    const back = due.map(({ owner, points }) => ({ key: `${run}:${owner}`, person: owner as PersonId, points: -points }))
    await award(tx, meeting, back, 'anew')
  }
}

async function resetAll(tx: Tx, id: MeetingId): Promise<void> {
  for (const row of await store.activities(tx, id)) {
    await forgetAnswers(tx, row.id)
    if (row.opening === 0 && !row.done && row.tally === null) continue
    await store.setReset(tx, row.id)
    const [now] = await store.activitiesById(tx, [row.id], 'read')
    if (now) tx.announce(consoleFeed(id), { kind: 'activity', activity: consoleActivity(now) } satisfies ConsoleChange)
  }
}

const PERSONS_TOLD_AT_ONCE = 500

/** All seats are free again; who sat there hears of it at once. */
async function sendAway(tx: Tx, id: MeetingId): Promise<void> {
  const persons = await participants.dropAllSeats(tx, id)
  for (let from = 0; from < persons.length; from += PERSONS_TOLD_AT_ONCE)
    announceAccess(tx, ...persons.slice(from, from + PERSONS_TOLD_AT_ONCE).map((person) => ({ id: person })))
  await publishHere(tx, id)
}
