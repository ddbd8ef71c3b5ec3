import type { ActivityKind } from '../../../contract/activity.schema.ts'
import type { OwnMeetingCard } from '../../../contract/cards.schema.ts'
import { LIST_SEARCH_CHARS_MAX } from '../../../contract/limits.ts'
import type { Presence } from '../../../contract/scores.schema.ts'
import type { ListsWords } from '../../../words/lists/en.ts'
import { Field, Select } from '../../ui/field.tsx'
import { useWords } from '../words.ts'
import { presenceName } from './presence.tsx'
import { type FaceId, filtersOf, type Wish } from './wish.ts'

const presences: readonly Presence[] = ['web', 'irc', 'discord', 'twitch', 'youtube']

interface FiltersProps {
  face: FaceId
  wish: Wish
  meetings: readonly OwnMeetingCard[]
  words: ListsWords
  onChange: (wish: Wish) => void
}

/** Each list has its own filters; what is chosen holds at once. */
export function Filters({ face, wish, meetings, words, onChange }: FiltersProps) {
  const set = (more: Wish) => onChange({ ...wish, ...more })
  return (
    <search class="lists-filters" aria-label={words.filters}>
      <Field
        type="search"
        label={words.search[face]}
        dir="auto"
        maxLength={LIST_SEARCH_CHARS_MAX}
        value={wish.text ?? ''}
        onInput={(typed) => set({ text: typed.currentTarget.value })}
      />
      <Select
        label={words.meeting}
        value={wish.meeting ?? ''}
        // An activity is of one meeting.
        onChange={(chosen) => set({ meeting: chosen.currentTarget.value, activity: '' })}
      >
        <option value="">{words.anyMeeting}</option>
        {meetings.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </Select>
      <OwnFilters face={face} wish={wish} words={words} set={set} />
    </search>
  )
}

interface OwnProps {
  face: FaceId
  wish: Wish
  words: ListsWords
  set: (more: Wish) => void
}

function OwnFilters({ face, wish, words, set }: OwnProps) {
  const { kinds } = useWords().console
  const has = filtersOf[face]
  return (
    <>
      {has.includes('kind') && (
        <Choice label={words.kind} any={words.anyKind} value={wish.kind} onChange={(kind) => set({ kind })}>
          {Object.entries(kinds) as [ActivityKind, string][]}
        </Choice>
      )}
      {has.includes('done') && (
        <Choice label={words.done} any={words.anyDone} value={wish.done} onChange={(done) => set({ done })}>
          {[
            ['yes', words.isDone],
            ['no', words.notDone],
          ]}
        </Choice>
      )}
      {has.includes('network') && (
        <Choice label={words.network} any={words.anyNetwork} value={wish.network} onChange={(network) => set({ network })}>
          {presences.map((one) => [one, presenceName(one, words.browser)] as const)}
        </Choice>
      )}
      {has.includes('outcome') && (
        <Choice label={words.outcome} any={words.anyOutcome} value={wish.outcome} onChange={(outcome) => set({ outcome })}>
          {Object.entries(words.outcomes)}
        </Choice>
      )}
    </>
  )
}

interface ChoiceProps {
  label: string
  any: string
  value: string | undefined
  onChange: (value: string) => void
  children: readonly (readonly [string, string])[]
}

const Choice = ({ label, any, value, onChange, children }: ChoiceProps) => (
  <Select label={label} value={value ?? ''} onChange={(chosen) => onChange(chosen.currentTarget.value)}>
    <option value="">{any}</option>
    {children.map(([id, name]) => (
      <option key={id} value={id}>
        {name}
      </option>
    ))}
  </Select>
)
