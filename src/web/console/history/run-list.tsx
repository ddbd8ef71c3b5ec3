import type { ConsoleView } from '../../../contract/meeting.schema.ts'
import type { KeptRun, RunId, RunNow } from '../../../contract/runs.schema.ts'
import type { HistoryWords } from '../../../words/history/en.ts'
import { Button } from '../../ui/button.tsx'
import type { Runs } from './use-runs.ts'

interface ListProps {
  list: Runs
  at: ConsoleView['at']
  /** Null: the run that is in the meeting. */
  chosen: RunId | null
  words: HistoryWords
  onChoose: (run: RunId | null) => void
  onMore: () => void
}

const format = () => new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' })
const timeOf = (iso: string): string => format().format(new Date(iso))
const dayOf = (iso: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long' }).format(new Date(iso))

/** `run` null: the one that is in the meeting. */
export const runName = (run: KeptRun | null, at: ConsoleView['at'], words: HistoryWords): string =>
  run ? words.runOf(dayOf(run.beganAt ?? run.endedAt ?? run.keptAt)) : at === 'after' ? words.last : words.now

/** Each run with its times and its size; pressed it is shown beside. */
export function RunList({ list, at, chosen, words, onChoose, onMore }: ListProps) {
  return (
    <nav class="history-list" aria-labelledby="runs-title">
      <h2 id="runs-title">{words.list}</h2>
      <ul>
        <Row
          name={runName(null, at, words)}
          run={list.now}
          chosen={chosen === null}
          words={words}
          onPress={() => onChoose(null)}
        />
        {list.runs.map((run) => (
          <Row
            key={run.id}
            name={runName(run, at, words)}
            run={run}
            chosen={chosen === run.id}
            words={words}
            onPress={() => onChoose(run.id)}
          />
        ))}
      </ul>
      {list.next && <Button onClick={onMore}>{words.more}</Button>}
    </nav>
  )
}

interface RowProps {
  name: string
  run: RunNow
  chosen: boolean
  words: HistoryWords
  onPress: () => void
}

function Row({ name, run, chosen, words, onPress }: RowProps) {
  return (
    <li>
      <button type="button" class="history-run" aria-pressed={chosen} onClick={onPress}>
        <b>{name}</b>
        <span class="small quiet">{timesOf(run, words)}</span>
        <span class="small quiet digits">
          {words.people(run.people)} · {words.answers(run.answers)}
        </span>
      </button>
    </li>
  )
}

function timesOf({ beganAt, endedAt }: RunNow, words: HistoryWords): string {
  if (beganAt && endedAt) return format().formatRange(new Date(beganAt), new Date(endedAt))
  if (endedAt) return words.endedAt(timeOf(endedAt))
  return beganAt ? words.since(timeOf(beganAt)) : words.neverBegun
}
