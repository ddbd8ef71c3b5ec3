import { useId, useRef, useState } from 'preact/hooks'
import { freshId } from '../../../contract/ids.ts'
import { PICTURE_BYTES_MAX } from '../../../contract/limits.ts'
import type { PictureId } from '../../../contract/pages.schema.ts'
import { picturePath } from '../../../contract/pages.ts'
import type { PagesWords } from '../../../words/pages/en.ts'
import { Button } from '../../ui/button.tsx'
import { Icon, iconWarn } from '../../ui/icon.tsx'
import { ask, refusedBy } from '../door.ts'

const TYPES = 'image/png,image/jpeg,image/webp,image/avif'

interface PictureProps {
  picture: PictureId | null
  words: PagesWords
  /** How it is sent; left out, as a picture of the home pages. */
  upload?: (picture: PictureId, bytes: string) => Promise<unknown>
  onChange: (picture: PictureId | null) => void
}

/** Uploads a picture as soon as it is chosen; it is used once its page or card is saved. */
export function PictureField({ picture, words, upload: send = ofPages, onChange }: PictureProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const upload = async (file: File) => {
    setError(undefined)
    if (file.size > PICTURE_BYTES_MAX) return setError(words.picture.large)
    setBusy(true)
    try {
      const fresh = freshId<PictureId>(Date.now())
      await send(fresh, await base64Of(file))
      onChange(fresh)
    } catch (fault) {
      setError(saidOf(refusedBy(fault)?.code, words))
    } finally {
      setBusy(false)
    }
  }
  return (
    <fieldset class="picture-field" aria-describedby={`${id}-hint ${id}-error`}>
      <legend class="field-label">{words.picture.label}</legend>
      <p id={`${id}-hint`} class="field-hint">
        {words.picture.hint}
      </p>
      {picture && <img class="picture-thumb" src={picturePath(picture)} alt="" />}
      <input
        ref={input}
        class="unseen"
        type="file"
        accept={TYPES}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(chosen) => {
          const [file] = chosen.currentTarget.files ?? []
          chosen.currentTarget.value = ''
          if (file) void upload(file)
        }}
      />
      <div class="picture-acts">
        <Button busy={busy} onClick={() => input.current?.click()}>
          {picture ? words.picture.other : words.picture.choose}
        </Button>
        {picture && <Button onClick={() => onChange(null)}>{words.picture.remove}</Button>}
      </div>
      <p id={`${id}-error`} class="field-error" aria-live="polite">
        {busy && words.picture.busy}
        {error && <Icon path={iconWarn} />}
        {error}
      </p>
    </fieldset>
  )
}

const ofPages = (picture: PictureId, bytes: string) => ask('putPicture', { picture }, { bytes })

function saidOf(code: string | undefined, words: PagesWords): string {
  if (code === 'too-large') return words.picture.large
  return code === 'bad-input' ? words.picture.unfit : words.picture.failed
}

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
