import { useEffect, useState } from 'preact/hooks'
import type { BoardView } from '../../contract/board.schema.ts'
import { meetingPath } from '../lib/paths.ts'
import { Bookings } from './bookings.tsx'
import { Command } from './command.tsx'
import { commands } from './commands.ts'
import { askMeetings, meetingsSoFar } from './door.ts'
import { Schedule } from './schedule.tsx'
import { dayText } from './times.ts'
import { Topics } from './topics.tsx'
import { useWords } from './words.ts'

/** The board: what happens now and next, who booked which room, what was planned, and what else is open. */
export function BoardPage({ view }: { view: BoardView }) {
  return (
    <>
      <Title view={view} />
      <Topics view={view} />
      <Meetings view={view} />
      {view.days.some(({ slots }) => slots.length > 0) && <Bookings view={view} />}
      {view.version > 0 && <Schedule view={view} />}
      <Hints />
    </>
  )
}

function Title({ view }: { view: BoardView }) {
  const { board: words, language } = useWords()
  const { title, startsOn, endsOn, timeZone } = view.event
  return (
    <header class="day-title">
      <h1 dir="auto">{title}</h1>
      <p class="quiet">
        {startsOn === endsOn
          ? dayText(startsOn, language, 'long')
          : `${dayText(startsOn, language)} – ${dayText(endsOn, language)}`}
        {' · '}
        {words.times(timeZone.replaceAll('_', ' '))}
      </p>
    </header>
  )
}

const LOOK_EVERY_MS = 60_000

/** Meetings of this event that are running: each a way in. */
function Meetings({ view }: { view: BoardView }) {
  const { board: words } = useWords()
  const [meetings, setMeetings] = useState(meetingsSoFar)
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'hidden') return
      askMeetings(view.event.id).then(setMeetings, () => {
        // What was known of them stays.
      })
    }
    if (meetings.length === 0) look()
    const timer = setInterval(look, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [view.event.id])
  if (meetings.length === 0) return null
  return (
    <section class="day-meetings" aria-labelledby="meetings">
      <h2 id="meetings">{words.meetings.title}</h2>
      <ul class="link-list">
        {meetings.map(({ id, title }) => (
          <li key={id}>
            <bdi>{title}</bdi>
            <a class="button button-quiet" href={meetingPath(id)}>
              {words.meetings.join}
              <span class="unseen"> {title}</span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What everybody can do from the chat: hear of topics, and be found. */
function Hints() {
  const { board: words } = useWords()
  const { hints } = words
  return (
    <section class="hints" id="chat" aria-labelledby="hints">
      <h2 id="hints">{hints.title}</h2>
      <div class="hints-both">
        <div class="card hint">
          <h3>{hints.watch}</h3>
          <Command hint={hints.watchText} commands={[commands.watch]} />
        </div>
        <div class="card hint">
          <h3>{hints.presence}</h3>
          <Command hint={hints.presenceText} commands={commands.presence} />
        </div>
      </div>
    </section>
  )
}
