import { noticeLevels } from '../../../contract/board.schema.ts'
import type { BoardWords } from '../../../words/board/en.ts'
import type { Wrong } from '../commands.ts'

/** What has to be typed is the same in every language. */
const userWords = 'in, out, seen, subscribe, unsubscribe, hide, show'
const noticeWords = '~motd add | del | reorder | clean'

/** What is wrong with a command, and how it is typed. @param track as it was typed, for examples that can be copied */
export function faultReply(words: BoardWords, { fault, word }: Wrong, track = 'track'): string {
  switch (fault) {
    case 'inNeedsPlace':
      return words.inNeedsPlace('+in #track')
    case 'outTakesNothing':
      return words.outTakesNothing('+out')
    case 'seenNeedsName':
      return words.seenNeedsName('+seen nick')
    case 'userUnknown':
      return words.userUnknown(userWords)
    case 'trackCommandMissing':
      return words.trackCommandMissing(`#${track} now … / #${track} next … / #${track} clean`)
    case 'trackCommandUnknown':
      return words.trackCommandUnknown(word.split(' ', 1)[0] ?? '', `#${track} now ${word}`)
    case 'nowMissing':
      return words.nowMissing(`#${track} now …`)
    case 'nextMissing':
      return words.nextMissing(`#${track} next …`)
    case 'cleanTakesNothing':
      return words.cleanTakesNothing(`#${track} clean`)
    case 'etherpadTakesOne':
      return words.etherpadTakesOne(`#${track} etherpad https://… / #${track} etherpad auto`)
    case 'urlTakesOne':
      return words.urlTakesOne(`#${track} url https://… / #${track} url none`)
    case 'colorTakesOne':
      return words.colorTakesOne(`#${track} color #2a6d3c`)
    case 'bookTakesOne':
      return words.bookTakesOne(`#${track} book ROOM-SLOT`)
    case 'unbookTakesOne':
      return words.unbookTakesOne(`#${track} unbook ROOM-SLOT`)
    default:
      return operatorFault(words, { do: 'wrong', fault, word })
  }
}

function operatorFault(words: BoardWords, { fault, word }: Wrong): string {
  switch (fault) {
    case 'needsTracks':
      return words.needsTracks(`~${word} track1 track2`)
    case 'noticeCommandMissing':
      return words.noticeCommandMissing(noticeWords)
    case 'noticeCommandUnknown':
      return words.noticeCommandUnknown(word, noticeWords)
    case 'noticeAddTakesMore':
      return words.noticeAddTakesMore('~motd add info …')
    case 'noticeLevelUnknown':
      return words.noticeLevelUnknown(word, noticeLevels.join(', '))
    case 'noticeDelTakesOne':
      return words.noticeDelTakesOne('~motd del 1')
    case 'noticeOrderTakesMore':
      return words.noticeOrderTakesMore('~motd reorder 2 1')
    case 'noticeCleanTakesNothing':
      return words.noticeCleanTakesNothing('~motd clean')
    case 'fetchNeedsAddress':
      return words.fetchNeedsAddress('~fetchdb https://…/ptg.json')
    default:
      return words.adminUnknown(`~${word}`)
  }
}
