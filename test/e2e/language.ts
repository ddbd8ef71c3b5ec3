/** Whether a page that should speak French still says something in English: what is shown is compared with the English catalogues. */
import type { Page } from 'playwright-core'
import { en as attend } from '../../src/words/attend/en.ts'
import { fr as attendFr } from '../../src/words/attend/fr.ts'
import { en as common } from '../../src/words/common/en.ts'
import { fr as commonFr } from '../../src/words/common/fr.ts'
import { en as desk } from '../../src/words/console/en.ts'
import { fr as deskFr } from '../../src/words/console/fr.ts'
import { en as home } from '../../src/words/home/en.ts'
import { fr as homeFr } from '../../src/words/home/fr.ts'
import { en as refusals } from '../../src/words/refusals/en.ts'
import { fr as refusalsFr } from '../../src/words/refusals/fr.ts'
import { en as stage } from '../../src/words/stage/en.ts'
import { fr as stageFr } from '../../src/words/stage/fr.ts'
import { EVERYTHING_SAID } from './in-page.ts'

const english = new Set([attend, common, desk, home, refusals, stage].flatMap(saidIn))
const french = new Set([attendFr, commonFr, deskFr, homeFr, refusalsFr, stageFr].flatMap(saidIn))
/** Sentences with a number or a name in them are known by a piece that only English has. */
const ENGLISH_PIECES = /\b(the|is|are|you|your|here|answer(s|ed)?|with|nobody|people|activit(y|ies)|done|number|join at|of)\b/i
/** Written by people, or the same in both languages. */
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
export async function englishLeft(page: Page): Promise<string[]> {
  const said = await page.evaluate<string[]>(EVERYTHING_SAID)
  const texts = [...new Set(said.map((text) => text.trim()))].filter((text) => /\p{L}{2}/u.test(text))
  return texts.filter((text) => {
    if (PEOPLES_OWN.some((own) => text.includes(own)) || french.has(text)) return false
    return english.has(text) || (ENGLISH_PIECES.test(text) && !/^https?:/.test(text))
  })
}
