import { api } from '../lib/api.ts'
import { everyPage } from '../lib/every-page.ts'
import { joinPath } from '../lib/paths.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { Spinner } from '../ui/progress.tsx'
import { MeetingList } from './meeting-list.tsx'
import { useFresh } from './use-fresh.ts'
import { useWords } from './words.ts'

const allOpen = () =>
  everyPage(
    (page) => api('openMeetings', page),
    ({ meetings }) => meetings,
  )

/** All listed meetings that are running. */
export function MeetingsPage() {
  const { home } = useWords()
  const open = useFresh(allOpen)
  return (
    <section class="home-section">
      <h1>{home.meetings.title}</h1>
      {open.at === 'loading' && <Spinner />}
      {open.at === 'refused' && <Notice tone="warn">{open.refusal.message || home.unreachable}</Notice>}
      {open.at === 'there' && open.told.length > 0 && <MeetingList meetings={open.told} />}
      {open.at === 'there' && open.told.length === 0 && (
        <EmptyState
          title={home.meetings.empty}
          text={home.meetings.emptyText}
          action={<a href={joinPath()}>{home.join.title}</a>}
        />
      )}
    </section>
  )
}
