import type { BoardView } from '../../contract/board.schema.ts'
import { boardPath } from './place.ts'
import { useWords } from './words.ts'

/** The board and what can be typed in the chat, then what the organizers want to be at hand, in their order; and the event's calendars. */
export function LinksPage({ view }: { view: BoardView }) {
  const { board: words } = useWords()
  const { id: event } = view.event
  return (
    <section class="day-section">
      <h1>{words.links.title}</h1>
      <ul class="link-list links-given">
        <li>
          <a href={boardPath(event)}>{words.links.board}</a>
        </li>
        <li>
          <a href={`${boardPath(event)}#chat`}>{words.links.manual}</a>
        </li>
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
          <a href={`${boardPath(event)}/event.ics`}>{words.calendar.event}</a>
        </li>
        {view.tracks.map(({ name, title }) => (
          <li key={name}>
            <a href={`${boardPath(event)}/tracks/${encodeURIComponent(name)}.ics`}>{words.calendar.track(title || name)}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
