import { render } from 'preact'
import { pageTimers } from '../lib/timers.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import './attend.css'
import './shell.css'
import { App } from './app.tsx'
import { early, language, words } from './start.ts'
import { WordsProvider } from './words.ts'

/** As long as this the drawn shell may wait for the code's meeting; then the form says in words what is going on. */
const EARLY_WAIT_MS = 1_000

const [attend, common] = await words
await Promise.race([early, new Promise<void>((enough) => pageTimers.after(EARLY_WAIT_MS, enough))])
const place = document.querySelector('#app')
if (place) {
  place.replaceChildren()
  render(
    <WordsProvider value={{ attend, common }}>
      <App language={language} early={early} />
    </WordsProvider>,
    place,
  )
}
