import type { board as declared } from '../../contract/board.endpoints.ts'
import type { Calls } from '../../contract/doors.ts'
import { Refusal } from '../../contract/refusal.ts'
import * as board from '../../modules/board/index.ts'
import * as events from '../../modules/events/index.ts'
import type { Actor } from '../../modules/people/index.ts'
import { type Door, done } from './door.ts'

/** People of the web are known by the name they gave. */
const asOf = (actor: Actor): board.As => board.onTheWeb(actor.kind === 'person' ? actor.name : '')

/** The board of an event's day. */
export const boardCalls = (door: Door): Pick<Calls, keyof typeof declared> => ({
  board: (_caller, { event }) => door.db.read((tx) => board.boardView(tx, event)),
  ...sayingCalls(door),
  ...runningCalls(door),
  ...personalCalls(door),
})

const sayingCalls = (door: Door) =>
  ({
    sayNow: async (caller, given, { text }) => {
      const { scheduled } = await door.write(caller, (tx, actor) => board.setNow(tx, actor, { ...given, text }))
      return { scheduled }
    },
    sayNext: async (caller, given, { text }) => {
      const { scheduled } = await door.write(caller, (tx, actor) => board.addNext(tx, actor, { ...given, text }))
      return { scheduled }
    },
    clearTopics: (caller, given) => door.act(caller, (tx, actor) => board.clear(tx, actor, given)),
    placeTrack: (caller, given, { place }) => door.act(caller, (tx, actor) => board.setPlace(tx, actor, { ...given, place })),
  }) satisfies Partial<Calls>

const runningCalls = (door: Door) =>
  ({
    addNotice: (caller, { event, notice }, body) =>
      door.act(caller, (tx, actor) => board.addNotice(tx, actor, event, { id: notice, ...body })),
    keepNotices: (caller, { event }, { notices }) =>
      door.act(caller, (tx, actor) => board.keepNotices(tx, actor, event, notices)),
    daySettings: (caller, { event }) => door.read(caller, (tx, actor) => board.daySettings(tx, actor, event)),
    changeDay: (caller, { event }, patch) => door.act(caller, (tx, actor) => board.changeSettings(tx, actor, event, patch)),
    newDay: (caller, { event }) => door.act(caller, (tx, actor) => board.newDay(tx, actor, event)),
    emptyBoard: (caller, { event }) => door.act(caller, (tx, actor) => board.empty(tx, actor, event)),
    fetchBoard: async (caller, { event }, { address }) => {
      const held = await door.read(caller, async (tx, actor) => {
        board.mustRun(actor, event)
        return { timeZone: (await events.event(tx, event)).timeZone, ...(await board.boardView(tx, event)).view }
      })
      const text = await door.out.fetchText(address, board.PTG_CHARS_MAX)
      const tracks = held.tracks.map(({ name }) => name)
      const read = board.readPtgDocument(text, { timeZone: held.timeZone, held: { days: held.days, tracks } })
      const wrong = read.notes.find((note) => note.wrong)
      if (!read.document || wrong)
        throw new Refusal('programme-unfit', { hint: `${wrong?.path ?? ''} ${wrong?.says ?? ''}`.trim() })
      const { document } = read
      return door.write(caller, (tx, actor) => board.takeInPtg(tx, actor, event, { document, from: address, network: null }))
    },
    boardActs: (caller, { event, ...page }) => door.read(caller, (tx, actor) => board.history(tx, actor, event, page)),
    undoBoardAct: (caller, { event, act }) =>
      door.act(caller, async (tx, actor) => void (await board.undo(tx, actor, event, act))),
  }) satisfies Partial<Calls>

const personalCalls = (door: Door) =>
  ({
    myPresence: (caller, { event }) => door.read(caller, (tx, actor) => board.myPresence(tx, actor, event, asOf(actor))),
    checkIn: async (caller, { event }, { place }) => ({
      place: await door.write(caller, (tx, actor) => board.comeIn(tx, actor, event, asOf(actor), place)),
    }),
    checkOut: async (caller, { event }) => ({
      place: (await door.write(caller, (tx, actor) => board.goOut(tx, actor, event, asOf(actor)))).place,
    }),
    hide: (caller, { event }, { hidden }) =>
      door.act(caller, (tx, actor) => board.setHidden(tx, actor, event, asOf(actor), hidden)),
    seen: async (caller, { event, name }) => {
      const plain = name.toLowerCase()
      return { checkIn: await door.read(caller, (tx, actor) => board.seen(tx, actor, event, { key: plain, plain })) }
    },
    myWatch: async (caller, { event }) => ({
      pattern: await door.read(caller, (tx, actor) => board.myWatch(tx, actor, event, asOf(actor))),
    }),
    watchTopics: async (caller, { event }, { pattern }) => {
      const { language } = caller
      await door.write(caller, (tx, actor) => board.watch(tx, actor, event, asOf(actor), { pattern, language }))
      return done
    },
    unwatchTopics: (caller, { event }) =>
      door.act(caller, async (tx, actor) => void (await board.unwatch(tx, actor, event, asOf(actor)))),
  }) satisfies Partial<Calls>
