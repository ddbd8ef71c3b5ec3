import { MEETING_PICTURES_MAX, PICTURE_BYTES_MAX, PICTURE_SIDE_PX_MAX } from '../../contract/limits.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import type { PictureId } from '../../contract/pages.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { type PictureFacts, pictureFacts } from '../../platform/picture.ts'
import { type Actor, has } from '../people/index.ts'
import { picturesIn } from './kinds/index.ts'
import * as store from './pictures.store.ts'
import { runs } from './seeing.ts'
import { type ActivityRow, meeting as meetingRow } from './store.ts'

/** Pictures of meetings and for slides: uploaded first, then named by the meeting's settings or an activity. */

export interface NewPicture extends PictureFacts {
  readonly id: PictureId
}

/**
 * Keeps an uploaded picture: PNG, JPEG, WebP or AVIF by its own bytes. The same bytes under the same id again are the same picture. One that
 * neither a meeting nor an activity uses is forgotten a day later.
 * @throws Refusal `not-allowed`, `not-found`, `bad-input`, `too-large`, `too-many`, `conflict`
 */
export async function putPicture(tx: Tx, actor: Actor, meeting: MeetingId, id: PictureId, bytes: Buffer): Promise<NewPicture> {
  await mayUpload(tx, actor, meeting)
  if (bytes.length > PICTURE_BYTES_MAX) throw new Refusal('too-large', { path: 'body.bytes' })
  const facts = pictureFacts(bytes)
  if (!facts) throw new Refusal('bad-input', { path: 'body.bytes', hint: 'PNG, JPEG, WebP, AVIF' })
  if (Math.max(facts.width, facts.height) > PICTURE_SIDE_PX_MAX)
    throw new Refusal('too-large', { path: 'body.bytes', hint: `${PICTURE_SIDE_PX_MAX} px` })
  await store.holdPictures(tx)
  await store.dropUnusedPictures(tx)
  const isKnown = await store.hasPicture(tx, id)
  if (!isKnown && (await store.pictureCount(tx)) >= MEETING_PICTURES_MAX)
    throw new Refusal('too-many', { hint: String(MEETING_PICTURES_MAX) })
  if (!(await store.addPicture(tx, { id, ...facts, bytes }))) throw new Refusal('conflict', { path: 'params.picture' })
  return { id, ...facts }
}

/** Whoever runs the meeting, or may make one: it is uploaded before the meeting that will show it is there. @throws Refusal `not-allowed`, `not-found` */
async function mayUpload(tx: Tx, actor: Actor, id: MeetingId): Promise<void> {
  const mayMake = actor.kind === 'person' && actor.roles.some(({ event }) => has(actor, 'organizer', event))
  if (mayMake && !(await meetingRow(tx, id))) return
  await runs(tx, actor, id)
}

/** `at` is where the activity stands in what was asked. @throws Refusal `not-found` when it shall show a picture that is none */
export async function mustHavePictures(tx: Tx, prepared: ActivityRow['prepared'], at = 'body'): Promise<void> {
  for (const { id, path } of picturesIn(prepared)) await mustHavePicture(tx, { id, path: path.replace(/^body/, at) })
}

/** It stays until we commit. @throws Refusal `not-found`, with `path` */
export async function mustHavePicture(tx: Tx, { id, path }: { readonly id: PictureId; readonly path: string }): Promise<void> {
  await store.holdPictures(tx)
  if (!(await store.hasPicture(tx, id))) throw new Refusal('not-found', { path })
}

/** For the web's door: what to send; null when there is none. */
export const picture = (tx: ReadTx, id: PictureId): Promise<{ type: string; bytes: Buffer } | null> => store.picture(tx, id)
