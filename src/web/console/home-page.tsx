import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { EventCard } from '../../contract/cards.schema.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { iconEdit, iconPlus } from '../ui/icon.tsx'
import { eventDays } from './event-days.ts'
import { EventForm } from './event-form.tsx'
import './home-page.css'
import { MeetingsPart } from './lists/meetings-part.tsx'
import { NewMeetingForm } from './new-meeting-form.tsx'
import { placeIn } from './places.ts'
import { useStanding } from './standing.ts'
import { useWords } from './words.ts'

type Opened = { what: 'meeting' } | { what: 'event'; known: EventCard | null } | null

interface HomeProps {
  /** They are a part that may be off. */
  hasMeetings: boolean
  events: readonly EventCard[]
  /** Something was changed: fetch the lists again. */
  onChanged: () => void
}

/** All meetings and events, each list with its first action. */
export function HomePage({ hasMeetings, events, onChanged }: HomeProps) {
  const { console: words } = useWords()
  const [opened, open] = useState<Opened>(location.hash === '#new' ? { what: 'meeting' } : null)
  const close = () => {
    history.replaceState(null, '', location.pathname)
    open(null)
  }
  const newMeeting = (
    <Button kind="primary" icon={iconPlus} onClick={() => open({ what: 'meeting' })}>
      {words.meetings.add}
    </Button>
  )
  const newEvent = (
    <Button icon={iconPlus} onClick={() => open({ what: 'event', known: null })}>
      {words.events.add}
    </Button>
  )
  return (
    <>
      <main class="home" id="main">
        <h1 class="unseen">{words.places.home}</h1>
        {hasMeetings && <MeetingsPart events={events} action={newMeeting} />}
        <Part id="events" title={words.events.title} text={words.events.text} empty={words.events.empty} action={newEvent}>
          {events.map((event) => (
            <EventItem key={event.id} event={event} onEdit={() => open({ what: 'event', known: event })} />
          ))}
        </Part>
      </main>
      {opened?.what === 'meeting' && <NewMeetingForm events={events} onClose={close} />}
      {opened?.what === 'event' && (
        <EventForm
          known={opened.known}
          onClose={close}
          onSaved={() => {
            close()
            onChanged()
          }}
        />
      )}
    </>
  )
}

interface PartProps {
  id: string
  title: string
  text: string
  empty: string
  action: ComponentChildren
  children: readonly ComponentChildren[]
}

/** One list with its heading; while it is empty, its first action stands in its place. */
function Part({ id, title, text, empty, action, children }: PartProps) {
  return (
    <section class="home-part" aria-labelledby={`${id}-title`}>
      <div class="home-head">
        <div>
          <h2 id={`${id}-title`}>{title}</h2>
          <p class="quiet">{text}</p>
        </div>
        {children.length > 0 && action}
      </div>
      {children.length === 0 ? <EmptyState title={empty} action={action} /> : <ul class="cards">{children}</ul>}
    </section>
  )
}

function EventItem({ event, onEdit }: { event: EventCard; onEdit: () => void }) {
  const { console: words } = useWords()
  const hasDay = useStanding().parts.includes('event-day')
  return (
    <li class="item item-event">
      <p class="item-name">
        {hasDay ? (
          <a href={placeIn('events', event.id)}>
            <bdi>{event.title}</bdi>
          </a>
        ) : (
          <bdi>{event.title}</bdi>
        )}
      </p>
      <p class="item-facts small">
        <span>{eventDays(event, document.documentElement.lang, words.events.dates)}</span>
        <span>{event.timeZone}</span>
        <code>{event.id}</code>
      </p>
      <Button icon={iconEdit} onClick={onEdit}>
        {words.row.edit}
        <span class="unseen"> {event.title}</span>
      </Button>
    </li>
  )
}
