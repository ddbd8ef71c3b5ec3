import { render } from 'preact'
import { commonWords } from '../../words/common/all.ts'
import { stageWords } from '../../words/stage/all.ts'
import { startLanguage, wordsIn } from '../lib/language.ts'
import '../ui/tokens.css'
import '../ui/display.css'
import '../ui/hall.css'
import '../ui/base.css'
import { listenForFullscreen } from './fullscreen.ts'
import { LiveStage } from './live-stage.tsx'
import { stagePlace, themeOf } from './place.ts'

document.documentElement.dataset.theme = themeOf(location.search)
listenForFullscreen()
const language = startLanguage()
const [common, stage] = await Promise.all([wordsIn(language, commonWords), wordsIn(language, stageWords)])
const app = document.querySelector('#app')
if (app) render(<LiveStage place={stagePlace(location)} words={{ common, stage }} />, app)
