import type { ComponentChildren } from 'preact'
import { useCallback, useState } from 'preact/hooks'
import type { EventCard, MeetingTime, OwnMeetingCard } from '../../../contract/cards.schema.ts'
import { LIST_SEARCH_CHARS_MAX } from '../../../contract/limits.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field } from '../../ui/field.tsx'
import { Spinner } from '../../ui/progress.tsx'
import { ask } from '../door.ts'
import { Failed } from '../lone.tsx'
import { useWords } from '../words.ts'
import { MeetingItem } from './meeting-item.tsx'
import './meetings-part.css'
import { type List, useList } from './use-list.ts'

const times: readonly MeetingTime[] = ['running', 'to-come', 'past']

/** The meetings one may run: what runs now first, then what is to come and what is past; searched by title and description. */
export function MeetingsPart({ events, action }: { events: readonly EventCard[]; action: ComponentChildren }) {
  const { meetings: words } = useWords().console
  const [text, setText] = useState(() => new URLSearchParams(location.search).get('text') ?? '')
  const [running, toCome, past] = [useMeetings('running', text), useMeetings('to-come', text), useMeetings('past', text)]
  const lists = [running, toCome, past]
  const look = (typed: string) => {
    const address = new URL(location.href)
    if (typed.trim()) address.searchParams.set('text', typed)
    else address.searchParams.delete('text')
    history.replaceState(null, '', address)
    setText(typed)
  }
  const isThere = lists.every(({ told }) => told)
  const isEmpty = lists.every(({ told }) => told?.rows.length === 0)
  const isSearched = text.trim() !== ''
  const hasNone = isEmpty && !isSearched
  return (
    <section class="home-part" aria-labelledby="meetings-title">
      <div class="home-head">
        <div>
          <h2 id="meetings-title">{words.title}</h2>
          <p class="quiet">{words.text}</p>
        </div>
        {!hasNone && action}
      </div>
      {isThere && !hasNone && (
        <search class="meetings-search">
          <Field
            type="search"
            label={words.search}
            dir="auto"
            maxLength={LIST_SEARCH_CHARS_MAX}
            value={text}
            onInput={(typed) => look(typed.currentTarget.value)}
          />
        </search>
      )}
      {lists.some(({ failed }) => failed) && <Failed onAgain={() => lists.forEach((list) => list.again())} />}
      {!isThere && lists.every(({ failed }) => !failed) && <Spinner />}
      <div class="meetings-times" aria-live="polite">
        {isThere && isEmpty && isSearched && <EmptyState title={words.none} text={words.noneText} />}
      </div>
      {hasNone && isThere && <EmptyState title={words.empty} text={words.emptyText} action={action} />}
      {times.map((time, i) => (
        <Group key={time} time={time} list={lists[i]} events={events} />
      ))}
    </section>
  )
}

function useMeetings(time: MeetingTime, text: string): List<OwnMeetingCard> {
  const wanted = text.trim() || undefined
  const load = useCallback(
    async (after: string | undefined) => {
      const { meetings, next } = await ask('myMeetings', { time, text: wanted, after } as never)
      return { rows: meetings, next }
    },
    [time, wanted],
  )
  return useList(load, text)
}

interface GroupProps {
  time: MeetingTime
  list: List<OwnMeetingCard> | undefined
  events: readonly EventCard[]
}

function Group({ time, list, events }: GroupProps) {
  const { meetings: words } = useWords().console
  const rows = list?.told?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section class="meetings-group" aria-labelledby={`meetings-${time}`}>
      <h3 id={`meetings-${time}`} class={time === 'running' ? 'meetings-live' : undefined}>
        {words.times[time]}
      </h3>
      <ul class="meeting-items">
        {rows.map((card) => (
          <MeetingItem key={card.id} card={card} event={events.find(({ id }) => id === card.event)} />
        ))}
      </ul>
      {list?.told?.next && (
        <div>
          <Button busy={list.busy} onClick={list.more}>
            {words.more}
            <span class="unseen"> {words.times[time]}</span>
          </Button>
        </div>
      )}
    </section>
  )
}
