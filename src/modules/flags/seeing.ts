import type { ConsoleFlag, FlagId, FlagsView, LoggedTry, ShownFlag, TryId } from '../../contract/flags.schema.ts'
import { flagsFeed } from '../../contract/flags.ts'
import { FLAG_TRIES_SHOWN_MAX } from '../../contract/limits.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { picturePath } from '../../contract/pages.ts'
import { type Page, pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx } from '../../platform/db.ts'
import { feedSeq } from '../../platform/feeds.ts'
import { htmlOf } from '../../platform/markdown.ts'
import * as meetings from '../meetings/index.ts'
import type { Actor } from '../people/index.ts'
import * as store from './store.ts'
import * as tries from './tries.store.ts'

/** Who may see what: organizers everything, participants what they have found. */

/** @throws Refusal `not-allowed`, `not-found` */
export async function flagsView(tx: ReadTx, actor: Actor, meeting: MeetingId): Promise<meetings.At<FlagsView>> {
  await meetings.runs(tx, actor, meeting)
  const flags = (await store.flags(tx, meeting)).map((row) => consoleFlag(row, row.found))
  return { seq: await feedSeq(tx, flagsFeed(meeting)), view: { flags, tries: await lastTries(tx, meeting) } }
}

export const consoleFlag = ({ id, meeting: _meeting, ...row }: store.FlagRow, found: number): ConsoleFlag => {
  const { code, name, description, picture, pictureWords, points, firstPoints } = row
  return { id, prepared: { code, name, description, picture, pictureWords, points, firstPoints }, found }
}

export const lastTries = async (tx: ReadTx, meeting: MeetingId): Promise<LoggedTry[]> =>
  logged(tx, meeting, await tries.tries(tx, meeting, { rowsMax: FLAG_TRIES_SHOWN_MAX }))

/** A page of all tries, the latest first, of one flag or of all. @throws Refusal `not-allowed`, `not-found` */
export async function triesPage(
  tx: ReadTx,
  actor: Actor,
  meeting: MeetingId,
  { flag, ...page }: Page<TryId> & { readonly flag?: FlagId | undefined },
): Promise<{ tries: LoggedTry[]; next: TryId | null }> {
  await meetings.runs(tx, actor, meeting)
  const after = page.after ? await tries.tryOf(tx, page.after) : null
  if (page.after && after?.meeting !== meeting) throw new Refusal('not-found', { path: 'params.after' })
  const found = await tries.tries(tx, meeting, { flag: flag ?? null, before: after?.n ?? null, rowsMax: rowsToAsk(page) })
  const { rows, next } = pageOf(found, page)
  return { tries: await logged(tx, meeting, rows), next }
}

async function logged(tx: ReadTx, meeting: MeetingId, rows: readonly tries.TryRow[]): Promise<LoggedTry[]> {
  const names = await meetings.namesOf(
    tx,
    meeting,
    rows.map(({ person }) => person),
  )
  return rows.map((row) => loggedTry(row, names.get(row.person) ?? ''))
}

export const loggedTry = ({ id, n, at, text, outcome, flag }: tries.TryRow, name: string): LoggedTry => ({
  id,
  n,
  at: at.toISOString(),
  name,
  text,
  outcome,
  flag,
})

export async function shownFlag(tx: ReadTx, flag: store.FlagRow): Promise<ShownFlag> {
  const picture = flag.picture && (await store.pictureFacts(tx, flag.picture))
  return {
    name: flag.name,
    descriptionHtml: htmlOf(flag.description),
    picture: picture
      ? { address: picturePath(picture.id), width: picture.width, height: picture.height, words: flag.pictureWords }
      : null,
  }
}
