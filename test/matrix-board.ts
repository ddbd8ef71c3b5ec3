import type { TrackName } from '../src/contract/schedule.schema.ts'
import * as board from '../src/modules/board/index.ts'
import { system } from '../src/modules/people/index.ts'
import type { App } from './app.ts'
import { anyone, but, type Case, here, one, only, type Row, runs, signedIn } from './matrix-rows.ts'
import { id } from './world.ts'

const track = 'nova' as TrackName
let count = 0

/** Somebody, whoever they are, unless they are banned. */
const somebody: Row = (who) => (who === 'banned' ? 'banned' : only(signedIn, 'not-signed-in')(who))
/** Whoever runs the day; one who is banned is told so. */
const runsDay: Row = (who) => (who === 'banned' ? 'banned' : runs(who))

/** The cases about an event's day. */
export async function ofBoard(app: App): Promise<Case[]> {
  const { world } = app
  const write = world.db.write
  const addTracks = () => write((tx) => board.addTracks(tx, system, here, [track]))
  await addTracks()
  const of = { event: here, track }
  const says = async (body: unknown) => {
    await addTracks()
    return { params: of, body }
  }
  const aNotice = async () => {
    const notice = id<string>()
    await write((tx) => board.addNotice(tx, system, here, { id: notice, level: 'info', text: 'hello' }))
    return notice
  }
  const anAct = async () => {
    await addTracks()
    await write((tx) => board.setNow(tx, system, { ...of, text: `topic ${count++}` }))
    const { acts } = await world.db.read((tx) => board.history(tx, system, here, { limit: 1 }))
    return { params: { event: here, act: acts[0]?.id ?? '' } }
  }
  const ofEvent = (body?: unknown) => () => ({ params: { event: here }, body })
  return [
    one('board', anyone, ofEvent()),
    one('sayNow', runsDay, () => says({ text: `now ${count++}` })),
    one('sayNext', runsDay, async () => {
      await write((tx) => board.clear(tx, system, of).catch(() => {}))
      return says({ text: `next ${count++}` })
    }),
    one('clearTopics', runsDay, () => says(undefined)),
    one('placeTrack', runsDay, () => says({ place: `Room ${count++}` })),
    one('addNotice', runsDay, async () => {
      await write((tx) => board.keepNotices(tx, system, here, []))
      return { params: { event: here, notice: id() }, body: { level: 'info', text: 'hello' } }
    }),
    one('keepNotices', runsDay, async () => ({ params: { event: here }, body: { notices: [await aNotice()] } })),
    one('daySettings', runsDay, ofEvent()),
    one('changeDay', runsDay, () => ofEvent({ links: [{ title: `Map ${count++}`, link: 'https://map.example' }] })()),
    one('newDay', runsDay, ofEvent()),
    one('fetchBoard', but(runsDay, 'address-private'), ofEvent({ address: 'http://127.0.0.1:1/ptg.json' })),
    one('boardActs', runsDay, ofEvent()),
    one('undoBoardAct', runsDay, anAct),
    one('emptyBoard', runsDay, ofEvent()),
    one('checkIn', somebody, ofEvent({ place: 'the pub' })),
    one('myPresence', somebody, ofEvent()),
    one('checkOut', somebody, ofEvent()),
    one('hide', somebody, ofEvent({ hidden: false })),
    one('seen', somebody, () => ({ params: { event: here, name: 'nobody' } })),
    one('watchTopics', somebody, ofEvent({ pattern: 'nova' })),
    one('myWatch', somebody, ofEvent()),
    one('unwatchTopics', somebody, ofEvent()),
  ]
}
