import type { Params, Reply } from '../../contract/endpoints.ts'
import { pageOf, rowsToAsk } from '../../contract/paging.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx } from '../../platform/db.ts'
import * as meetings from '../meetings/index.ts'
import type { Actor } from '../people/index.ts'
import * as store from './overview.store.ts'
import { flag } from './store.ts'
import { tryOf } from './tries.store.ts'

/** Flags and tries of all meetings that somebody runs, as lists. */

const lost = () => new Refusal('not-found', { path: 'params.after' })

/** @throws Refusal `not-signed-in`, `not-allowed`, `not-found` */
export async function allFlags(
  tx: ReadTx,
  actor: Actor,
  { meeting, text = '', ...page }: Params<'allFlags'>,
): Promise<Reply<'allFlags'>> {
  const titles = await titlesOf(tx, actor, meeting)
  if (page.after && !(await flag(tx, page.after))) throw lost()
  const wish = { meetings: [...titles.keys()], text, after: page.after ?? null, rowsMax: rowsToAsk(page) }
  const { rows, next } = pageOf(await store.flags(tx, wish), page)
  return { flags: rows.map((row) => ({ ...row, meeting: { id: row.meeting, title: titles.get(row.meeting) ?? '' } })), next }
}

const titlesOf = async (tx: ReadTx, actor: Actor, meeting: Params<'allFlags'>['meeting']) =>
  new Map((await meetings.meetingsRunBy(tx, actor, meeting)).map(({ id, title }) => [id, title]))

/** @throws Refusal `not-signed-in`, `not-allowed`, `not-found` */
export async function allTries(
  tx: ReadTx,
  actor: Actor,
  { meeting, text = '', outcome, ...page }: Params<'allFlagTries'>,
): Promise<Reply<'allFlagTries'>> {
  const titles = await titlesOf(tx, actor, meeting)
  const after = page.after ? await tryOf(tx, page.after) : null
  if (page.after && !after) throw lost()
  const wish = {
    meetings: [...titles.keys()],
    outcome: outcome ?? null,
    text,
    by: await meetings.seatsLike(tx, actor, meeting, text),
    before: after?.n ?? null,
    rowsMax: rowsToAsk(page),
  }
  const { rows, next } = pageOf(await store.tries(tx, wish), page)
  const people = await meetings.sitters(tx, rows)
  const tries = rows.map(({ person, at, ...row }) => ({
    ...row,
    meeting: { id: row.meeting, title: titles.get(row.meeting) ?? '' },
    by: people({ meeting: row.meeting, person }),
    at: at.toISOString(),
  }))
  return { tries, next }
}
