import { render } from 'preact'
import { attendWords } from '../../words/attend/all.ts'
import { commonWords } from '../../words/common/all.ts'
import { startLanguage, wordsIn } from '../lib/language.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import './attend.css'
import { App } from './app.tsx'
import { WordsProvider } from './words.ts'

const language = startLanguage()
const [attend, common] = await Promise.all([wordsIn(language, attendWords), wordsIn(language, commonWords)])
const place = document.querySelector('#app')
if (place) {
  render(
    <WordsProvider value={{ attend, common }}>
      <App language={language} />
    </WordsProvider>,
    place,
  )
}
