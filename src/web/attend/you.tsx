import { useEffect, useRef, useState } from 'preact/hooks'
import { NAME_CHARS_MAX } from '../../contract/limits.ts'
import { refusalOf } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import type { Attending } from './attending.ts'
import { sentence, useWords } from './words.ts'

/** Under every screen: who one is here, and one's points. The name opens into a field. */
export function You({ attending }: { attending: Attending }) {
  const { attend, common } = useWords()
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const seat = attending.seat.value
  if (!seat) return null
  const close = () => {
    setOpen(false)
    queueMicrotask(() => opener.current?.focus())
  }
  return (
    <footer class="you">
      {attending.again.value && <p class="you-again">{attend.again}</p>}
      {isOpen ? (
        <RenameForm name={seat.name} rename={attending.rename} onClose={close} />
      ) : (
        <>
          <p class="you-name">
            <bdi>{seat.name}</bdi>
          </p>
          <button ref={opener} type="button" class="link-button" onClick={() => setOpen(true)}>
            {attend.rename}
          </button>
          <p class="you-points digits">{common.points(seat.points)}</p>
        </>
      )}
    </footer>
  )
}

function RenameForm(props: { name: string; rename: Attending['rename']; onClose: () => void }) {
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
