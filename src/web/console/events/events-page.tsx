import type { ComponentType } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { BoardView } from '../../../contract/board.schema.ts'
import type { EventCard } from '../../../contract/cards.schema.ts'
import type { EventId } from '../../../contract/meeting.schema.ts'
import type { EventsWords } from '../../../words/events/en.ts'
import { askBoard } from '../../board/door.ts'
import { boardPath } from '../../board/place.ts'
import { useBoard } from '../../board/use-board.ts'
import { ConnectionLine } from '../../ui/connection-line.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Toasts } from '../../ui/notice.tsx'
import { pageSocket } from '../door.ts'
import { eventDays } from '../event-days.ts'
import { allEvents } from '../lists.ts'
import { Failed, Loading } from '../lone.tsx'
import type { PageProps } from '../pages.ts'
import { placeIn } from '../places.ts'
import { type Teller, useToasts } from '../toasts.ts'
import { useWords } from '../words.ts'
import { BookingsTab } from './bookings-tab.tsx'
import { DayTab } from './day-tab.tsx'
import '../../ui/ways.css'
import './events.css'
import { HistoryTab } from './history-tab.tsx'
import { NoticesTab } from './notices-tab.tsx'
import { NowTab } from './now-tab.tsx'
import { PresenceTab } from './presence-tab.tsx'
import { RoomsTab } from './rooms-tab.tsx'
import { ScheduleTab } from './schedule-tab.tsx'
import { TracksTab } from './tracks-tab.tsx'

/** What each part of an event's day is given. */
export interface TabProps {
  readonly view: BoardView
  readonly words: EventsWords
  readonly act: Act
  readonly teller: Teller
}

/** Does something and says how it went; false when it was refused. */
export type Act = (work: () => Promise<unknown>, said?: string) => Promise<boolean>

const tabs = {
  now: NowTab,
  bookings: BookingsTab,
  notices: NoticesTab,
  presence: PresenceTab,
  tracks: TracksTab,
  rooms: RoomsTab,
  schedule: ScheduleTab,
  history: HistoryTab,
  day: DayTab,
} as const satisfies Record<string, ComponentType<TabProps>>
type TabName = keyof typeof tabs
const tabNames = Object.keys(tabs) as TabName[]

/** All events, or the day of one: what the address asks for. */
export function EventsPage({ rest, words }: PageProps & { words: EventsWords }) {
  const [event, tab] = rest.split('/')
  if (!event) return <EventList words={words} />
  const name = tabNames.find((one) => one === tab) ?? 'now'
  return <EventDay event={event as EventId} tab={name} words={words} />
}

function EventList({ words }: { words: EventsWords }) {
  const { console: all } = useWords()
  const [list, setList] = useState<readonly EventCard[] | null>(null)
  const [failed, setFailed] = useState(false)
  const load = useCallback(() => {
    setFailed(false)
    allEvents().then(setList, () => setFailed(true))
  }, [])
  useEffect(load, [load])
  if (failed) return <Failed onAgain={load} />
  if (!list) return <Loading />
  return (
    <main class="events" id="main">
      <header class="events-head">
        <h1>{words.title}</h1>
        <p class="quiet">{words.lead}</p>
      </header>
      {list.length === 0 && <EmptyState title={all.events.empty} action={<a href={placeIn('')}>{all.places.home}</a>} />}
      <ul class="events-list">
        {list.map(({ id, title, startsOn, endsOn }) => (
          <li key={id}>
            <a href={placeIn('events', id)}>
              <bdi>{title}</bdi>
            </a>
            <span class="quiet small digits">
              {eventDays({ startsOn, endsOn }, document.documentElement.lang, all.events.dates)}
            </span>
          </li>
        ))}
      </ul>
    </main>
  )
}

function EventDay({ event, tab, words }: { event: EventId; tab: TabName; words: EventsWords }) {
  const { console: all, common } = useWords()
  const [first] = useState(() => askBoard(event))
  const board = useBoard(pageSocket(), event, first)
  const teller = useToasts()
  const act: Act = useCallback(
    async (work, said = words.done) => {
      try {
        await work()
        if (said) teller.tell('good', said)
        return true
      } catch (error) {
        teller.tell('bad', (error instanceof Error && error.name === 'CallRefusal' && error.message) || words.failed)
        return false
      }
    },
    [teller.tell, words],
  )
  if (!board.view) {
    if (!board.refusal) return <Loading />
    if (board.refusal.code === 'offline') return <Failed onAgain={() => location.reload()} />
    return (
      <main class="events" id="main">
        <h1 class="unseen">{words.title}</h1>
        <EmptyState title={board.refusal.message || words.gone} action={<a href={placeIn('events')}>{words.title}</a>} />
      </main>
    )
  }
  const Tab: ComponentType<TabProps> = tabs[tab]
  return (
    <main class="events" id="main">
      <ConnectionLine state={board.status} words={all.connection} />
      <header class="events-head">
        <h1>
          <bdi>{board.view.event.title}</bdi>
        </h1>
        <p class="events-ways">
          <a href={boardPath(event)}>{words.board}</a>
          <a href={boardPath(event, 'signage')}>{words.wall}</a>
        </p>
      </header>
      <nav class="ways events-tabs" aria-label={words.tabs.label}>
        {tabNames.map((name) => (
          <a key={name} href={placeIn('events', `${event}/${name}`)} aria-current={name === tab ? 'page' : undefined}>
            {words.tabs[name]}
          </a>
        ))}
      </nav>
      <Tab view={board.view} words={words} act={act} teller={teller} />
      <Toasts toasts={teller.toasts} closeLabel={common.close} onClose={teller.close} />
    </main>
  )
}
