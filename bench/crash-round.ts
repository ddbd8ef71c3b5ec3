import postgres from 'postgres'
import type { Given, PreparedActivity, Tally } from '../src/contract/activity.schema.ts'
import { freshId } from '../src/contract/ids.ts'
import type { MeetingView } from '../src/contract/meeting.schema.ts'
import { joinEmbedded } from '../src/platform/embedded.ts'
import {
  checkAnswers,
  checkSeats,
  checkTallies,
  givenText,
  type Row,
  type SeatSeen,
  type Sent,
  unheardCommits,
  type Violation,
} from './crash-check.ts'
import { type Hall, type Person, sentBy, talliesHeard } from './crash-people.ts'
import { type CrashProgram, WAIT_MS_MAX } from './crash-program.ts'
import { pause } from './process.ts'

/** One round of the crash drill: open, answer, kill, start again, wait for everybody, close, show, check. */
export const KILLS = ['program', 'program and database', 'database, then program'] as const
export type Kill = (typeof KILLS)[number]

export interface Activity {
  readonly id: string
  readonly prepared: PreparedActivity
}

export interface Drill {
  readonly program: CrashProgram
  readonly owner: string
  readonly meeting: string
  readonly seat: string
  readonly people: readonly Person[]
  readonly hall: Hall
}

export interface RoundFigures {
  readonly round: number
  readonly kind: string
  readonly kill: Kill
  readonly killedAfterMs: number
  readonly sent: number
  readonly acknowledgedBefore: number
  /** Committed before the kill, but the acknowledgement was lost with it. */
  readonly unheard: number
  readonly sentAgain: number
  /** Null: the database was not taken from a program that ran on. */
  readonly outlivedDatabase: boolean | null
  readonly healthyMs: number
  /** From the kill until everybody was back and every answer acknowledged. */
  readonly backMs: number
  readonly violations: readonly Violation[]
}

const ANSWERING_MS = 1_000
const KILL_MS = { from: 50, to: 1_050 }
const WITHOUT_DATABASE_MS = { from: 100, to: 800 }
const WORDS_EACH = 2
const WORDS = 'sun sea wind rain snow hill lake road tree bird leaf stone'.split(' ')
const SEATS_SEEN_MAX = 50

export async function playRound(drill: Drill, round: number, activity: Activity, kill: Kill): Promise<[RoundFigures, Sent[]]> {
  const { program, people, hall } = drill
  await step(drill, 'waiting', 'open')
  const timers = askAll(people, activity)
  const openedAt = performance.now()
  await pause(between(KILL_MS))
  const outlivedDatabase = await takeDatabase(program, kill)
  const killedAtMs = Date.now()
  const killedAt = performance.now()
  await program.kill()
  if (kill === 'program and database') program.killDatabase()
  await allClosed(people)
  const killed = hall.start++
  const acknowledgedBefore = sentBy(people, killed).filter((one) => one.acknowledged === 'before the restart').length
  const healthyMs = await program.start()
  await Promise.all(timers)
  await program
    .until(() => people.every(isServed), 'everybody to be back with all answers acknowledged')
    .catch((error) => {
      throw new Error(`${error.message}: ${standing(people)}`)
    })
  const backMs = performance.now() - killedAt
  await step(drill, 'open', 'close')
  await step(drill, 'closed', 'results')
  const sent = sentBy(people, killed)
  const { rows, violations } = await check(drill, activity, sent)
  return [
    {
      round,
      kind: activity.prepared.kind,
      kill,
      killedAfterMs: killedAt - openedAt,
      sent: sent.length,
      acknowledgedBefore,
      unheard: unheardCommits(sent, rows, killedAtMs),
      sentAgain: people.flatMap((one) => one.asks).filter((ask) => ask.tries > 1).length,
      outlivedDatabase,
      healthyMs,
      backMs,
      violations,
    },
    sent,
  ]
}

/** The controls are left by a restart, so they are taken before each step. */
export async function step({ program, owner, meeting, seat }: Drill, from: string, name: string): Promise<void> {
  await program.call(owner, 'PUT', `/api/v1/meetings/${meeting}/controller`, { seat, force: true })
  await program.call(owner, 'POST', `/api/v1/meetings/${meeting}/steps`, { seat, step: name, from })
}

/** Everybody answers at a moment of their own. */
function askAll(people: readonly Person[], activity: Activity): Promise<void>[] {
  return people.flatMap((person) => {
    person.asks = []
    return givensOf(activity.prepared).map(async (given) => {
      await pause(Math.random() * ANSWERING_MS)
      person.answer(freshId<string>(Date.now()), activity.id, given)
    })
  })
}

function givensOf(prepared: PreparedActivity): Given[] {
  if (prepared.kind === 'poll') return [{ kind: 'poll', choices: [oneOf(prepared.choices).id] }]
  const first = Math.floor(Math.random() * WORDS.length)
  return Array.from({ length: WORDS_EACH }, (_, i) => ({ kind: 'cloud', word: WORDS[(first + i) % WORDS.length] ?? '' }))
}

/** Takes the database from the running program for a while. Returns whether that lived on; null where it was not taken. */
async function takeDatabase(program: CrashProgram, kill: Kill): Promise<boolean | null> {
  if (kill !== 'database, then program') return null
  program.killDatabase()
  await pause(between(WITHOUT_DATABASE_MS))
  return program.isRunning
}

/** What the dead program still had in its lines was heard when they have closed. */
async function allClosed(people: readonly Person[]): Promise<void> {
  for (const end = performance.now() + WAIT_MS_MAX; people.some((one) => one.isOpen); await pause(5)) {
    if (performance.now() > end) throw new Error('lines to the killed program stayed open')
  }
}

const isServed = (person: Person): boolean =>
  person.isBack && person.asks.every((ask) => ask.acknowledgedBy !== null || ask.refusal !== null)

function standing(people: readonly Person[]): string {
  const waiting = people.flatMap((one) => one.asks).filter((ask) => ask.acknowledgedBy === null && ask.refusal === null)
  return `${people.filter((one) => !one.isBack).length} people are not back, ${waiting.length} answers wait`
}

async function check(drill: Drill, activity: Activity, sent: readonly Sent[]): Promise<{ rows: Row[]; violations: Violation[] }> {
  const { program, people, owner, meeting } = drill
  const hasResults = ({ phase }: Person) => phase?.at === 'results' && phase.activity.id === activity.id
  await program.until(() => people.every(hasResults), 'everybody to hear the results')
  const { reply } = await program.call(owner, 'GET', `/api/v1/meetings/${meeting}/view`)
  const { phase } = (reply as { view: MeetingView }).view
  const shown: { where: string; tally: Tally | null }[] = [
    { where: 'the view', tally: phase.at === 'results' ? phase.tally : null },
    ...talliesHeard(people).map(({ person, tally }) => ({ where: `the page of ${person}`, tally })),
  ]
  const rows = (await rowsOf(program, meeting)).filter((row) => row.activity === activity.id)
  const refused = people.flatMap(({ name, asks }) =>
    asks.flatMap((ask): Violation[] =>
      ask.refusal ? [{ kind: 'never acknowledged', what: `answer ${ask.id} of ${name} was refused: ${ask.refusal}` }] : [],
    ),
  )
  const violations = [
    ...refused,
    ...checkAnswers(sent, rows),
    ...checkTallies(
      rows,
      shown.map((one) => ({ ...one, activity: activity.id })),
    ),
    ...checkSeats(sent, await seatsOf(drill)),
  ]
  return { rows, violations }
}

async function seatsOf({ program, people, meeting }: Drill): Promise<SeatSeen[]> {
  const some = people
    .map((person) => ({ person, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, SEATS_SEEN_MAX)
  return Promise.all(
    some.map(async ({ person }) => {
      const { reply } = await program.call(person.cookie, 'GET', `/api/v1/meetings/${meeting}/seat`)
      const seat = reply as { name: string; answers: { activity: string; given: unknown }[] }
      const answers = seat.answers.map(({ activity, given }) => ({ activity, given: givenText(given) }))
      return { person: person.name, name: seat.name, answers }
    }),
  )
}

/** All that is kept of a meeting's answers, read beside the program. An answer without a seat bears its person's number for a name. */
export async function rowsOf(program: CrashProgram, meeting: string): Promise<Row[]> {
  const embedded = await joinEmbedded(program.folder)
  if (!embedded) throw new Error('the embedded database does not run')
  const sql = postgres({ ...embedded.options, max: 1, onnotice: () => {} })
  try {
    const rows = await sql<{ id: string; person: string; activity: string; given: unknown; at: Date }[]>`
      select b.id, coalesce(p.name, b.person::text) as person, b.activity, b.given, b.at
      from meetings_answers b join meetings_activities a on a.id = b.activity
      left join meetings_participants p on p.meeting = a.meeting and p.person = b.person
      where a.meeting = ${meeting}`
    return rows.map(({ at, given, ...row }) => ({ ...row, given: givenText(given), atMs: at.getTime() }))
  } finally {
    await sql.end({ timeout: 5 })
  }
}

const between = ({ from, to }: { from: number; to: number }): number => from + Math.random() * (to - from)

function oneOf<T>(all: readonly T[]): T {
  return all[Math.floor(Math.random() * all.length)] as T
}
