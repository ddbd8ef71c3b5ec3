import { useId, useState } from 'preact/hooks'
import type { BodyInput } from '../../../contract/endpoints.ts'
import { NAME_CHARS_MAX } from '../../../contract/limits.ts'
import type { KeyArea, Scope } from '../../../contract/scopes.ts'
import type { KeysWords } from '../../../words/keys/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, Select } from '../../ui/field.tsx'
import { Icon, iconWarn } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Checkbox } from '../../ui/tick.tsx'
import { firstWrong, useSaving } from '../form.ts'
import { useWords } from '../words.ts'

const lifetimesDays = [30, 90, 365] as const
const USUAL_DAYS = 90
const DAY_MS = 86_400_000

interface FormProps {
  words: KeysWords
  onClose: () => void
  onMake: (given: BodyInput<'makeKey'>) => Promise<void>
  /** The key is there from an earlier try whose answer was lost: the next try is for another one. */
  onLost: () => void
}

/** A name, what the key allows, and for how long, in a dialog. Nothing is allowed beforehand. */
export function KeyForm({ words, onClose, onMake, onLost }: FormProps) {
  const { console: all, common } = useWords()
  const form = useId()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<ReadonlySet<Scope>>(new Set())
  const [days, setDays] = useState<number | null>(USUAL_DAYS)
  const saving = useSaving(
    (path) => path.split('.')[1] ?? '',
    (refusal) => (refusal.code === 'conflict' ? words.lost : null),
  )
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const target = sent.currentTarget as HTMLFormElement
    const wrong = {
      name: name.trim() === '' ? all.form.unfit : undefined,
      scopes: scopes.size === 0 ? words.noScopes : undefined,
    }
    const expiresAt = days === null ? null : new Date(Date.now() + days * DAY_MS).toISOString()
    const make = () =>
      onMake({ name: name.trim(), scopes: [...scopes], expiresAt }).catch((error) => {
        if (error?.code === 'conflict') onLost()
        throw error
      })
    if (!(await saving.save(wrong, make))) firstWrong(target)
  }
  return (
    <Dialog
      open
      title={words.add}
      closeLabel={common.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="primary" busy={saving.busy} onClick={() => submitOf(form)}>
            {words.addGo}
          </Button>
        </>
      }
    >
      <form id={form} class="form" noValidate onSubmit={submit}>
        {saving.errors[''] && <Notice tone="bad">{saving.errors['']}</Notice>}
        <Field
          label={words.name}
          hint={words.nameHint}
          error={saving.errors.name}
          maxLength={NAME_CHARS_MAX}
          dir="auto"
          autocomplete="off"
          value={name}
          onInput={(typed) => setName(typed.currentTarget.value)}
        />
        <Scopes chosen={scopes} words={words} error={saving.errors.scopes} onChange={setScopes} />
        <Select
          label={words.expires}
          error={saving.errors.expiresAt}
          value={String(days)}
          onChange={(chosen) => setDays(Number(chosen.currentTarget.value) || null)}
        >
          {lifetimesDays.map((n) => (
            <option key={n} value={n}>
              {words.after.days(n)}
            </option>
          ))}
          <option value="null">{words.after.never}</option>
        </Select>
      </form>
    </Dialog>
  )
}

/** The button stands outside of its form, in the foot of the dialog. */
const submitOf = (form: string) => (document.getElementById(form) as HTMLFormElement | null)?.requestSubmit()

interface ScopesProps {
  chosen: ReadonlySet<Scope>
  words: KeysWords
  error: string | undefined
  onChange: (chosen: ReadonlySet<Scope>) => void
}

/** A row an area: what may be read, what changed. */
function Scopes({ chosen, words, error, onChange }: ScopesProps) {
  const id = useId()
  const tick = (scope: Scope, isOn: boolean) =>
    onChange(new Set(isOn ? [...chosen, scope] : [...chosen].filter((one) => one !== scope)))
  return (
    <fieldset class="key-areas" aria-describedby={error && id}>
      <legend class="field-label">{words.scopes}</legend>
      {(Object.keys(words.areas) as KeyArea[]).map((area) => (
        <div key={area} class="key-area">
          <span>{words.areas[area]}</span>
          {(['read', 'write'] as const).map((verb) => (
            <Checkbox
              key={verb}
              label={words[verb]}
              aria-label={`${words.areas[area]}: ${words[verb]}`}
              aria-invalid={error ? true : undefined}
              checked={chosen.has(`${area}:${verb}`)}
              onChange={(ticked) => tick(`${area}:${verb}`, ticked.currentTarget.checked)}
            />
          ))}
        </div>
      ))}
      <p id={id} class="field-error" aria-live="polite">
        {error && <Icon path={iconWarn} />}
        {error}
      </p>
    </fieldset>
  )
}
