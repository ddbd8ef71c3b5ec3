import { useCallback, useEffect, useState } from 'preact/hooks'
import type { Reply } from '../../../contract/endpoints.ts'
import { Button } from '../../ui/button.tsx'
import { iconUndo } from '../../ui/icon.tsx'
import { refusedBy } from '../door.ts'
import { acts } from './acts.ts'
import type { TabProps } from './events-page.tsx'
import { momentText } from './shared.ts'

type Page = Reply<'bookingActs'>

/** Who booked, freed and closed what; each can be taken back once. */
export function BookingActs({ view, words, teller }: TabProps) {
  const { id: event } = view.event
  const { history } = words
  const [page, setPage] = useState<Page | null>(null)
  const load = useCallback(() => {
    acts.bookingActs(event, null).then(setPage, () => {
      // The list above says that nobody answers.
    })
  }, [event])
  useEffect(load, [load, view.cells])
  if (!page || page.acts.length === 0) return null
  const undo = async (n: number) => {
    try {
      await acts.undoBooking(event, n)
      teller.tell('good', words.undone)
    } catch (error) {
      teller.tell('bad', refusedBy(error)?.message || words.failed)
    }
    load()
  }
  const earlier = async () => {
    const older = await acts.bookingActs(event, page.next)
    setPage({ acts: [...page.acts, ...older.acts], next: older.next })
  }
  return (
    <section class="events-part">
      <h2>{words.tabs.bookings}</h2>
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
          {page.acts.map((done) => (
            <ActRow key={done.n} done={done} view={view} words={words} onUndo={() => void undo(done.n)} />
          ))}
        </tbody>
      </table>
      {page.next !== null && (
        <div>
          <Button onClick={() => void earlier()}>{history.more}</Button>
        </div>
      )}
    </section>
  )
}

interface RowProps extends Pick<TabProps, 'view' | 'words'> {
  done: Page['acts'][number]
  onUndo: () => void
}

function ActRow({ done, view, words, onUndo }: RowProps) {
  const { at, act, by, track, blocked, room, slot, undone } = done
  const { history } = words
  const place = `${view.rooms.find(({ id }) => id === room)?.name ?? ''}-${slot}`
  return (
    <tr class={undone ? 'quiet' : undefined}>
      <td data-label={history.when} class="digits">
        {momentText(at, view.event.timeZone)}
      </td>
      <td data-label={history.who}>
        <bdi>{by ?? history.system}</bdi>
      </td>
      <td data-label={history.what}>
        <span>
          {history.acts[act]} <bdi>{track ? `#${track}` : blocked}</bdi>: <bdi>{place}</bdi>
        </span>
      </td>
      <td>
        {undone ? (
          <span>{history.taken}</span>
        ) : (
          <Button icon={iconUndo} onClick={onUndo}>
            {history.undo}
            <span class="unseen">{` ${history.acts[act]} ${place}`}</span>
          </Button>
        )}
      </td>
    </tr>
  )
}
