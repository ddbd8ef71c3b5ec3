import { useState } from 'preact/hooks'
import { NAME_CHARS_MAX } from '../../contract/limits.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Wordmark } from '../ui/mark.tsx'
import { Notice } from '../ui/notice.tsx'
import { ask } from './door.ts'
import './doorstep.css'
import { firstWrong, useSaving } from './form.ts'
import { consoleHome } from './places.ts'
import { useWords } from './words.ts'

/** The one question before the first sign-in: a name. `token` was in the address after the #, so that no server wrote it down. */
export function SetupPage({ token }: { token: string }) {
  const { console: words } = useWords()
  const [name, setName] = useState('')
  const saving = useSaving()
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const form = sent.currentTarget as HTMLFormElement
    const wrong = name.trim() === '' ? { name: words.form.required } : {}
    const done = await saving.save(wrong, async () => {
      await ask('redeemSetup', undefined, { token, name: name.trim() })
    })
    if (done) location.replace(consoleHome)
    else firstWrong(form)
  }
  return (
    <main class="doorstep" id="main">
      <p class="doorstep-mark">
        <Wordmark />
      </p>
      <h1>{words.setup.title}</h1>
      {token === '' ? (
        <Notice tone="warn">{words.setup.noToken}</Notice>
      ) : (
        <form class="form" noValidate onSubmit={submit}>
          <p>{words.setup.text}</p>
          {(saving.errors[''] || saving.errors.token) && <Notice tone="bad">{saving.errors[''] ?? saving.errors.token}</Notice>}
          <Field
            label={words.setup.name}
            autocomplete="name"
            maxLength={NAME_CHARS_MAX}
            value={name}
            error={saving.errors.name}
            onInput={(typed) => setName(typed.currentTarget.value)}
          />
          <Button kind="primary" type="submit" wide busy={saving.busy}>
            {words.setup.go}
          </Button>
        </form>
      )}
    </main>
  )
}
