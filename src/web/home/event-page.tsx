import type { EventCard } from '../../contract/cards.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { api } from '../lib/api.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { daysText } from './days.ts'
import { MeetingList } from './meeting-list.tsx'
import { NotFound } from './not-found.tsx'
import { useFresh } from './use-fresh.ts'
import { useWords } from './words.ts'

/** An event: when it is, and what is running in it. */
export function EventPage({ event }: { event: EventId }) {
  const { home } = useWords()
  const found = useFresh(() => api('event', { event }))
  if (found.at === 'loading') return <Spinner />
  if (found.at === 'refused') {
    return found.refusal.code === 'not-found' ? (
      <NotFound />
    ) : (
      <Notice tone="warn">{found.refusal.message || home.unreachable}</Notice>
    )
  }
  const { told } = found
  return (
    <>
      <Title event={told.event} />
      <section class="home-section">
        <h2>{home.event.meetings}</h2>
        {told.meetings.length > 0 ? (
          <MeetingList meetings={told.meetings} />
        ) : (
          <EmptyState title={home.event.empty} text={home.meetings.emptyText} />
        )}
      </section>
    </>
  )
}

function Title({ event }: { event: EventCard }) {
  const { home, language } = useWords()
  return (
    <header class="event-title">
      <h1 dir="auto">{event.title}</h1>
      <p class="event-days">{daysText(event.startsOn, event.endsOn, language)}</p>
      <p class="quiet small">{home.event.timeZone(event.timeZone.replaceAll('_', ' '))}</p>
    </header>
  )
}
