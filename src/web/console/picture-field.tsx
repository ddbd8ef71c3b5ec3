import { useId, useRef, useState } from 'preact/hooks'
import { freshId } from '../../contract/ids.ts'
import { PICTURE_BYTES_MAX } from '../../contract/limits.ts'
import type { PictureId } from '../../contract/pages.schema.ts'
import { picturePath } from '../../contract/pages.ts'
import type { PagesWords } from '../../words/pages/en.ts'
import { Button } from '../ui/button.tsx'
import { Icon, iconWarn } from '../ui/icon.tsx'
import { ask, refusedBy } from './door.ts'
import './picture-field.css'

const TYPES = 'image/png,image/jpeg,image/webp,image/avif'

type PictureWords = Omit<PagesWords['picture'], 'words' | 'wordsHint'>

interface PictureProps {
  picture: PictureId | null
  /** How it is sent; left out: as a picture of the home pages. */
  upload?: (picture: PictureId, bytes: string) => Promise<unknown>
  /** What is wrong with it. */
  error?: string
  words: PictureWords
  onChange: (picture: PictureId | null) => void
}

/** Uploads a picture as soon as it is chosen; it is used once its page, card or slide is saved. */
export function PictureField({ picture, upload: send = ofPages, error: wrong, words, onChange }: PictureProps) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const upload = async (file: File) => {
    setError(undefined)
    if (file.size > PICTURE_BYTES_MAX) return setError(words.large)
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
      <legend class="field-label">{words.label}</legend>
      <p id={`${id}-hint`} class="field-hint">
        {words.hint}
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
          {picture ? words.other : words.choose}
        </Button>
        {picture && <Button onClick={() => onChange(null)}>{words.remove}</Button>}
      </div>
      <p id={`${id}-error`} class="field-error" aria-live="polite">
        {busy && words.busy}
        {(error ?? wrong) && <Icon path={iconWarn} />}
        {error ?? wrong}
      </p>
    </fieldset>
  )
}

const ofPages = (picture: PictureId, bytes: string) => ask('putPicture', { picture }, { bytes })

function saidOf(code: string | undefined, words: PictureWords): string {
  if (code === 'too-large') return words.large
  return code === 'bad-input' ? words.unfit : words.failed
}

const base64Of = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(file)
  })
