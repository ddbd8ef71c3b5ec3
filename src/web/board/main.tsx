import { render } from 'preact'
import { commonWords } from '../../words/common/all.ts'
import { startLanguage, wordsIn } from '../lib/language.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import { EmptyState } from '../ui/empty-state.tsx'

const words = await wordsIn(startLanguage(), commonWords)
const place = document.querySelector('#app')
if (place) render(<EmptyState title={words.loading} />, place)
