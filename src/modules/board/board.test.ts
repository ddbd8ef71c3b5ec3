import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import fc from 'fast-check'
import { id, openWorld, type Person, personWith, plain, refusalOf, type World } from '../../../test/world.ts'
import type { BoardChange, BoardView } from '../../contract/board.schema.ts'
import { BoardView as BoardViewSchema } from '../../contract/board.schema.ts'
import { applyBoardChange, boardFeed } from '../../contract/board.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { BookingId, Plan, RoomId, SlotCode, TrackName } from '../../contract/schedule.schema.ts'
import type { Tx } from '../../platform/db.ts'
import { changesAfter } from '../../platform/feeds.ts'
import { putEvent } from '../events/index.ts'
import { type Actor, system } from '../people/index.ts'
import * as schedule from '../schedule/index.ts'
import * as board from './index.ts'
import { onTheWeb } from './rules.ts'

let world: World
before(async () => {
  world = await openWorld()
})

const track = (name: string) => name as TrackName
const slot = (code: string) => code as SlotCode
let events = 0
const write = <T>(work: (tx: Tx) => Promise<T>) => world.db.write(work)

/** Two tracks, two rooms, one slot today that `tides` has in the Pier. */
async function aDay() {
  const event = `day-${events++}` as EventId
  const [pier, loft] = [id<RoomId>(), id<RoomId>()]
  const room = { about: '', icon: '', iconText: '', capacity: null, link: null }
  const plan: Plan = {
    days: [
      {
        key: 'Monday',
        date: '2026-06-01',
        slots: [{ code: slot('MonA1'), label: '9-10', startsAt: '2026-06-01T07:00:00.000Z', minutes: 60 }],
      },
    ],
    rooms: [
      { ...room, id: pier, name: 'Pier' },
      { ...room, id: loft, name: 'Loft' },
    ],
    cells: [
      { room: pier, slot: slot('MonA1'), track: track('tides'), blocked: null },
      { room: loft, slot: slot('MonA1'), track: null, blocked: null },
    ],
  }
  await write(async (tx) => {
    await putEvent(tx, system, event, { title: 'Day', timeZone: 'Europe/Paris', startsOn: '2026-06-01', endsOn: '2026-06-02' })
    await schedule.putPlan(tx, system, event, plan)
    await schedule.addTracks(tx, system, event, [track('kelp')])
  })
  return { event, pier, loft }
}
const viewOf = async (event: EventId) => (await world.db.read((tx) => board.boardView(tx, event))).view
const trackOf = async (event: EventId, name: string) => (await viewOf(event)).tracks.find((one) => one.name === name)

test('a topic now ends what was next, and finds the room of today; the second does not move a place that was said', async () => {
  const { event } = await aDay()
  const said = { event, track: track('tides') }
  await write((tx) => board.addNext(tx, system, { ...said, text: 'after' }))
  const spoken = await write((tx) => board.setNow(tx, system, { ...said, text: '  salt \n and  wind ' }))
  assert.equal(spoken.scheduled, true)
  const now = await trackOf(event, 'tides')
  assert.deepEqual([now?.now?.text, now?.next, now?.place], ['salt and wind', [], 'Pier'])
  await write((tx) => board.setPlace(tx, system, { ...said, place: 'the beach' }))
  await write((tx) => board.setNow(tx, system, { ...said, text: 'again' }))
  assert.equal((await trackOf(event, 'tides'))?.place, 'the beach')
  const other = await write((tx) => board.setNow(tx, system, { event, track: track('kelp'), text: 'hi' }))
  assert.equal(other.scheduled, false)
  assert.equal((await trackOf(event, 'kelp'))?.place, null)
})

test('what anybody may not do is refused, and changes nothing', async () => {
  const { event } = await aDay()
  const ada = personWith('Ada')
  const standing = (rank: 'operator' | 'voice' | 'none', of = event): Person => ({ ...ada, standing: { event: of, rank } })
  const say = (actor: Actor) => refusalOf(write((tx) => board.setNow(tx, actor, { event, track: track('kelp'), text: 'x' })))
  assert.equal(await say(ada), 'not-allowed')
  assert.equal(await say(standing('operator', 'another' as EventId)), 'not-allowed')
  assert.equal(await say(standing('none')), null)
  await write((tx) => board.changeSettings(tx, standing('operator'), event, { speaking: 'voice' }))
  assert.deepEqual(
    [await say(standing('none')), await say(standing('voice')), await say(standing('operator'))],
    ['not-allowed', null, null],
  )
  await write((tx) => board.changeSettings(tx, system, event, { speaking: 'role' }))
  assert.equal(await say(standing('voice')), 'not-allowed')
  assert.equal(await say({ ...standing('none'), roles: [{ role: 'member', event }] }), null)
  await write((tx) => board.changeSettings(tx, system, event, { speaking: 'everybody', identifiedOnly: true }))
  assert.equal(await say(standing('voice')), 'not-allowed')
  assert.equal(await say({ ...ada, standing: { event, rank: 'none', identified: true } }), null)
  assert.equal(await refusalOf(write((tx) => board.newDay(tx, standing('voice'), event))), 'not-allowed')
  assert.equal(await say({ ...standing('operator'), bannedIn: [event] }), 'banned')
})

test('PT-125: who changed what is written down, and undone from the last backwards, even a database that was emptied', async () => {
  const { event, loft } = await aDay()
  const op: Actor = { ...personWith('Op'), standing: { event, rank: 'operator' } }
  const as = { name: 'Op', nameKey: 'op', network: 'irc/here' }
  const said = { event, track: track('tides') }
  await write((tx) => board.setNow(tx, op, { ...said, text: 'one' }, as))
  const first = await viewOf(event)
  const bare = ({ tracks, days, rooms, cells, places, notices, links }: BoardView) => ({
    tracks,
    days,
    rooms,
    cells,
    places,
    notices,
    links,
  })
  const steps: ((tx: Tx) => Promise<unknown>)[] = [
    (tx) => board.setNow(tx, op, { ...said, text: 'two' }, as),
    (tx) => board.addNext(tx, op, { ...said, text: 'three' }),
    (tx) => board.changeTrack(tx, op, { ...said, patch: { color: '#112233', link: 'https://meet.example' } }),
    (tx) => board.book(tx, op, { ...said, id: id<BookingId>(), room: loft, slot: slot('MonA1'), words: 'Loft-MonA1' }),
    (tx) => board.unbook(tx, op, { ...said, room: loft, slot: slot('MonA1'), words: 'Loft-MonA1' }),
    (tx) => board.addNotice(tx, op, event, { id: id(), level: 'info', text: 'hello' }),
    (tx) => board.addTracks(tx, op, event, [track('fresh')]),
    (tx) => board.dropTracks(tx, op, event, [track('kelp')]),
    (tx) => board.comeIn(tx, op, event, as, 'tides'),
    (tx) => board.changeSettings(tx, op, event, { links: [{ title: 'Map', link: 'https://map.example' }] }),
    (tx) => board.newDay(tx, op, event),
    (tx) => board.setNow(tx, op, { ...said, text: 'another day' }),
    (tx) => board.empty(tx, op, event),
  ]
  const seen: unknown[] = []
  for (const step of steps) {
    seen.push(bare(await viewOf(event)))
    await write(step)
    world.clock.forward(1_000)
  }
  const gone = await viewOf(event)
  assert.deepEqual(bare(gone), { tracks: [], days: [], rooms: [], cells: [], places: [], notices: [], links: [] })
  const { acts } = await world.db.read((tx) => board.history(tx, op, event))
  assert.equal(acts.length, 13)
  assert.deepEqual(
    acts.map((one) => one.undoable),
    [true, ...Array(12).fill(false)],
  )
  const isAct = (i: number) => i !== 8
  for (const [i, was] of [...seen.entries()].reverse()) {
    if (!isAct(i)) continue
    const undone: board.Undone = await write((tx) => board.undo(tx, op, event, null))
    const expected = i === 9 ? seen[9] : was
    assert.deepEqual(
      bare(await viewOf(event)),
      i < 8 ? { ...(was as object), places: [{ place: '#tides', people: ['Op'] }] } : expected,
      undone.act,
    )
  }
  assert.deepEqual({ ...bare(await viewOf(event)), places: [] }, { ...bare(first), places: [] })
  assert.equal(await refusalOf(write((tx) => board.undo(tx, op, event, acts[0]?.id ?? null))), 'conflict')
  await write((tx) => board.undo(tx, op, event, null))
  assert.equal(await refusalOf(write((tx) => board.undo(tx, op, event, null))), 'not-found')
})

test('PT-53 PT-67 PT-72: a place is forgotten, a day begun, a board emptied, and watches stay as they should', async () => {
  const { event } = await aDay()
  const ada = personWith('Ada')
  await write((tx) => board.watch(tx, ada, event, onTheWeb('Ada'), { pattern: 'salt', language: 'en' }))
  await write((tx) => board.comeIn(tx, ada, event, onTheWeb('Ada'), 'kelp'))
  await write((tx) => board.newDay(tx, system, event))
  const mine = () => world.db.read((tx) => board.myPresence(tx, ada, event, onTheWeb('Ada')))
  assert.equal((await mine()).checkIn, null)
  assert.equal(await world.db.read((tx) => board.myWatch(tx, ada, event, onTheWeb('Ada'))), 'salt')
  await write((tx) => board.empty(tx, system, event))
  assert.equal(await world.db.read((tx) => board.myWatch(tx, ada, event, onTheWeb('Ada'))), null)
})

test('whoever hides is shown nowhere, counted nowhere, and found by nobody but themselves', async () => {
  const { event } = await aDay()
  const [ada, bob] = [personWith('Ada'), personWith('Bob')]
  await write((tx) => board.comeIn(tx, ada, event, onTheWeb('Ada'), 'the pub'))
  await write((tx) => board.setHidden(tx, ada, event, onTheWeb('Ada'), true))
  assert.deepEqual((await viewOf(event)).places, [])
  const seen = (actor: Actor) => world.db.read((tx) => board.seen(tx, actor, event, { key: 'ada', plain: 'ada' }))
  assert.deepEqual([await seen(bob), (await seen(ada))?.place], [null, 'the pub'])
  await write((tx) => board.setHidden(tx, ada, event, onTheWeb('Ada'), false))
  assert.deepEqual((await viewOf(event)).places, [{ place: 'the pub', people: ['Ada'] }])
})

test('whatever is done: the changes told, applied to the view before, give the view that is read afresh', async () => {
  const { event, loft } = await aDay()
  const persons = ['Zoe', 'ada', 'Bob', 'é'].map((name) => personWith(name))
  const names = fc.constantFrom('tides', 'kelp', 'fresh', 'Zz'.toLowerCase())
  const words = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '')
  const who = fc.constantFrom(...persons)
  type Step = (tx: Tx) => Promise<unknown>
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.tuple(names, words).map(
      ([t, text]): Step =>
        (tx) =>
          board.setNow(tx, system, { event, track: track(t), text }),
    ),
    fc.tuple(names, words).map(
      ([t, text]): Step =>
        (tx) =>
          board.addNext(tx, system, { event, track: track(t), text }),
    ),
    names.map(
      (t): Step =>
        (tx) =>
          board.clear(tx, system, { event, track: track(t) }),
    ),
    fc.tuple(names, fc.option(words)).map(
      ([t, place]): Step =>
        (tx) =>
          board.setPlace(tx, system, { event, track: track(t), place }),
    ),
    names.map(
      (t): Step =>
        (tx) =>
          board.addTracks(tx, system, event, [track(t)]),
    ),
    names.map(
      (t): Step =>
        (tx) =>
          board.dropTracks(tx, system, event, [track(t)]),
    ),
    names.map(
      (t): Step =>
        (tx) =>
          board.clearTracks(tx, system, event, [track(t), track('tides')]),
    ),
    fc.tuple(names, fc.constantFrom('#aabbcc', '#010203')).map(
      ([t, color]): Step =>
        (tx) =>
          board.changeTrack(tx, system, { event, track: track(t), patch: { color } }),
    ),
    names.map(
      (t): Step =>
        (tx) =>
          board.book(tx, system, { event, track: track(t), id: id<BookingId>(), room: loft, slot: slot('MonA1'), words: '' }),
    ),
    names.map(
      (t): Step =>
        (tx) =>
          board.unbook(tx, system, { event, track: track(t), room: loft, slot: slot('MonA1'), words: '' }),
    ),
    words.map(
      (text): Step =>
        (tx) =>
          board.addNotice(tx, system, event, { id: id(), level: 'info', text }),
    ),
    fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }).map(
      (all): Step =>
        (tx) =>
          board.orderNotices(tx, system, event, all),
    ),
    fc.tuple(who, fc.oneof(names, words)).map(
      ([p, place]): Step =>
        (tx) =>
          board.comeIn(tx, p, event, onTheWeb(p.name), place),
    ),
    who.map(
      (p): Step =>
        (tx) =>
          board.goOut(tx, p, event, onTheWeb(p.name)),
    ),
    fc.tuple(who, fc.boolean()).map(
      ([p, hidden]): Step =>
        (tx) =>
          board.setHidden(tx, p, event, onTheWeb(p.name), hidden),
    ),
    fc.constant<Step>((tx) => board.newDay(tx, system, event)),
    fc.constant<Step>((tx) => board.undo(tx, system, event, null)),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      let at = await world.db.read((tx) => board.boardView(tx, event))
      for (const one of steps) {
        world.clock.forward(1_000)
        await refusalOf(write(one))
        const fresh = await world.db.read((tx) => board.boardView(tx, event))
        const changes = await world.db.read((tx) => changesAfter(tx, boardFeed(event), at.seq, 1_000))
        const applied = changes.reduce<BoardView | null>(
          (view, { change }) => view && applyBoardChange(view, change as BoardChange),
          at.view,
        )
        if (applied) assert.deepEqual(plain(applied), plain(fresh.view))
        assert.deepEqual(BoardViewSchema.parse(plain(fresh.view)), plain(fresh.view))
        at = fresh
      }
    }),
    { numRuns: 25 },
  )
})
