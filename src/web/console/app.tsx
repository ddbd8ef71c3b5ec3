import { useCallback, useEffect, useState } from 'preact/hooks'
import type { EventCard, MeetingCard } from '../../contract/cards.schema.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ConsoleMeeting } from './console-meeting.tsx'
import { ask } from './door.ts'
import { HomePage } from './home-page.tsx'
import { Page } from './page.tsx'
import { consoleHome, type Place } from './places.ts'
import { SetupPage } from './setup-page.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { useWords } from './words.ts'

type Standing = 'loading' | 'failed' | 'stranger' | 'signed in'

/** Which page it is: how to get in for strangers, otherwise what the address asks for. */
export function App({ place, token }: { place: Place; token: string }) {
  const [standing, setStanding] = useState<Standing>('loading')
  const look = useCallback(async () => {
    setStanding('loading')
    try {
      const me = await ask('me', undefined)
      setStanding(me.signedIn ? 'signed in' : 'stranger')
    } catch {
      setStanding('failed')
    }
  }, [])
  useEffect(() => {
    if (place.at !== 'setup') void look()
  }, [look, place.at])
  if (place.at === 'setup') return <SetupPage token={token} />
  switch (standing) {
    case 'loading':
      return <Loading />
    case 'failed':
      return <Failed onAgain={look} />
    case 'stranger':
      return <SignInPage />
    case 'signed in':
      if (place.at === 'meeting') return <ConsoleMeeting id={place.id} />
      return place.at === 'home' ? <Home /> : <Nowhere />
  }
}

function Loading() {
  const { common } = useWords()
  return (
    <main class="home" id="main" aria-busy="true">
      <p class="quiet">{common.loading}</p>
    </main>
  )
}

function Failed({ onAgain }: { onAgain: () => void }) {
  const { console: words, common } = useWords()
  return (
    <main class="home" id="main">
      <EmptyState
        title={words.failed.title}
        text={words.failed.offline}
        action={<Button onClick={onAgain}>{common.tryAgain}</Button>}
      />
    </main>
  )
}

function Nowhere() {
  const { console: words, common } = useWords()
  return (
    <Page>
      <main class="home" id="main">
        <EmptyState
          title={common.pageNotFound.title}
          text={common.pageNotFound.text}
          action={<a href={consoleHome}>{words.gone.back}</a>}
        />
      </main>
    </Page>
  )
}

function Home() {
  const [lists, setLists] = useState<{ meetings: readonly MeetingCard[]; events: readonly EventCard[] } | null>(null)
  const [failed, setFailed] = useState(false)
  const load = useCallback(async () => {
    setFailed(false)
    try {
      const [{ meetings }, { events }] = await Promise.all([ask('myMeetings', undefined), ask('events', undefined)])
      setLists({ meetings, events })
    } catch {
      setFailed(true)
    }
  }, [])
  useEffect(() => void load(), [load])
  if (failed) return <Failed onAgain={load} />
  return lists ? <HomePage {...lists} onChanged={load} /> : <Loading />
}
