import { useEffect, useState } from 'preact/hooks'
import { NAME_CHARS_MAX } from '../../../contract/limits.ts'
import type { MeetingId, PersonId } from '../../../contract/meeting.schema.ts'
import type { Participant, PutOut } from '../../../contract/order.schema.ts'
import type { OrderWords } from '../../../words/order/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Checkbox } from '../../ui/tick.tsx'
import { ask, refusedBy } from '../door.ts'
import type { Teller } from '../toasts.ts'
import { useWords } from '../words.ts'

const SEARCH_AFTER_MS = 250

interface PeopleProps {
  meeting: MeetingId
  words: OrderWords
  teller: Teller
  onClose: () => void
}
interface Asked {
  readonly who: Participant
  readonly ban: boolean
}
type Said = { tone: 'good' | 'bad'; text: string } | null

/** Everybody in the room, and those who were put out: muted, taken out, banned, let in again. */
export function PeopleDialog({ meeting, words, onClose }: PeopleProps) {
  const { common, console } = useWords()
  const { people } = words
  const [name, setName] = useState('')
  const [asked, setAsked] = useState<Asked | null>(null)
  const [said, say] = useState<Said>(null)
  const list = useParticipants(meeting, name)
  const act = async (work: Promise<unknown>, done: string) => {
    try {
      await work
      say({ tone: 'good', text: done })
      list.again()
    } catch (error) {
      say({ tone: 'bad', text: refusedBy(error)?.message ?? console.failed.offline })
    }
  }
  const mute = ({ id: person, name: called, muted }: Participant) =>
    act(
      ask('muteParticipant', { meeting, person }, { muted: !muted }),
      muted ? people.unmuteDone(called) : people.muteDone(called),
    )
  const remove = ({ who, ban }: Asked, withAnswers: boolean) => {
    setAsked(null)
    void act(
      ask('removeParticipant', { meeting, person: who.id }, { ban, withAnswers }),
      ban ? people.banDone(who.name) : people.removeDone(who.name),
    )
  }
  const readmit = ({ id: person, name: called }: PutOut) =>
    void act(ask('readmitParticipant', { meeting, person }, undefined), people.readmitDone(called))
  const title = !asked ? people.open : asked.ban ? people.banTitle(asked.who.name) : people.removeTitle(asked.who.name)
  return (
    <Dialog open title={title} closeLabel={common.close} onClose={onClose}>
      {asked ? (
        <RemoveForm asked={asked} words={words} onBack={() => setAsked(null)} onGo={remove} />
      ) : (
        <>
          <Field
            label={people.search}
            type="search"
            maxLength={NAME_CHARS_MAX}
            autocomplete="off"
            dir="auto"
            value={name}
            onInput={(typed) => setName(typed.currentTarget.value)}
          />
          <div role="status">{said && <Notice tone={said.tone}>{said.text}</Notice>}</div>
          <Inside list={list} isSearch={name.trim() !== ''} words={words} onAsk={setAsked} onMute={(who) => void mute(who)} />
          {list.out.length > 0 && <Outside out={list.out} words={words} onReadmit={readmit} />}
        </>
      )}
    </Dialog>
  )
}

interface List {
  readonly here: readonly Participant[]
  readonly out: readonly PutOut[]
  readonly next: PersonId | null
  readonly isKnown: boolean
  more(): void
  again(): void
}

function useParticipants(meeting: MeetingId, name: string): List {
  const [pages, setPages] = useState<Pick<List, 'here' | 'out' | 'next'> | null>(null)
  const [turn, setTurn] = useState(0)
  const load = async (after: PersonId | null): Promise<void> => {
    const typed = name.trim()
    const told = await ask('participants', { meeting, ...(typed && { name: typed }), ...(after && { after }) }, undefined)
    const { participants: here, out, next } = told
    setPages((before) => (after && before ? { here: [...before.here, ...here], out: before.out, next } : { here, out, next }))
  }
  useEffect(() => {
    // What stood there before stays until the server answers.
    const timer = setTimeout(() => void load(null).catch(() => {}), pages ? SEARCH_AFTER_MS : 0)
    return () => clearTimeout(timer)
  }, [meeting, name, turn])
  return {
    ...(pages ?? { here: [], out: [], next: null }),
    isKnown: pages !== null,
    more: () => void load(pages?.next ?? null).catch(() => {}),
    again: () => setTurn((n) => n + 1),
  }
}

interface InsideProps {
  list: List
  isSearch: boolean
  words: OrderWords
  onAsk: (asked: Asked) => void
  onMute: (who: Participant) => void
}

function Inside({ list, isSearch, words: { people }, onAsk, onMute }: InsideProps) {
  if (list.isKnown && list.here.length === 0) return <p class="quiet">{isSearch ? people.none : people.empty}</p>
  return (
    <>
      <ul class="room-words" aria-label={people.open}>
        {list.here.map((who) => (
          <li key={who.id} class="room-word">
            <span class="room-word-said">
              <bdi>{who.name}</bdi>{' '}
              <span class="quiet small">
                {people.answers(who.answered)}
                {who.muted && ` · ${people.muted}`}
              </span>
            </span>
            <Menu
              label={people.menu(who.name)}
              items={[
                { label: who.muted ? people.unmute : people.mute, onChoose: () => onMute(who) },
                { label: people.remove, onChoose: () => onAsk({ who, ban: false }) },
                { label: people.ban, danger: true, onChoose: () => onAsk({ who, ban: true }) },
              ]}
            />
          </li>
        ))}
      </ul>
      {list.next && (
        <div>
          <Button onClick={list.more}>{people.more}</Button>
        </div>
      )}
    </>
  )
}

function Outside({
  out,
  words: { people },
  onReadmit,
}: {
  out: readonly PutOut[]
  words: OrderWords
  onReadmit: (one: PutOut) => void
}) {
  return (
    <>
      <h3>{people.out}</h3>
      <ul class="room-words">
        {out.map((one) => (
          <li key={one.id} class="room-word">
            <span class="room-word-said">
              <bdi>{one.name}</bdi> <span class="quiet small">{one.banned ? people.banned : people.removed}</span>
            </span>
            {one.banned && (
              <button
                type="button"
                class="button button-quiet"
                aria-label={people.readmitName(one.name)}
                onClick={() => onReadmit(one)}
              >
                <span class="button-face">{people.readmit}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

interface RemoveProps {
  asked: Asked
  words: OrderWords
  onBack: () => void
  onGo: (asked: Asked, withAnswers: boolean) => void
}

function RemoveForm({ asked, words: { people }, onBack, onGo }: RemoveProps) {
  const [withAnswers, setWith] = useState(false)
  return (
    <>
      <p>{asked.ban ? people.banText : people.removeText}</p>
      <Checkbox label={people.withAnswers} checked={withAnswers} onChange={(ticked) => setWith(ticked.currentTarget.checked)} />
      <div class="dialog-actions">
        <Button onClick={onBack}>{people.back}</Button>
        <Button kind="danger" onClick={() => onGo(asked, withAnswers)}>
          {asked.ban ? people.ban : people.remove}
        </Button>
      </div>
    </>
  )
}
