import { timingSafeEqual } from 'node:crypto'
import type { ActivityId, ShownActivity, Tally } from '../../contract/activity.schema.ts'
import type { Guard } from '../../contract/guard.schema.ts'
import type {
  ChannelPlace,
  ConsoleActivity,
  ConsoleView,
  Controller,
  DoorState,
  MeetingId,
  MeetingSettings,
  MeetingView,
  Phase,
  ShownPicture,
  TallyView,
} from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed, tallyFeed } from '../../contract/meeting.ts'
import { picturePath } from '../../contract/pages.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx } from '../../platform/db.ts'
import { feedSeq } from '../../platform/feeds.ts'
import { htmlOf } from '../../platform/markdown.ts'
import { type Actor, has, idsOf, isBanned } from '../people/index.ts'
import * as answers from './answers.store.ts'
import * as bindings from './channels.store.ts'
import { outOf } from './guarding.ts'
import { answeredUnseen, emptyTally, mayCount, shownOf } from './kinds/index.ts'
import { asSeated } from './persons.ts'
import { ranked } from './rules.ts'
import { countOf } from './runs.store.ts'
import * as scoring from './scores.store.ts'
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

/** Why there is no seat: because nobody took one, or because its holder was put out. */
export const noSeat = async (tx: ReadTx, meeting: Pick<store.MeetingRow, 'id'> | null, actor: Actor): Promise<Refusal> =>
  new Refusal((meeting && (await outOf(tx, meeting.id, actor))) ?? 'not-joined')

/** Somebody who asks to see a meeting; `key`: of its stage. */
export interface Onlooker {
  readonly actor: Actor
  readonly key?: string | undefined
}

/**
 * Why each of these may not see the meeting; null for a participant, an organizer, or the stage by its key. One lookup for all. Refusals: `not-joined`,
 * `removed`, `banned`
 */
async function whyUnseen(tx: ReadTx, meeting: store.MeetingRow | null, all: readonly Onlooker[]): Promise<(Refusal | null)[]> {
  if (!meeting) return all.map(() => new Refusal('not-joined'))
  const { id, event } = meeting
  const who = await asSeated(
    tx,
    all.map(({ actor }) => ({ meeting: id, actor })),
  )
  const asked = all.map(({ actor, key }, i) => (has(actor, 'moderator', event) || isKey(meeting, key) ? null : who[i]))
  const wanted = asked.flatMap((actor) => (actor?.kind === 'person' ? [{ meeting: id, person: actor.id }] : []))
  const seats = wanted.length > 0 ? await answers.seatsAmong(tx, wanted) : []
  const joined = new Set(seats.map((seat) => seat.person))
  return Promise.all(
    asked.map((actor, i) => {
      if (!actor) return null
      if (actor.kind !== 'person' || !joined.has(actor.id)) return noSeat(tx, meeting, all[i]?.actor ?? actor)
      return isBanned(actor, event) ? new Refusal('banned') : null
    }),
  )
}

/** A participant, an organizer, or the stage by its key. @throws Refusal `not-joined`, `removed`, `banned` */
async function maySee(
  tx: ReadTx,
  actor: Actor,
  meeting: store.MeetingRow | null,
  key: string | undefined,
): Promise<store.MeetingRow> {
  const [why] = await whyUnseen(tx, meeting, [{ actor, key }])
  if (why || !meeting) throw why ?? new Refusal('not-joined')
  return meeting
}

export function isKey(meeting: store.MeetingRow, key: string | undefined): boolean {
  const [given, right] = [Buffer.from(key ?? ''), Buffer.from(meeting.stageKey)]
  return given.length === right.length && timingSafeEqual(given, right)
}

export async function meetingView(tx: ReadTx, actor: Actor, id: MeetingId, key?: string): Promise<At<MeetingView>> {
  const meeting = await maySee(tx, actor, await store.meeting(tx, id), key)
  const { event, title, code, answerPrefix, here, scored } = meeting
  const descriptionHtml = htmlOf(meeting.description)
  const [channels, phase, seq] = await Promise.all([
    bindings.channelPlaces(tx, id),
    phaseOf(tx, meeting),
    feedSeq(tx, meetingFeed(id)),
  ])
  const [door, flags, picture] = [doorOf(meeting.guard), shownFlags(meeting), shownPicture(meeting)]
  const view = {
    id,
    event,
    title,
    descriptionHtml,
    picture,
    code,
    answerPrefix,
    door,
    flags,
    here,
    channels,
    phase,
    scored,
  }
  return { seq, view }
}

export const doorOf = ({ locked, secondCode }: Guard): DoorState => (locked ? 'locked' : secondCode ? 'second code' : 'open')

/** Why each of these may not follow the meeting's feed; null for whoever may. Cheap, for a hall that comes back at once. */
export const whyNotFollow = async (tx: ReadTx, id: MeetingId, all: readonly Onlooker[]): Promise<(Refusal | null)[]> =>
  whyUnseen(tx, await store.meeting(tx, id), all)

export async function phaseOf(tx: ReadTx, meeting: Pick<store.MeetingRow, 'id' | 'at' | 'activity'>): Promise<Phase> {
  const { at } = meeting
  if (at === 'before' || at === 'waiting' || at === 'after') return { at }
  if (at === 'scoreboard') return { at, scores: ranked(await scoring.scores(tx, meeting.id, SCORES_SHOWN_MAX)) }
  const [row] = meeting.activity ? await store.activitiesById(tx, [meeting.activity], 'read') : []
  if (!row) throw new Error(`meeting ${meeting.id} is ${at} without an activity`)
  const activity = shown(row, at === 'results')
  const tally = row.tally ?? emptyTally(row.prepared)
  const early = mayCount(row.prepared).all ? tally : null
  const answered = answeredUnseen(row.prepared, tally)
  const { opening } = row
  if (at === 'results') return { at, activity, opening, tally }
  if (at === 'closed') return { at, activity, opening, tally: early, answered }
  return { at, activity, opening, closesAt: row.closesAt?.toISOString() ?? null, tally: early, answered }
}

const shown = ({ id, prepared }: store.ActivityRow, isShown: boolean): ShownActivity =>
  shownOf(prepared, { id, title: prepared.title, descriptionHtml: htmlOf(prepared.description) }, isShown)

/**
 * The running count, for organizers, the stage (where the activity allows) and those who answered. With `opening`: of that one alone.
 * @throws Refusal `not-allowed` for a participant who has not answered a poll, `not-found` when the opening is not the last one
 */
export async function tallyView(
  tx: ReadTx,
  actor: Actor,
  id: ActivityId,
  { key, opening }: { key?: string | undefined; opening?: number } = {},
): Promise<At<TallyView>> {
  const [row] = await store.activitiesById(tx, [id], 'read')
  const meeting = await maySee(tx, actor, row ? await store.meeting(tx, row.meeting) : null, key)
  if (!row) throw new Refusal('not-found')
  const whom = mayCount(row.prepared)
  const onStage = isKey(meeting, key) && whom.stage
  const answered = whom.answerers && actor.kind === 'person' && (await answers.hasAnswered(tx, id, idsOf(actor)))
  const may = whom.all || row.shown || onStage || answered || has(actor, 'moderator', meeting.event)
  if (!may) throw new Refusal('not-allowed')
  if (opening !== undefined && opening !== row.opening) throw new Refusal('not-found', { path: 'feed' })
  return {
    seq: await feedSeq(tx, tallyFeed(id, row.opening)),
    view: { activity: id, opening: row.opening, tally: row.tally },
  }
}

/** An activity's result, once it was shown to everybody and is not open again. */
export async function result(tx: ReadTx, actor: Actor, id: ActivityId): Promise<{ activity: ShownActivity; tally: Tally }> {
  const [row] = await store.activitiesById(tx, [id], 'read')
  await maySee(tx, actor, row ? await store.meeting(tx, row.meeting) : null, undefined)
  if (!row?.shown || row.state === 'open') throw new Refusal('not-found')
  return { activity: shown(row, true), tally: row.tally ?? emptyTally(row.prepared) }
}

/** What participants know of flags; null while none are taken. */
export const shownFlags = (m: Pick<store.MeetingRow, 'showFlags' | 'flagPrefix'>): MeetingView['flags'] =>
  m.showFlags ? { prefix: m.flagPrefix } : null

/** What everybody sees of a meeting's picture; null where it has none of its own. */
export const shownPicture = (m: Pick<store.MeetingRow, 'picture' | 'pictureWords'>): ShownPicture | null =>
  m.picture && { address: picturePath(m.picture), words: m.pictureWords }

export const settingsOf = (m: store.MeetingRow): MeetingSettings => ({
  title: m.title,
  description: m.description,
  picture: m.picture,
  pictureWords: m.pictureWords,
  code: m.code,
  answerPrefix: m.answerPrefix,
  listed: m.listed,
  rewardFirst: m.rewardFirst,
  guard: m.guard,
  startsAt: m.startsAt?.toISOString() ?? null,
  endsAt: m.endsAt?.toISOString() ?? null,
  showFlags: m.showFlags,
  flagPrefix: m.flagPrefix,
})

export const consoleActivity = (row: store.ActivityRow): ConsoleActivity => ({
  id: row.id,
  prepared: row.prepared,
  notesHtml: row.prepared.notes ? htmlOf(row.prepared.notes) : '',
  done: row.done,
  answered: row.tally && 'answered' in row.tally ? row.tally.answered : 0,
})

export const controllerOf = (m: store.MeetingRow): Controller | null =>
  m.controller ? { seat: m.controller, name: m.controllerName ?? '' } : null

export async function consoleView(tx: ReadTx, actor: Actor, id: MeetingId): Promise<At<ConsoleView>> {
  const meeting = await runs(tx, actor, id)
  const [activities, channels, past, seq] = await Promise.all([
    store.activities(tx, id),
    bindings.channels(tx, id),
    countOf(tx, id),
    feedSeq(tx, consoleFeed(id)),
  ])
  const view = {
    id,
    event: meeting.event,
    settings: settingsOf(meeting),
    stageKey: meeting.stageKey,
    activities: activities.map(consoleActivity),
    channels,
    here: meeting.here,
    at: meeting.at,
    activity: meeting.activity,
    opening: activities.find((one) => one.id === meeting.activity)?.opening ?? null,
    controller: controllerOf(meeting),
    runs: past,
  }
  return { seq, view }
}

/** What a chat door needs: the meeting that hears a channel, and what is open in it. */
export async function heardBy(
  tx: ReadTx,
  place: ChannelPlace,
): Promise<{ id: MeetingId; answerPrefix: string; language: string; phase: Phase } | null> {
  const server = place.server?.toLowerCase() ?? null
  const bound = await bindings.bindingOf(tx, { ...place, server, channel: place.channel.toLowerCase() })
  const meeting = bound && (await store.meeting(tx, bound.meeting))
  if (!meeting) return null
  return { id: meeting.id, answerPrefix: meeting.answerPrefix, language: bound.language, phase: await phaseOf(tx, meeting) }
}

/** The language people are spoken to in there: that of the channel, or of most channels of that server; null where none is bound. */
export async function languageOn(tx: ReadTx, { network, server, channel }: bindings.ChatPlace): Promise<string | null> {
  const at = { network, server: server.toLowerCase(), channel: channel?.toLowerCase() ?? null }
  const own = await bindings.languageOf(tx, at)
  return own ?? (channel === null ? null : bindings.languageOf(tx, { ...at, channel: null }))
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
