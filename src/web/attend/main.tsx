import { render } from 'preact'
import { attendWords } from '../../words/attend/all.ts'
import { startLanguage, wordsIn } from '../lib/language.ts'
import '../ui/tokens.css'
import '../ui/base.css'
import { EmptyState } from '../ui/empty-state.tsx'

const words = await wordsIn(startLanguage(), attendWords)
const place = document.querySelector('#app')
if (place) render(<EmptyState title={words.waiting.title} />, place)
