import type { MeetingCard } from '../../contract/cards.schema.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import { Icon, iconPlus } from '../ui/icon.tsx'
import './meeting-nav.css'
import { consoleHome, meetingPlace } from './places.ts'
import { useWords } from './words.ts'

/** All meetings one may run, the open one marked. */
export function MeetingNav({ meetings, chosen }: { meetings: readonly MeetingCard[]; chosen: MeetingId }) {
  const { console: words } = useWords()
  return (
    <nav class="meetings-nav" aria-label={words.meetings.title}>
      <h2 class="meetings-nav-title">
        <a href={consoleHome}>{words.meetings.title}</a>
      </h2>
      <ul class="meetings-nav-list">
        {meetings.map((card) => (
          <li key={card.id}>
            <a href={meetingPlace(card.id)} aria-current={card.id === chosen ? 'page' : undefined}>
              <bdi class="meetings-nav-name">{card.title}</bdi>
              <span class="small quiet">{words.at[card.at]}</span>
            </a>
          </li>
        ))}
      </ul>
      <a class="meetings-nav-add" href={`${consoleHome}#new`}>
        <Icon path={iconPlus} />
        {words.meetings.add}
      </a>
    </nav>
  )
}
