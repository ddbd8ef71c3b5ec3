import type { MeetingSettings } from '../../contract/meeting.schema.ts'
import { Field } from '../ui/field.tsx'
import type { Errors } from './form.ts'
import { useWords } from './words.ts'

const MINUTE_MS = 60_000

interface DateProps {
  draft: Pick<MeetingSettings, 'startsAt' | 'endsAt'>
  errors: Errors
  onChange: (part: Partial<Pick<MeetingSettings, 'startsAt' | 'endsAt'>>) => void
}

/** When it stands in the public list. */
export function DateParts({ draft, errors, onChange }: DateProps) {
  const { console: words } = useWords()
  return (
    <>
      <Field
        type="datetime-local"
        label={words.settings.startsAt}
        hint={words.settings.datesHint}
        value={localOf(draft.startsAt)}
        error={errors.startsAt}
        onInput={(typed) => onChange({ startsAt: instantOf(typed.currentTarget.value) })}
      />
      <Field
        type="datetime-local"
        label={words.settings.endsAt}
        value={localOf(draft.endsAt)}
        error={errors.endsAt}
        onInput={(typed) => onChange({ endsAt: instantOf(typed.currentTarget.value) })}
      />
    </>
  )
}

/** An instant as a field of this browser's time zone has it, to the minute; empty: none. */
function localOf(instant: string | null): string {
  if (instant === null) return ''
  const at = new Date(instant)
  return new Date(at.getTime() - at.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length)
}

const instantOf = (typed: string): string | null => {
  const at = new Date(typed)
  return Number.isNaN(at.getTime()) ? null : at.toISOString()
}
