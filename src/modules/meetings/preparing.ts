import { randomBytes, randomInt } from 'node:crypto'
import type { ActivityId, PreparedActivity } from '../../contract/activity.schema.ts'
import type { Body } from '../../contract/endpoints.ts'
import { ACTIVITIES_PER_MEETING_MAX, CHANNELS_PER_MEETING_MAX } from '../../contract/limits.ts'
import type { ChannelBinding, ConsoleChange, MeetingChange, MeetingId } from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed } from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Tx } from '../../platform/db.ts'
import { htmlOf } from '../../platform/markdown.ts'
import * as events from '../events/index.ts'
import { type Actor, has } from '../people/index.ts'
import { freshCode, twiceIn, withShorts } from './rules.ts'
import { consoleActivity, runs, settingsOf } from './seeing.ts'
import * as store from './store.ts'

/** What organizers prepare before the doors open (and mend while they are). */

const CODE_TRIES_MAX = 20

/** @throws Refusal `not-allowed`, `conflict` when the id exists or an open meeting has the code */
export async function createMeeting(
  tx: Tx,
  actor: Actor,
  id: MeetingId,
  body: Body<'createMeeting'>,
  defaultPrefix: string,
): Promise<void> {
  if (!has(actor, 'organizer', body.event)) throw new Refusal('not-allowed')
  if (body.event && !(await events.exists(tx, body.event))) throw new Refusal('not-found', { path: 'body.event' })
  const made = await store.addMeeting(tx, {
    id,
    event: body.event,
    title: body.title,
    description: body.description,
    code: body.code ?? (await freeCode(tx, id)),
    answerPrefix: body.answerPrefix ?? defaultPrefix,
    listed: body.listed,
    stageKey: randomBytes(18).toString('base64url'),
  })
  if (!made) throw new Refusal('conflict', { path: 'body.code' })
}

async function freeCode(tx: Tx, id: MeetingId): Promise<string> {
  for (let tried = 0; tried < CODE_TRIES_MAX; tried++) {
    const code = freshCode((below) => randomInt(below))
    if (!(await store.codeTaken(tx, code, id))) return code
  }
  throw new Refusal('unavailable')
}

export async function changeMeeting(tx: Tx, actor: Actor, id: MeetingId, patch: Body<'changeMeeting'>): Promise<void> {
  const meeting = await runs(tx, actor, id, 'alone')
  const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
  const next = { ...settingsOf(meeting), ...given }
  if (meeting.at !== 'after' && (await store.codeTaken(tx, next.code, id))) throw new Refusal('conflict', { path: 'body.code' })
  await store.setSettings(tx, { id, ...next })
  const { title, code, answerPrefix } = next
  tx.announce(consoleFeed(id), { kind: 'settings', settings: next } satisfies ConsoleChange)
  tx.announce(meetingFeed(id), {
    kind: 'about',
    title,
    code,
    answerPrefix,
    descriptionHtml: htmlOf(next.description),
  } satisfies MeetingChange)
}

export async function deleteMeeting(tx: Tx, actor: Actor, id: MeetingId): Promise<void> {
  await runs(tx, actor, id, 'alone')
  tx.announce(meetingFeed(id), { kind: 'phase', phase: { at: 'after' } } satisfies MeetingChange)
  await store.deleteMeeting(tx, id)
}

/**
 * Adds an activity at the end, or changes one. While it is open its choices stay as they are: people may be answering.
 * @throws Refusal `conflict` when choices share an id or a short answer, or the activity is another meeting's
 */
export async function putActivity(
  tx: Tx,
  actor: Actor,
  meetingId: MeetingId,
  id: ActivityId,
  given: PreparedActivity,
): Promise<void> {
  const meeting = await runs(tx, actor, meetingId, 'alone')
  const prepared = given.kind === 'poll' ? { ...given, choices: withShorts(given.choices) } : given
  const twice = prepared.kind === 'poll' ? twiceIn(prepared.choices) : null
  if (twice) throw new Refusal('conflict', { path: twice })
  const [known] = await store.activitiesById(tx, [id], 'alone')
  if (known && known.meeting !== meetingId) throw new Refusal('conflict', { path: 'params.activity' })
  if (known && meeting.activity === id && JSON.stringify(known.prepared) !== JSON.stringify(prepared)) {
    throw new Refusal('not-in-this-phase', { path: 'params.activity' })
  }
  if (known) {
    await store.setPrepared(tx, id, prepared)
  } else {
    const all = await store.activities(tx, meetingId)
    if (all.length >= ACTIVITIES_PER_MEETING_MAX) throw new Refusal('too-many', { hint: String(ACTIVITIES_PER_MEETING_MAX) })
    if (!(await store.addActivity(tx, id, meetingId, prepared))) throw new Refusal('conflict', { path: 'params.activity' })
  }
  await announceActivity(tx, meetingId, id)
}

export async function deleteActivity(tx: Tx, actor: Actor, meetingId: MeetingId, id: ActivityId): Promise<void> {
  const meeting = await runs(tx, actor, meetingId, 'alone')
  if (meeting.activity === id) throw new Refusal('not-in-this-phase')
  const [known] = await store.activitiesById(tx, [id], 'alone')
  if (known?.meeting !== meetingId) throw new Refusal('not-found')
  await store.deleteActivity(tx, id)
  tx.announce(consoleFeed(meetingId), { kind: 'removed', activity: id } satisfies ConsoleChange)
}

/** Done skips an activity, not done plays it again; the one in front of the audience is moved by steps alone. */
export async function markDone(tx: Tx, actor: Actor, meetingId: MeetingId, id: ActivityId, done: boolean): Promise<void> {
  const meeting = await runs(tx, actor, meetingId, 'alone')
  if (meeting.activity === id) throw new Refusal('not-in-this-phase')
  const [known] = await store.activitiesById(tx, [id], 'alone')
  if (known?.meeting !== meetingId) throw new Refusal('not-found')
  await store.setDone(tx, id, done)
  await announceActivity(tx, meetingId, id)
}

/** @throws Refusal `conflict` when the list is not exactly the meeting's activities, as after somebody else added one */
export async function orderActivities(tx: Tx, actor: Actor, meetingId: MeetingId, order: readonly ActivityId[]): Promise<void> {
  await runs(tx, actor, meetingId, 'alone')
  const known = (await store.activities(tx, meetingId)).map((activity) => activity.id)
  if (known.length !== order.length || new Set([...known, ...order]).size !== known.length)
    throw new Refusal('conflict', { path: 'body.order' })
  await store.setOrder(tx, meetingId, order)
  tx.announce(consoleFeed(meetingId), { kind: 'order', order: [...order] } satisfies ConsoleChange)
}

export async function bindChannel(tx: Tx, actor: Actor, meetingId: MeetingId, at: ChannelBinding): Promise<void> {
  await runs(tx, actor, meetingId, 'alone')
  const bound = await store.channels(tx, meetingId)
  if (bound.length >= CHANNELS_PER_MEETING_MAX) throw new Refusal('too-many', { hint: String(CHANNELS_PER_MEETING_MAX) })
  if (!(await store.bindChannel(tx, meetingId, { ...at, channel: at.channel.toLowerCase() })))
    throw new Refusal('conflict', { path: 'body.channel' })
  await announceChannels(tx, meetingId)
}

export async function unbindChannel(tx: Tx, actor: Actor, meetingId: MeetingId, at: ChannelBinding): Promise<void> {
  await runs(tx, actor, meetingId, 'alone')
  await store.unbindChannel(tx, meetingId, { ...at, channel: at.channel.toLowerCase() })
  await announceChannels(tx, meetingId)
}

async function announceChannels(tx: Tx, meetingId: MeetingId): Promise<void> {
  tx.announce(consoleFeed(meetingId), { kind: 'channels', channels: await store.channels(tx, meetingId) } satisfies ConsoleChange)
}

async function announceActivity(tx: Tx, meetingId: MeetingId, id: ActivityId): Promise<void> {
  const [row] = await store.activitiesById(tx, [id], 'read')
  if (row) tx.announce(consoleFeed(meetingId), { kind: 'activity', activity: consoleActivity(row) } satisfies ConsoleChange)
}
