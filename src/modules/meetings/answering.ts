import type { ActivityId, AnswerId, Given } from '../../contract/activity.schema.ts'
import type { ConsoleChange, EventId, MeetingChange, MeetingId, PersonId, TallyChange } from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed, tallyFeed } from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Tx } from '../../platform/db.ts'
import { type Actor, idsOf, isBanned } from '../people/index.ts'
import * as answers from './answers.store.ts'
import { noOwnWords, type OwnWords } from './filter/index.ts'
import { type WordRules, wordRules } from './guarding.ts'
import { answersMax, countsIn, keep, mayCount, tallyNews } from './kinds/index.ts'
import { answeredElsewhere, asSeated } from './persons.ts'
import * as store from './store.ts'

/** Answers, taken in together, and the running count, told at our own pace. */

export interface GivenAnswer {
  readonly actor: Actor
  readonly id: AnswerId
  readonly activity: ActivityId
  readonly given: Given
}

/** `feed` is where the running count can be followed from now on; null when everybody's feed has it. */
export type Outcome =
  | {
      readonly counted: true
      readonly feed: string | null
      /** A word that a moderator looks at first. */
      readonly waiting?: true
    }
  | Refusal

interface Owner {
  readonly activity: ActivityId
  readonly person: PersonId
}

interface Round {
  readonly rows: ReadonlyMap<ActivityId, store.ActivityRow>
  /** Words each person has sent, by `activity/person`, those of this round included. */
  readonly sent: Map<string, number>
  /** Answers under further ids of whoever was merged, likewise. */
  readonly elsewhere: ReadonlyMap<string, number>
  /** The events of meetings where somebody answers who is banned in some. */
  readonly events: ReadonlyMap<MeetingId, EventId | null>
  /** Answers of this round that come before the next one of the same person, likewise. */
  readonly earlier: Map<string, number>
  /** Whose an id is: of words known before, and of what this round takes. */
  readonly owners: Map<AnswerId, Owner>
  readonly words: WordRules
}

/**
 * Takes answers in, one outcome each, in order. Only a participant may answer; only while the activity is open; a poll once, a cloud word by
 * word up to its limit. The same id from the same person is the same answer, and counted. Refusals: `not-joined`, `activity-not-open`,
 * `wrong-kind`, `unknown-choice`, `bad-input`, `already-answered`, `word-limit`, `word-unfit`, `muted`, `banned`, `conflict` for somebody else's id.
 * @param own the instance's own list of words
 * @param how `all new`: cheaper, and fails by `isTaken` when the database has one of them, or another one of the same person; nothing is taken in then
 */
export async function answer(
  tx: Tx,
  asked: readonly GivenAnswer[],
  own: OwnWords = noOwnWords,
  how: 'all new' | 'any' = 'any',
): Promise<Outcome[]> {
  const { round, given } = await prepareRound(tx, asked, own)
  const fresh: answers.NewAnswer[] = []
  const refused = given.map((one): Refusal | null => {
    if (round.owners.has(one.id)) return null
    const fit = check(tx, round, one)
    if (fit instanceof Refusal) return fit
    fresh.push(fit)
    return null
  })
  const added = fresh.length > 0 ? await answers.addAnswers(tx, fresh, how === 'all new') : new Set<AnswerId>()
  const missed = given.filter((one) => !added.has(one.id))
  const why = missed.length > 0 ? await reasons(tx, round, missed) : nothingMissed
  return given.map((one, i) => outcome(round, one, refused[i] ?? null, added.has(one.id), why))
}

async function prepareRound(
  tx: Tx,
  asked: readonly GivenAnswer[],
  own: OwnWords,
): Promise<{ round: Round; given: readonly GivenAnswer[] }> {
  const rows = new Map(
    (await store.activitiesById(tx, [...new Set(asked.map((one) => one.activity))], 'share')).map((row) => [row.id, row]),
  )
  const actors = await asSeated(
    tx,
    asked.map(({ actor, activity }) => ({ meeting: rows.get(activity)?.meeting ?? null, actor })),
  )
  const given = asked.map((one, i) => ({ ...one, actor: actors[i] ?? one.actor }))
  const round = await countsBefore(tx, rows, given)
  return {
    given,
    round: {
      ...round,
      elsewhere: await answeredElsewhere(tx, given),
      events: await eventsOfBanned(tx, rows, given),
      words: await wordRules(tx, wordsAmong(rows, given), own),
    },
  }
}

function wordsAmong(rows: Round['rows'], given: readonly GivenAnswer[]) {
  return given.flatMap(({ actor, activity, given: sent }) => {
    const row = rows.get(activity)
    const kept = row && countsIn(row.prepared) === 'words' ? keep(row.prepared, sent, 0) : null
    return row && kept && 'key' in kept ? [{ row, actor, key: kept.key }] : []
  })
}

/** The events of the meetings in which somebody answers who is banned somewhere. */
async function eventsOfBanned(tx: Tx, rows: Round['rows'], given: readonly GivenAnswer[]): Promise<Round['events']> {
  const banned = given.filter(({ actor }) => actor.kind === 'person' && actor.bannedIn)
  const meetings = new Set(banned.flatMap(({ activity }) => rows.get(activity)?.meeting ?? []))
  const found = await Promise.all([...meetings].map((id) => store.meeting(tx, id)))
  return new Map(found.flatMap((one) => (one ? [[one.id, one.event]] : [])))
}

async function countsBefore(
  tx: Tx,
  rows: Round['rows'],
  given: readonly GivenAnswer[],
): Promise<Omit<Round, 'elsewhere' | 'events' | 'words'>> {
  const round = { rows, sent: new Map<string, number>(), earlier: new Map<string, number>(), owners: new Map<AnswerId, Owner>() }
  const words = given.flatMap(({ actor, id, activity }) => {
    const row = rows.get(activity)
    return actor.kind === 'person' && row && countsIn(row.prepared) === 'words'
      ? [{ id, activity, person: actor.id, meeting: row.meeting }]
      : []
  })
  if (words.length === 0) return round
  // From here on nobody else counts the words of these persons, so that their limit holds on every node.
  await answers.holdSeats(tx, words)
  const ids = words.map((one) => one.id)
  return { ...round, sent: await answers.countsOf(tx, words), owners: await answers.ownersOf(tx, ids) }
}

/** What is to be kept of an answer seen for the first time, counted in with its round; or why it is not. */
function check(tx: Tx, round: Round, one: GivenAnswer): answers.NewAnswer | Refusal {
  const row = round.rows.get(one.activity)
  const person = one.actor.kind === 'person' ? one.actor.id : null
  if (!row || !person) return new Refusal('not-joined')
  if (row.state !== 'open' || (row.closesAt && row.closesAt <= tx.now)) return new Refusal('activity-not-open')
  if (round.events.has(row.meeting) && isBanned(one.actor, round.events.get(row.meeting) ?? null)) return new Refusal('banned')
  const kept = keep(row.prepared, one.given, tx.now.getTime() - (row.openedAt ?? tx.now).getTime())
  if ('refused' in kept) return new Refusal(kept.refused, { path: 'body' })
  const fault = round.words.faultOf(row, one.actor, kept)
  if (fault) return fault
  const many = countsIn(row.prepared) === 'words'
  const earlier = many ? wordsBefore(round, row, person) : 0
  if (earlier instanceof Refusal) return earlier
  // A second one from the same id is turned away by its key.
  if (!many && round.elsewhere.size > 0 && round.elsewhere.has(`${row.id}/${person}`)) return new Refusal('already-answered')
  round.owners.set(one.id, { activity: one.activity, person })
  return { id: one.id, meeting: row.meeting, activity: one.activity, person, opening: row.opening, given: kept, many, earlier }
}

/** Counts one more word of this person in: how many of this round come before it; or why there is no room for it. */
function wordsBefore(round: Round, { id, prepared }: store.ActivityRow, person: PersonId): number | Refusal {
  const key = `${id}/${person}`
  const max = answersMax(prepared)
  const sent = round.sent.get(key) ?? 0
  if (sent + (round.elsewhere.get(key) ?? 0) >= max) return new Refusal('word-limit', { hint: String(max) })
  const earlier = round.earlier.get(key) ?? 0
  round.sent.set(key, sent + 1)
  round.earlier.set(key, earlier + 1)
  return earlier
}

interface Reasons {
  readonly seats: ReadonlySet<string>
  readonly owners: ReadonlyMap<AnswerId, Owner>
}
const nothingMissed: Reasons = { seats: new Set(), owners: new Map() }

/** Why some answers did not get in; asked only when there are such. */
async function reasons(tx: Tx, round: Round, missed: readonly GivenAnswer[]): Promise<Reasons> {
  const seats = missed.flatMap((one) => {
    const meeting = round.rows.get(one.activity)?.meeting
    return meeting && one.actor.kind === 'person' ? [{ meeting, person: one.actor.id }] : []
  })
  const ids = missed.map((one) => one.id)
  return {
    seats: new Set((await answers.seatsAmong(tx, seats)).map((seat) => `${seat.meeting}/${seat.person}`)),
    owners: await answers.ownersOf(tx, ids),
  }
}

function outcome(round: Round, one: GivenAnswer, refused: Refusal | null, isNew: boolean, why: Reasons): Outcome {
  const row = round.rows.get(one.activity)
  const person = one.actor.kind === 'person' ? one.actor.id : null
  if (!row || !person) return new Refusal('not-joined')
  const owner = isNew ? round.owners.get(one.id) : why.owners.get(one.id)
  // An answer that was counted stays counted when it comes again, even after closing.
  if (owner && one.actor.kind === 'person' && idsOf(one.actor).includes(owner.person) && owner.activity === one.activity) {
    const { all, answerers } = mayCount(row.prepared)
    const kept = keep(row.prepared, one.given, 0)
    const waits = !('refused' in kept) && round.words.waits(row, kept)
    return { counted: true, feed: all || !answerers ? null : tallyFeed(row.id, row.opening), ...(waits && { waiting: true }) }
  }
  if (!isNew && !why.seats.has(`${row.meeting}/${person}`)) return new Refusal('not-joined')
  return refused ?? new Refusal(owner ? 'conflict' : 'already-answered')
}

/** Counts an open activity anew and tells who may see; says nothing when nothing moved. */
export async function publishTally(tx: Tx, id: ActivityId): Promise<void> {
  const [row] = await store.activitiesById(tx, [id], 'count')
  if (row?.state !== 'open') return
  const tally = await answers.countAnswers(tx, row)
  const news = tallyNews(row.tally, tally)
  if (!news || !('answered' in news)) return
  await store.setTally(tx, id, tally)
  const change = { kind: 'tally' as const, activity: id, opening: row.opening, tally: news }
  const { answered } = news
  const may = mayCount(row.prepared)
  if (may.all) tx.announce(meetingFeed(row.meeting), change satisfies MeetingChange)
  else if (!may.stage) {
    const told = { kind: 'answered', activity: id, opening: row.opening, answered } satisfies MeetingChange
    tx.announce(meetingFeed(row.meeting), told)
  }
  tx.announce(tallyFeed(id, row.opening), change satisfies TallyChange)
  tx.announce(consoleFeed(row.meeting), { kind: 'answered', activity: id, answered } satisfies ConsoleChange)
}

/** The open activities, to be counted anew after a start: their last count may not have been told. */
export const openActivities = (tx: Tx): Promise<ActivityId[]> => store.openActivities(tx)
