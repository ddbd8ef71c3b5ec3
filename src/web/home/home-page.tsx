import type { ComponentChildren } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { CODE_CHARS_MAX } from '../../contract/limits.ts'
import type { PageId } from '../../contract/pages.schema.ts'
import { FIRST_PAGE } from '../../contract/pages.ts'
import { api } from '../lib/api.ts'
import { joinPath, meetingsPath } from '../lib/paths.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Mark } from '../ui/mark.tsx'
import { Spinner } from '../ui/progress.tsx'
import { MeetingList } from './meeting-list.tsx'
import { TeamCards, WrittenPage } from './shown-page.tsx'
import { useFresh } from './use-fresh.ts'
import { useWords } from './words.ts'

const MEETINGS_SHOWN_MAX = 5

/** The front door, as organizers wrote it or as it comes: a code goes straight in; whoever has none sees what is open, and who is behind it all. */
export function HomePage({ isLive }: { isLive: boolean }) {
  const { home } = useWords()
  const found = useFresh(() => api('page', { page: FIRST_PAGE as PageId }))
  if (found.at === 'loading') return <Spinner />
  const { page, team } = found.at === 'there' ? found.told : { page: null, team: [] }
  const codeForm = isLive ? <CodeForm /> : undefined
  return (
    <>
      {page ? <WrittenPage page={page} beside={codeForm} /> : <Welcome beside={codeForm} />}
      {isLive && <OpenNow />}
      {team.length > 0 && (
        <section class="home-section">
          <h2>{home.team}</h2>
          <TeamCards team={team} />
        </section>
      )}
    </>
  )
}

/** What shows until organizers have written a page of their own. */
function Welcome({ beside }: { beside: ComponentChildren }) {
  const { home } = useWords()
  return (
    <section class={beside ? 'hero' : 'hero hero-lone'}>
      <div class="hero-words">
        <Mark />
        <h1>{home.lead}</h1>
      </div>
      {beside}
    </section>
  )
}

function OpenNow() {
  const { home } = useWords()
  const open = useFresh(() => api('openMeetings', { limit: MEETINGS_SHOWN_MAX + 1 }))
  const meetings = open.at === 'there' ? open.told.meetings : []
  if (meetings.length === 0) return null
  return (
    <section class="home-section">
      <h2>{home.meetings.title}</h2>
      <MeetingList meetings={meetings.slice(0, MEETINGS_SHOWN_MAX)} />
      {meetings.length > MEETINGS_SHOWN_MAX && <a href={meetingsPath}>{home.all}</a>}
    </section>
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
