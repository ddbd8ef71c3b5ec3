import type { Tally } from '../../contract/activity.schema.ts'
import { takesAnswers } from '../../contract/kinds/answering.ts'
import type { ActivityResult, MeetingResults, ResultsForm } from '../../contract/moving.schema.ts'
import type { SheetsWords } from '../../words/sheets/en.ts'
import { cellOf, csvOf, type Table } from './cells.ts'

/** Results as tables: the count of each activity, line by line, and one line for each participant. */

export interface WrittenFile {
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

const CSV = 'text/csv; charset=utf-8'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const NAME_CHARS_MAX = 60

export async function resultsFile(results: MeetingResults, form: ResultsForm, words: SheetsWords): Promise<WrittenFile> {
  const title = asFileName(results.meeting.title)
  if (form === 'xlsx') {
    const sheets = [
      { sheet: words.activities, data: activityTable(results, words) },
      { sheet: words.participants, data: participantTable(results, words) },
    ]
    const { default: writeXlsxFile } = await import('write-excel-file/node')
    const bytes = await writeXlsxFile(
      sheets.map(({ sheet, data }) => ({ sheet, data: data.map((row) => row.map(cellOf)), stickyRowsCount: 1 })),
    ).toBuffer()
    return { name: `${title}.xlsx`, type: XLSX, bytes }
  }
  const table = form === 'activities.csv' ? activityTable(results, words) : participantTable(results, words)
  return { name: `${title}-${form}`, type: CSV, bytes: Buffer.from(csvOf(table)) }
}

const asFileName = (title: string): string =>
  title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, NAME_CHARS_MAX) || 'meeting'

/** One line for each choice, word or span; an activity that counts nothing has one line. */
export function activityTable({ activities }: MeetingResults, words: SheetsWords): Table {
  const lines = activities.flatMap((one, i) => {
    const answered = 'answered' in one.tally ? one.tally.answered : null
    const about = [i + 1, one.prepared.title, words.kinds[one.prepared.kind] ?? one.prepared.kind, answered]
    const counts = countsOf(one, words)
    return counts.length === 0 ? [[...about, null, null, null]] : counts.map((count) => [...about, ...count])
  })
  return [[words.number, words.title, words.kind, words.answered, words.answer, words.right, words.count], ...lines]
}

type Count = [answer: string, right: string | null, count: number | null]

function countsOf({ prepared, tally }: ActivityResult, words: SheetsWords): Count[] {
  if ('choices' in prepared && 'counts' in tally)
    return prepared.choices.map((choice) => {
      const right = 'right' in choice ? (choice.right ? words.yes : words.no) : null
      return [choice.text, right, tally.counts[choice.id] ?? 0]
    })
  if (prepared.kind === 'rating' && tally.kind === 'rating')
    return tally.items.map(({ item, count, score }) => [
      `${prepared.items.find(({ id }) => id === item)?.text ?? ''}: ${score ?? '–'}`,
      null,
      count,
    ])
  return tally.kind === 'cloud' ? tally.words.map(({ word, count }) => [word, null, count]) : scaleCounts(tally, words)
}

function scaleCounts(tally: Tally, words: SheetsWords): Count[] {
  if (tally.kind !== 'scale') return []
  const bins = tally.bins.map((count, i): Count => [i === 10 ? '100' : `${i * 10}–${i * 10 + 9}`, null, count])
  return [[words.average, null, tally.average], [words.spread, null, tally.spread], ...bins]
}

/** Best first. A quiz has a column of points beside the answers; where somebody found flags there is one of them, at the end. */
export function participantTable({ activities, participants }: MeetingResults, words: SheetsWords): Table {
  const asked = activities.filter(({ prepared }) => takesAnswers(prepared))
  const titles = asked.flatMap(({ prepared: { title, kind } }) => (kind === 'quiz' ? [title, words.pointsOf(title)] : [title]))
  const hasFlags = participants.some(({ found }) => found.length > 0)
  const lines = participants.map(({ rank, name, points, answers, found }) => {
    const cells = asked.flatMap(({ id, prepared: { kind } }) => {
      const own = answers.filter(({ activity }) => activity === id)
      const said = own.length === 0 ? null : kind === 'scale' ? Number(own[0]?.text) : own.map(({ text }) => text).join(', ')
      return kind === 'quiz' ? [said, own[0]?.points ?? null] : [said]
    })
    const flags = found.map((flag) => flag.name).join(', ')
    return [rank, name, points, ...cells, ...(hasFlags ? [flags || null] : [])]
  })
  return [[words.rank, words.name, words.points, ...titles, ...(hasFlags ? [words.flags] : [])], ...lines]
}
