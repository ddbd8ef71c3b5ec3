import { useLayoutEffect, useState } from 'preact/hooks'
import type { Language } from '../../words/languages.ts'
import { attendPlace } from '../lib/paths.ts'
import { JoinPage } from './join-page.tsx'
import type { LookedUp } from './look-up.ts'
import { MeetingPage } from './meeting-page.tsx'
import { BarredLater } from './parts.ts'
import { goTo, onMove } from './places.ts'

/** Which page of the audience the address means. `early`: what the code in the first address leads to, where it has one. */
export function App({ language, early }: { language: Language; early: Promise<LookedUp> | null }) {
  const [first] = useState(here)
  const [place, setPlace] = useState(first)
  // Before the first paint: a seat that is known already moves on to its meeting before anything is drawn.
  useLayoutEffect(() => onMove(() => setPlace(here())), [])
  switch (place.at) {
    case 'join':
      return <JoinPage code={place.code} early={place === first ? early : null} to={place.to} language={language} go={goTo} />
    case 'meeting':
      return <MeetingPage key={place.meeting} meeting={place.meeting} />
    case 'result':
      return <MeetingPage key={place.meeting} meeting={place.meeting} shown={place.activity} />
    case 'flag':
      return <MeetingPage key={place.meeting} meeting={place.meeting} flag={place.code} />
    case 'nowhere':
      return <BarredLater />
  }
}

const here = () => attendPlace(location.pathname, location.search)
