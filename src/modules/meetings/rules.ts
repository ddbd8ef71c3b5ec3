import type { ActivityId } from '../../contract/activity.schema.ts'
import { caseless } from '../../contract/letters.ts'
import { NAME_CHARS_MAX } from '../../contract/limits.ts'
import type { PhaseAt, ScoreRow } from '../../contract/meeting.schema.ts'
import { type Step, stepsFrom } from '../../contract/meeting.ts'
import type { RefusalCode } from '../../contract/refusal.ts'

/** What decides a step: the phase, the activity in front of the audience (if any), and the running order. */
export interface Standing {
  readonly at: PhaseAt
  readonly activity: ActivityId | null
  readonly order: readonly { readonly id: ActivityId; readonly done: boolean }[]
}

export type Decision =
  | { readonly to: PhaseAt; readonly activity: ActivityId | null; readonly done?: ActivityId; readonly undone?: ActivityId }
  | { readonly refused: RefusalCode }

/** The activity that is on, or comes next: the one in front of the audience, else the first that is not done. */
export function currentActivity(standing: Standing): ActivityId | null {
  return standing.activity ?? standing.order.find((one) => !one.done)?.id ?? null
}

/** The activity before the current one: what "back" opens again. */
export function previousActivity(standing: Standing): ActivityId | null {
  const current = currentActivity(standing)
  const before = current
    ? standing.order.slice(
        0,
        standing.order.findIndex((one) => one.id === current),
      )
    : standing.order
  return before.findLast((one) => one.done)?.id ?? null
}

/** The state machine of a meeting: where a step leads from here, or why it does not. `wanted`: the activity to open, if not the current one. */
export function decide(standing: Standing, step: Step, wanted?: ActivityId): Decision {
  const allowed: readonly Step[] = stepsFrom[standing.at]
  if (!allowed.includes(step)) return { refused: standing.at === 'after' ? 'meeting-over' : 'not-in-this-phase' }
  const current = currentActivity(standing)
  switch (step) {
    case 'start':
    case 'resume':
      return { to: 'waiting', activity: null }
    case 'open':
      return opening(standing, wanted ?? current)
    case 'close':
      return { to: 'closed', activity: current }
    case 'results':
      return { to: 'results', activity: current }
    case 'scoreboard':
      return { to: 'scoreboard', activity: standing.activity }
    case 'end':
      return { to: 'after', activity: null }
    case 'next': {
      if (!current) return { to: 'after', activity: null }
      const more = standing.order.some((one) => !one.done && one.id !== current)
      return { to: more ? 'waiting' : 'after', activity: null, done: current }
    }
    case 'back': {
      const previous = previousActivity(standing)
      return previous ? { to: 'open', activity: previous, undone: previous } : { refused: 'not-found' }
    }
  }
}

/** Whatever was in front of the audience is done by it. */
function opening({ activity, order }: Standing, wanted: ActivityId | null): Decision {
  const known = order.find(({ id }) => id === wanted)
  if (!known) return { refused: 'not-found' }
  const left = activity !== null && activity !== known.id ? { done: activity } : {}
  return { to: 'open', activity: known.id, ...left, ...(known.done && { undone: known.id }) }
}

/** One spelling for texts that look alike: compatibility forms, case, blanks and invisible signs make no difference. */
export function foldName(name: string): string {
  const plain = cleanText(name)
    .normalize('NFKC')
    .replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, '')
  return caseless(plain).normalize('NFKC').replace(/\s+/gu, ' ').trim()
}

/** Text from people as one clean line: no control, format or private-use signs, no runs of blanks. Joiners stay: scripts and emoji need them. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, (sign) => (sign === '\u200c' || sign === '\u200d' ? sign : ''))
    .replace(/ +/gu, ' ')
    .trim()
}

/** Text of organizers as they wrote it, without what no screen can show and no database can keep: control signs and halves of signs. */
export function plainText(text: string, lines: 'one line' | 'lines'): string {
  const kept = text.replace(/\r\n?/gu, '\n').replace(/[\p{Cc}\p{Cs}]/gu, (sign) => (/[\n\t]/.test(sign) ? sign : ''))
  return lines === 'lines' ? kept : kept.replace(/\s+/gu, ' ').trim()
}

/** A name for the `n`-th person who wants it. */
export function numberedName(name: string, n: number): string {
  return n < 2
    ? name
    : `${[...name]
        .slice(0, NAME_CHARS_MAX - 1 - String(n).length)
        .join('')
        .trimEnd()} ${n}`
}

const SIGNS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Six signs that are told apart on a screen and typed without shift; `random` gives whole numbers below its argument. */
export function freshCode(random: (below: number) => number): string {
  return Array.from({ length: 6 }, () => SIGNS[random(SIGNS.length)]).join('')
}

/** Ranks by points; ties share a rank (1, 2, 2, 4). */
export function ranked(rows: readonly { name: string; points: number }[]): ScoreRow[] {
  return rows.map((row) => ({ ...row, rank: 1 + rows.filter((other) => other.points > row.points).length }))
}
