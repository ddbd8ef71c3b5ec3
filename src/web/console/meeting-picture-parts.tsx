import { ALT_CHARS_MAX } from '../../contract/limits.ts'
import type { MeetingId, MeetingSettings } from '../../contract/meeting.schema.ts'
import { Field } from '../ui/field.tsx'
import { ask } from './door.ts'
import type { Errors } from './form.ts'
import { PictureField } from './picture-field.tsx'
import { useWords } from './words.ts'

type Pictured = Pick<MeetingSettings, 'picture' | 'pictureWords'>
interface PictureProps {
  meeting: MeetingId
  draft: Pictured
  errors: Errors
  onChange: (part: Partial<Pictured>) => void
}

/** A meeting's picture, and what it shows. */
export function MeetingPictureParts({ meeting, draft, errors, onChange }: PictureProps) {
  const { meetings: words, form } = useWords().console
  return (
    <>
      <PictureField
        picture={draft.picture}
        upload={(picture, bytes) => ask('putMeetingPicture', { meeting, picture }, { bytes })}
        error={errors.picture}
        words={{ ...form.picture, label: words.picture, hint: words.pictureHint }}
        onChange={(picture) => onChange({ picture })}
      />
      {draft.picture && (
        <Field
          label={words.pictureWords}
          hint={words.pictureWordsHint}
          dir="auto"
          maxLength={ALT_CHARS_MAX}
          value={draft.pictureWords}
          error={errors.pictureWords}
          onInput={(typed) => onChange({ pictureWords: typed.currentTarget.value })}
        />
      )}
    </>
  )
}
