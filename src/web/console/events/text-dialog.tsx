import { useId, useState } from 'preact/hooks'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useSaving } from '../form.ts'
import { useWords } from '../words.ts'

export interface Asked {
  readonly title: string
  readonly label: string
  readonly hint?: string
  readonly text: string
  readonly charsMax: number
  readonly go: string
  /** Whether nothing may be given. */
  readonly mayBeEmpty?: boolean
  /** What is wrong with it, before it is sent. */
  readonly check?: (text: string) => string | undefined
  readonly save: (text: string) => Promise<unknown>
}

/** Asks for one line of text. */
export function TextDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  const { console: all, common } = useWords()
  const form = useId()
  const [text, setText] = useState(asked.text)
  const saving = useSaving(() => 'text')
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const given = text.trim()
    const wrong = given === '' && !asked.mayBeEmpty ? all.form.required : asked.check?.(given)
    if (await saving.save({ text: wrong }, async () => void (await asked.save(given)))) onClose()
  }
  return (
    <Dialog
      open
      title={asked.title}
      closeLabel={common.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <button type="submit" form={form} class="button button-primary" aria-busy={saving.busy}>
            <span class="button-face">{asked.go}</span>
          </button>
        </>
      }
    >
      <form id={form} class="form" noValidate onSubmit={submit}>
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        <Field
          label={asked.label}
          hint={asked.hint}
          error={saving.errors.text}
          value={text}
          maxLength={asked.charsMax}
          dir="auto"
          autocomplete="off"
          onInput={(typed) => setText(typed.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
