import type { ActivityId, AnswerId, Given } from '../../contract/activity.schema.ts'
import type { ConsoleChange, MeetingChange, PersonId, TallyChange } from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed, tallyFeed } from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Tx } from '../../platform/db.ts'
import type { Actor } from '../people/index.ts'
import * as answers from './answers.store.ts'
import { keep, tallyIsForAll, tallyNews } from './rules.ts'
import * as store from './store.ts'

/** Answers, taken in together, and the running count, told at our own pace. */

export interface GivenAnswer {
  readonly actor: Actor
  readonly id: AnswerId
  readonly activity: ActivityId
  readonly given: Given
}

/** `feed` is where the running count can be followed from now on; null when everybody's feed has it. */
export type Outcome = { readonly counted: true; readonly feed: string | null } | Refusal

interface Round {
  readonly rows: ReadonlyMap<ActivityId, store.ActivityRow>
  readonly seats: ReadonlySet<string>
  readonly sent: ReadonlyMap<string, number>
}

/**
 * Takes answers in, one outcome each, in order. Only a participant may answer; only while the activity is open; a poll once, a cloud word by
 * word up to its limit. The same id from the same person is the same answer, and counted. Refusals: `not-joined`, `activity-not-open`,
 * `wrong-kind`, `unknown-choice`, `bad-input`, `already-answered`, `word-limit`, `conflict` for somebody else's id.
 */
export async function answer(tx: Tx, given: readonly GivenAnswer[]): Promise<Outcome[]> {
  const round = await prepareRound(tx, given)
  const fresh: answers.NewAnswer[] = []
  const words = new Map<string, number>()
  const checked = given.map((one): answers.NewAnswer | Refusal => {
    const key = one.actor.kind === 'person' ? `${one.activity}/${one.actor.id}` : ''
    const earlier = words.get(key) ?? 0
    const fit = check(tx, round, one, earlier)
    if (fit instanceof Refusal) return fit
    words.set(key, earlier + 1)
    const made = { ...fit, earlier }
    fresh.push(made)
    return made
  })
  const added = fresh.length > 0 ? await answers.addAnswers(tx, fresh) : new Set()
  const known = await answers.ownersOf(
    tx,
    given.filter((one) => !added.has(one.id)).map((one) => one.id),
  )
  return checked.map((one, i) => outcome(round, given[i] as GivenAnswer, one, added.has((given[i] as GivenAnswer).id), known))
}

async function prepareRound(tx: Tx, given: readonly GivenAnswer[]): Promise<Round> {
  const rows = new Map(
    (await store.activitiesById(tx, [...new Set(given.map((one) => one.activity))], 'share')).map((row) => [row.id, row]),
  )
  const pairs = given.flatMap((one) => (one.actor.kind === 'person' ? [{ activity: one.activity, person: one.actor.id }] : []))
  const seats = pairs.flatMap(({ activity, person }) => {
    const meeting = rows.get(activity)?.meeting
    return meeting ? [{ meeting, person }] : []
  })
  const clouds = pairs.filter((pair) => rows.get(pair.activity)?.prepared.kind === 'cloud')
  return {
    rows,
    seats: new Set((await answers.seatsAmong(tx, seats)).map((seat) => `${seat.meeting}/${seat.person}`)),
    sent: clouds.length > 0 ? await answers.countsOf(tx, clouds) : new Map(),
  }
}

function check(tx: Tx, round: Round, one: GivenAnswer, earlier: number): Omit<answers.NewAnswer, 'earlier'> | Refusal {
  const row = round.rows.get(one.activity)
  const person = one.actor.kind === 'person' ? one.actor.id : null
  if (!row || !person || !round.seats.has(`${row.meeting}/${person}`)) return new Refusal('not-joined')
  if (row.state !== 'open' || (row.closesAt && row.closesAt <= tx.now)) return new Refusal('activity-not-open')
  const kept = keep(row.prepared, one.given)
  if ('refused' in kept) return new Refusal(kept.refused, { path: 'body' })
  const sent = (round.sent.get(`${one.activity}/${person}`) ?? 0) + earlier
  if (row.prepared.kind === 'cloud' && sent >= row.prepared.wordsPerPersonMax) {
    return new Refusal('word-limit', { hint: String(row.prepared.wordsPerPersonMax) })
  }
  return { id: one.id, activity: one.activity, person, opening: row.opening, given: kept }
}

function outcome(
  round: Round,
  one: GivenAnswer,
  checked: answers.NewAnswer | Refusal,
  isNew: boolean,
  known: ReadonlyMap<AnswerId, { activity: ActivityId; person: PersonId }>,
): Outcome {
  const row = round.rows.get(one.activity)
  const owner = known.get(one.id)
  const own = owner && one.actor.kind === 'person' && owner.person === one.actor.id && owner.activity === one.activity
  // An answer that was counted stays counted when it comes again, even after closing.
  if (row && (isNew || own)) return { counted: true, feed: tallyIsForAll(row.prepared) ? null : tallyFeed(row.id) }
  if (checked instanceof Refusal) return checked
  return new Refusal(owner ? 'conflict' : 'already-answered')
}

/** Counts an open activity anew and tells who may see; says nothing when nothing moved. */
export async function publishTally(tx: Tx, id: ActivityId): Promise<void> {
  const [row] = await store.activitiesById(tx, [id], 'read')
  if (row?.state !== 'open') return
  const tally = await answers.countAnswers(tx, row)
  const news = tallyNews(row.tally, tally)
  if (!news || news.kind === 'text') return
  if (!(await store.setTallyWhileOpen(tx, id, row.opening, tally))) return
  const change = { kind: 'tally' as const, activity: id, opening: row.opening, tally: news }
  if (tallyIsForAll(row.prepared)) tx.announce(meetingFeed(row.meeting), change satisfies MeetingChange)
  else tx.announce(tallyFeed(id), change satisfies TallyChange)
  tx.announce(consoleFeed(row.meeting), { kind: 'answered', activity: id, answered: news.answered } satisfies ConsoleChange)
}

/** The open activities, to be counted anew after a start: their last count may not have been told. */
export const openActivities = (tx: Tx): Promise<ActivityId[]> => store.openActivities(tx)
