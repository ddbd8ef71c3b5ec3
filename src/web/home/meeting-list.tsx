import type { MeetingCard } from '../../contract/cards.schema.ts'
import { meetingPath } from '../lib/paths.ts'
import { Icon, iconNext } from '../ui/icon.tsx'
import { MeetingPicture } from '../ui/meeting-picture.tsx'
import { useWords } from './words.ts'

/** Open meetings, each a way in. The code is asked for behind it. */
export function MeetingList({ meetings }: { meetings: readonly MeetingCard[] }) {
  const { home } = useWords()
  return (
    <ul class="meeting-list">
      {meetings.map((meeting) => (
        <li key={meeting.id} class="meeting-card">
          <MeetingPicture picture={meeting.picture} />
          <span class="meeting-title">
            <a href={meetingPath(meeting.id)} dir="auto" aria-label={home.meetings.join(meeting.title)}>
              {meeting.title}
            </a>
          </span>
          {meeting.descriptionHtml && (
            // Made by the server's Markdown alone, with HTML switched off: the only HTML taken as it is.
            <div class="meeting-about" dir="auto" dangerouslySetInnerHTML={{ __html: meeting.descriptionHtml }} />
          )}
          <span class="meeting-facts quiet small digits">
            {meeting.startsAt && <time dateTime={meeting.startsAt}>{momentText(meeting.startsAt)}</time>}
            {meeting.here > 0 && <span>{home.meetings.people(meeting.here)}</span>}
            <span>{home.meetings.done(meeting.done, meeting.activities)}</span>
          </span>
          <span class="meeting-join" aria-hidden="true">
            {home.join.go}
            <Icon path={iconNext} turns />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** In the page's language and the browser's time zone. */
const momentText = (at: string): string =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))
