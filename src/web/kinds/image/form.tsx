import { ALT_CHARS_MAX } from '../../../contract/limits.ts'
import { ask } from '../../console/door.ts'
import { PictureField } from '../../console/picture-field.tsx'
import { useWords } from '../../console/words.ts'
import { Field } from '../../ui/field.tsx'
import type { ConsoleKind, PartsProps } from '../form.ts'

function ImageParts({ draft, errors, meeting, onChange }: PartsProps) {
  const { form } = useWords().console
  return (
    <>
      <PictureField
        picture={draft.picture}
        upload={(picture, bytes) => ask('putMeetingPicture', { meeting, picture }, { bytes })}
        error={errors.picture}
        words={form.picture}
        onChange={(picture) => onChange({ picture })}
      />
      <Field
        label={form.alt}
        hint={form.altHint}
        dir="auto"
        maxLength={ALT_CHARS_MAX}
        value={draft.alt}
        error={errors.alt}
        onInput={(typed) => onChange({ alt: typed.currentTarget.value })}
      />
    </>
  )
}

export const image: ConsoleKind<'image'> = { icon: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9h.01', Parts: ImageParts, Live: null }
