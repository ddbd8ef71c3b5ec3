import { colorOf } from '../../../contract/css-color.ts'
import { type BookingId, Link, type TrackName } from '../../../contract/schedule.schema.ts'
import * as board from '../../../modules/board/index.ts'
import * as schedule from '../../../modules/schedule/index.ts'
import type { TrackCommand, Wrong } from '../commands.ts'
import { type Context, orSay, type Reply } from './context.ts'
import { faultReply } from './faults.ts'

/** What is said for a track. Whoever may not is told so first, whatever they typed; then that there is no such track; then what is wrong with it. */
export async function carryOutTrack(given: Context, name: string, command: TrackCommand): Promise<Reply> {
  const { tx, actor, event, words } = given
  await orSay(board.mustSpeak(tx, actor, event), { 'not-allowed': () => whyNot(given) })
  const track = await schedule.track(tx, event, name as TrackName)
  if (!track) return words.trackUnknown(name)
  const of = { event, track: track.name }
  const fault = (wrong: Wrong['fault']) => faultReply(words, { do: 'wrong', fault: wrong, word: '' }, name)
  switch (command.do) {
    case 'wrong':
      return faultReply(words, command, name)
    case 'now':
    case 'next':
      return say(given, of, command)
    case 'clear':
      await board.clear(tx, actor, of, given.as)
      return null
    case 'place':
      await board.setPlace(tx, actor, { ...of, place: command.place }, given.as)
      return null
    case 'etherpad':
    case 'url': {
      const link = command.link === null ? null : Link.safeParse(command.link)
      if (link && !link.success) return words.linkUnfit
      const patch = command.do === 'url' ? { link: link?.data ?? null } : { etherpad: link?.data ?? null }
      await board.changeTrack(tx, actor, { ...of, patch }, given.as)
      return null
    }
    case 'color': {
      const color = colorOf(command.color)
      if (color === null) return command.words === 1 ? words.colorUnfit(command.color) : fault('colorTakesOne')
      await board.changeTrack(tx, actor, { ...of, patch: { color } }, given.as)
      return null
    }
    case 'book':
    case 'unbook':
      return (await bookOrUnbook(given, of, command)) ?? fault(command.do === 'book' ? 'bookTakesOne' : 'unbookTakesOne')
  }
}

async function whyNot({ tx, event, words }: Context): Promise<string> {
  const { speaking, identifiedOnly } = await board.settingsNow(tx, event)
  if (speaking === 'role') return words.needsRole
  return speaking === 'voice' || !identifiedOnly ? words.needsVoice : words.needsAccount
}

type Of = Parameters<typeof board.clear>[2]

async function say(
  { tx, actor, words, as }: Context,
  of: Of,
  { do: verb, text }: TrackCommand & { do: 'now' | 'next' },
): Promise<Reply> {
  const saying = verb === 'now' ? board.setNow : board.addNext
  const { scheduled } = await orSay(saying(tx, actor, { ...of, text }, as), { 'too-many': words.nextFull })
  return scheduled ? null : words.notScheduled(`#${of.track}`)
}

/** Null: several words that are no place together. */
async function bookOrUnbook(
  { tx, actor, words, as, line }: Context,
  of: Of,
  { do: verb, place, words: count }: TrackCommand & { do: 'book' | 'unbook' },
): Promise<Reply> {
  const plan = await schedule.plan(tx, of.event)
  const found = schedule.placeNamed(plan, place)
  const invalid = verb === 'book' ? words.bookInvalid(place) : words.unbookInvalid(`#${of.track}`, place)
  if (!found) return count === 1 ? invalid : null
  const room = plan.rooms.find(({ id }) => id === found.room)?.name ?? ''
  const no = { 'slot-taken': invalid, 'not-found': invalid } as const
  const given = { ...of, ...found, words: `${room}-${found.slot}` }
  if (verb === 'unbook') {
    await orSay(board.unbook(tx, actor, given, as), no)
    return words.unbookOk(room, found.slot, `#${of.track}`)
  }
  await orSay(board.book(tx, actor, { ...given, id: line as BookingId }, as), no)
  return words.bookOk(room, found.slot, `#${of.track}`)
}
