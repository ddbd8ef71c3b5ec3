import type { ActivityId } from '../../contract/activity.schema.ts'
import type { Guard } from '../../contract/guard.schema.ts'
import type { MeetingId, PersonId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx } from '../../platform/db.ts'
import { type Actor, idsOf } from '../people/index.ts'
import { type Filter, type OwnWords, openFilter } from './filter/index.ts'
import * as store from './guard.store.ts'
import type { Kept } from './kinds/index.ts'
import type { ActivityRow } from './store.ts'

/** What may be written in a round of answers: asked of words alone, since whoever chooses says nothing of their own. */
export interface WordRules {
  /** Why this person may not send this word here; null: they may. */
  faultOf(row: ActivityRow, actor: Actor, kept: Kept): Refusal | null
  /** It is counted once a moderator has let it through. */
  waits(row: ActivityRow, kept: Kept): boolean
}
export const noWords: WordRules = { faultOf: () => null, waits: () => false }

interface Sent {
  readonly row: ActivityRow
  readonly actor: Actor
  readonly key: string
}

export async function wordRules(tx: ReadTx, sent: readonly Sent[], own: OwnWords): Promise<WordRules> {
  if (sent.length === 0) return noWords
  const guards = await store.guardsOf(tx, [...new Set(sent.map(({ row }) => row.meeting))])
  const muted = await mutedAmong(tx, sent)
  const verdicts = await store.verdictsOn(tx, distinct(sent))
  const filters = new Map<MeetingId, Filter>()
  for (const [id, { guard }] of guards) if (guard.filter === 'names and words') filters.set(id, openFilter(guard.languages, own))
  const fits = remembered((meeting, word) => filters.get(meeting)?.(word, 'words') ?? true)
  const verdictOn = (activity: ActivityId, key: string) => verdicts.get(`${activity}/${key}`)
  return {
    faultOf: (row, actor, kept) => {
      if (!('key' in kept)) return null
      if (actor.kind === 'person' && idsOf(actor).some((id) => muted.has(`${row.meeting}/${id}`))) return new Refusal('muted')
      const isRefused = verdictOn(row.id, kept.key) === 'refused' || !fits(row.meeting, kept.word)
      return isRefused ? new Refusal('word-unfit', { path: 'body.word' }) : null
    },
    waits: (row, kept) =>
      'key' in kept && isReviewed(guards.get(row.meeting)?.guard) && verdictOn(row.id, kept.key) !== 'approved',
  }
}

const isReviewed = (guard: Guard | undefined): boolean => guard?.review === true

async function mutedAmong(tx: ReadTx, sent: readonly Sent[]): Promise<Set<string>> {
  const seats = sent.flatMap(({ row, actor }) =>
    actor.kind === 'person' ? idsOf(actor).map((person) => ({ meeting: row.meeting, person })) : [],
  )
  const marks = await store.marksAmong(tx, seats)
  return new Set(marks.filter(({ mark }) => mark === 'muted').map(({ meeting, person }) => `${meeting}/${person}`))
}

const distinct = (sent: readonly Sent[]): store.SentWord[] => [
  ...new Map(sent.map(({ row, key }) => [`${row.id}/${key}`, { activity: row.id, key }])).values(),
]

/** A hall sends few different words. */
function remembered(ask: (meeting: MeetingId, word: string) => boolean): (meeting: MeetingId, word: string) => boolean {
  const known = new Map<string, boolean>()
  return (meeting, word) => {
    const key = `${meeting}/${word}`
    const answer = known.get(key) ?? ask(meeting, word)
    known.set(key, answer)
    return answer
  }
}

/** Whether these persons were put out of a meeting, and how; a ban before a removal. By `meeting/person`. */
export async function putOutAmong(
  tx: ReadTx,
  seats: readonly { meeting: MeetingId; person: PersonId }[],
): Promise<ReadonlyMap<string, 'removed' | 'banned'>> {
  const marks = (await store.marksAmong(tx, seats)).filter(({ mark }) => mark !== 'muted')
  const out = new Map<string, 'removed' | 'banned'>()
  for (const { meeting, person, mark } of marks)
    if (mark !== 'muted' && out.get(`${meeting}/${person}`) !== 'banned') out.set(`${meeting}/${person}`, mark)
  return out
}

/** @throws Refusal `banned` for whoever was banned from this meeting, under any id of theirs */
export async function mustNotBePutOut(tx: ReadTx, meeting: MeetingId, actor: Actor): Promise<void> {
  if ((await outOf(tx, meeting, actor)) === 'banned') throw new Refusal('banned')
}

export async function outOf(tx: ReadTx, meeting: MeetingId, actor: Actor): Promise<'removed' | 'banned' | null> {
  if (actor.kind !== 'person') return null
  const out = await putOutAmong(
    tx,
    idsOf(actor).map((person) => ({ meeting, person })),
  )
  const found = [...out.values()]
  return found.includes('banned') ? 'banned' : (found[0] ?? null)
}
