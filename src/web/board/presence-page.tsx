import type { BoardPlace, BoardView } from '../../contract/board.schema.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { byName, roomOf } from './badge.ts'
import { Badge } from './badge.tsx'
import { Command } from './command.tsx'
import { commands } from './commands.ts'
import './presence.css'
import { useWords } from './words.ts'
import { You } from './you.tsx'

/** Who is where: at tracks, and anywhere else; and where oneself is. */
export function PresencePage({ view }: { view: BoardView }) {
  const { board: words } = useWords()
  const { presence, hints } = words
  const isTrack = ({ place }: BoardPlace) => place.startsWith('#')
  const elsewhere = view.places.filter((one) => !isTrack(one) && one.people.length > 0)
  const atTracks = view.places.filter((one) => isTrack(one) && one.people.length > 0)
  return (
    <section class="day-section">
      <h1>{presence.title}</h1>
      <p class="quiet">{presence.lead}</p>
      <You view={view} />
      {view.places.length === 0 && <EmptyState title={presence.none} text={presence.noneText} />}
      {atTracks.length > 0 && (
        <>
          <h2>{presence.tracks}</h2>
          <ul class="places">
            {atTracks.map((one) => (
              <TrackPlace key={one.place} one={one} view={view} />
            ))}
          </ul>
        </>
      )}
      {elsewhere.length > 0 && (
        <>
          <h2>{presence.elsewhere}</h2>
          <ul class="places">
            {elsewhere.map((one) => (
              <li key={one.place} class="place">
                <h3>
                  <bdi>{one.place}</bdi>
                </h3>
                <Names people={one.people} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Command hint={hints.presenceText} commands={commands.presence} />
    </section>
  )
}

function TrackPlace({ one, view }: { one: BoardPlace; view: BoardView }) {
  const track = view.tracks.find(({ name }) => `#${name}` === one.place)
  return (
    <li class="place">
      <h3>
        {track ? <Badge track={track} name={track.name} room={roomOf(track, view.rooms)} view={view} /> : <bdi>{one.place}</bdi>}
      </h3>
      <Names people={one.people} />
    </li>
  )
}

function Names({ people }: { people: readonly string[] }) {
  return (
    <ul class="place-people">
      {byName(people).map((name) => (
        <li key={name}>
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  )
}
