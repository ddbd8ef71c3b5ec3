import type { BoardTrack, BoardView, Topic } from '../../contract/board.schema.ts'
import { Icon, iconPeople } from '../ui/icon.tsx'
import { peopleAt, roomOf } from './badge.ts'
import { Badge } from './badge.tsx'
import { Command } from './command.tsx'
import { commands } from './commands.ts'
import { iconPlace } from './icons.ts'
import { topicPieces } from './said.ts'
import { Said } from './said.tsx'
import { agoText } from './times.ts'
import { withTip } from './tip.tsx'
import './topics.css'
import { useNow } from './use-now.ts'
import { useWords } from './words.ts'

/** What is discussed now and what comes next, a row a track, by name. */
export function Topics({ view }: { view: BoardView }) {
  const { board: words } = useWords()
  const nowMs = useNow(20_000)
  const now = view.tracks.filter((track) => track.now !== null)
  const next = view.tracks.filter((track) => track.next.length > 0)
  return (
    <div class={next.length > 0 ? 'topics topics-both' : 'topics'}>
      <section class="topics-now" aria-labelledby="now">
        <h2 id="now">{words.now.title}</h2>
        {now.length === 0 && (
          <div class="topics-none">
            <p class="topics-none-title">{next.length === 0 ? words.now.none : words.signage.nothing}</p>
            <p class="quiet">{words.now.noneText}</p>
          </div>
        )}
        <ul class="topic-list">
          {now.map((track) => (
            <Row key={track.name} track={track} topics={track.now ? [track.now] : []} view={view} nowMs={nowMs} counted />
          ))}
        </ul>
        <Command hint={words.now.hint} commands={[commands.now]} />
      </section>
      {next.length > 0 && (
        <section class="topics-next" aria-labelledby="next">
          <h2 id="next">{words.next.title}</h2>
          <ul class="topic-list">
            {next.map((track) => (
              <Row key={track.name} track={track} topics={track.next} view={view} nowMs={nowMs} />
            ))}
          </ul>
          <Command hint={words.next.hint} commands={[commands.next]} />
        </section>
      )}
    </div>
  )
}

interface RowProps {
  track: BoardTrack
  topics: readonly Topic[]
  view: BoardView
  nowMs: number
  counted?: boolean
}

function Row({ track, topics, view, nowMs, counted = false }: RowProps) {
  const { board: words, language } = useWords()
  const latest = topics.at(-1)?.at
  return (
    <li class="topic">
      <div class="topic-track">
        <Badge track={track} name={track.name} room={roomOf(track, view.rooms)} view={view} />
      </div>
      <div class="topic-said">
        {topics.map(({ text, at }) => (
          <p key={`${at} ${text}`}>
            <Said pieces={topicPieces(text)} />
          </p>
        ))}
      </div>
      <div class="topic-facts quiet small digits">
        {track.place && (
          <span class="topic-place">
            <Icon path={iconPlace} />
            <span class="unseen">{words.now.at('')}</span>
            <bdi>{track.place}</bdi>
          </span>
        )}
        {counted && <Count view={view} track={track} />}
        {latest && <time dateTime={latest}>{agoText(latest, nowMs, language) ?? words.fresh.justNow}</time>}
      </div>
    </li>
  )
}

/** How many are checked in; who, beside it. */
function Count({ view, track }: { view: BoardView; track: BoardTrack }) {
  const { board: words, common } = useWords()
  const people = peopleAt(view, track.name)
  if (people.length === 0) return null
  return (
    <button type="button" class="topic-count" {...withTip(people.join(', '))}>
      <Icon path={iconPeople} />
      <span aria-hidden="true">{common.number(people.length)}</span>
      <span class="unseen">
        {words.now.people(people.length)}: {people.join(', ')}
      </span>
    </button>
  )
}
