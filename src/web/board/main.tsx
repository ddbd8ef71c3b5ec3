import { render } from 'preact'
import { boardPagesWords } from '../../words/board-pages/all.ts'
import { commonWords } from '../../words/common/all.ts'
import { startLanguage, wordsIn } from '../lib/language.ts'
import '../ui/tokens.css'
import '../ui/display.css'
import '../ui/base.css'
import { App } from './app.tsx'
import './board.css'
import { askBoard } from './door.ts'
import { boardPlace, signageWish } from './place.ts'
import { WordsProvider } from './words.ts'

const place = boardPlace(location.pathname)
// On its way while the words are.
const first = place.at === 'page' ? askBoard(place.event) : null
const language = startLanguage()
if (place.at === 'page' && place.page === 'signage') {
  document.documentElement.dataset.theme = signageWish(location.search).theme
  document.documentElement.dataset.distance = 'far'
}
const [board, common] = await Promise.all([
  wordsIn(language, boardPagesWords),
  wordsIn(language, commonWords),
  place.at === 'page' && place.page === 'signage' ? import('./far.ts') : null,
])
const app = document.querySelector('#app')
if (app && first && place.at === 'page') {
  render(
    <WordsProvider value={{ language, board, common }}>
      <App event={place.event} page={place.page} first={first} />
    </WordsProvider>,
    app,
  )
}
