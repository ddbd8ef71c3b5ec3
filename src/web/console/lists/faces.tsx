import type { ComponentChildren } from 'preact'
import { useCallback, useState } from 'preact/hooks'
import type { Reply } from '../../../contract/endpoints.ts'
import type { MeetingId } from '../../../contract/meeting.schema.ts'
import type { ListsWords } from '../../../words/lists/en.ts'
import { Notice } from '../../ui/notice.tsx'
import { ask, refusedBy } from '../door.ts'
import { meetingPlace } from '../places.ts'
import { useWords } from '../words.ts'
import { ListTable } from './list-table.tsx'
import { Presences } from './presence.tsx'
import { type List, type Told, useList } from './use-list.ts'
import { addressOf, type FaceId, type Wish } from './wish.ts'

/** The lists: what each row tells. */

export interface FaceProps {
  wish: Wish
  words: ListsWords
  onClear: () => void
}

type Activity = Reply<'allActivities'>['activities'][number]
type Somebody = Reply<'allAnswers'>['answers'][number]['by']

/** What the address says goes to the server as it is; empty is not there. */
const asked = (wish: Wish, after: string | undefined) =>
  Object.fromEntries(Object.entries({ ...wish, text: wish.text?.trim(), after }).filter(([, value]) => value)) as never

function usePages<Row extends { readonly id: string }>(wish: Wish, read: (params: never) => Promise<Told<Row>>): List<Row> {
  const load = useCallback((after: string | undefined) => read(asked(wish, after)), [wish, read])
  return useList(load, wish.text ?? '')
}

const readActivities = async (params: never): Promise<Told<Activity>> => {
  const { activities, next } = await ask('allActivities', params)
  return { rows: activities, next }
}

export function ActivitiesFace({ wish, words, onClear }: FaceProps) {
  const { kinds, failed } = useWords().console
  const list = usePages(wish, readActivities)
  const [error, setError] = useState<string | null>(null)
  const [saving, setSaving] = useState<string | null>(null)
  const mark = async (row: Activity, done: boolean) => {
    setError(null)
    setSaving(row.id)
    list.replace({ ...row, done })
    try {
      await ask('markDone', { meeting: row.meeting.id, activity: row.id }, { done })
    } catch (fault) {
      setError(refusedBy(fault)?.message ?? failed.offline)
      // The box shows what holds.
      list.replace(row)
    } finally {
      setSaving(null)
    }
  }
  const { columns } = words
  return (
    <>
      {error && <Notice tone="bad">{error}</Notice>}
      <ListTable
        label={words.faces.activities}
        list={list}
        words={words}
        isFiltered={isFiltered(wish)}
        onClear={onClear}
        columns={[
          { label: columns.title, cell: ({ title }) => <bdi>{title}</bdi> },
          { label: columns.kind, brief: true, cell: ({ kind }) => kinds[kind] },
          {
            label: columns.done,
            brief: true,
            cell: (row) => <DoneBox row={row} words={words} isBusy={saving === row.id} onMark={(done) => void mark(row, done)} />,
          },
          { label: columns.meeting, cell: ({ meeting }) => <MeetingLink {...meeting} /> },
          { label: columns.votes, digits: true, cell: (row) => <Votes row={row} words={words} /> },
        ]}
      />
    </>
  )
}

interface DoneProps {
  row: Activity
  words: ListsWords
  isBusy: boolean
  onMark: (done: boolean) => void
}

function DoneBox({ row, words, isBusy, onMark }: DoneProps) {
  return (
    <label class="lists-done">
      <input
        type="checkbox"
        class="checkbox"
        aria-label={words.markDone(row.title)}
        checked={row.done}
        disabled={row.inFront}
        aria-busy={isBusy}
        onChange={(ticked) => onMark(ticked.currentTarget.checked)}
      />
      {row.inFront && <span class="small">{words.inFront}</span>}
    </label>
  )
}

/** How many answered; what they did is one press away. */
function Votes({ row, words }: { row: Activity; words: ListsWords }) {
  if (row.answered === 0) return <>0</>
  return (
    <a href={addressOf('answers', { meeting: row.meeting.id, activity: row.id })} aria-label={words.answersTo(row.title)}>
      {row.answered}
    </a>
  )
}

const readParticipants = async (params: never) => {
  const { participants, next } = await ask('allParticipants', params)
  return { rows: participants, next }
}

export function ParticipantsFace({ wish, words, onClear }: FaceProps) {
  const list = usePages(wish, readParticipants)
  const { columns } = words
  return (
    <ListTable
      label={words.faces.participants}
      list={list}
      words={words}
      isFiltered={isFiltered(wish)}
      onClear={onClear}
      columns={[
        { label: columns.name, cell: ({ name }) => <bdi>{name}</bdi> },
        { label: columns.points, digits: true, cell: ({ points }) => numeral(points) },
        {
          label: columns.networks,
          brief: true,
          cell: ({ networks }) => <Presences networks={networks} browser={words.browser} />,
        },
        { label: columns.meeting, cell: ({ meeting }) => <MeetingLink {...meeting} /> },
      ]}
    />
  )
}

const readAnswers = async (params: never) => {
  const { answers, next } = await ask('allAnswers', params)
  return { rows: answers, next }
}

export function AnswersFace({ wish, words, onClear }: FaceProps) {
  const list = usePages(wish, readAnswers)
  const { columns } = words
  return (
    <ListTable
      label={words.faces.answers}
      list={list}
      words={words}
      isFiltered={isFiltered(wish)}
      onClear={onClear}
      columns={[
        { label: columns.answer, cell: ({ said }) => <bdi>{said.join(' · ') || words.noAnswer}</bdi> },
        { label: columns.by, cell: ({ by }) => <Who by={by} words={words} /> },
        { label: columns.activity, cell: ({ activity }) => <bdi>{activity.title}</bdi> },
        { label: columns.meeting, cell: ({ meeting }) => <MeetingLink {...meeting} /> },
        { label: columns.points, digits: true, cell: ({ points }) => (points === null ? words.noAnswer : numeral(points)) },
        { label: columns.at, brief: true, cell: ({ at }) => <Moment at={at} /> },
      ]}
    />
  )
}

const readFlags = async (params: never) => {
  const { flags, next } = await ask('allFlags', params)
  return { rows: flags, next }
}

export function FlagsFace({ wish, words, onClear }: FaceProps) {
  const list = usePages(wish, readFlags)
  const { columns } = words
  return (
    <ListTable
      label={words.faces.flags}
      list={list}
      words={words}
      isFiltered={isFiltered(wish)}
      onClear={onClear}
      columns={[
        { label: columns.name, cell: ({ name }) => <bdi>{name}</bdi> },
        { label: columns.code, cell: ({ code }) => <code>{code}</code> },
        { label: columns.meeting, cell: ({ meeting }) => <MeetingLink {...meeting} /> },
        { label: columns.points, digits: true, cell: ({ points }) => numeral(points) },
        { label: columns.firstPoints, digits: true, cell: ({ firstPoints }) => `+ ${numeral(firstPoints)}` },
        { label: columns.found, digits: true, cell: ({ found }) => numeral(found) },
      ]}
    />
  )
}

const readTries = async (params: never) => {
  const { tries, next } = await ask('allFlagTries', params)
  return { rows: tries, next }
}

export function TriesFace({ wish, words, onClear }: FaceProps) {
  const list = usePages(wish, readTries)
  const { columns } = words
  return (
    <ListTable
      label={words.faces.tries}
      list={list}
      words={words}
      isFiltered={isFiltered(wish)}
      onClear={onClear}
      columns={[
        { label: columns.typed, cell: ({ text, flag }) => <Typed text={text} flag={flag} /> },
        { label: columns.outcome, brief: true, cell: ({ outcome }) => words.outcomes[outcome] },
        { label: columns.by, cell: ({ by }) => <Who by={by} words={words} /> },
        { label: columns.meeting, cell: ({ meeting }) => <MeetingLink {...meeting} /> },
        { label: columns.points, digits: true, cell: ({ points }) => numeral(points) },
        { label: columns.at, brief: true, cell: ({ at }) => <Moment at={at} /> },
      ]}
    />
  )
}

function Typed({ text, flag }: { text: string; flag: string | null }) {
  return (
    <>
      <code>{text}</code>
      {flag && (
        <span class="quiet small">
          {' '}
          <bdi>{flag}</bdi>
        </span>
      )}
    </>
  )
}

export const faceComponents: Record<FaceId, (props: FaceProps) => ComponentChildren> = {
  activities: ActivitiesFace,
  participants: ParticipantsFace,
  answers: AnswersFace,
  flags: FlagsFace,
  tries: TriesFace,
}

const isFiltered = (wish: Wish): boolean => Object.values(wish).some((value) => value?.trim())

const MeetingLink = ({ id, title }: { id: MeetingId; title: string }) => (
  <a href={meetingPlace(id)}>
    <bdi>{title}</bdi>
  </a>
)

const Who = ({ by, words }: { by: Somebody; words: ListsWords }) => (
  <>
    <bdi>{by.name || words.nobody}</bdi> <Presences networks={by.networks} browser={words.browser} />
  </>
)

const numeral = (n: number): string => new Intl.NumberFormat(document.documentElement.lang).format(n)

const Moment = ({ at }: { at: string }) => (
  <time dateTime={at}>
    {new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(at))}
  </time>
)
