import { useEffect, useState } from 'preact/hooks'
import type { MeetingCard } from '../../contract/cards.schema.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { HistoryLater } from './history/history-later.tsx'
import { ownMeetings } from './lists.ts'
import { MeetingPage } from './meeting-page.tsx'
import { Page } from './page.tsx'
import { consoleHome, type Face } from './places.ts'
import { PresentPage } from './present-page.tsx'
import { type Followed, useMeeting } from './use-meeting.ts'
import { WatchPage } from './watch-page.tsx'
import { useWords } from './words.ts'

/** Follows everything about one meeting and draws the face of it that the address asks for. */
export function ConsoleMeeting({ id, face }: { id: MeetingId; face: Face }) {
  const { console: words, common } = useWords()
  const meeting = useMeeting(id)
  if (meeting === 'gone') {
    return (
      <Page>
        <main class="home" id="main">
          <EmptyState title={words.gone.title} text={words.gone.text} action={<a href={consoleHome}>{words.gone.back}</a>} />
        </main>
      </Page>
    )
  }
  if (meeting === 'loading') {
    return (
      <Page>
        <main class="home" id="main" aria-busy="true">
          <p class="quiet">{common.loading}</p>
        </main>
      </Page>
    )
  }
  if (face === 'history') return <HistoryLater {...meeting} />
  if (face === 'present') return <PresentPage {...meeting} />
  return face === 'watch' ? <WatchPage {...meeting} /> : <Desk {...meeting} />
}

function Desk(meeting: Followed) {
  const { at, settings } = meeting.view
  return <MeetingPage {...meeting} meetings={useMeetings(at, settings.title)} />
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
