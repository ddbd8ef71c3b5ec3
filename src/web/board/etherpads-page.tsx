import type { BoardView } from '../../contract/board.schema.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { notesOf } from './badge.ts'
import { BadgeLabel } from './badge.tsx'
import { Command } from './command.tsx'
import { commands } from './commands.ts'
import { useWords } from './words.ts'

/** The notes of every track; where the event does not say where they are, why there are none. */
export function EtherpadsPage({ view }: { view: BoardView }) {
  const { board: words } = useWords()
  const { etherpads } = words
  const notes = view.tracks.flatMap((track) => {
    const address = notesOf(track, view.padsFrom)
    return address === null ? [] : [{ track, address }]
  })
  return (
    <section class="day-section">
      <h1>{etherpads.title}</h1>
      <p class="quiet">{etherpads.lead}</p>
      {view.padsFrom === null && <EmptyState title={etherpads.none} text={etherpads.noneText} />}
      {view.padsFrom !== null && notes.length === 0 && <EmptyState title={etherpads.empty} />}
      {notes.length > 0 && (
        <ul class="link-list">
          {notes.map(({ track, address }) => (
            <li key={track.name}>
              <BadgeLabel track={track} name={track.name} />
              <a href={address} target="_blank" rel="noopener noreferrer" dir="ltr">
                {address}
              </a>
            </li>
          ))}
        </ul>
      )}
      <Command hint={etherpads.hint} commands={[commands.etherpad]} />
      <p class="quiet small">{etherpads.auto}</p>
    </section>
  )
}
