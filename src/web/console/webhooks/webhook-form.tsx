import { useId, useState } from 'preact/hooks'
import type { Body } from '../../../contract/endpoints.ts'
import { ADDRESS_CHARS_MAX, NAME_CHARS_MAX } from '../../../contract/limits.ts'
import { type NewsKind, newsKinds } from '../../../contract/news.ts'
import type { WebhookCard } from '../../../contract/webhooks.schema.ts'
import type { WebhooksWords } from '../../../words/webhooks/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Icon, iconWarn } from '../../ui/icon.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Checkbox } from '../../ui/tick.tsx'
import { firstWrong, useSaving } from '../form.ts'
import { useWords } from '../words.ts'

interface FormProps {
  words: WebhooksWords
  /** Null: a new one. */
  before: WebhookCard | null
  onClose: () => void
  onSave: (given: Body<'makeWebhook'>) => Promise<void>
}

/** Where to tell what, in a dialog. */
export function WebhookForm({ words, before, onClose, onSave }: FormProps) {
  const { console: all, common } = useWords()
  const form = useId()
  const [name, setName] = useState(before?.name ?? '')
  const [address, setAddress] = useState(before?.address ?? '')
  const [events, setEvents] = useState<ReadonlySet<NewsKind>>(new Set(before?.events ?? newsKinds))
  const saving = useSaving(
    (path) => path.split('.')[1] ?? '',
    (refusal) => (refusal.code === 'address-private' ? refusal.message : null),
  )
  const submit = async (sent: SubmitEvent) => {
    sent.preventDefault()
    const target = sent.currentTarget as HTMLFormElement
    const wrong = {
      name: name.trim() === '' ? all.form.unfit : undefined,
      address: isWebAddress(address.trim()) ? undefined : words.addressUnfit,
      events: events.size === 0 ? words.noEvents : undefined,
    }
    const given = { name: name.trim(), address: address.trim(), events: newsKinds.filter((kind) => events.has(kind)) }
    if (!(await saving.save(wrong, () => onSave(given)))) firstWrong(target)
  }
  return (
    <Dialog
      open
      title={before ? words.edit : words.add}
      closeLabel={common.close}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <SubmitButton form={form} busy={saving.busy} text={before ? words.save : words.addGo} />
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
        <Field
          type="url"
          label={words.address}
          hint={words.addressHint}
          error={saving.errors.address}
          maxLength={ADDRESS_CHARS_MAX}
          dir="ltr"
          autocomplete="off"
          placeholder="https://example.org/plenary"
          value={address}
          onInput={(typed) => setAddress(typed.currentTarget.value)}
        />
        <Events chosen={events} words={words} error={saving.errors.events} onChange={setEvents} />
      </form>
    </Dialog>
  )
}

/** Stands outside of its form, in the foot of the dialog. */
function SubmitButton({ form, busy, text }: { form: string; busy: boolean; text: string }) {
  const send = () => (document.getElementById(form) as HTMLFormElement | null)?.requestSubmit()
  return (
    <Button kind="primary" busy={busy} onClick={send}>
      {text}
    </Button>
  )
}

interface EventsProps {
  chosen: ReadonlySet<NewsKind>
  words: WebhooksWords
  error: string | undefined
  onChange: (chosen: ReadonlySet<NewsKind>) => void
}

function Events({ chosen, words, error, onChange }: EventsProps) {
  const id = useId()
  return (
    <fieldset aria-describedby={error && id}>
      <legend class="field-label">{words.events}</legend>
      {newsKinds.map((kind) => (
        <Checkbox
          key={kind}
          label={words.kinds[kind]}
          checked={chosen.has(kind)}
          onChange={(ticked) => {
            const rest = [...chosen].filter((one) => one !== kind)
            onChange(new Set(ticked.currentTarget.checked ? [...rest, kind] : rest))
          }}
        />
      ))}
      <p id={id} class="field-error" aria-live="polite">
        {error && <Icon path={iconWarn} />}
        {error}
      </p>
    </fieldset>
  )
}

const isWebAddress = (text: string): boolean => {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false
  const { username, password, hostname } = new URL(text)
  return hostname !== '' && username === '' && password === ''
}
