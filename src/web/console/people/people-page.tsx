import { useCallback, useEffect, useState } from 'preact/hooks'
import type { EventCard } from '../../../contract/cards.schema.ts'
import type { Params, Reply } from '../../../contract/endpoints.ts'
import type { EventId, PersonId } from '../../../contract/meeting.schema.ts'
import type { PersonCard } from '../../../contract/people.schema.ts'
import type { PeopleWords } from '../../../words/people/en.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ask, refusedBy } from '../door.ts'
import { allEvents } from '../lists.ts'
import type { PageProps } from '../pages.ts'
import { placeIn } from '../places.ts'
import { useStanding } from '../standing.ts'
import { useWords } from '../words.ts'
import { PersonPage } from './person-page.tsx'
import { dayOf, networkName, networks, roleIn, roles } from './shared.ts'
import './people.css'

type Filter = Params<'people'>
const TYPING_MS = 250

/** Everybody, or one of them: what the address asks for. */
export function PeoplePage({ rest, words }: PageProps & { words: PeopleWords }) {
  return rest === '' ? <PeopleList words={words} /> : <PersonPage key={rest} id={rest as PersonId} words={words} />
}

function PeopleList({ words }: { words: PeopleWords }) {
  const { console: all, common } = useWords()
  const events = useEvents()
  const [filter, setFilter] = useState<Filter>(() => firstFilter(events.ownOnly))
  const { list, failed, again, more } = usePeople(filter)
  return (
    <main class="people" id="main" aria-busy={list === null && !failed}>
      <header class="people-head">
        <h1>{words.title}</h1>
        <p class="quiet">{words.text}</p>
      </header>
      <Filters words={words} filter={filter} events={events} onChange={setFilter} />
      {failed && (
        <Notice tone="bad" action={<Button onClick={again}>{common.tryAgain}</Button>}>
          {failed === 'offline' ? all.failed.offline : failed}
        </Notice>
      )}
      <p class="quiet small" role="status">
        {list && words.shown(list.people.length)}
      </p>
      {list?.people.length === 0 && <EmptyState title={words.empty.title} text={words.empty.text} />}
      {list && list.people.length > 0 && <PeopleTable people={list.people} words={words} />}
      {list?.next && (
        <div>
          <Button onClick={more}>{words.more}</Button>
        </div>
      )}
    </main>
  )
}

interface Events {
  readonly list: readonly EventCard[]
  /** The events alone whose people one may see; null: everybody may be seen. */
  readonly ownOnly: readonly string[] | null
}

/** Whoever looks after one event sees the people of that event. */
function useEvents(): Events {
  const standing = useStanding()
  const [list, setList] = useState<readonly EventCard[]>([])
  useEffect(() => {
    allEvents().then(setList, () => {})
  }, [])
  const looksAfter = standing.roles.filter(({ role }) => role !== 'member')
  const ownOnly = looksAfter.some(({ event }) => event === null) ? null : looksAfter.flatMap(({ event }) => event ?? [])
  return { list: ownOnly ? list.filter(({ id }) => ownOnly.includes(id)) : list, ownOnly }
}

function firstFilter(ownOnly: readonly string[] | null): Filter {
  return ownOnly?.[0] ? { event: ownOnly[0] as EventId } : {}
}

function usePeople(filter: Filter) {
  const [list, setList] = useState<Reply<'people'> | null>(null)
  const [failed, setFailed] = useState<string | null>(null)
  const read = useCallback(
    async (after: PersonId | undefined, isWanted: () => boolean) => {
      setFailed(null)
      try {
        const told = await ask('people', { ...filter, after })
        if (isWanted()) setList((known) => (after ? { ...told, people: [...(known?.people ?? []), ...told.people] } : told))
      } catch (error) {
        if (isWanted()) setFailed(refusedBy(error)?.message ?? 'offline')
      }
    },
    [filter],
  )
  useEffect(() => {
    let wanted = true
    const timer = setTimeout(() => void read(undefined, () => wanted), filter.text ? TYPING_MS : 0)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [read, filter.text])
  const always = () => true
  return { list, failed, again: () => void read(undefined, always), more: () => void read(list?.people.at(-1)?.id, always) }
}

function Filters(props: { words: PeopleWords; filter: Filter; events: Events; onChange: (filter: Filter) => void }) {
  const { words, filter, events, onChange } = props
  const said = words.filters
  const set = (more: Partial<Filter>) => onChange({ ...filter, ...more })
  const chosen = (changed: { currentTarget: { value: string } }) => changed.currentTarget.value || undefined
  return (
    <search class="people-filters" aria-label={said.label}>
      <Field
        type="search"
        label={said.text}
        dir="auto"
        maxLength={60}
        value={filter.text ?? ''}
        onInput={(typed) => set({ text: typed.currentTarget.value.trim() || undefined })}
      />
      <Select
        label={said.network}
        value={filter.network ?? ''}
        onChange={(c) => set({ network: chosen(c) as Filter['network'] })}
      >
        <option value="">{said.anyNetwork}</option>
        {networks.map((one) => (
          <option key={one} value={one}>
            {networkName(one, words)}
          </option>
        ))}
        <option value="none">{words.noHandle}</option>
      </Select>
      <Select label={said.role} value={filter.role ?? ''} onChange={(c) => set({ role: chosen(c) as Filter['role'] })}>
        <option value="">{said.anyRole}</option>
        {roles.map((one) => (
          <option key={one} value={one}>
            {words.roles[one]}
          </option>
        ))}
      </Select>
      <Select label={said.banned} value={filter.banned ?? ''} onChange={(c) => set({ banned: chosen(c) as Filter['banned'] })}>
        <option value="">{said.anyBanned}</option>
        <option value="yes">{said.isBanned}</option>
        <option value="no">{said.notBanned}</option>
      </Select>
      <Select label={said.event} value={filter.event ?? ''} onChange={(c) => set({ event: chosen(c) as EventId | undefined })}>
        {!events.ownOnly && <option value="">{said.anyEvent}</option>}
        {events.list.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </Select>
    </search>
  )
}

function PeopleTable({ people, words }: { people: readonly PersonCard[]; words: PeopleWords }) {
  const { columns } = words
  return (
    <table class="stacked people-table">
      <thead>
        <tr>
          {[columns.name, columns.handles, columns.roles, columns.since].map((said) => (
            <th key={said} scope="col">
              {said}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <tr key={person.id}>
            <th scope="row" data-label={columns.name}>
              <a href={placeIn('people', person.id)}>
                <bdi>{person.name || words.unnamed}</bdi>
              </a>
              {person.bannedIn.length > 0 && <span class="people-badge people-banned">{words.bannedBadge}</span>}
            </th>
            <td data-label={columns.handles}>
              {person.handles.length === 0 && person.roles.length === 0 ? (
                <span class="quiet">{words.guest}</span>
              ) : (
                person.handles.map((handle) => (
                  <span key={`${handle.network}/${handle.name}`} class="people-badge">
                    {networkName(handle.network, words)} <bdi>{handle.name}</bdi>
                  </span>
                ))
              )}
            </td>
            <td data-label={columns.roles}>{person.roles.map((held) => roleIn(held, words)).join(', ')}</td>
            <td data-label={columns.since}>
              <time dateTime={person.madeAt}>{dayOf(person.madeAt)}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
