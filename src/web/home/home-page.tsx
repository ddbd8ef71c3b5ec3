import { useRef, useState } from 'preact/hooks'
import { CODE_CHARS_MAX } from '../../contract/limits.ts'
import { api } from '../lib/api.ts'
import { joinPath, meetingsPath } from '../lib/paths.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Mark } from '../ui/mark.tsx'
import { MeetingList } from './meeting-list.tsx'
import { useFresh } from './use-fresh.ts'
import { useWords } from './words.ts'

const MEETINGS_SHOWN_MAX = 5

/** The front door: a code goes straight in; whoever has none sees what is open. */
export function HomePage() {
  const { home } = useWords()
  const open = useFresh(() => api('openMeetings', undefined))
  const meetings = open.at === 'there' ? open.told.meetings : []
  return (
    <>
      <section class="hero">
        <div class="hero-words">
          <Mark />
          <h1>{home.lead}</h1>
        </div>
        <CodeForm />
      </section>
      {meetings.length > 0 && (
        <section class="home-section">
          <h2>{home.meetings.title}</h2>
          <MeetingList meetings={meetings.slice(0, MEETINGS_SHOWN_MAX)} />
          {meetings.length > MEETINGS_SHOWN_MAX && <a href={meetingsPath}>{home.all}</a>}
        </section>
      )}
    </>
  )
}

function CodeForm() {
  const { home } = useWords()
  const [error, setError] = useState<string>()
  const form = useRef<HTMLFormElement>(null)
  const enter = (sent: Event) => {
    sent.preventDefault()
    const field = form.current?.elements.namedItem('code')
    if (!(field instanceof HTMLInputElement)) return
    const code = field.value.trim()
    if (code) return location.assign(joinPath(code))
    setError(home.join.missing)
    field.focus()
  }
  return (
    <form ref={form} class="code-form card" noValidate onSubmit={enter}>
      <h2>{home.join.title}</h2>
      <div class="code-row">
        <Field
          label={home.join.label}
          name="code"
          error={error}
          maxLength={CODE_CHARS_MAX}
          autocomplete="off"
          autocapitalize="none"
          autocorrect="off"
          spellcheck={false}
          enterkeyhint="go"
          dir="auto"
          onInput={() => setError(undefined)}
        />
        <Button kind="primary" type="submit" wide>
          {home.join.go}
        </Button>
      </div>
    </form>
  )
}
