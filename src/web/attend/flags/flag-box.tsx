import { useEffect, useRef, useState } from 'preact/hooks'
import type { HandedIn, TryId } from '../../../contract/flags.schema.ts'
import { flagText } from '../../../contract/flags.ts'
import { freshId } from '../../../contract/ids.ts'
import { FLAG_TRY_CHARS_MAX } from '../../../contract/limits.ts'
import type { MeetingId } from '../../../contract/meeting.schema.ts'
import type { FlagsWords } from '../../../words/flags/en.ts'
import { api, refusalOf } from '../../lib/api.ts'
import { pageTimers } from '../../lib/timers.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { sentence, useWords } from '../words.ts'
import { Told } from './told.tsx'

const FOUND_MS = 5_000
const WRONG_MS = 2_000

/** A field for flags. What became of one stands there for a moment; the field is empty for the next. */
export function FlagBox(props: { meeting: MeetingId; prefix: string; words: FlagsWords['hand'] }) {
  const { words, prefix } = props
  const { told, error, busy, handIn, typed } = useHanding(props.meeting, words)
  const form = useRef<HTMLFormElement>(null)
  const submit = async (sent: Event) => {
    sent.preventDefault()
    const field = form.current?.elements.namedItem('flag')
    if (!(field instanceof HTMLInputElement) || busy) return
    const text = field.value
    field.value = ''
    if (!(await handIn(text))) field.value ||= text
    field.focus()
  }
  return (
    <section class="activity" aria-label={words.label}>
      <form ref={form} class="word-form" noValidate onSubmit={submit}>
        <Field
          label={words.label}
          name="flag"
          placeholder={prefix ? flagText(prefix, '…') : undefined}
          error={error}
          maxLength={FLAG_TRY_CHARS_MAX}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          enterkeyhint="send"
          dir="ltr"
          onInput={typed}
        />
        <Button type="submit" busy={busy}>
          {words.send}
        </Button>
      </form>
      <div role="status">{told && <Told told={told} words={words} />}</div>
    </section>
  )
}

/** A try keeps its id until an answer came, so that asking again is the same try. */
function useHanding(meeting: MeetingId, words: FlagsWords['hand']) {
  const all = useWords()
  const [told, setTold] = useState<HandedIn | null>(null)
  const [error, setError] = useState<string>()
  const [busy, setBusy] = useState(false)
  const open = useRef<{ id: TryId; text: string } | null>(null)
  const stop = useRef(() => {})
  useEffect(() => () => stop.current(), [])
  const handIn = async (typed: string): Promise<boolean> => {
    const text = typed.trim()
    setError(text ? undefined : words.empty)
    if (!text) return false
    const one = open.current?.text === text ? open.current : { id: freshId<TryId>(Date.now()), text }
    open.current = one
    setBusy(true)
    try {
      const handed = await api('handIn', { meeting, try: one.id }, { text })
      open.current = null
      setTold(handed)
      stop.current()
      stop.current = pageTimers.after(handed.outcome === 'unknown' ? WRONG_MS : FOUND_MS, () => setTold(null))
      return true
    } catch (caught) {
      setError(sentence(refusalOf(caught), all))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { told, error, busy, handIn, typed: () => setError(undefined) }
}
