import { useEffect, useRef, useState } from 'preact/hooks'
import type { Reply } from '../../contract/endpoints.ts'
import { CODE_CHARS_MAX, NAME_CHARS_MAX } from '../../contract/limits.ts'
import { api, refusalOf } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { forgetGuestSecret, guestSecret } from './guest-secret.ts'
import { SecondField } from './second-field.tsx'
import { sentence, useWords } from './words.ts'

interface CodeFormProps {
  code: string
  busy: boolean
  error: string | undefined
  onCode: (code: string) => void
}

export function CodeForm({ code, busy, error, onCode }: CodeFormProps) {
  const { join } = useWords().attend
  const [missing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (!busy) fieldOf(form.current, 'code')?.focus()
  }, [busy])
  const submit = (sent: Event) => {
    sent.preventDefault()
    const typed = textOf(form.current, 'code')
    setMissing(typed === '')
    if (typed) onCode(typed)
    else fieldOf(form.current, 'code')?.focus()
  }
  return (
    <form ref={form} class="join-form" noValidate onSubmit={submit}>
      <h1>{join.title}</h1>
      <p class="quiet">{join.text}</p>
      <div class="join-code">
        <Field
          label={join.code}
          name="code"
          defaultValue={code}
          error={missing ? join.codeMissing : error}
          maxLength={CODE_CHARS_MAX}
          autocomplete="off"
          autocapitalize="none"
          autocorrect="off"
          spellcheck={false}
          enterkeyhint="go"
          dir="auto"
          onInput={() => setMissing(false)}
        />
      </div>
      <Button kind="primary" type="submit" wide busy={busy}>
        {join.go}
      </Button>
    </form>
  )
}

interface NameFormProps {
  found: Reply<'lookUpCode'> & { code: string }
  onJoined: (meeting: Reply<'join'>['meeting']) => void
  onWrongCode: (error: string) => void
  onOtherCode: () => void
}

/** A friendly name is there to be taken; whoever wants another writes over it. */
export function NameForm({ found, onJoined, onWrongCode, onOtherCode }: NameFormProps) {
  const words = useWords()
  const { join } = words.attend
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<{ name?: string; second?: string | undefined }>({})
  const form = useRef<HTMLFormElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Where a keyboard would slide over the page, the offered name is left to be taken with one press.
    if (matchMedia('(pointer: fine)').matches) fieldOf(form.current, 'name')?.focus()
    else heading.current?.focus()
  }, [])
  const submit = async (sent: Event) => {
    sent.preventDefault()
    const name = textOf(form.current, 'name')
    if (!name) {
      setWrong({ name: join.nameMissing })
      return fieldOf(form.current, 'name')?.focus()
    }
    setBusy(true)
    try {
      const second = textOf(form.current, 'second')
      const { meeting } = await api('join', { code: found.code }, { name, guest: guestSecret(), second })
      forgetGuestSecret()
      onJoined(meeting)
    } catch (caught) {
      const refusal = refusalOf(caught)
      if (refusal.code === 'wrong-code') return onWrongCode(refusal.message)
      setBusy(false)
      const field = refusal.path === 'body.second' ? 'second' : 'name'
      setWrong({ [field]: sentence(refusal, words) })
      setTimeout(() => fieldOf(form.current, field)?.focus())
    }
  }
  return (
    <form ref={form} class="join-form" noValidate onSubmit={submit}>
      <h1 ref={heading} tabIndex={-1} class="question" dir="auto">
        {found.title}
      </h1>
      <Field
        label={join.name}
        name="name"
        hint={`${join.takeOrWrite} ${join.nameLimit(NAME_CHARS_MAX)}`}
        defaultValue={found.suggestion}
        error={wrong.name}
        maxLength={NAME_CHARS_MAX}
        autocomplete="nickname"
        spellcheck={false}
        enterkeyhint="go"
        dir="auto"
        onFocus={(focused) => focused.currentTarget.select()}
        onInput={() => setWrong({ second: wrong.second })}
      />
      {/* The meeting may have begun to ask since it was looked up. */}
      {(found.secondCode || wrong.second) && <SecondField error={wrong.second} />}
      <Button kind="primary" type="submit" wide busy={busy}>
        {join.go}
      </Button>
      <p class="quiet small">{join.nameHint}</p>
      <button type="button" class="link-button" onClick={onOtherCode}>
        {join.otherCode}
      </button>
    </form>
  )
}

function fieldOf(form: HTMLFormElement | null, name: string): HTMLInputElement | null {
  const found = form?.elements.namedItem(name)
  return found instanceof HTMLInputElement ? found : null
}

const textOf = (form: HTMLFormElement | null, name: string) => fieldOf(form, name)?.value.trim() ?? ''
