import { render } from 'preact'
import { commonWords } from '../../words/common/all.ts'
import { homeWords } from '../../words/home/all.ts'
import { startLanguage, wordsIn } from '../lib/language.ts'
import '../ui/tokens.css'
import '../ui/display.css'
import '../ui/base.css'
import './home.css'
import { EventPage } from './event-page.tsx'
import { Frame } from './frame.tsx'
import { HomePage } from './home-page.tsx'
import { MeetingsPage } from './meetings-page.tsx'
import { NotFound } from './not-found.tsx'
import { homePlace } from './places.ts'
import { PrivacyPage } from './privacy-page.tsx'
import { useAbout } from './use-about.ts'
import { WordsProvider } from './words.ts'
import { FurtherPage } from './written-page.tsx'

const language = startLanguage()
const [home, common] = await Promise.all([wordsIn(language, homeWords), wordsIn(language, commonWords)])

/** Which of the first pages the address means. */
function Page({ isLive }: { isLive: boolean }) {
  const place = homePlace(location.pathname)
  switch (place.at) {
    case 'home':
      return <HomePage isLive={isLive} />
    case 'meetings':
      return <MeetingsPage />
    case 'event':
      return <EventPage event={place.event} />
    case 'page':
      return <FurtherPage page={place.page} />
    case 'privacy':
      return <PrivacyPage />
    case 'nowhere':
      return <NotFound />
  }
}

/** Which parts are on decides what the home page asks for; until that is known, it is taken to be what it mostly is. */
function App() {
  const about = useAbout()
  return (
    <Frame about={about}>
      <Page isLive={about?.parts.includes('live') ?? true} />
    </Frame>
  )
}

const place = document.querySelector('#app')
if (place) {
  render(
    <WordsProvider value={{ language, home, common }}>
      <App />
    </WordsProvider>,
    place,
  )
}
