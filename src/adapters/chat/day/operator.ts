import { TrackName } from '../../../contract/schedule.schema.ts'
import * as board from '../../../modules/board/index.ts'
import * as schedule from '../../../modules/schedule/index.ts'
import { eventsWords } from '../../../words/events/all.ts'
import { inAll } from '../../../words/everywhere.ts'
import type { AdminCommand } from '../commands.ts'
import { type Context, orSay, type Reply } from './context.ts'
import { faultReply } from './faults.ts'

const eventsIn = await inAll(eventsWords)

/** What operators of a channel do. Whoever is none is told so first, whatever they typed. Fetching is for `fetching.ts`: it takes its time. */
export async function carryOutOperator(given: Context, command: Exclude<AdminCommand, { readonly do: 'fetch' }>): Promise<Reply> {
  const { tx, actor, event, words, as, language } = given
  await mustOperate(given)
  switch (command.do) {
    case 'wrong':
      return faultReply(words, command)
    case 'list': {
      const all = await schedule.tracks(tx, event)
      return all.length === 0 ? words.listNone : words.list(all.map(({ name }) => name).join(' '))
    }
    case 'add':
    case 'del':
    case 'clean':
      return ofTracks(given, command)
    case 'new-day':
      await board.newDay(tx, actor, event, as)
      return null
    case 'empty':
      await board.empty(tx, actor, event, as)
      return null
    case 'voice':
      await board.changeSettings(tx, actor, event, { speaking: command.needed ? 'voice' : 'everybody' }, as)
      return null
    case 'undo': {
      const no = { 'not-found': words.undoNone, conflict: words.undoCovered, 'slot-taken': words.undoCovered }
      const { act, track, words: said } = await orSay(board.undo(tx, actor, event, null), no)
      return words.undone(
        [eventsIn(language).history.acts[act], track === null ? '' : `#${track}`, said].filter((one) => one !== '').join(' '),
      )
    }
    default:
      return ofNotices(given, command)
  }
}

export const mustOperate = ({ actor, event, words }: Pick<Context, 'actor' | 'event' | 'words'>): Promise<void> =>
  orSay((async () => board.mustRun(actor, event))(), { 'not-allowed': words.needsOperator })

async function ofTracks(
  { tx, actor, event, words, as }: Context,
  { do: act, tracks }: AdminCommand & { do: 'add' | 'del' | 'clean' },
): Promise<Reply> {
  const read = tracks.map((name) => ({ name, known: TrackName.safeParse(name.replace(/^#/, '').normalize('NFC').toLowerCase()) }))
  const names = read.flatMap(({ known }) => (known.success ? [known.data] : []))
  const unfit = read.flatMap(({ name, known }) => (known.success ? [] : [name]))
  const acting = { add: board.addTracks, del: board.dropTracks, clean: board.clearTracks }[act]
  await orSay(acting(tx, actor, event, names, as), { 'too-many': words.tooMany })
  return act === 'add' && unfit.length > 0 ? words.tracksUnfit(unfit.join(' ')) : null
}

type NoticeCommand = Extract<AdminCommand, { readonly do: 'add-notice' | 'drop-notice' | 'order-notices' | 'clear-notices' }>

/** Places are numbers from 1; whatever else was typed is none. */
const placeOf = (word: string): number => (/^\+?\d{1,9}$/.test(word) ? Number(word) : 0)

async function ofNotices({ tx, actor, event, words, as, line }: Context, command: NoticeCommand): Promise<Reply> {
  const many = { 'too-many': words.tooMany }
  switch (command.do) {
    case 'add-notice': {
      const { level, text } = command
      await orSay(board.addNotice(tx, actor, event, { id: line, level, text }, as), many)
      return null
    }
    case 'drop-notice': {
      const no = { 'not-found': words.noticeNumber(command.place) }
      await orSay(board.dropNotice(tx, actor, event, placeOf(command.place), as), no)
      return null
    }
    case 'order-notices': {
      const no = { ...many, 'not-found': words.noticeNumber(command.places.join(' ')) }
      await orSay(board.orderNotices(tx, actor, event, command.places.map(placeOf), as), no)
      return null
    }
    case 'clear-notices':
      await board.keepNotices(tx, actor, event, [], as)
      return null
  }
}
