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
import { WordsProvider } from './words.ts'

const language = startLanguage()
const [home, common] = await Promise.all([wordsIn(language, homeWords), wordsIn(language, commonWords)])

/** Which of the first pages the address means. */
function Page() {
  const place = homePlace(location.pathname)
  switch (place.at) {
    case 'home':
      return <HomePage />
    case 'meetings':
      return <MeetingsPage />
    case 'event':
      return <EventPage event={place.event} />
    case 'nowhere':
      return <NotFound />
  }
}

const place = document.querySelector('#app')
if (place) {
  render(
    <WordsProvider value={{ language, home, common }}>
      <Frame>
        <Page />
      </Frame>
    </WordsProvider>,
    place,
  )
}
