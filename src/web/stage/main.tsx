import { render } from 'preact'
import { stageWords } from '../../words/stage/all.ts'
import { startLanguage, wordsIn } from '../lib/language.ts'
import '../ui/tokens.css'
import '../ui/hall.css'
import '../ui/base.css'
import { EmptyState } from '../ui/empty-state.tsx'

const words = await wordsIn(startLanguage(), stageWords)
const place = document.querySelector('#app')
if (place) render(<EmptyState title={words.waiting} />, place)
