import type { ActivityId } from '../../contract/activity.schema.ts'
import type { Body } from '../../contract/endpoints.ts'
import { TIMER_SECONDS_MAX } from '../../contract/limits.ts'
import type {
  ConsoleChange,
  Controller,
  MeetingChange,
  MeetingId,
  PhaseAt,
  SeatId,
  TallyChange,
} from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed, type Step, tallyFeed } from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Job, Tx } from '../../platform/db.ts'
import { type Actor, system } from '../people/index.ts'
import * as answers from './answers.store.ts'
import * as bindings from './channels.store.ts'
import { sameTally } from './kinds/index.ts'
import { announceMove } from './news.ts'
import { decide } from './rules.ts'
import { pointsMoved } from './scoreboard.ts'
import { bookQuiz, unbook } from './scoring.ts'
import { consoleActivity, phaseOf, runs } from './seeing.ts'
import * as store from './store.ts'

/** Who steers, and the steps. One seat has the controls at a time; the others read along. */

/** How long a seat keeps the controls without a sign of life. */
export const CONTROL_MS = 20_000

/**
 * Takes the controls, or keeps them. A seat that fell silent, or left, loses them to whoever asks next.
 * @throws Refusal `not-controller` while another seat steers, unless `force`
 */
export async function takeControl(tx: Tx, actor: Actor, id: MeetingId, seat: SeatId, force: boolean): Promise<Controller> {
  const meeting = await runs(tx, actor, id, 'alone')
  if (isHeld(tx, meeting) && !isOwn(meeting, actor, seat) && !force)
    throw new Refusal('not-controller', { hint: meeting.controllerName ?? '' })
  const controller = { seat, name: actor.kind === 'person' ? actor.name : '' }
  await store.setController(
    tx,
    id,
    seat,
    { person: personOf(actor), name: controller.name },
    new Date(tx.now.getTime() + CONTROL_MS),
  )
  if (meeting.controller !== seat || meeting.controllerName !== controller.name)
    tx.announce(consoleFeed(id), { kind: 'controller', controller } satisfies ConsoleChange)
  return controller
}

const personOf = (actor: Actor) => (actor.kind === 'person' ? actor.id : null)

const isHeld = (tx: Tx, meeting: store.MeetingRow): boolean =>
  meeting.controller !== null && meeting.controllerUntil !== null && meeting.controllerUntil > tx.now

/** The seat alone would not do: everybody who reads along sees it. */
const isOwn = (meeting: store.MeetingRow, actor: Actor, seat: SeatId): boolean =>
  meeting.controller === seat && meeting.controllerPerson === personOf(actor)

/** Leaves the controls, if this seat has them. */
export async function leaveControl(tx: Tx, actor: Actor, id: MeetingId, seat: SeatId): Promise<void> {
  const meeting = await runs(tx, actor, id, 'alone')
  if (isOwn(meeting, actor, seat)) await clearControl(tx, id)
}

/** Clears the marks of seats that fell silent; with `all`, every mark, as after the start of the only node. */
export async function clearSilentControllers(tx: Tx, all: boolean): Promise<void> {
  for (const id of await store.controlled(tx, all ? null : tx.now)) await clearControl(tx, id)
}

/** Nobody steers any more; everybody who reads along is told. */
export async function clearControl(tx: Tx, id: MeetingId): Promise<void> {
  await store.setController(tx, id, null, { person: null, name: null }, null)
  tx.announce(consoleFeed(id), { kind: 'controller', controller: null } satisfies ConsoleChange)
}

/**
 * Takes one step from the phase the organizer saw. Pressed twice, the second press finds the meeting moved on and changes nothing.
 * @throws Refusal `not-controller`, `not-in-this-phase`, `meeting-over`, `not-found` when nothing is there to open
 */
export async function takeStep(tx: Tx, actor: Actor, id: MeetingId, asked: Body<'step'>): Promise<PhaseAt> {
  const meeting = await runs(tx, actor, id, 'alone')
  if (!isOwn(meeting, actor, asked.seat) || !isHeld(tx, meeting)) throw new Refusal('not-controller')
  if (meeting.at !== asked.from) throw new Refusal('not-in-this-phase', { hint: meeting.at })
  return move(tx, meeting, asked.step, asked)
}

/** The timer's job: closes that opening, if it is still open and its end was not moved since `closesAt` was promised. */
export async function closeActivity(
  tx: Tx,
  actor: Actor,
  id: MeetingId,
  activity: ActivityId,
  { opening, closesAt = null }: { readonly opening: number; readonly closesAt?: string | null | undefined },
): Promise<void> {
  const meeting = await runs(tx, actor, id, 'alone')
  const [row] = await store.activitiesById(tx, [activity], 'alone')
  if (meeting.at !== 'open' || meeting.activity !== activity || row?.opening !== opening) return
  if (closesAt !== null && row.closesAt?.toISOString() !== closesAt) return
  await move(tx, meeting, 'close', { seconds: null, reset: false })
}

/**
 * Moves the end of the timer that runs; what an answer is worth by its speed follows the longer or shorter time. The same end again changes nothing.
 * @throws Refusal `not-controller`, `not-in-this-phase` where that opening is not open or has no timer, `bad-input` for an end that is past or too far
 */
export async function moveClosing(tx: Tx, actor: Actor, id: MeetingId, asked: Body<'moveClosing'>): Promise<void> {
  const meeting = await runs(tx, actor, id, 'alone')
  if (!isOwn(meeting, actor, asked.seat) || !isHeld(tx, meeting)) throw new Refusal('not-controller')
  const [row] = await store.activitiesById(tx, [asked.activity], 'alone')
  const isOn = meeting.at === 'open' && meeting.activity === row?.id && row?.opening === asked.opening
  if (!isOn || !row?.closesAt || !row.openedAt) throw new Refusal('not-in-this-phase', { hint: meeting.at })
  const closesAt = new Date(asked.closesAt)
  if (closesAt.getTime() === row.closesAt.getTime()) return
  const seconds = Math.round((closesAt.getTime() - row.openedAt.getTime()) / 1_000)
  if (closesAt <= tx.now || seconds > TIMER_SECONDS_MAX) throw new Refusal('bad-input', { path: 'body.closesAt' })
  await store.setClosing(tx, row.id, closesAt, seconds)
  tx.later(closing(id, row.id, row.opening, closesAt))
  tx.announce(meetingFeed(id), { kind: 'phase', phase: await phaseOf(tx, meeting) } satisfies MeetingChange)
}

interface How {
  /** undefined: as the activity was prepared. */
  readonly seconds?: number | null | undefined
  readonly reset: boolean
  /** Which one is opened; left out: the one that is on or comes next. */
  readonly activity?: ActivityId | undefined
}

async function move(tx: Tx, meeting: store.MeetingRow, step: Step, how: How): Promise<PhaseAt> {
  const order = await store.activities(tx, meeting.id)
  const decision = decide({ at: meeting.at, activity: meeting.activity, order }, step, how.activity)
  if ('refused' in decision) throw new Refusal(decision.refused)
  if (step === 'resume' || (meeting.at === 'after' && decision.to === 'open')) await codeIsFree(tx, meeting)
  if (meeting.at === 'open') await close(tx, meeting, decision.to === 'results')
  else if (decision.to === 'results' && decision.activity) await store.setClosed(tx, decision.activity, true)
  let moved = decision.to === 'results' && decision.activity !== null && (await bookResult(tx, meeting, decision.activity))
  if (decision.done) await mark(tx, meeting.id, decision.done, true)
  if (decision.undone) await mark(tx, meeting.id, decision.undone, false)
  if (decision.to === 'open' && decision.activity) moved = await open(tx, meeting, decision.activity, how)
  if (!(await store.setPhase(tx, meeting.id, decision.to, decision.activity))) throw new Refusal('conflict', { path: 'code' })
  const now = { id: meeting.id, at: decision.to, activity: decision.activity }
  const before = order.find((row) => row.id === decision.activity)?.opening ?? null
  const opening = before === null || decision.to !== 'open' ? before : before + 1
  tx.announce(meetingFeed(meeting.id), { kind: 'phase', phase: await phaseOf(tx, now) } satisfies MeetingChange)
  tx.announce(consoleFeed(meeting.id), { kind: 'phase', at: now.at, activity: now.activity, opening } satisfies ConsoleChange)
  const left = order.find((row) => row.id === meeting.activity)?.opening ?? null
  announceMove(tx, { meeting, from: { ...meeting, opening: left }, to: { ...now, opening } })
  if (decision.to === 'results' && decision.activity)
    await tellChannels(tx, meeting.id, decision.activity, opening ?? 0, 'results')
  if (moved) await pointsMoved(tx, meeting.id)
  return decision.to
}

/** Nobody answers any more: what was right is known from here on, and what it brings is booked with it. */
async function bookResult(tx: Tx, meeting: store.MeetingRow, id: ActivityId): Promise<boolean> {
  const [row] = await store.activitiesById(tx, [id], 'alone')
  return row !== undefined && (await bookQuiz(tx, meeting, row))
}

/** While a meeting was over its code may have opened another. */
async function codeIsFree(tx: Tx, meeting: store.MeetingRow): Promise<void> {
  if (await store.codeTaken(tx, meeting.code, meeting.id)) throw new Refusal('conflict', { path: 'code' })
}

/** Says whether points moved. */
async function open(tx: Tx, meeting: store.MeetingRow, id: ActivityId, how: How): Promise<boolean> {
  const [row] = await store.activitiesById(tx, [id], 'alone')
  if (!row) throw new Refusal('not-found')
  const opening = row.opening + 1
  const moved = how.reset && (await unbook(tx, meeting, id))
  if (how.reset) await answers.forgetAnswers(tx, id)
  const closesAt = await store.setOpened(tx, id, opening, how.seconds === undefined ? row.prepared.seconds : how.seconds)
  await count(tx, { ...row, opening, tally: how.reset ? null : row.tally }, true)
  if (closesAt) tx.later(closing(meeting.id, id, opening, closesAt))
  await tellChannels(tx, meeting.id, id, opening, 'opened')
  return moved
}

/**
 * Forgets what was answered to an activity, takes back the points of it, and has it not done; asked again nothing is left to do.
 * @throws Refusal `not-in-this-phase` for the one in front of the audience: that is opened again without its answers
 */
export async function resetActivity(tx: Tx, actor: Actor, meetingId: MeetingId, id: ActivityId): Promise<void> {
  const meeting = await runs(tx, actor, meetingId, 'alone')
  if (meeting.activity === id) throw new Refusal('not-in-this-phase', { path: 'params.activity' })
  const [row] = await store.activitiesById(tx, [id], 'alone')
  if (row?.meeting !== meetingId) throw new Refusal('not-found')
  if (!row.done && !row.shown && row.tally === null) return
  await unbook(tx, meeting, id)
  await answers.forgetAnswers(tx, id)
  await store.setReset(tx, id)
  await tellActivity(tx, meetingId, id)
  await pointsMoved(tx, meetingId)
}

const closing = (meeting: MeetingId, activity: ActivityId, opening: number, at: Date): Job => ({
  kind: 'close-activity',
  key: `${activity}/${opening}/${at.getTime()}`,
  payload: { meeting, activity, opening, closesAt: at.toISOString() },
  at,
})

/** The timers of what is open, promised once more: after a restore the queue is empty. */
export async function promiseClosings(tx: Tx): Promise<void> {
  for (const row of await store.activitiesById(tx, await store.openActivities(tx), 'read')) {
    if (row.closesAt) tx.later(closing(row.meeting, row.id, row.opening, row.closesAt))
  }
}

async function tellChannels(
  tx: Tx,
  meeting: MeetingId,
  activity: ActivityId,
  opening: number,
  what: 'opened' | 'results',
): Promise<void> {
  for (const { network, server, channel, language } of await bindings.channels(tx, meeting)) {
    const key = `${activity}/${opening}/${what}/${network}/${server ?? '*'}/${channel}`
    const payload = { meeting, activity, opening, what, network, server, channel, language }
    tx.later({ kind: 'tell-channel', key, payload })
  }
}

/** No answer slips in from here on: whoever holds the activity's row to answer has committed, and the count is final. */
async function close(tx: Tx, meeting: store.MeetingRow, shows: boolean): Promise<void> {
  const [row] = meeting.activity ? await store.activitiesById(tx, [meeting.activity], 'alone') : []
  if (!row) throw new Error(`meeting ${meeting.id} is open without an activity`)
  await store.setClosed(tx, row.id, shows)
  await count(tx, row, false)
}

async function mark(tx: Tx, meeting: MeetingId, id: ActivityId, done: boolean): Promise<void> {
  await store.setDone(tx, id, done)
  await tellActivity(tx, meeting, id)
}

async function tellActivity(tx: Tx, meeting: MeetingId, id: ActivityId): Promise<void> {
  const [row] = await store.activitiesById(tx, [id], 'read')
  if (row) tx.announce(consoleFeed(meeting), { kind: 'activity', activity: consoleActivity(row) } satisfies ConsoleChange)
}

/** Counts the rows and tells those who may see counts before the results. */
async function count(tx: Tx, row: store.ActivityRow, always: boolean): Promise<void> {
  const tally = await answers.countAnswers(tx, row)
  if (!always && row.tally && sameTally(row.tally, tally)) return
  await store.setTally(tx, row.id, tally)
  tx.announce(tallyFeed(row.id, row.opening), {
    kind: 'tally',
    activity: row.id,
    opening: row.opening,
    tally,
  } satisfies TallyChange)
  if (!('answered' in tally)) return
  tx.announce(consoleFeed(row.meeting), { kind: 'answered', activity: row.id, answered: tally.answered } satisfies ConsoleChange)
}

/** For timers and tests: a step without a seat at the controls. */
export const stepAsSystem = (tx: Tx, id: MeetingId, step: Step, seconds?: number | null, reset = false): Promise<PhaseAt> =>
  runs(tx, system, id, 'alone').then((meeting) => move(tx, meeting, step, { seconds, reset }))
