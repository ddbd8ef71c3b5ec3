import { useEffect, useRef, useState } from 'preact/hooks'
import { NAME_CHARS_MAX } from '../../contract/limits.ts'
import { refusalOf } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import type { RenameProps } from './parts.ts'
import { sentence, useWords } from './words.ts'

/** One's name in a field; saved, it is the name at once. */
export function RenameForm(props: RenameProps) {
  const words = useWords()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const form = useRef<HTMLFormElement>(null)
  const field = () => {
    const found = form.current?.elements.namedItem('name')
    return found instanceof HTMLInputElement ? found : null
  }
  useEffect(() => {
    field()?.select()
    form.current?.scrollIntoView({ block: 'end' })
  }, [])
  const save = async (sent: Event) => {
    sent.preventDefault()
    const name = field()?.value.trim() ?? ''
    if (!name) return setError(words.attend.join.nameMissing)
    setBusy(true)
    try {
      await props.rename(name)
      props.onClose()
    } catch (caught) {
      setBusy(false)
      setError(sentence(refusalOf(caught), words))
      field()?.focus()
    }
  }
  return (
    <form ref={form} class="rename" noValidate onSubmit={save}>
      <Field
        label={words.attend.join.name}
        name="name"
        hint={words.attend.join.nameLimit(NAME_CHARS_MAX)}
        defaultValue={props.name}
        error={error}
        maxLength={NAME_CHARS_MAX}
        autocomplete="nickname"
        spellcheck={false}
        enterkeyhint="done"
        dir="auto"
        onInput={() => setError(undefined)}
      />
      <div class="rename-acts">
        <Button kind="primary" type="submit" busy={busy}>
          {words.common.save}
        </Button>
        <Button onClick={props.onClose}>{words.common.cancel}</Button>
      </div>
    </form>
  )
}
