import { useCallback, useEffect, useState } from 'preact/hooks'
import type { BoardAct } from '../../../contract/board.schema.ts'
import type { Reply } from '../../../contract/endpoints.ts'
import { Button } from '../../ui/button.tsx'
import { iconUndo } from '../../ui/icon.tsx'
import { refusedBy } from '../door.ts'
import { Failed, Loading } from '../lone.tsx'
import { acts } from './acts.ts'
import { BookingActs } from './booking-acts.tsx'
import type { TabProps } from './events-page.tsx'
import { momentText } from './shared.ts'

type Page = Reply<'boardActs'>

/** What was done on the board, and the way to take it back. */
export function HistoryTab(props: TabProps) {
  const { view, words, teller } = props
  const { id: event, timeZone } = view.event
  const [page, setPage] = useState<Page | null>(null)
  const [failed, setFailed] = useState(false)
  const load = useCallback(() => {
    setFailed(false)
    acts.history(event, null).then(setPage, () => setFailed(true))
  }, [event])
  // Whatever changes the board was done by somebody.
  useEffect(load, [load, view.changedAt])
  if (failed) return <Failed onAgain={load} />
  if (!page) return <Loading />
  const earlier = async () => {
    if (!page.next) return
    const older = await acts.history(event, page.next)
    setPage({ acts: [...page.acts, ...older.acts], next: older.next })
  }
  const undo = async (act: BoardAct) => {
    try {
      await acts.undo(event, act.id)
      teller.tell('good', words.undone)
    } catch (error) {
      const refusal = refusedBy(error)
      teller.tell('bad', refusal?.code === 'conflict' ? words.history.conflict : refusal?.message || words.failed)
    }
    load()
  }
  return (
    <section class="events-part">
      <p class="quiet">{words.history.lead}</p>
      {page.acts.length === 0 ? (
        <p>{words.history.none}</p>
      ) : (
        <ActTable all={page.acts} words={words} timeZone={timeZone} onUndo={(act) => void undo(act)} />
      )}
      {page.next && (
        <div>
          <Button onClick={() => void earlier()}>{words.history.more}</Button>
        </div>
      )}
      <BookingActs {...props} />
    </section>
  )
}

interface TableProps extends Pick<TabProps, 'words'> {
  all: readonly BoardAct[]
  timeZone: string
  onUndo: (act: BoardAct) => void
}

function ActTable({ all, words, timeZone, onUndo }: TableProps) {
  const { history } = words
  return (
    <table class="stacked">
      <thead>
        <tr>
          <th scope="col">{history.when}</th>
          <th scope="col">{history.who}</th>
          <th scope="col">{history.what}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {all.map((act) => (
          <tr key={act.id} class={act.undone ? 'quiet' : undefined}>
            <td data-label={history.when} class="digits">
              {momentText(act.at, timeZone)}
            </td>
            <td data-label={history.who}>
              <bdi>{act.by ?? history.system}</bdi>
              {act.network && <span class="quiet small"> {act.network}</span>}
            </td>
            <td data-label={history.what}>
              <span>
                {history.acts[act.act]}
                {act.track && (
                  <>
                    {' '}
                    <bdi>#{act.track}</bdi>
                  </>
                )}
                {act.words && (
                  <>
                    : <bdi>{act.words}</bdi>
                  </>
                )}
              </span>
            </td>
            <td>
              {act.undone && <span>{history.taken}</span>}
              {act.undoable && (
                <Button icon={iconUndo} onClick={() => onUndo(act)}>
                  {history.undo}
                  <span class="unseen">
                    {' '}
                    {history.acts[act.act]} {act.track}
                  </span>
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
