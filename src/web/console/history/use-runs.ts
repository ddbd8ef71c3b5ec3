import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../../contract/endpoints.ts'
import type { ConsoleView } from '../../../contract/meeting.schema.ts'
import type { MeetingResults } from '../../../contract/moving.schema.ts'
import type { RunId } from '../../../contract/runs.schema.ts'
import { ask } from '../door.ts'

export type Runs = Reply<'runs'>

/** The runs, read anew when the meeting moves or one is added; `more` brings the next page. */
export function useRuns({ id, at, runs, here }: ConsoleView) {
  const [list, setList] = useState<Runs | null>(null)
  const [failed, setFailed] = useState(false)
  const read = useCallback(
    async (after?: RunId) => {
      try {
        const told = await ask('runs', { meeting: id, after })
        setList((known) => (after ? { ...told, runs: [...(known?.runs ?? []), ...told.runs] } : told))
        setFailed(false)
      } catch {
        setFailed(true)
      }
    },
    [id],
  )
  useEffect(() => void read(), [read, at, runs, here])
  return { list, failed, more: () => void read(list?.next ?? undefined), again: () => void read() }
}

/** What came out of a run; without one, of what is in the meeting, anew with each step. */
export function useRun(view: ConsoleView, run: RunId | null): MeetingResults | 'failed' | null {
  const [shown, setShown] = useState<{ run: RunId | null; results: MeetingResults | 'failed' } | null>(null)
  const moved = run ? '' : `${view.at}/${view.runs}/${view.activity}/${view.here}`
  useEffect(() => {
    let isOld = false
    const asked = run ? ask('run', { meeting: view.id, run }) : ask('results', { meeting: view.id })
    asked.then(
      (results) => isOld || setShown({ run, results }),
      () => isOld || setShown({ run, results: 'failed' }),
    )
    return () => {
      isOld = true
    }
  }, [view.id, run, moved])
  return shown?.run === run ? shown.results : null
}
