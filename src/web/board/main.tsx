import { render } from 'preact'
import '../ui/tokens.css'
import '../ui/display.css'
import '../ui/base.css'
import { App } from './app.tsx'
import './board.css'
import { firstBoard } from './door.ts'
import { language, place, words } from './start.ts'
import { WordsProvider } from './words.ts'

const [[board, common]] = await Promise.all([
  words,
  // What only a wall needs: the hall's colours and sizes.
  place.at === 'page' && place.page === 'signage' ? import('./far.ts') : null,
])
const app = document.querySelector('#app')
if (app && place.at === 'page') {
  // A page draws over what stood in its place; a wall has nothing alike, and what stood would stay.
  if (place.page === 'signage') app.replaceChildren()
  render(
    <WordsProvider value={{ language, board, common }}>
      <App event={place.event} page={place.page} first={firstBoard(place.event)} />
    </WordsProvider>,
    app,
  )
}
