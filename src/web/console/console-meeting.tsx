import { useEffect, useState } from 'preact/hooks'
import type { MeetingCard } from '../../contract/cards.schema.ts'
import type {
  ConsoleChange,
  ConsoleView,
  MeetingChange,
  MeetingId,
  MeetingView,
  TallyChange,
  TallyView,
} from '../../contract/meeting.schema.ts'
import {
  applyConsoleChange,
  applyMeetingChange,
  applyTallyChange,
  consoleFeed,
  meetingFeed,
  tallyFeed,
} from '../../contract/meeting.ts'
import { useFeed } from '../lib/use-feed.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { pageSocket } from './door.ts'
import { ownMeetings } from './lists.ts'
import { MeetingPage } from './meeting-page.tsx'
import { Page } from './page.tsx'
import { consoleHome } from './places.ts'
import { useWords } from './words.ts'

/** Follows everything about one meeting and draws its page. */
export function ConsoleMeeting({ id }: { id: MeetingId }) {
  const { console: words, common } = useWords()
  const socket = pageSocket()
  const own = useFeed<ConsoleView, ConsoleChange>(socket, consoleFeed(id), applyConsoleChange)
  const audience = useFeed<MeetingView, MeetingChange>(socket, meetingFeed(id), applyMeetingChange)
  const view = own.view.value
  const activity = view?.activity ?? null
  const opening = view?.opening ?? 0
  const tally = useFeed<TallyView, TallyChange>(socket, activity && tallyFeed(activity, opening), applyTallyChange)
  const counted = tally.view.value
  const meetings = useMeetings(view?.at, view?.settings.title)
  if (own.refusal.value && !view) {
    return (
      <Page>
        <main class="home" id="main">
          <EmptyState title={words.gone.title} text={words.gone.text} action={<a href={consoleHome}>{words.gone.back}</a>} />
        </main>
      </Page>
    )
  }
  if (!view) {
    return (
      <Page>
        <main class="home" id="main" aria-busy="true">
          <p class="quiet">{common.loading}</p>
        </main>
      </Page>
    )
  }
  return (
    <MeetingPage
      view={view}
      audience={audience.view.value}
      tally={counted?.activity === activity ? counted.tally : null}
      connection={socket.status.value}
      aheadMs={socket.clockOffsetMs.value}
      meetings={meetings}
    />
  )
}

/** The list beside; fetched again when this meeting's own entry in it changed. */
function useMeetings(at: string | undefined, title: string | undefined): readonly MeetingCard[] {
  const [meetings, setMeetings] = useState<readonly MeetingCard[]>([])
  useEffect(() => {
    ownMeetings().then(
      setMeetings,
      // The list before stays; the next change asks again.
      () => {},
    )
  }, [at, title])
  return meetings
}
