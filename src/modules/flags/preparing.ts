import { isDeepStrictEqual } from 'node:util'
import type { FlagId, FlagsChange, PreparedFlag } from '../../contract/flags.schema.ts'
import { flagsFeed } from '../../contract/flags.ts'
import { FLAGS_PER_MEETING_MAX, PICTURE_BYTES_MAX, PICTURE_SIDE_PX_MAX } from '../../contract/limits.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { PictureId } from '../../contract/pages.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { pictureFacts } from '../../platform/picture.ts'
import * as meetings from '../meetings/index.ts'
import type { Actor } from '../people/index.ts'
import { consoleFlag } from './seeing.ts'
import * as store from './store.ts'
import * as tries from './tries.store.ts'

/** What organizers prepare: flags, and the pictures that are shown with them. */

/**
 * Adds a flag at the end, or changes one; what it has brought stays as it was.
 * @throws Refusal `not-allowed`, `not-found` also for a picture that is none of this meeting, `too-many`, `bad-input`, `conflict` when the code is
 * another flag's in this meeting (`body.code`), or the id is one of another meeting
 */
export async function putFlag(tx: Tx, actor: Actor, meeting: MeetingId, id: FlagId, given: PreparedFlag): Promise<void> {
  await meetings.runs(tx, actor, meeting, 'alone')
  const flag = { id, meeting, ...(await clean(tx, meeting, given)) }
  const known = await store.flag(tx, id, 'hold')
  if (known && known.meeting !== meeting) throw new Refusal('conflict', { path: 'params.flag' })
  if (known && isDeepStrictEqual(consoleFlag(known, 0), consoleFlag(flag, 0))) return
  if (await store.codeTaken(tx, meeting, flag.code, id)) throw new Refusal('conflict', { path: 'body.code' })
  if (known) {
    await store.setFlag(tx, flag)
  } else {
    if ((await store.flagCount(tx, meeting)) >= FLAGS_PER_MEETING_MAX)
      throw new Refusal('too-many', { hint: String(FLAGS_PER_MEETING_MAX) })
    if (!(await store.addFlag(tx, flag))) throw new Refusal('conflict', { path: 'params.flag' })
  }
  const { found } = await tries.finds(tx, id, [])
  tx.announce(flagsFeed(meeting), { kind: 'flag', flag: consoleFlag(flag, found) } satisfies FlagsChange)
}

async function clean(tx: ReadTx, meeting: MeetingId, given: PreparedFlag): Promise<PreparedFlag> {
  const name = meetings.plainText(given.name, 'one line')
  if (name === '') throw new Refusal('bad-input', { path: 'body.name' })
  const picture = given.picture && (await store.pictureFacts(tx, given.picture))
  if (given.picture && picture?.meeting !== meeting) throw new Refusal('not-found', { path: 'body.picture' })
  const description = meetings.plainText(given.description, 'lines')
  return { ...given, name, description, pictureWords: meetings.plainText(given.pictureWords, 'one line') }
}

/** Whoever has found it keeps the points; the tries stay in the log. @throws Refusal `not-allowed`, `not-found` */
export async function deleteFlag(tx: Tx, actor: Actor, meeting: MeetingId, id: FlagId): Promise<void> {
  await meetings.runs(tx, actor, meeting, 'alone')
  const known = await store.flag(tx, id, 'hold')
  if (known?.meeting !== meeting) throw new Refusal('not-found')
  await store.deleteFlag(tx, id)
  tx.announce(flagsFeed(meeting), { kind: 'removed', flag: id } satisfies FlagsChange)
}

/** As many as there may be flags, and some that are about to take the place of others. */
const PICTURES_PER_MEETING_MAX = FLAGS_PER_MEETING_MAX + 50

/**
 * Keeps a picture for a flag of this meeting: PNG, JPEG, WebP or AVIF by its own bytes. The same bytes under the same id again are the same picture. One
 * that no flag shows is forgotten a day later.
 * @throws Refusal `not-allowed`, `not-found`, `bad-input`, `too-large`, `too-many`, `conflict`
 */
export async function putPicture(
  tx: Tx,
  actor: Actor,
  meeting: MeetingId,
  id: PictureId,
  bytes: Buffer,
): Promise<store.PictureRow> {
  await meetings.runs(tx, actor, meeting, 'alone')
  if (bytes.length > PICTURE_BYTES_MAX) throw new Refusal('too-large', { path: 'body.bytes' })
  const facts = pictureFacts(bytes)
  if (!facts) throw new Refusal('bad-input', { path: 'body.bytes', hint: 'PNG, JPEG, WebP, AVIF' })
  if (Math.max(facts.width, facts.height) > PICTURE_SIDE_PX_MAX)
    throw new Refusal('too-large', { path: 'body.bytes', hint: `${PICTURE_SIDE_PX_MAX} px` })
  await store.dropUnusedPictures(tx, meeting)
  if ((await store.pictureCount(tx, meeting)) >= PICTURES_PER_MEETING_MAX)
    throw new Refusal('too-many', { hint: String(PICTURES_PER_MEETING_MAX) })
  if (!(await store.addPicture(tx, meeting, { id, ...facts, bytes }))) throw new Refusal('conflict', { path: 'params.picture' })
  return { id, ...facts }
}

/** For the web's door: what to send; null when there is none. */
export const picture = (tx: ReadTx, id: PictureId): Promise<{ type: string; bytes: Buffer } | null> => store.pictureBytes(tx, id)
