import { randomBytes, randomInt } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { ActivityId, ActivityKind, PreparedActivity } from '../../contract/activity.schema.ts'
import type { Body } from '../../contract/endpoints.ts'
import { type Guard, guardOfNew } from '../../contract/guard.schema.ts'
import { ACTIVITIES_PER_MEETING_MAX, CHANNELS_PER_MEETING_MAX } from '../../contract/limits.ts'
import type {
  ChannelBinding,
  ChannelWish,
  ConsoleChange,
  MeetingChange,
  MeetingId,
  MeetingSettings,
  TallyChange,
} from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed, tallyFeed } from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Tx } from '../../platform/db.ts'
import { htmlOf } from '../../platform/markdown.ts'
import { defaultLanguage, isLanguage } from '../../words/languages.ts'
import * as events from '../events/index.ts'
import { type Actor, has } from '../people/index.ts'
import { countAnswers } from './answers.store.ts'
import * as bindings from './channels.store.ts'
import { faultIn, losesAnswers, ready, sameTally } from './kinds/index.ts'
import { asQuizWhereRight } from './kinds/right.ts'
import { announceMove } from './news.ts'
import { mustHavePicture, mustHavePictures } from './pictures.ts'
import { reviewChanged } from './reviewing.ts'
import { freshCode, plainText } from './rules.ts'
import { consoleActivity, doorOf, runs, settingsOf, shownFlags, shownPicture } from './seeing.ts'
import * as store from './store.ts'

/** What organizers prepare before the doors open (and mend while they are). */

const CODE_TRIES_MAX = 20

/** Asked again with the same id and title it is the same meeting; `at` is where its picture stands in what was asked. @throws Refusal `not-allowed`, `conflict` when the id or the code is taken */
export async function createMeeting(
  tx: Tx,
  actor: Actor,
  id: MeetingId,
  body: Omit<Body<'createMeeting'>, 'guard'> & { guard?: Guard },
  defaultPrefix: string,
  at = 'body',
): Promise<void> {
  if (!has(actor, 'organizer', body.event)) throw new Refusal('not-allowed')
  if (body.event && !(await events.exists(tx, body.event))) throw new Refusal('not-found', { path: 'body.event' })
  const made = await store.addMeeting(tx, {
    id,
    event: body.event,
    ...cleanTexts(body),
    ...(await pictureOf(tx, body, `${at}.picture`)),
    code: body.code ?? (await freeCode(tx, id)),
    answerPrefix: body.answerPrefix ?? defaultPrefix,
    listed: body.listed,
    rewardFirst: body.rewardFirst,
    guard: body.guard ?? guardOfNew,
    ...datesOf(body),
    showFlags: body.showFlags,
    flagPrefix: body.flagPrefix,
    stageKey: randomBytes(18).toString('base64url'),
  })
  if (made) return
  const known = await store.meeting(tx, id)
  if (!known) throw new Refusal('conflict', { path: 'body.code' })
  if (known.title !== cleanTexts(body).title || known.event !== body.event)
    throw new Refusal('conflict', { path: 'params.meeting' })
}

/** @throws Refusal `bad-input` for an end before the start */
function datesOf({ startsAt, endsAt }: Pick<MeetingSettings, 'startsAt' | 'endsAt'>): {
  startsAt: Date | null
  endsAt: Date | null
} {
  const dates = { startsAt: startsAt === null ? null : new Date(startsAt), endsAt: endsAt === null ? null : new Date(endsAt) }
  if (dates.startsAt && dates.endsAt && dates.endsAt < dates.startsAt) throw new Refusal('bad-input', { path: 'body.endsAt' })
  return dates
}

/** What organizers typed, without signs that no screen shows. @throws Refusal `bad-input` when no title is left */
function cleanTexts(given: { title: string; description: string }, path = 'body'): { title: string; description: string } {
  const title = plainText(given.title, 'one line')
  if (title === '') throw new Refusal('bad-input', { path: `${path}.title` })
  return { title, description: plainText(given.description, 'lines') }
}

/** Words stay with a picture alone. @throws Refusal `not-found` for a picture that is none */
async function pictureOf(
  tx: Tx,
  { picture, pictureWords }: Pick<MeetingSettings, 'picture' | 'pictureWords'>,
  path: string,
  known?: Pick<store.MeetingRow, 'picture'>,
): Promise<Pick<MeetingSettings, 'picture' | 'pictureWords'>> {
  if (picture === null) return { picture, pictureWords: '' }
  if (picture !== known?.picture) await mustHavePicture(tx, { id: picture, path })
  return { picture, pictureWords: plainText(pictureWords, 'one line') }
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
  const { guard, ...given } = defined(patch)
  const merged = { ...settingsOf(meeting), ...given, guard: { ...meeting.guard, ...defined(guard ?? {}) } }
  const dates = datesOf(merged)
  const [startsAt, endsAt] = [dates.startsAt?.toISOString() ?? null, dates.endsAt?.toISOString() ?? null]
  const picture = await pictureOf(tx, merged, 'body.picture', meeting)
  const next = { ...merged, ...cleanTexts(merged), ...picture, startsAt, endsAt }
  if (isDeepStrictEqual(next, settingsOf(meeting))) return
  if (meeting.at !== 'after' && (await store.codeTaken(tx, next.code, id))) throw new Refusal('conflict', { path: 'body.code' })
  if (!(await store.setSettings(tx, { id, ...next, ...dates }))) throw new Refusal('conflict', { path: 'body.code' })
  if (next.guard.review !== meeting.guard.review) await reviewChanged(tx, id)
  const { title, code, answerPrefix } = next
  tx.announce(consoleFeed(id), { kind: 'settings', settings: next } satisfies ConsoleChange)
  tx.announce(meetingFeed(id), {
    kind: 'about',
    title,
    code,
    answerPrefix,
    door: doorOf(next.guard),
    descriptionHtml: htmlOf(next.description),
    picture: shownPicture(next),
    flags: shownFlags(next),
  } satisfies MeetingChange)
}

const defined = <T extends object>(patch: T) =>
  Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

export async function deleteMeeting(tx: Tx, actor: Actor, id: MeetingId): Promise<void> {
  const meeting = await runs(tx, actor, id, 'alone')
  const over = { at: 'after', activity: null, opening: null } as const
  announceMove(tx, { meeting, from: { at: meeting.at, activity: null, opening: null }, to: over })
  tx.announce(meetingFeed(id), { kind: 'phase', phase: { at: 'after' } } satisfies MeetingChange)
  tx.announce(consoleFeed(id), { kind: 'phase', at: 'after', activity: null, opening: null } satisfies ConsoleChange)
  await store.deleteMeeting(tx, id)
}

/**
 * Adds an activity at the end, or changes one that is not in front of the audience. What people have answered stays countable: an activity
 * with answers keeps its kind and the choices that were chosen, and its count follows the change.
 * @throws Refusal `conflict` when choices share an id or a short answer, when answers would lose what they mean, or the activity is another
 * meeting's; `not-found` for a picture that is none; `not-in-this-phase` when it is in front of the audience
 */
export async function putActivity(
  tx: Tx,
  actor: Actor,
  meetingId: MeetingId,
  id: ActivityId,
  given: PreparedActivity,
): Promise<ActivityKind> {
  const meeting = await runs(tx, actor, meetingId, 'alone')
  const prepared = fitActivity(given)
  const [known] = await store.activitiesById(tx, [id], 'alone')
  if (known && known.meeting !== meetingId) throw new Refusal('conflict', { path: 'params.activity' })
  if (known && isDeepStrictEqual(known.prepared, prepared)) return prepared.kind
  if (known && meeting.activity === id) throw new Refusal('not-in-this-phase', { path: 'params.activity' })
  await mustHavePictures(tx, prepared)
  if (known) {
    await change(tx, known, prepared)
  } else {
    const all = await store.activities(tx, meetingId)
    if (all.length >= ACTIVITIES_PER_MEETING_MAX) throw new Refusal('too-many', { hint: String(ACTIVITIES_PER_MEETING_MAX) })
    if (!(await store.addActivity(tx, id, meetingId, prepared))) throw new Refusal('conflict', { path: 'params.activity' })
  }
  await announceActivity(tx, meetingId, id)
  return prepared.kind
}

/**
 * An activity as it is kept. `path` is where it stands in what was asked.
 * @throws Refusal `bad-input` where a text is empty once cleaned, `conflict` where its parts do not fit together
 */
export function fitActivity(given: PreparedActivity, path = 'body'): PreparedActivity {
  const prepared = cleanActivity(asQuizWhereRight(given), path)
  const fault = faultIn(prepared)
  if (fault) throw new Refusal('conflict', { path: fault.replace(/^body/, path) })
  return prepared
}

function cleanActivity(given: PreparedActivity, path: string): PreparedActivity {
  const texts = cleanTexts(given, path)
  return ready({ ...given, ...texts, notes: plainText(given.notes, 'lines') }, (text, at) => {
    const clean = plainText(text, 'one line')
    if (clean === '') throw new Refusal('bad-input', { path: at.replace(/^body/, path) })
    return clean
  })
}

async function change(tx: Tx, known: store.ActivityRow, prepared: PreparedActivity): Promise<void> {
  const before = await countAnswers(tx, known)
  const lost = losesAnswers(before, prepared)
  if (lost) throw new Refusal('conflict', { path: lost })
  await store.setPrepared(tx, known.id, prepared)
  if (!known.tally) return
  const tally = await countAnswers(tx, { ...known, prepared })
  await store.setTally(tx, known.id, tally)
  if (sameTally(known.tally, tally)) return
  const { id, opening } = known
  tx.announce(tallyFeed(id, opening), { kind: 'tally', activity: id, opening, tally } satisfies TallyChange)
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
  if (known.done === done) return
  await store.setDone(tx, id, done)
  await announceActivity(tx, meetingId, id)
}

/** @throws Refusal `conflict` when the list is not exactly the meeting's activities, as after somebody else added one */
export async function orderActivities(tx: Tx, actor: Actor, meetingId: MeetingId, order: readonly ActivityId[]): Promise<void> {
  await runs(tx, actor, meetingId, 'alone')
  const known = (await store.activities(tx, meetingId)).map((activity) => activity.id)
  const wanted = new Set(order)
  if (order.length !== known.length || !known.every((activity) => wanted.has(activity)))
    throw new Refusal('conflict', { path: 'body.order' })
  if (isDeepStrictEqual(order, known)) return
  await store.setOrder(tx, meetingId, order)
  tx.announce(consoleFeed(meetingId), { kind: 'order', order: [...order] } satisfies ConsoleChange)
}

/**
 * Hears a channel, of one server or (without one) of all, and speaks there in a language. A binding that it overlaps, as one of all servers does
 * with one of a single server, gives way where it is this meeting's or that of one that is over.
 * @throws Refusal `too-many`, `bad-input` for a language without words, `conflict` when another meeting that is not over hears this channel
 */
export async function bindChannel(tx: Tx, actor: Actor, meetingId: MeetingId, wish: ChannelWish): Promise<void> {
  await runs(tx, actor, meetingId, 'alone')
  const at = cleanBinding(wish)
  if (!isLanguage(at.language)) throw new Refusal('bad-input', { path: 'body.language' })
  const before = await bindings.overlaps(tx, at)
  const [own, others] = [before.filter((one) => one.meeting === meetingId), before.filter((one) => one.meeting !== meetingId)]
  if (own.some((one) => one.server === at.server && one.language === at.language)) return
  if (others.some((one) => one.at !== 'after')) throw new Refusal('conflict', { path: 'body.channel' })
  if ((await bindings.channels(tx, meetingId)).length - own.length >= CHANNELS_PER_MEETING_MAX)
    throw new Refusal('too-many', { hint: String(CHANNELS_PER_MEETING_MAX) })
  await bindings.bindChannel(tx, meetingId, at)
  for (const id of new Set([meetingId, ...others.map((one) => one.meeting)])) await announceChannels(tx, id)
}

/** Only this very binding: one of all servers stays when one of a single server goes. */
export async function unbindChannel(tx: Tx, actor: Actor, meetingId: MeetingId, at: ChannelWish): Promise<void> {
  await runs(tx, actor, meetingId, 'alone')
  if (await bindings.unbindChannel(tx, meetingId, cleanBinding(at))) await announceChannels(tx, meetingId)
}

function cleanBinding({ network, server = null, channel, language = defaultLanguage }: ChannelWish): ChannelBinding {
  const clean = plainText(channel, 'one line').toLowerCase()
  if (clean === '') throw new Refusal('bad-input', { path: 'body.channel' })
  return { network, server: server && plainText(server, 'one line').toLowerCase(), channel: clean, language }
}

async function announceChannels(tx: Tx, meetingId: MeetingId): Promise<void> {
  const channels = await bindings.channels(tx, meetingId)
  tx.announce(consoleFeed(meetingId), { kind: 'channels', channels } satisfies ConsoleChange)
  tx.announce(meetingFeed(meetingId), {
    kind: 'channels',
    channels: await bindings.channelPlaces(tx, meetingId),
  } satisfies MeetingChange)
}

/** Tells whoever prepares how an activity stands now. */
export async function announceActivity(tx: Tx, meetingId: MeetingId, id: ActivityId): Promise<void> {
  const [row] = await store.activitiesById(tx, [id], 'read')
  if (row) tx.announce(consoleFeed(meetingId), { kind: 'activity', activity: consoleActivity(row) } satisfies ConsoleChange)
}
