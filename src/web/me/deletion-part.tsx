import { useState } from 'preact/hooks'
import type { PrivacyWords } from '../../words/privacy/en.ts'
import { api, refusalOf } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'

interface DeletionPartProps {
  readonly words: PrivacyWords
  readonly common: { readonly close: string; readonly cancel: string }
  readonly onGone: () => void
}

/** Leaving for good: a word has to be typed; an account that mails reach then confirms it by one. */
export function DeletionPart({ words, common, onGone }: DeletionPartProps) {
  const { deletion: said } = words
  const [isAsking, setAsking] = useState(false)
  const [isMailed, setMailed] = useState(false)
  return (
    <>
      <h3>{said.title}</h3>
      <p class="quiet">{said.text}</p>
      <div role="status">{isMailed && <Notice tone="info">{said.mailed}</Notice>}</div>
      <div>
        <Button kind="danger" onClick={() => setAsking(true)}>
          {said.start}
        </Button>
      </div>
      {isAsking && (
        <Sure
          words={words}
          common={common}
          onClose={() => setAsking(false)}
          onDone={(gone) => {
            setAsking(false)
            if (gone) onGone()
            else setMailed(true)
          }}
        />
      )}
    </>
  )
}

interface SureProps extends Omit<DeletionPartProps, 'onGone'> {
  onClose: () => void
  /** `gone`: it is done; else a mail asks once more. */
  onDone: (gone: boolean) => void
}

function Sure({ words: { deletion: said }, common, onClose, onDone }: SureProps) {
  const [typed, setTyped] = useState('')
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const go = async () => {
    if (typed.trim().toLocaleLowerCase(document.documentElement.lang) !== said.word) return setError(said.mismatch)
    setBusy(true)
    setError(undefined)
    await api('requestDeletion', undefined, { sure: true }).then(
      ({ gone }) => onDone(gone),
      (caught) => setError(refusalOf(caught).message || said.offline),
    )
    setBusy(false)
  }
  return (
    <Dialog
      open
      title={said.sure}
      closeLabel={common.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="danger" busy={busy} onClick={() => void go()}>
            {said.go}
          </Button>
        </>
      }
    >
      <p>{said.text}</p>
      <form
        noValidate
        onSubmit={(sent) => {
          sent.preventDefault()
          void go()
        }}
      >
        <Field
          label={said.type(said.word)}
          {...(error ? { error } : {})}
          value={typed}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          onInput={(changed) => setTyped(changed.currentTarget.value)}
        />
      </form>
    </Dialog>
  )
}
