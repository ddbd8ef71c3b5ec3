import type { ActivityId, Choice, Given, PreparedActivity, ShownActivity, Tally } from '../../contract/activity.schema.ts'
import { caseless } from '../../contract/letters.ts'
import { NAME_CHARS_MAX, WORD_CHARS_MAX } from '../../contract/limits.ts'
import type { PhaseAt, ScoreRow } from '../../contract/meeting.schema.ts'
import { type Step, stepsFrom, topWords } from '../../contract/meeting.ts'
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

/** The state machine of a meeting: where a step leads from here, or why it does not. */
export function decide(standing: Standing, step: Step): Decision {
  const allowed: readonly Step[] = stepsFrom[standing.at]
  if (!allowed.includes(step)) return { refused: standing.at === 'after' ? 'meeting-over' : 'not-in-this-phase' }
  const current = currentActivity(standing)
  switch (step) {
    case 'start':
    case 'resume':
      return { to: 'waiting', activity: null }
    case 'open':
      return current ? { to: 'open', activity: current } : { refused: 'not-found' }
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

/** Every choice gets a short answer that can be typed in a chat: its own, else a letter that is still free. */
export function withShorts(choices: readonly Choice[]): Choice[] {
  const taken = new Set(choices.map((choice) => caseless(choice.short)).filter((short) => short !== ''))
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  return choices.map((choice) => {
    if (choice.short !== '') return choice
    const short = letters.find((letter) => !taken.has(letter)) ?? ''
    taken.add(short)
    return { ...choice, short }
  })
}

/** The path of the first choice whose short answer or id stands twice; null when all is well. */
export function twiceIn(choices: readonly Choice[]): string | null {
  const seen = new Set<string>()
  for (const [i, choice] of choices.entries()) {
    const short = caseless(choice.short)
    if (seen.has(choice.id)) return `body.choices.${i}.id`
    if (short !== '' && seen.has(`#${short}`)) return `body.choices.${i}.short`
    seen.add(choice.id).add(`#${short}`)
  }
  return null
}

/** What the audience is shown of a prepared activity. */
export function shownOf(id: ActivityId, prepared: PreparedActivity, descriptionHtml: string): ShownActivity {
  const shown = { id, title: prepared.title, descriptionHtml }
  switch (prepared.kind) {
    case 'text':
      return { kind: 'text', ...shown }
    case 'poll':
      return { kind: 'poll', ...shown, choices: prepared.choices, multiple: prepared.multiple, liveOnStage: prepared.liveOnStage }
    case 'cloud':
      return { kind: 'cloud', ...shown, wordsPerPersonMax: prepared.wordsPerPersonMax }
  }
}

/** An answer as it is kept: a word with the spelling it is counted under. */
export type Kept = { kind: 'poll'; choices: string[] } | { kind: 'cloud'; word: string; key: string }

/** Fits what was given to the activity, or says why it does not fit. */
export function keep(prepared: PreparedActivity, given: Given): Kept | { refused: RefusalCode } {
  if (prepared.kind !== given.kind) return { refused: 'wrong-kind' }
  if (prepared.kind === 'poll' && given.kind === 'poll') {
    const chosen = [...new Set(given.choices)]
    if (chosen.length === 0 || (!prepared.multiple && chosen.length > 1)) return { refused: 'bad-input' }
    return chosen.every((id) => prepared.choices.some((choice) => choice.id === id))
      ? { kind: 'poll', choices: chosen }
      : { refused: 'unknown-choice' }
  }
  if (given.kind === 'cloud') {
    const word = cleanText(given.word)
    const key = foldName(word)
    return key === '' || [...word].length > WORD_CHARS_MAX ? { refused: 'bad-input' } : { kind: 'cloud', word, key }
  }
  return { refused: 'wrong-kind' }
}

/** Reads a chat line's words as an answer: short answers for a poll (whatever their case, more words after are fine), all of it for a cloud. */
export function readWords(activity: ShownActivity, words: string): Given | null {
  const text = cleanText(words)
  if (text === '') return null
  if (activity.kind === 'cloud') return { kind: 'cloud', word: text }
  if (activity.kind !== 'poll') return null
  const chosen = []
  for (const word of text.split(/[\s,]+/u)) {
    const short = caseless(word)
    const choice = short === '' ? undefined : activity.choices.find((one) => caseless(one.short) === short)
    if (!choice) break
    chosen.push(choice.id)
  }
  const all = [...new Set(chosen)]
  return all.length === 0 ? null : { kind: 'poll', choices: activity.multiple ? all : all.slice(0, 1) }
}

/** The count of nothing yet. */
export function emptyTally(prepared: PreparedActivity): Tally {
  switch (prepared.kind) {
    case 'text':
      return { kind: 'text' }
    case 'poll':
      return { kind: 'poll', answered: 0, counts: Object.fromEntries(prepared.choices.map((choice) => [choice.id, 0])) }
    case 'cloud':
      return { kind: 'cloud', answered: 0, words: [] }
  }
}

/** What must be told after `before`: all of a poll, only the words that moved of a cloud; null when nothing changed. */
export function tallyNews(before: Tally | null, now: Tally): Tally | null {
  if (before && sameTally(before, now)) return null
  if (now.kind !== 'cloud' || before?.kind !== 'cloud') return now
  const known = new Map(before.words.map((w) => [w.word, w.count]))
  return { ...now, words: now.words.filter((w) => known.get(w.word) !== w.count) }
}

/** Where a change would leave answers without a meaning: another kind, or a chosen choice taken away; null when all keep theirs. */
export function losesAnswers(counted: Tally, prepared: PreparedActivity): string | null {
  if (counted.kind === 'text' || counted.answered === 0) return null
  if (counted.kind !== prepared.kind) return 'body.kind'
  if (counted.kind !== 'poll' || prepared.kind !== 'poll') return null
  const kept = new Set<string>(prepared.choices.map((choice) => choice.id))
  return Object.entries(counted.counts).every(([choice, n]) => n === 0 || kept.has(choice)) ? null : 'body.choices'
}

/** Equal in what they count; the order in which a database gives keys back says nothing. */
export function sameTally(one: Tally, other: Tally): boolean {
  if (one.kind === 'text' || other.kind === 'text') return one.kind === other.kind
  if (one.answered !== other.answered) return false
  if (one.kind === 'poll' && other.kind === 'poll') {
    const counts = Object.entries(one.counts)
    const others = new Map(Object.entries(other.counts))
    return counts.length === others.size && counts.every(([choice, n]) => others.get(choice) === n)
  }
  if (one.kind !== 'cloud' || other.kind !== 'cloud' || one.words.length !== other.words.length) return false
  return one.words.every((w, i) => w.word === other.words[i]?.word && w.count === other.words[i]?.count)
}

/**
 * The cloud of all counted words, cut to what is shown. A word keeps the spelling it was published in (`before`), since followers know it by
 * that; a new one shows in the spelling it was first sent in.
 */
export function cloudTally(
  answered: number,
  words: readonly { key: string; word: string; count: number }[],
  before: Tally | null,
): Tally {
  const shown = new Map(before?.kind === 'cloud' ? before.words.map((w) => [foldName(w.word), w.word]) : [])
  return { kind: 'cloud', answered, words: topWords(words.map((w) => ({ word: shown.get(w.key) ?? w.word, count: w.count }))) }
}

/** Ranks by points; ties share a rank (1, 2, 2, 4). */
export function ranked(rows: readonly { name: string; points: number }[]): ScoreRow[] {
  return rows.map((row) => ({ ...row, rank: 1 + rows.filter((other) => other.points > row.points).length }))
}

/** Everybody may watch a cloud grow; a poll's counts are for those who answered. */
export const tallyIsForAll = (prepared: PreparedActivity): boolean => prepared.kind === 'cloud'

/** The big screen may show the counts of an open poll. */
export const stageMayCount = (prepared: PreparedActivity): boolean => prepared.kind === 'poll' && prepared.liveOnStage

/** How many have answered, where no count that the room can see says so; null elsewhere. */
export const answeredUnseen = (prepared: PreparedActivity, tally: Tally): number | null =>
  tally.kind === 'poll' && !stageMayCount(prepared) ? tally.answered : null
