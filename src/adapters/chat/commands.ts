import type { noticeLevels } from '../../contract/board.schema.ts'
import { reservedTracks } from '../../contract/schedule.schema.ts'

/**
 * Lines of a chat as commands of an event's day. Pure, and the same for all networks. Words are split at any blanks; command words and tracks have no
 * case, arguments have. What cannot be a command is for nobody; a command with a fault says which, and is told so only to whoever may give it.
 */

/** Why a command is none, by the name of its reply. */
export type Fault =
  | 'inNeedsPlace'
  | 'outTakesNothing'
  | 'seenNeedsName'
  | 'userUnknown'
  | 'trackCommandMissing'
  | 'trackCommandUnknown'
  | 'nowMissing'
  | 'nextMissing'
  | 'cleanTakesNothing'
  | 'etherpadTakesOne'
  | 'urlTakesOne'
  | 'colorTakesOne'
  | 'bookTakesOne'
  | 'unbookTakesOne'
  | 'needsTracks'
  | 'noticeCommandMissing'
  | 'noticeCommandUnknown'
  | 'noticeAddTakesMore'
  | 'noticeLevelUnknown'
  | 'noticeDelTakesOne'
  | 'noticeOrderTakesMore'
  | 'noticeCleanTakesNothing'
  | 'fetchNeedsAddress'
  | 'adminUnknown'
export interface Wrong {
  readonly do: 'wrong'
  readonly fault: Fault
  /** The word that is at fault; empty where there is none. */
  readonly word: string
}

export type UserCommand =
  | { readonly do: 'in'; readonly place: string }
  | { readonly do: 'out' | 'watching' | 'unwatch' | 'hide' | 'show' }
  | { readonly do: 'seen'; readonly name: string }
  | { readonly do: 'watch'; readonly pattern: string }
  | Wrong

export type TrackCommand =
  | { readonly do: 'now' | 'next'; readonly text: string }
  | { readonly do: 'clear' }
  | { readonly do: 'etherpad' | 'url'; readonly link: string | null }
  | { readonly do: 'color'; readonly color: string; readonly words: number }
  | { readonly do: 'place'; readonly place: string }
  | { readonly do: 'book' | 'unbook'; readonly place: string; readonly words: number }
  | Wrong

export type AdminCommand =
  | { readonly do: 'list' | 'new-day' | 'empty' | 'undo' }
  | { readonly do: 'clear-notices' }
  | { readonly do: 'add' | 'del' | 'clean'; readonly tracks: readonly string[] }
  | { readonly do: 'voice'; readonly needed: boolean }
  | { readonly do: 'fetch'; readonly address: string }
  | { readonly do: 'add-notice'; readonly level: (typeof noticeLevels)[number]; readonly text: string }
  | { readonly do: 'drop-notice'; readonly place: string }
  | { readonly do: 'order-notices'; readonly places: readonly string[] }
  | Wrong

/** `noise`: it cannot be a command, but begins like one. */
export type Line =
  | { readonly for: 'nobody' }
  | { readonly for: 'noise'; readonly command: Wrong }
  | { readonly for: 'help' }
  | { readonly for: 'user'; readonly command: UserCommand }
  | { readonly for: 'track'; readonly track: string; readonly command: TrackCommand }
  | { readonly for: 'operator'; readonly command: AdminCommand }

const wrong = (fault: Fault, word = ''): Wrong => ({ do: 'wrong', fault, word })
const userWords: readonly string[] = reservedTracks.filter((word) => word !== 'help')
/** With a letter, as every command and every track has. */
const canMean = (word: string): boolean => /\p{L}/u.test(word)

/** @param where a channel; or a direct message, where every line is a user's command */
export function parseLine(text: string, where: 'channel' | 'private'): Line {
  const [first = '', ...rest] = text.split(/\s+/u).filter((word) => word !== '')
  if (first === '') return { for: 'nobody' }
  const word = first.toLowerCase()
  if (where === 'private') return { for: 'user', command: userCommand(word.replace(/^[#+]/, ''), rest) }
  if ([...word].slice(1).join('') === 'help') return { for: 'help' }
  const [sign, name] = [word.charAt(0), word.slice(1)]
  if (sign === '+') {
    const command = userCommand(name, rest)
    return command.do === 'wrong' && !canMean(name) ? { for: 'noise', command } : { for: 'user', command }
  }
  if (sign === '~') {
    const command = adminCommand(name, rest)
    return name !== '' && !canMean(name) && command.do === 'wrong' ? { for: 'noise', command } : { for: 'operator', command }
  }
  if (sign !== '#') return { for: 'nobody' }
  if (userWords.includes(name)) return { for: 'user', command: userCommand(name, rest) }
  return { for: 'track', track: name.normalize('NFC'), command: trackCommand(rest) }
}

/** A track that could be none: its line is for nobody, unless mistyped lines are to be answered. */
export const isNoise = (track: string): boolean => track !== '' && !canMean(track)

function userCommand(word: string, rest: readonly string[]): UserCommand {
  const text = rest.join(' ')
  switch (word) {
    case 'in':
      return text === '' ? wrong('inNeedsPlace') : { do: 'in', place: text }
    case 'out':
      return text === '' ? { do: 'out' } : wrong('outTakesNothing')
    case 'seen':
      return rest.length === 1 ? { do: 'seen', name: text } : wrong('seenNeedsName')
    case 'subscribe':
      return text === '' ? { do: 'watching' } : { do: 'watch', pattern: text }
    case 'unsubscribe':
      return { do: 'unwatch' }
    case 'hide':
    case 'show':
      return { do: word }
    default:
      return wrong('userUnknown', word)
  }
}

function trackCommand([first, ...rest]: readonly string[]): TrackCommand {
  const text = rest.join(' ')
  const one = <T extends TrackCommand>(fault: Fault, command: T): T | Wrong => (rest.length === 1 ? command : wrong(fault))
  switch (first?.toLowerCase()) {
    case undefined:
      return wrong('trackCommandMissing')
    case 'now':
      return text === '' ? wrong('nowMissing') : { do: 'now', text }
    case 'next':
      return text === '' ? wrong('nextMissing') : { do: 'next', text }
    case 'clean':
    case 'clear':
      return text === '' ? { do: 'clear' } : wrong('cleanTakesNothing')
    case 'etherpad':
      return one('etherpadTakesOne', { do: 'etherpad', link: text.toLowerCase() === 'auto' ? null : text })
    case 'url':
      return one('urlTakesOne', { do: 'url', link: text.toLowerCase() === 'none' ? null : text })
    case 'color':
      return text === '' ? wrong('colorTakesOne') : { do: 'color', color: text, words: rest.length }
    case 'location':
      return { do: 'place', place: text }
    case 'book':
      return text === '' ? wrong('bookTakesOne') : { do: 'book', place: text, words: rest.length }
    case 'unbook':
      return text === '' ? wrong('unbookTakesOne') : { do: 'unbook', place: text, words: rest.length }
    default:
      return wrong('trackCommandUnknown', [first, ...rest].join(' '))
  }
}

function adminCommand(word: string, rest: readonly string[]): AdminCommand {
  const ofTracks = (act: 'add' | 'del' | 'clean'): AdminCommand =>
    rest.length === 0 ? wrong('needsTracks', word) : { do: act, tracks: rest }
  switch (word) {
    case 'list':
      return { do: 'list' }
    case 'add':
    case 'del':
    case 'clean':
      return ofTracks(word)
    case 'clear':
      return ofTracks('clean')
    case 'newday':
      return { do: 'new-day' }
    case 'motd':
      return noticeCommand(rest)
    case 'emptydb':
      return { do: 'empty' }
    case 'fetchdb':
      return rest[0] === undefined ? wrong('fetchNeedsAddress') : { do: 'fetch', address: rest[0] }
    case 'requirevoice':
    case 'alloweveryone':
      return { do: 'voice', needed: word === 'requirevoice' }
    case 'undo':
      return { do: 'undo' }
    default:
      return wrong('adminUnknown', word)
  }
}

const levels: readonly string[] = ['info', 'success', 'warning', 'danger'] satisfies (typeof noticeLevels)[number][]

function noticeCommand([verb, ...rest]: readonly string[]): AdminCommand {
  const [first = '', ...more] = rest
  switch (verb) {
    case undefined:
      return wrong('noticeCommandMissing')
    case 'add':
      if (more.length === 0) return wrong('noticeAddTakesMore')
      if (!levels.includes(first)) return wrong('noticeLevelUnknown', first)
      return { do: 'add-notice', level: first as (typeof noticeLevels)[number], text: more.join(' ') }
    case 'del':
      return rest.length === 0 ? wrong('noticeDelTakesOne') : { do: 'drop-notice', place: first }
    case 'reorder':
      return rest.length === 0 ? wrong('noticeOrderTakesMore') : { do: 'order-notices', places: rest }
    case 'clean':
    case 'clear':
      return rest.length === 0 ? { do: 'clear-notices' } : wrong('noticeCleanTakesNothing')
    default:
      return wrong('noticeCommandUnknown', verb)
  }
}
