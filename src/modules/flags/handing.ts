import type { FlagsChange, HandedIn, TryId, TryOutcome } from '../../contract/flags.schema.ts'
import { flagsFeed } from '../../contract/flags.ts'
import { FLAG_TRIES_PER_PERSON_MAX } from '../../contract/limits.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Tx } from '../../platform/db.ts'
import * as meetings from '../meetings/index.ts'
import type { Actor } from '../people/index.ts'
import { codeIn, pointsFor } from './rules.ts'
import { loggedTry, shownFlag } from './seeing.ts'
import * as store from './store.ts'
import * as tries from './tries.store.ts'

/**
 * Takes what somebody hands in. Every try is kept, also a wrong one, and what a flag brings is booked at once. The same id again is the same try, whose
 * outcome is told again.
 * @throws Refusal `not-joined`, `joined-elsewhere`, `banned`, `flags-closed`, `too-many`, `bad-input` for nothing that is seen, `conflict` for an id
 * that is another try's
 */
export async function handIn(tx: Tx, actor: Actor, meeting: MeetingId, id: TryId, given: string): Promise<HandedIn> {
  const who = await meetings.sitting(tx, actor, meeting)
  const text = meetings.plainText(given, 'one line')
  if (text === '') throw new Refusal('bad-input', { path: 'body.text' })
  const known = await tries.tryOf(tx, id)
  if (known) return toldAgain(tx, known, { who, meeting, text })
  if (!who.meeting.showFlags) throw new Refusal('flags-closed')
  if ((await tries.countOf(tx, meeting, who.person)) >= FLAG_TRIES_PER_PERSON_MAX)
    throw new Refusal('too-many', { hint: String(FLAG_TRIES_PER_PERSON_MAX) })

  const code = codeIn(text, who.meeting.flagPrefix)
  const flag = code === null ? null : await store.flagByCode(tx, meeting, code)
  const { found, outcome } = await outcomeOf(tx, flag, who)
  const points = flag ? pointsFor(flag, outcome) : 0
  const row = await tries.addTry(tx, { id, meeting, person: who.person, text, outcome, flag: flag?.id ?? null, points })
  if (!row) throw new Refusal('conflict', { path: 'params.try' })
  const totals = await meetings.award(tx, who.meeting, [{ key: id, person: who.person, points }], 'flag')
  tx.announce(flagsFeed(meeting), { kind: 'try', try: loggedTry(row, who.name), found } satisfies FlagsChange)
  const shown = flag && (await shownFlag(tx, flag))
  return { outcome, text, flag: shown, points, total: totals.get(who.person) ?? who.points }
}

/** The flag is held: whoever comes at the same moment waits, and is the second. Somebody who was merged has found what any of their ids has. */
async function outcomeOf(
  tx: Tx,
  flag: store.FlagRow | null,
  who: meetings.Sitting,
): Promise<{ outcome: TryOutcome; found: number }> {
  if (!flag) return { outcome: 'unknown', found: 0 }
  const { found, own } = await tries.finds(tx, flag.id, who.ids)
  if (own) return { outcome: 'again', found }
  return { outcome: found === 0 ? 'first' : 'found', found: found + 1 }
}

async function toldAgain(
  tx: Tx,
  known: tries.TryRow,
  { who, meeting, text }: { who: meetings.Sitting; meeting: MeetingId; text: string },
): Promise<HandedIn> {
  if (known.meeting !== meeting || !who.ids.includes(known.person) || known.text !== text)
    throw new Refusal('conflict', { path: 'params.try' })
  const flag = known.flag && (await store.flag(tx, known.flag))
  const { outcome, points } = known
  return { outcome, text, flag: flag ? await shownFlag(tx, flag) : null, points, total: who.points }
}
