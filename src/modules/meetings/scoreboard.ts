import { isDeepStrictEqual } from 'node:util'
import { SCORES_LIVE_MAX } from '../../contract/limits.ts'
import type { MeetingChange, MeetingId } from '../../contract/meeting.schema.ts'
import { meetingFeed } from '../../contract/meeting.ts'
import type { ScoresChange, ScoresView, ToldScore } from '../../contract/scores.schema.ts'
import { rankedScores, scoresFeed } from '../../contract/scores.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { feedSeq } from '../../platform/feeds.ts'
import { type Actor, networksOf } from '../people/index.ts'
import * as scores from './scores.store.ts'
import { type At, phaseOf, runs } from './seeing.ts'
import { meeting as meetingRow } from './store.ts'

/** Who has how many points, as organizers follow it, and as everybody sees it while the scoreboard is shown. */

/** The scoreboard for organizers, as they were last told. @throws Refusal `not-allowed`, `not-found` */
export async function scoresView(tx: ReadTx, actor: Actor, id: MeetingId): Promise<At<ScoresView>> {
  await runs(tx, actor, id)
  const { people, rows } = await scores.told(tx, id)
  return { seq: await feedSeq(tx, scoresFeed(id)), view: { meeting: id, people, rows: rankedScores(rows) } }
}

/** Reads all anew, as somebody asked for, and tells organizers what differs. @throws Refusal `not-allowed`, `not-found` */
export async function countScores(tx: Tx, actor: Actor, id: MeetingId): Promise<void> {
  await runs(tx, actor, id)
  await tellOrganizers(tx, id)
}

/**
 * Tells where points or names stand now: organizers always, everybody while the scoreboard is shown. To be called by whatever moved them, in its
 * transaction and behind it; called too often it tells nothing.
 */
export async function publishScores(tx: Tx, id: MeetingId): Promise<void> {
  await tellOrganizers(tx, id)
  const row = await meetingRow(tx, id)
  if (row?.at !== 'scoreboard') return
  tx.announce(meetingFeed(id), { kind: 'phase', phase: await phaseOf(tx, row) } satisfies MeetingChange)
}

/** Points of many moved at once: every phone looks again, and the scoreboards follow. */
export async function pointsMoved(tx: Tx, id: MeetingId): Promise<void> {
  const scored = await scores.addScored(tx, id)
  tx.announce(meetingFeed(id), { kind: 'scored', scored } satisfies MeetingChange)
  await publishScores(tx, id)
}

async function tellOrganizers(tx: Tx, id: MeetingId): Promise<void> {
  const before = await scores.holdTold(tx, id)
  const now = await read(tx, id)
  const known = new Map(before.rows.map((row) => [row.person, row]))
  const left = new Set(now.rows.map(({ person }) => person))
  const rows = now.rows.filter((row) => !isDeepStrictEqual(known.get(row.person), row))
  const gone = before.rows.flatMap(({ person }) => (left.has(person) ? [] : [person]))
  if (rows.length === 0 && gone.length === 0 && before.people === now.people) return
  await scores.setTold(tx, id, now)
  tx.announce(scoresFeed(id), { kind: 'scores', people: now.people, rows, gone } satisfies ScoresChange)
}

async function read(tx: Tx, id: MeetingId): Promise<scores.Told> {
  const found = await scores.leaders(tx, id, SCORES_LIVE_MAX)
  const networks = await networksOf(
    tx,
    found.map(({ person }) => person),
  )
  const rows = found.map((row): ToldScore => ({ ...row, networks: networks.get(row.person) ?? [] }))
  return { people: await scores.seatsIn(tx, id), rows }
}
