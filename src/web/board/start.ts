import { boardPagesWords } from '../../words/board-pages/all.ts'
import { commonWords } from '../../words/common/all.ts'
import { startLanguage, wordsIn } from '../lib/language.ts'
import { boardPlace, signageWish } from './place.ts'

/*
 * What can be asked for before the page's own script is there. A small file, loaded beside the large one: over a slow line words, board and schedule then
 * come while that one is still on its way, instead of after it.
 */

export const language = startLanguage()
export const place = boardPlace(location.pathname)
if (place.at === 'page' && place.page === 'signage') {
  document.documentElement.dataset.theme = signageWish(location.search).theme
  document.documentElement.dataset.distance = 'far'
}

/** The reader's catalogues, asked for already. */
export const words = Promise.all([wordsIn(language, boardPagesWords), wordsIn(language, commonWords)])

/** The board, and on its own page the event with its meetings and the schedule, as bare answers: what they mean is for the page to say. Null where the address names no event. */
export const early =
  place.at === 'page'
    ? {
        board: ask(`/api/v1/events/${place.event}/board`),
        about: place.page === '' ? ask(`/api/v1/events/${place.event}`) : null,
        schedule: place.page === '' ? ask(`/api/v1/events/${place.event}/schedule`) : null,
      }
    : null

/** Null: no answer came. */
async function ask(address: string): Promise<Response | null> {
  const answer = await fetch(address, { credentials: 'same-origin' }).catch(() => null)
  // Nobody may ask for the words of a refusal, and an answer that is never read keeps its line.
  if (answer && !answer.ok) void answer.clone().arrayBuffer()
  return answer
}
