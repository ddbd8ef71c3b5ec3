import { useCallback, useEffect, useState } from 'preact/hooks'
import type { EventCard } from '../../../contract/cards.schema.ts'
import type { PersonId } from '../../../contract/meeting.schema.ts'
import type { PersonPage as PersonView } from '../../../contract/people.schema.ts'
import type { PeopleWords } from '../../../words/people/en.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Toasts } from '../../ui/notice.tsx'
import { Confirm, type Question } from '../confirm.tsx'
import { ask, refusedBy } from '../door.ts'
import { allEvents } from '../lists.ts'
import { Failed, Loading } from '../lone.tsx'
import { placeIn } from '../places.ts'
import { useStanding } from '../standing.ts'
import { useToasts } from '../toasts.ts'
import { useWords } from '../words.ts'
import { BansPart, RolesPart } from './access-parts.tsx'
import { ActTable } from './act-table.tsx'
import { MergePart } from './merge-part.tsx'
import { dayOf, networkName, timeOf } from './shared.ts'

/** What a part of the page is given: the person, and how to do something about them. */
export interface PartProps {
  readonly person: PersonView
  readonly words: PeopleWords
  readonly events: readonly EventCard[]
  /** Does it, says so, and reads the person anew. Resolves with whether it was done. */
  readonly act: (said: string, work: () => Promise<unknown>) => Promise<boolean>
  readonly confirm: (question: Question) => void
}

type Known = PersonView | 'loading' | 'failed' | 'nobody'

/** One person: who they are, what they may do, what was done about them. */
export function PersonPage({ id, words }: { id: PersonId; words: PeopleWords }) {
  const { console: all, common } = useWords()
  const [known, setKnown] = useState<Known>('loading')
  const [events, setEvents] = useState<readonly EventCard[]>([])
  const [question, setQuestion] = useState<Question | null>(null)
  const teller = useToasts()
  const load = useCallback(async () => {
    try {
      setKnown(await ask('person', { person: id }))
    } catch (error) {
      const isNobody = ['not-found', 'not-allowed', 'bad-input'].includes(refusedBy(error)?.code ?? '')
      setKnown((before) => (typeof before === 'object' ? before : isNobody ? 'nobody' : 'failed'))
    }
  }, [id])
  useEffect(() => {
    void load()
    allEvents().then(setEvents, () => {})
  }, [load])
  const act: PartProps['act'] = async (said, work) => {
    try {
      await work()
    } catch (error) {
      teller.tell('bad', refusedBy(error)?.message ?? all.failed.offline)
      return false
    }
    teller.tell('good', said)
    await load()
    return true
  }
  if (known === 'loading') return <Loading />
  if (known === 'failed') return <Failed onAgain={load} />
  if (known === 'nobody') return <Nobody words={words} />
  const part = { person: known, words, events, act, confirm: setQuestion }
  return (
    <main class="people" id="main">
      <header class="people-head">
        <p>
          <a href={placeIn('people')}>{words.nobody.back}</a>
        </p>
        <h1>
          <bdi>{known.name || words.unnamed}</bdi>
          {known.bannedIn.length > 0 && <span class="people-badge people-banned">{words.bannedBadge}</span>}
        </h1>
        <p class="quiet">
          {words.columns.since}: <time dateTime={known.madeAt}>{dayOf(known.madeAt)}</time>
        </p>
      </header>
      <div class="person-parts">
        <HandlesPart {...part} />
        <RolesPart {...part} />
        <BansPart {...part} />
        <MeetingsPart {...part} />
        <OrganizersParts {...part} />
      </div>
      <Confirm question={question} onClose={() => setQuestion(null)} />
      <Toasts toasts={teller.toasts} closeLabel={common.close} onClose={teller.close} />
    </main>
  )
}

function Nobody({ words }: { words: PeopleWords }) {
  return (
    <main class="people" id="main">
      <h1 class="unseen">{words.nobody.title}</h1>
      <EmptyState
        title={words.nobody.title}
        text={words.nobody.text}
        action={<a href={placeIn('people')}>{words.nobody.back}</a>}
      />
    </main>
  )
}

function HandlesPart({ person, words }: PartProps) {
  return (
    <section class="person-part" aria-labelledby="handles">
      <h2 id="handles">{words.person.handles}</h2>
      {person.handles.length === 0 && <p class="quiet">{words.person.handlesNone}</p>}
      <ul class="person-list">
        {person.handles.map((handle) => (
          <li key={handle.id}>
            <span>
              <span class="people-badge">{networkName(handle.network, words)}</span> <bdi>{handle.name}</bdi>
              {handle.network !== 'account' && (
                <>
                  {' '}
                  <code class="quiet small">{handle.account}</code>
                </>
              )}
              {!handle.proven && <span class="people-badge">{words.person.unproven}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function MeetingsPart({ person, words }: PartProps) {
  return (
    <section class="person-part" aria-labelledby="joined">
      <h2 id="joined">{words.person.meetings}</h2>
      {person.meetings.length === 0 && <p class="quiet">{words.person.meetingsNone}</p>}
      <ul class="person-list">
        {person.meetings.map((meeting) => (
          <li key={`${meeting.id}/${meeting.name}`}>
            <span>
              <a href={placeIn('meetings', meeting.id)}>
                <bdi>{meeting.title}</bdi>
              </a>{' '}
              <span class="quiet">
                <bdi>{words.person.as(meeting.name)}</bdi>, <time dateTime={meeting.joinedAt}>{timeOf(meeting.joinedAt)}</time>
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** For organizers of the whole instance: mergers, the list of acts, and the way out. */
function OrganizersParts(part: PartProps) {
  const { person, words, act, confirm } = part
  const { roles } = useStanding()
  if (!roles.some(({ role, event }) => event === null && (role === 'owner' || role === 'organizer'))) return null
  const remove = () =>
    confirm({
      title: words.person.removeSure(person.name || words.unnamed),
      text: words.person.removeText,
      go: words.person.removeGo,
      danger: true,
      onGo: async () => {
        const isDone = await act(words.saved.removed, () => ask('removePerson', { person: person.id }))
        if (isDone) location.assign(placeIn('people'))
      },
    })
  return (
    <>
      <MergePart {...part} />
      <section class="person-part person-wide" aria-labelledby="acts">
        <h2 id="acts">{words.person.acts}</h2>
        {person.acts.length === 0 ? <p class="quiet">{words.person.actsNone}</p> : <ActTable acts={person.acts} words={words} />}
      </section>
      <section class="person-part person-wide" aria-label={words.person.remove}>
        <p class="quiet">{words.person.removeText}</p>
        <div>
          <Button kind="danger" onClick={remove}>
            {words.person.remove}
          </Button>
        </div>
      </section>
    </>
  )
}
