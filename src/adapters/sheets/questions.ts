import type { ChoiceId, PreparedActivity } from '../../contract/activity.schema.ts'
import { freshId } from '../../contract/ids.ts'
import {
  CHOICE_CHARS_MAX,
  CHOICES_MAX,
  CHOICES_MIN,
  DESCRIPTION_CHARS_MAX,
  TIMER_SECONDS_MAX,
  TIMER_SECONDS_MIN,
  TITLE_CHARS_MAX,
} from '../../contract/limits.ts'
import type { RowFault, SheetRead } from '../../contract/moving.schema.ts'
import type { Rows } from './rows.ts'
import { unfit } from './unfit.ts'

/**
 * Rows as activities. The first row that names a question and an answer says what stands in which column; above it may stand what Kahoot's sheet has
 * there. A row with a right answer is a quiz, one with answers a poll, unless a column of kinds says otherwise.
 */

const HEAD_ROWS_MAX = 30
const WHAT_CHARS_MAX = 60

const headings = {
  question: /^(question|soru)/i,
  description: /^(description|açıklama)/i,
  kind: /^(kind|type|genre|tür)/i,
  seconds: /^(time|seconds|durée|temps|süre)/i,
  right: /^(correct|right|bonne|doğru)/i,
} as const
const answerHeading = /^(?:answer|option|choice|réponse|choix|cevap|yanıt|seçenek)\D{0,3}(\d{1,2})(?!\d)/i

interface Columns {
  readonly row: number
  readonly at: { readonly [K in keyof typeof headings]: number }
  /** Column of each answer, by its number. */
  readonly answers: ReadonlyMap<number, number>
}

const kinds: Readonly<Record<string, PreparedActivity['kind']>> = {
  poll: 'poll',
  quiz: 'quiz',
  cloud: 'cloud',
  'word cloud': 'cloud',
  scale: 'scale',
  text: 'text',
  slide: 'text',
}

/**
 * @param nowMs for the ids of choices
 * @throws Refusal `sheet-unfit` where no row says what the columns are
 */
export function questionsOf(rows: Rows, nowMs: number): SheetRead {
  const columns = columnsOf(rows)
  if (!columns) throw unfit('no row names its columns: “Question”, “Answer 1”, “Answer 2”, “Time limit”, “Correct answer”')
  const read: SheetRead = { activities: [], skipped: [] }
  for (const [i, row] of rows.entries()) {
    if (i <= columns.row) continue
    const cell = (column: number | undefined) => (column === undefined || column < 0 ? '' : (row[column] ?? ''))
    const answers = [...columns.answers].flatMap(([n, at]) => (cell(at) === '' ? [] : [{ n, text: cell(at) }]))
    const title = cell(columns.at.question)
    if (title === '' && answers.length === 0) continue
    const made = activityOf(
      {
        title,
        description: cell(columns.at.description),
        kind: cell(columns.at.kind),
        seconds: cell(columns.at.seconds),
        right: cell(columns.at.right),
        answers,
      },
      nowMs,
    )
    if (typeof made === 'string') read.skipped.push({ row: i + 1, what: title.slice(0, WHAT_CHARS_MAX), why: made })
    else read.activities.push({ row: i + 1, prepared: made })
  }
  return read
}

function columnsOf(rows: Rows): Columns | null {
  for (const [row, cells] of rows.slice(0, HEAD_ROWS_MAX).entries()) {
    const find = (heading: RegExp) => cells.findIndex((cell) => heading.test(cell))
    const answers = new Map<number, number>()
    for (const [at, cell] of cells.entries()) {
      const n = Number(answerHeading.exec(cell)?.[1] ?? 0)
      if (n > 0 && !answers.has(n)) answers.set(n, at)
    }
    if (find(headings.question) < 0 || answers.size === 0) continue
    const at = {
      question: find(headings.question),
      description: find(headings.description),
      kind: find(headings.kind),
      seconds: find(headings.seconds),
      right: find(headings.right),
    }
    return { row, at, answers }
  }
  return null
}

interface Row {
  readonly title: string
  readonly description: string
  readonly kind: string
  readonly seconds: string
  readonly right: string
  readonly answers: readonly { readonly n: number; readonly text: string }[]
}

function activityOf(row: Row, nowMs: number): PreparedActivity | RowFault {
  const { title, description, answers } = row
  if (title === '') return 'no-question'
  const isLong = answers.some(({ text }) => text.length > CHOICE_CHARS_MAX)
  if (title.length > TITLE_CHARS_MAX || description.length > DESCRIPTION_CHARS_MAX || isLong) return 'too-long'
  const kind = row.kind === '' ? (row.right === '' ? 'poll' : 'quiz') : kinds[row.kind.toLowerCase()]
  if (!kind) return 'unknown-kind'
  const seconds = secondsOf(row.seconds)
  if (seconds === null) return 'wrong-time-limit'
  const timed = { title, description, seconds: seconds ?? null, notes: '' }
  if (kind === 'text') return { kind, ...timed, seconds: null }
  if (kind === 'cloud') return { kind, ...timed, wordsPerPersonMax: 100 }
  if (kind === 'scale') return { kind, ...timed, low: '', high: '', liveOnStage: true }
  if (answers.length < CHOICES_MIN) return 'too-few-answers'
  if (answers.length > CHOICES_MAX) return 'too-many-answers'
  const right = numbersOf(row.right)
  if (!right?.every((n) => answers.some((one) => one.n === n))) return 'wrong-right-answer'
  const choices = answers.map(({ text }) => ({ id: freshId<ChoiceId>(nowMs), text, short: '' }))
  if (kind === 'poll' && right.length === 0) return { kind, ...timed, choices, multiple: false, liveOnStage: true }
  const marked = choices.map((choice, i) => ({ ...choice, right: right.includes(answers[i]?.n ?? 0) }))
  return { kind: 'quiz', ...timed, choices: marked, points: 1, firstPoints: 1, speed: false, penalty: 0 }
}

/** Undefined: none; null: not one that can be. Some sheets name the unit. */
function secondsOf(said: string): number | undefined | null {
  if (said === '') return undefined
  const [, digits] = /^(\d{1,5})(?:[.,]0+)?\s*(?:s|sec|secs|seconds|sn)?$/i.exec(said) ?? []
  const seconds = Number(digits ?? Number.NaN)
  return seconds >= TIMER_SECONDS_MIN && seconds <= TIMER_SECONDS_MAX ? seconds : null
}

/** Such as `1`, `1,3` or `1; 3`; null: something else. */
function numbersOf(said: string): number[] | null {
  const parts = said.split(/[\s,;.]+/).filter((part) => part !== '')
  return parts.every((part) => /^\d{1,2}$/.test(part)) ? parts.map(Number) : null
}
