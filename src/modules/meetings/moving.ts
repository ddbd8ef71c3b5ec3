import type { ActivityId, PreparedActivity } from '../../contract/activity.schema.ts'
import { freshId } from '../../contract/ids.ts'
import { ACTIVITIES_PER_MEETING_MAX } from '../../contract/limits.ts'
import type { ConsoleChange, EventId, MeetingId } from '../../contract/meeting.schema.ts'
import { consoleFeed } from '../../contract/meeting.ts'
import { MEETING_FILE_VERSION, type MeetingFile } from '../../contract/moving.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import type { Actor } from '../people/index.ts'
import { mustHavePictures } from './pictures.ts'
import { announceActivity, createMeeting, fitActivity } from './preparing.ts'
import { runs } from './seeing.ts'
import * as store from './store.ts'

/** In and out of meetings: one document both ways, activities that come together, and copies. */

/** The meeting as one document: what was prepared, and nothing of who took part or how to get in. Its flags are for whoever keeps them. */
export async function meetingFile(tx: ReadTx, actor: Actor, id: MeetingId): Promise<MeetingFile> {
  const meeting = await runs(tx, actor, id)
  return fileOf(meeting, await store.activities(tx, id))
}

const fileOf = (meeting: store.MeetingRow, activities: readonly store.ActivityRow[]): MeetingFile => ({
  plenary: 'meeting',
  version: MEETING_FILE_VERSION,
  settings: {
    title: meeting.title,
    description: meeting.description,
    picture: meeting.picture,
    pictureWords: meeting.pictureWords,
    answerPrefix: meeting.answerPrefix,
    listed: meeting.listed,
    rewardFirst: meeting.rewardFirst,
    startsAt: meeting.startsAt?.toISOString() ?? null,
    endsAt: meeting.endsAt?.toISOString() ?? null,
    showFlags: meeting.showFlags,
    flagPrefix: meeting.flagPrefix,
    // Whether nobody new comes in is of this gathering, not of the next one.
    guard: { ...meeting.guard, locked: false },
  },
  activities: activities.map(({ prepared }) => prepared),
  flags: [],
})

/**
 * Makes a meeting from a document, with a code of its own; its flags are for whoever keeps them. Asked again it is the same meeting, with what was
 * changed in it since; then the answer is false.
 * @throws Refusal `not-allowed`, `not-found`, `conflict` where the id is another meeting's or an activity does not fit together
 */
export async function takeMeetingFile(
  tx: Tx,
  actor: Actor,
  id: MeetingId,
  { event, file }: { readonly event: EventId | null; readonly file: MeetingFile },
): Promise<boolean> {
  const fitted = file.activities.map((one, i) => fitActivity(one, `body.file.activities.${i}`))
  const isKnown = (await store.meeting(tx, id)) !== null
  await createMeeting(tx, actor, id, { ...file.settings, event }, file.settings.answerPrefix, 'body.file.settings')
  if (isKnown) return false
  for (const [i, prepared] of fitted.entries()) await mustHavePictures(tx, prepared, `body.file.activities.${i}`)
  for (const prepared of fitted) await add(tx, id, freshId<ActivityId>(tx.now.getTime()), prepared)
  return true
}

/**
 * Adds activities at the end, all or none. Those that are there already stay as they are, so that it may be asked again.
 * @throws Refusal `conflict` with the path of what does not fit, `too-many`
 */
export async function addActivities(
  tx: Tx,
  actor: Actor,
  meeting: MeetingId,
  all: readonly { readonly id: ActivityId; readonly prepared: PreparedActivity }[],
): Promise<void> {
  await runs(tx, actor, meeting, 'alone')
  const fitted = all.map(({ id, prepared }, i) => ({ id, prepared: fitActivity(prepared, `body.activities.${i}.prepared`) }))
  const known = await store.activitiesById(
    tx,
    all.map(({ id }) => id),
    'read',
  )
  const foreign = known.find((one) => one.meeting !== meeting)
  if (foreign) throw new Refusal('conflict', { path: `body.activities.${all.findIndex(({ id }) => id === foreign.id)}.id` })
  const fresh = fitted.filter(({ id }) => !known.some((one) => one.id === id))
  await haveRoom(tx, meeting, fresh.length)
  for (const [i, { prepared }] of fitted.entries()) await mustHavePictures(tx, prepared, `body.activities.${i}.prepared`)
  for (const { id, prepared } of fresh) {
    await add(tx, meeting, id, prepared)
    await announceActivity(tx, meeting, id)
  }
}

async function add(tx: Tx, meeting: MeetingId, id: ActivityId, prepared: PreparedActivity): Promise<void> {
  if (!(await store.addActivity(tx, id, meeting, prepared))) throw new Refusal('conflict')
}

async function haveRoom(tx: Tx, meeting: MeetingId, more: number): Promise<void> {
  const { length } = await store.activities(tx, meeting)
  if (more > 0 && length + more > ACTIVITIES_PER_MEETING_MAX)
    throw new Refusal('too-many', { hint: String(ACTIVITIES_PER_MEETING_MAX) })
}

/**
 * Duplicates an activity right behind the original: with its choices, without answers, not done. A copy that is there already stays as it is.
 * @throws Refusal `not-found`, `too-many`, `conflict` where the copy's id is another meeting's
 */
export async function copyActivity(tx: Tx, actor: Actor, meeting: MeetingId, id: ActivityId, copy: ActivityId): Promise<void> {
  await runs(tx, actor, meeting, 'alone')
  const before = await store.activities(tx, meeting)
  const original = before.find((one) => one.id === id)
  if (!original) throw new Refusal('not-found')
  if (before.some((one) => one.id === copy)) return
  await haveRoom(tx, meeting, 1)
  if (!(await store.addActivity(tx, copy, meeting, original.prepared))) throw new Refusal('conflict', { path: 'params.copy' })
  const order = before.flatMap((one) => (one.id === id ? [id, copy] : [one.id]))
  await announceActivity(tx, meeting, copy)
  if (order.at(-1) === copy) return
  await store.setOrder(tx, meeting, order)
  tx.announce(consoleFeed(meeting), { kind: 'order', order } satisfies ConsoleChange)
}
