import { useEffect, useRef } from 'preact/hooks'
import { CODE_CHARS_MAX, DESCRIPTION_CHARS_MAX } from '../../contract/limits.ts'
import type { MeetingId, MeetingSettings } from '../../contract/meeting.schema.ts'
import type { ConsoleWords } from '../../words/console/en.ts'
import { Field, TextArea } from '../ui/field.tsx'
import { DateParts } from './date-parts.tsx'
import type { Errors } from './form.ts'
import { MeetingPictureParts } from './meeting-picture-parts.tsx'
import { useWords } from './words.ts'

/** What may be said of a meeting as it is made, and changed later in its settings. */
export type Details = Pick<MeetingSettings, 'description' | 'picture' | 'pictureWords' | 'code' | 'startsAt' | 'endsAt'>

export const noDetails: Details = { description: '', picture: null, pictureWords: '', code: '', startsAt: null, endsAt: null }

/** Without a code one is made. */
export const given = ({ code, ...rest }: Details) => ({ ...rest, ...(code.trim() && { code: code.trim() }) })

export function wrongIn({ code, startsAt, endsAt }: Details, { settings }: ConsoleWords): Errors {
  return {
    ...(code.trim() !== '' && !/^[\p{L}\p{N}_-]{4,}$/u.test(code.trim()) && { code: settings.codeForm }),
    ...(startsAt && endsAt && endsAt < startsAt && { endsAt: settings.endsBefore }),
  }
}

interface DetailsProps {
  meeting: MeetingId
  draft: Details
  errors: Errors
  onChange: (part: Partial<Details>) => void
}

/** Folded away: a title is enough. Opened by itself where something in it is wrong. */
export function MoreDetails({ meeting, draft, errors, onChange }: DetailsProps) {
  const { settings, meetings: words } = useWords().console
  const box = useRef<HTMLDetailsElement>(null)
  const isWrong = Object.keys(noDetails).some((key) => errors[key])
  useEffect(() => {
    if (isWrong && box.current) box.current.open = true
  }, [isWrong])
  return (
    <details ref={box} class="form-more">
      <summary>{words.details}</summary>
      <div class="form">
        <TextArea
          label={settings.description}
          dir="auto"
          maxLength={DESCRIPTION_CHARS_MAX}
          value={draft.description}
          error={errors.description}
          onInput={(typed) => onChange({ description: typed.currentTarget.value })}
        />
        <MeetingPictureParts meeting={meeting} draft={draft} errors={errors} onChange={onChange} />
        <Field
          label={settings.code}
          hint={words.codeEmpty}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={CODE_CHARS_MAX}
          value={draft.code}
          error={errors.code}
          onInput={(typed) => onChange({ code: typed.currentTarget.value })}
        />
        <DateParts draft={draft} errors={errors} onChange={onChange} />
      </div>
    </details>
  )
}
