import * as board from '../../../modules/board/index.ts'
import * as events from '../../../modules/events/index.ts'
import type { UserCommand } from '../commands.ts'
import { type Context, momentAt, orSay, type Reply } from './context.ts'
import { faultReply } from './faults.ts'

/** What everybody may, in a channel and by direct message: say where they are, look for others, watch for topics. */
export async function carryOutUser(given: Context, command: UserCommand): Promise<Reply> {
  const { tx, actor, event, as, words } = given
  switch (command.do) {
    case 'wrong':
      return faultReply(words, command)
    case 'in': {
      const unknown = words.inUnknownTrack(command.place.toLowerCase())
      return words.inOk(await orSay(board.comeIn(tx, actor, event, as, command.place), { 'not-found': unknown }))
    }
    case 'out': {
      const gone = await orSay(board.goOut(tx, actor, event, as), { 'not-found': words.outNotIn })
      return gone.already ? words.outAlready(gone.place, await at(given, gone.already.toISOString())) : words.outOk(gone.place)
    }
    case 'seen':
      return seen(given, command.name)
    case 'hide':
    case 'show':
      await board.setHidden(tx, actor, event, as, command.do === 'hide')
      return command.do === 'hide' ? words.hidden('+show') : words.shown
    case 'watching': {
      const pattern = await board.myWatch(tx, actor, event, as)
      return pattern === null ? noWatch(given) : words.watchNow(pattern)
    }
    case 'watch':
      return watch(given, command.pattern)
    case 'unwatch': {
      const pattern = await board.unwatch(tx, actor, event, as)
      return pattern === null ? noWatch(given) : words.watchEnded(pattern)
    }
  }
}

const noWatch = ({ words }: Context): string => words.watchNone('+subscribe …')

const at = async ({ tx, event, language }: Context, iso: string): Promise<string> =>
  momentAt(iso, (await events.event(tx, event)).timeZone, language)

async function seen(given: Context, name: string): Promise<string> {
  const { tx, actor, event, words, fold } = given
  const found = await board.seen(tx, actor, event, { key: fold(name), plain: name.toLowerCase() })
  if (!found) return words.seenNever(name)
  return found.out === null
    ? words.seenIn(found.name, found.place, await at(given, found.in))
    : words.seenOut(found.name, found.place, await at(given, found.out))
}

async function watch({ tx, actor, event, as, words, language }: Context, pattern: string): Promise<string> {
  const before = await orSay(board.watch(tx, actor, event, as, { pattern, language }), {
    'bad-input': ({ hint = '' }) => words.watchInvalid(hint),
  })
  return before === null ? words.watchSet(pattern) : words.watchReplaced(pattern, before)
}
