import { render } from 'preact'
import { commonWords } from '../../words/common/all.ts'
import { consoleWords } from '../../words/console/all.ts'
import { refusalsWords } from '../../words/refusals/all.ts'
import { startLanguage, wordsIn } from '../lib/language.ts'
import '../ui/tokens.css'
import '../ui/display.css'
import '../ui/base.css'
import { keptAccent, showAccent } from './accent.ts'
import { App } from './app.tsx'
import './console.css'
import { placeOf } from './places.ts'
import { WordsProvider } from './words.ts'

showAccent(keptAccent())
const language = startLanguage()
const [common, consoleSaid, refusals] = await Promise.all([
  wordsIn(language, commonWords),
  wordsIn(language, consoleWords),
  wordsIn(language, refusalsWords),
])
const app = document.querySelector('#app')
const place = placeOf(location.pathname)
const token = decodeURIComponent(location.hash.slice(1))
// The token is good once and nobody's business: out of the address, the history and any picture of this page.
if (place.at === 'setup') history.replaceState(null, '', location.pathname)
document.title = `${consoleSaid.title} · Plenary`
if (app) {
  render(
    <WordsProvider value={{ common, console: consoleSaid, refusals }}>
      <App place={place} token={token} />
    </WordsProvider>,
    app,
  )
}
