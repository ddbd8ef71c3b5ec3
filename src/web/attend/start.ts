import { attendWords } from '../../words/attend/all.ts'
import { commonWords } from '../../words/common/all.ts'
import { startLanguage, wordsIn } from '../lib/language.ts'
import { attendPlace } from '../lib/paths.ts'
import { type LookedUp, lookUp } from './look-up.ts'

/*
 * What can be asked for before the page's own script is there. A small file, loaded beside the large one: over a slow line
 * the words and the code's meeting then come while that one is still on its way, instead of after it.
 */

export const language = startLanguage()

/** The reader's catalogues, asked for already. */
export const words = Promise.all([wordsIn(language, attendWords), wordsIn(language, commonWords)])

const place = attendPlace(location.pathname, location.search)

/** What the code in the address leads to, asked for already; null where the address has none. */
export const early: Promise<LookedUp> | null = place.at === 'join' && place.code ? lookUp(place.code) : null
