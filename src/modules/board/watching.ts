import { PATTERN_CHARS_MAX } from '../../contract/limits.ts'
import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { type Actor, idsOf } from '../people/index.ts'
import { readPattern } from './patterns.ts'
import * as store from './people.store.ts'
import { mustBeSomebody } from './permission.ts'
import { type As, defaultSettings, watchedText } from './rules.ts'
import * as boardStore from './store.ts'

/** Watches: a pattern that brings whoever set it a direct message, for each topic it is found in. */

/** The pattern of whoever asks; null: none. @throws Refusal `not-signed-in`, `banned`, `not-found` */
export async function myWatch(tx: ReadTx, actor: Actor, event: EventId, as: As): Promise<string | null> {
  const person = await mustBeSomebody(tx, actor, event)
  return (await store.watchOf(tx, event, idsOf(person), as))?.pattern ?? null
}

/**
 * Sets the pattern, in the place of the one before, which is returned.
 * @param language what whoever set it is told in
 * @throws Refusal `not-signed-in`, `banned`, `not-found`, `bad-input` whose hint says what is wrong with the pattern
 */
export async function watch(
  tx: Tx,
  actor: Actor,
  event: EventId,
  as: As,
  given: { readonly pattern: string; readonly language: string },
): Promise<string | null> {
  const person = await mustBeSomebody(tx, actor, event)
  const pattern = given.pattern.trim()
  const hint = faultOf(pattern)
  if (hint !== null) throw new Refusal('bad-input', { path: 'body.pattern', hint })
  const ids = idsOf(person)
  const before = await store.watchOf(tx, event, ids, as)
  const row = { ...as, person: person.id, pattern, language: given.language }
  if (before) await store.setPattern(tx, before.n, row)
  else await store.addWatches(tx, event, [row])
  return before?.pattern ?? null
}

function faultOf(pattern: string): string | null {
  if (pattern === '' || pattern.length > PATTERN_CHARS_MAX) return `1–${PATTERN_CHARS_MAX}`
  const read = readPattern(pattern)
  return 'fault' in read ? read.fault : null
}

/** Ends a watch; returns its pattern, null when there was none. @throws Refusal `not-signed-in`, `banned`, `not-found` */
export async function unwatch(tx: Tx, actor: Actor, event: EventId, as: As): Promise<string | null> {
  const person = await mustBeSomebody(tx, actor, event)
  const before = await store.watchOf(tx, event, idsOf(person), as)
  if (before) await store.dropWatches(tx, event, idsOf(person), as)
  return before?.pattern ?? null
}

/** A topic as it was said, for whoever watches. */
export interface ToldTopic {
  readonly event: EventId
  readonly track: string
  readonly verb: 'now' | 'next'
  readonly text: string
  readonly place: string | null
  readonly speaker: PersonId | null
  /** What tells this topic from all others. */
  readonly act: string
}

/** Promises a message to each whose pattern is found in the topic, in the order they began to watch: one each, however often this runs. */
export async function promiseTellings(tx: Tx, told: ToldTopic & { readonly at: string }): Promise<number> {
  const { selfTold } = (await boardStore.day(tx, told.event)) ?? defaultSettings
  const text = watchedText(told.track, told.verb, told.text)
  const watching = (await store.watches(tx, told.event)).filter(
    (one) => (selfTold || one.person === null || one.person !== told.speaker) && isFound(one.pattern, text),
  )
  for (const { n } of watching) tx.later({ kind: 'tell-watcher', key: `${told.act}/${n}`, payload: { ...told, watch: n } })
  return watching.length
}

/** A pattern that an older engine took, and this one does not, finds nothing. */
function isFound(pattern: string, text: string): boolean {
  const read = readPattern(pattern)
  return 'matches' in read && read.matches(text)
}

/** How to reach whoever has this watch; null: they watch no more. */
export const watcher = (tx: ReadTx, n: number): Promise<store.WatchRow | null> => store.watchAt(tx, n)
