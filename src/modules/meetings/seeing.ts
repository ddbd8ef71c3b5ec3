import { timingSafeEqual } from 'node:crypto'
import type { ActivityId, ShownActivity, Tally } from '../../contract/activity.schema.ts'
import type { MeetingCard } from '../../contract/cards.schema.ts'
import type { Reply } from '../../contract/endpoints.ts'
import type {
  ConsoleActivity,
  ConsoleView,
  Controller,
  EventId,
  MeetingId,
  MeetingSettings,
  MeetingView,
  NetworkName,
  Phase,
  TallyView,
} from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed, tallyFeed } from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx } from '../../platform/db.ts'
import { feedSeq } from '../../platform/feeds.ts'
import { htmlOf } from '../../platform/markdown.ts'
import { type Actor, has } from '../people/index.ts'
import * as answers from './answers.store.ts'
import { emptyTally, ranked, shownOf, tallyIsForAll } from './rules.ts'
import * as store from './store.ts'

/** Who may see what, and the views themselves: made from rows alone, equal to what a follower has after the last change. */

export interface At<V> {
  readonly seq: number
  readonly view: V
}

const SCORES_SHOWN_MAX = 100

/** The meeting, for whoever may run it. Somebody who may not learns nothing of whether it exists. */
export async function runs(tx: ReadTx, actor: Actor, id: MeetingId, how: 'read' | 'alone' = 'read'): Promise<store.MeetingRow> {
  const meeting = await store.meeting(tx, id, how)
  if (!has(actor, 'moderator', meeting?.event ?? null)) throw new Refusal('not-allowed')
  if (!meeting) throw new Refusal('not-found')
  return meeting
}

/** A participant, an organizer, or the stage by its key. @throws Refusal `not-joined` */
async function maySee(
  tx: ReadTx,
  actor: Actor,
  meeting: store.MeetingRow | null,
  key: string | undefined,
): Promise<store.MeetingRow> {
  if (meeting && (has(actor, 'moderator', meeting.event) || isKey(meeting, key))) return meeting
  const joined =
    meeting && actor.kind === 'person' && (await answers.seatsAmong(tx, [{ meeting: meeting.id, person: actor.id }])).length === 1
  if (!meeting || !joined) throw new Refusal('not-joined')
  return meeting
}

function isKey(meeting: store.MeetingRow, key: string | undefined): boolean {
  const [given, right] = [Buffer.from(key ?? ''), Buffer.from(meeting.stageKey)]
  return given.length === right.length && timingSafeEqual(given, right)
}

export async function meetingView(tx: ReadTx, actor: Actor, id: MeetingId, key?: string): Promise<At<MeetingView>> {
  const meeting = await maySee(tx, actor, await store.meeting(tx, id), key)
  const { event, title, code, answerPrefix, here } = meeting
  const descriptionHtml = htmlOf(meeting.description)
  const view = { id, event, title, descriptionHtml, code, answerPrefix, here, phase: await phaseOf(tx, meeting) }
  return { seq: await feedSeq(tx, meetingFeed(id)), view }
}

/** Whether the actor may follow the meeting's feed; cheap, for a hall that comes back at once. */
export async function maySeeMeeting(tx: ReadTx, actor: Actor, id: MeetingId, key?: string): Promise<void> {
  await maySee(tx, actor, await store.meeting(tx, id), key)
}

export async function phaseOf(tx: ReadTx, meeting: Pick<store.MeetingRow, 'id' | 'at' | 'activity'>): Promise<Phase> {
  const { at } = meeting
  if (at === 'before' || at === 'waiting' || at === 'after') return { at }
  if (at === 'scoreboard') return { at, scores: ranked(await store.scores(tx, meeting.id, SCORES_SHOWN_MAX)) }
  const [row] = meeting.activity ? await store.activitiesById(tx, [meeting.activity], 'read') : []
  if (!row) throw new Error(`meeting ${meeting.id} is ${at} without an activity`)
  const activity = shown(row)
  const tally = row.tally ?? emptyTally(row.prepared)
  const early = tallyIsForAll(row.prepared) ? tally : null
  const { opening } = row
  if (at === 'results') return { at, activity, opening, tally }
  if (at === 'closed') return { at, activity, opening, tally: early }
  return { at, activity, opening, closesAt: row.closesAt?.toISOString() ?? null, tally: early }
}

const shown = (row: store.ActivityRow): ShownActivity => shownOf(row.id, row.prepared, htmlOf(row.prepared.description))

/**
 * The running count, for organizers, the stage (where the activity allows) and those who answered.
 * @throws Refusal `not-allowed` for a participant who has not answered a poll
 */
export async function tallyView(tx: ReadTx, actor: Actor, id: ActivityId, key?: string): Promise<At<TallyView>> {
  const [row] = await store.activitiesById(tx, [id], 'read')
  const meeting = await maySee(tx, actor, row ? await store.meeting(tx, row.meeting) : null, key)
  if (!row) throw new Refusal('not-found')
  const onStage = isKey(meeting, key) && row.prepared.kind === 'poll' && row.prepared.liveOnStage
  const answered = actor.kind === 'person' && (await answers.hasAnswered(tx, id, actor.id))
  const may = tallyIsForAll(row.prepared) || row.shown || onStage || answered || has(actor, 'moderator', meeting.event)
  if (!may) throw new Refusal('not-allowed')
  return { seq: await feedSeq(tx, tallyFeed(id)), view: { activity: id, opening: row.opening, tally: row.tally } }
}

/** An activity's result, once it was shown to everybody and is not open again. */
export async function result(tx: ReadTx, actor: Actor, id: ActivityId): Promise<{ activity: ShownActivity; tally: Tally }> {
  const [row] = await store.activitiesById(tx, [id], 'read')
  await maySee(tx, actor, row ? await store.meeting(tx, row.meeting) : null, undefined)
  if (!row?.shown || row.state === 'open') throw new Refusal('not-found')
  return { activity: shown(row), tally: row.tally ?? emptyTally(row.prepared) }
}

export async function seat(tx: ReadTx, actor: Actor, id: MeetingId): Promise<Reply<'seat'>> {
  const own = actor.kind === 'person' ? await store.nameOf(tx, id, actor.id) : null
  if (!own || actor.kind !== 'person') throw new Refusal('not-joined')
  const shown = (await store.activities(tx, id)).filter(
    (row) => row.shown && row.state !== 'open' && row.prepared.kind !== 'text',
  )
  return {
    ...own,
    answers: await answers.answersOf(tx, id, actor.id),
    shown: shown.map((row) => ({ activity: row.id, title: row.prepared.title })),
  }
}

export const settingsOf = (m: store.MeetingRow): MeetingSettings => ({
  title: m.title,
  description: m.description,
  code: m.code,
  answerPrefix: m.answerPrefix,
  listed: m.listed,
})

export const consoleActivity = (row: store.ActivityRow): ConsoleActivity => ({
  id: row.id,
  prepared: row.prepared,
  done: row.done,
  answered: row.tally && row.tally.kind !== 'text' ? row.tally.answered : 0,
})

export const controllerOf = (m: store.MeetingRow): Controller | null =>
  m.controller ? { seat: m.controller, name: m.controllerName ?? '' } : null

export async function consoleView(tx: ReadTx, actor: Actor, id: MeetingId): Promise<At<ConsoleView>> {
  const meeting = await runs(tx, actor, id)
  const view = {
    id,
    event: meeting.event,
    settings: settingsOf(meeting),
    stageKey: meeting.stageKey,
    activities: (await store.activities(tx, id)).map(consoleActivity),
    channels: await store.channels(tx, id),
    here: meeting.here,
    at: meeting.at,
    activity: meeting.activity,
    controller: controllerOf(meeting),
  }
  return { seq: await feedSeq(tx, consoleFeed(id)), view }
}

const card = (row: store.CardRow): MeetingCard => ({
  id: row.id,
  title: row.title,
  descriptionHtml: htmlOf(row.description),
  event: row.event,
  at: row.at,
  here: row.here,
  activities: row.activities,
  done: row.done,
})

/** The listed meetings that are running, of one event or of all. */
export const openMeetings = async (tx: ReadTx, event: EventId | null): Promise<MeetingCard[]> =>
  (await store.listedMeetings(tx, event)).map(card)

export async function myMeetings(tx: ReadTx, actor: Actor): Promise<MeetingCard[]> {
  if (actor.kind === 'stranger') throw new Refusal('not-signed-in')
  return (await store.allMeetings(tx)).filter((row) => has(actor, 'moderator', row.event)).map(card)
}

/** What a chat door needs: the meeting that hears a channel, and what is open in it. */
export async function heardBy(
  tx: ReadTx,
  network: NetworkName,
  channel: string,
): Promise<{ id: MeetingId; answerPrefix: string; phase: Phase } | null> {
  const meeting = await store.meetingOfChannel(tx, network, channel.toLowerCase())
  return meeting ? { id: meeting.id, answerPrefix: meeting.answerPrefix, phase: await phaseOf(tx, meeting) } : null
}

/** What is to be said in the chats about an opening or its results; null once the meeting has moved on. */
export async function toTell(tx: ReadTx, id: MeetingId, activity: ActivityId, opening: number, what: 'opened' | 'results') {
  const meeting = await store.meeting(tx, id)
  if (!meeting || meeting.activity !== activity) return null
  const phase = await phaseOf(tx, meeting)
  if (what === 'opened' && phase.at === 'open' && phase.opening === opening)
    return { prefix: meeting.answerPrefix, activity: phase.activity, tally: null }
  if (what === 'results' && phase.at === 'results' && phase.opening === opening) {
    return { prefix: meeting.answerPrefix, activity: phase.activity, tally: phase.tally }
  }
  return null
}
