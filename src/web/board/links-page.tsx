import type { BoardView } from '../../contract/board.schema.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { useWords } from './words.ts'

/** What the organizers want to be at hand, in their order; and the event's calendars. */
export function LinksPage({ view }: { view: BoardView }) {
  const { board: words } = useWords()
  return (
    <section class="day-section">
      <h1>{words.links.title}</h1>
      {view.links.length === 0 && <EmptyState title={words.links.none} text={words.links.noneText} />}
      <ul class="link-list">
        {view.links.map(({ title, link }) => (
          <li key={`${title} ${link}`}>
            <a href={link} target="_blank" rel="noopener noreferrer">
              <bdi>{title}</bdi>
            </a>
          </li>
        ))}
      </ul>
      <h2>{words.calendar.title}</h2>
      <ul class="link-list">
        <li>
          <a href={`/e/${view.event.id}/event.ics`}>{words.calendar.event}</a>
        </li>
        {view.tracks.map(({ name, title }) => (
          <li key={name}>
            <a href={`/e/${view.event.id}/tracks/${encodeURIComponent(name)}.ics`}>{words.calendar.track(title || name)}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
