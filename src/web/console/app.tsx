import type { ComponentType } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { EmptyState } from '../ui/empty-state.tsx'
import { ConsoleMeeting } from './console-meeting.tsx'
import { ask } from './door.ts'
import { Failed, Loading, Lone } from './lone.tsx'
import { Page } from './page.tsx'
import { isOpenTo, type PageProps, pageAt, type Standing } from './pages.ts'
import { consoleHome, type Place } from './places.ts'
import { SetupPage } from './setup-page.tsx'
import { SignInPage } from './sign-in-page.tsx'
import { StandingProvider } from './standing.ts'
import { useWords } from './words.ts'

/** `name`: signed in, and without a role. */
type Known = 'loading' | 'failed' | 'stranger' | { name: string } | Standing

/** Which page it is: how to get in for strangers, otherwise what the address asks for. */
export function App({ place, token }: { place: Place; token: string }) {
  const [known, setKnown] = useState<Known>('loading')
  const look = useCallback(async () => {
    try {
      const [me, { parts }] = await Promise.all([ask('me', undefined), ask('instance', undefined)])
      const lowly = me.signedIn ? { name: me.name ?? '' } : 'stranger'
      setKnown(me.roles.length > 0 ? { roles: me.roles, parts } : lowly)
    } catch {
      setKnown((before) => (typeof before === 'object' ? before : 'failed'))
    }
  }, [])
  useEffect(() => {
    if (place.at !== 'setup') void look()
  }, [look, place.at])
  if (place.at === 'setup') return <SetupPage token={token} />
  if (known === 'loading') return <Loading />
  if (known === 'failed') return <Failed onAgain={look} />
  if (known === 'stranger') return <SignInPage name={null} />
  if ('name' in known) return <SignInPage name={known.name} />
  return (
    <StandingProvider value={{ standing: known, look }}>
      <At place={place} standing={known} />
    </StandingProvider>
  )
}

function At({ place, standing }: { place: Exclude<Place, { at: 'setup' }>; standing: Standing }) {
  if (place.at === 'meeting') return <ConsoleMeeting id={place.id} face={place.face} />
  const page = pageAt(place.page)
  if (!page || !isOpenTo(page, standing)) return <Nowhere />
  return (
    <Page at={page.path}>
      <Loaded load={page.load} rest={place.rest} />
    </Page>
  )
}

/** A page's own file, brought when it is opened. */
function Loaded({ load, rest }: PageProps & { load: () => Promise<ComponentType<PageProps>> }) {
  const [loaded, setLoaded] = useState<{ Page: ComponentType<PageProps> } | 'failed' | null>(null)
  const bring = useCallback(() => {
    setLoaded(null)
    load().then(
      (Page) => setLoaded({ Page }),
      () => setLoaded('failed'),
    )
  }, [load])
  useEffect(bring, [bring])
  if (loaded === null) return <Loading />
  if (loaded === 'failed') return <Failed onAgain={() => location.reload()} />
  return <loaded.Page rest={rest} />
}

function Nowhere() {
  const { console: words, common } = useWords()
  return (
    <Page>
      <Lone>
        <h1 class="unseen">{common.pageNotFound.title}</h1>
        <EmptyState
          title={common.pageNotFound.title}
          text={common.pageNotFound.text}
          action={<a href={consoleHome}>{words.gone.back}</a>}
        />
      </Lone>
    </Page>
  )
}
