/** Whether a page that should speak another language still says something in English: what is shown is compared with the English catalogues. */
import type { Page } from 'playwright-core'
import { attendWords } from '../../src/words/attend/all.ts'
import { boardPagesWords } from '../../src/words/board-pages/all.ts'
import { commonWords } from '../../src/words/common/all.ts'
import { consoleWords } from '../../src/words/console/all.ts'
import { eventsWords } from '../../src/words/events/all.ts'
import { homeWords } from '../../src/words/home/all.ts'
import { type Language, languages } from '../../src/words/languages.ts'
import { mailsWords } from '../../src/words/mails/all.ts'
import { meWords } from '../../src/words/me/all.ts'
import { pagesWords } from '../../src/words/pages/all.ts'
import { peopleWords } from '../../src/words/people/all.ts'
import { privacyWords } from '../../src/words/privacy/all.ts'
import { refusalsWords } from '../../src/words/refusals/all.ts'
import { settingsWords } from '../../src/words/settings/all.ts'
import { stageWords } from '../../src/words/stage/all.ts'
import { webhooksWords } from '../../src/words/webhooks/all.ts'
import { EVERYTHING_SAID } from './in-page.ts'

const catalogues = [
  attendWords,
  boardPagesWords,
  commonWords,
  consoleWords,
  eventsWords,
  homeWords,
  mailsWords,
  meWords,
  pagesWords,
  peopleWords,
  privacyWords,
  refusalsWords,
  settingsWords,
  stageWords,
  webhooksWords,
]
const said = new Map<Language, ReadonlySet<string>>()
for (const { tag } of languages) {
  const all = await Promise.all(catalogues.map((catalogue) => catalogue[tag]() as Promise<unknown>))
  said.set(tag, new Set(all.flatMap(saidIn)))
}
/** Sentences with a number or a name in them are known by a piece that only English has. */
const ENGLISH_PIECES = /\b(the|is|are|you|your|here|answer(s|ed)?|with|nobody|people|activit(y|ies)|done|number|join at|of)\b/i
/** Written by people, or the same in all languages. */
const PEOPLES_OWN = [
  'Welcome to Plenary',
  'Sample gathering',
  'A first meeting to try things out.',
  'Good to have you here',
  'English',
]

function saidIn(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  return words && typeof words === 'object' ? Object.values(words).flatMap(saidIn) : []
}

/** Texts, labels, titles and placeholders that are English. */
export async function englishLeft(page: Page, language: Language): Promise<string[]> {
  const shown = await page.evaluate<string[]>(EVERYTHING_SAID)
  const texts = [...new Set(shown.map((text) => text.trim()))].filter((text) => /\p{L}{2}/u.test(text))
  return texts.filter((text) => {
    if (PEOPLES_OWN.some((own) => text.includes(own)) || said.get(language)?.has(text)) return false
    return said.get('en')?.has(text) || (ENGLISH_PIECES.test(text) && !/^https?:/.test(text))
  })
}
