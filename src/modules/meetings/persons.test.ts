import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import {
  choose,
  cloud,
  comeIn,
  newPerson,
  openHall,
  openWorld,
  type Person,
  personWith,
  plain,
  pollOf,
  refusalOf,
  send,
  type World,
  word,
} from '../../../test/world.ts'
import type { ChoiceId } from '../../contract/activity.schema.ts'
import type { EventId, PersonId } from '../../contract/meeting.schema.ts'
import { putEvent } from '../events/index.ts'
import * as people from '../people/index.ts'
import * as meetings from './index.ts'

let world: World
const here = 'here' as EventId
const poll = pollOf('Left', 'Right')
before(async () => {
  world = await openWorld()
  const settings = { title: 'Here', timeZone: 'UTC', startsOn: '2026-06-01', endsOn: '2026-06-02' }
  await world.db.write((tx) => putEvent(tx, people.system, here, settings))
})

const standing = (id: PersonId) => world.db.read((tx) => people.standingOf(tx, id))
const seat = (actor: Person, meeting: Parameters<typeof meetings.seat>[2]) =>
  world.db.read((tx) => meetings.seat(tx, actor, meeting))
const choice = (n: number) => choose(poll.choices[n]?.id as ChoiceId)
const inChat = (nick: string) =>
  world.db.write((tx) => people.actorOfHandle(tx, { network: 'irc', account: `net/${nick}`, name: nick, proven: true }))
const fromChat = (meeting: Parameters<typeof meetings.seat>[2], actor: Person) =>
  world.db.write((tx) => meetings.seatFromChat(tx, meeting, actor, 'irc'))

describe('LK-36, LK-138: one person by web and chat', () => {
  test('before a merger two seats and two answers; after it one identity that answers once, from either side', async () => {
    const hall = await openHall(world, [poll, poll], ['start', 'open'], here)
    const [web] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
    const chat = await inChat('ada')
    await fromChat(hall.meeting, chat)
    assert.equal(await send(world, web, hall.activities[0], choice(0)), 'counted')
    assert.equal(await send(world, chat, hall.activities[0], choice(1)), 'counted', 'the same name alone makes no one of them')
    await world.db.write((tx) => people.merge(tx, people.system, web.id, chat.id))
    const whole = await standing(web.id)
    assert.equal(whole.id, (await standing(chat.id)).id)
    assert.equal((await seat(whole, hall.meeting)).answers.length, 2)
    assert.equal(await send(world, whole, hall.activities[0], choice(0)), 'already-answered')
    await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'next'))
    await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'open'))
    const doors = [whole, await inChat('ada')]
    const told = await Promise.all(doors.map((actor) => send(world, actor, hall.activities[1], choice(0))))
    assert.deepEqual(told.sort(), ['already-answered', 'counted'])
    assert.equal(
      (await world.client`select 1 from meetings_participants where meeting = ${hall.meeting}`).length,
      2,
      'both rows stay',
    )
  })

  test('whichever of the two has a seat, the person has it: seen, answered and renamed; taken back, each has their own again', async () => {
    const hall = await openHall(world, [{ ...cloud, wordsPerPersonMax: 2 }], ['start', 'open'], here)
    const elsewhere = await openHall(world, [], ['start'], here)
    const [young] = (await comeIn(world, elsewhere.code, ['Young'])) as [Person]
    world.clock.forward(1_000)
    const [late] = (await comeIn(world, hall.code, ['Late'])) as [Person]
    assert.equal(await send(world, late, hall.activities[0], word('one')), 'counted')
    await world.db.write((tx) => people.merge(tx, people.system, young.id, late.id))
    const whole = await standing(late.id)
    assert.deepEqual([whole.id, whole.others], [young.id, [late.id]], 'the id that lasts has no seat here')
    assert.equal((await seat(whole, hall.meeting)).name, 'Late')
    await world.db.read((tx) => meetings.meetingView(tx, whole, hall.meeting))
    assert.equal((await world.db.read((tx) => meetings.lookUp(tx, whole, hall.code, ['Fox']))).joined, true)
    const [again] = await world.db.write((tx) => meetings.join(tx, [{ actor: whole, code: hall.code, name: 'Another' }]))
    assert.ok(again && 'name' in again && again.name === 'Late')
    assert.equal(await send(world, whole, hall.activities[0], word('two')), 'counted')
    assert.equal(await send(world, whole, hall.activities[0], word('three')), 'word-limit')
    assert.equal(await world.db.write((tx) => meetings.renameSeat(tx, whole, hall.meeting, 'Later')), 'Later')
    const [merge] =
      await world.client`select id from people_merges where undone_at is null and person in ${world.client([young.id, late.id])}`
    await world.db.write((tx) => people.undoMerge(tx, people.system, merge?.id))
    assert.equal((await seat(await standing(late.id), hall.meeting)).answers.length, 2)
    assert.equal(await refusalOf(seat(await standing(young.id), hall.meeting)), 'not-joined')
  })

  test('words sent under either id count towards one limit', async () => {
    const hall = await openHall(world, [{ ...cloud, wordsPerPersonMax: 3 }], ['start', 'open'], here)
    const both = (await comeIn(world, hall.code, ['Bo', 'Bob'])) as [Person, Person]
    for (const one of both) assert.equal(await send(world, one, hall.activities[0], word('hello')), 'counted')
    await world.db.write((tx) => people.merge(tx, people.system, both[0].id, both[1].id))
    const whole = await standing(both[0].id)
    assert.deepEqual(
      [await send(world, whole, hall.activities[0], word('a')), await send(world, whole, hall.activities[0], word('b'))],
      ['counted', 'word-limit'],
    )
  })
})

describe('bans', () => {
  test('whoever is banned from the event neither joins, answers, sees nor renames; elsewhere they do', async () => {
    const hall = await openHall(world, [poll], ['start', 'open'], here)
    const outside = await openHall(world, [poll], ['start', 'open'])
    const [eve] = (await comeIn(world, hall.code, ['Eve'])) as [Person]
    await comeIn(world, outside.code, ['Somebody'])
    await world.db.write((tx) => people.ban(tx, people.system, eve.id, here, 'rude'))
    const banned = await standing(eve.id)
    assert.equal(await send(world, banned, hall.activities[0], choice(0)), 'banned')
    assert.equal(await refusalOf(world.db.read((tx) => meetings.meetingView(tx, banned, hall.meeting))), 'banned')
    assert.equal(await refusalOf(world.db.write((tx) => meetings.renameSeat(tx, banned, hall.meeting, 'Other'))), 'banned')
    assert.equal(await refusalOf(fromChat(hall.meeting, banned)), 'banned')
    const [told] = await world.db.write((tx) => meetings.join(tx, [{ actor: banned, code: hall.code, name: 'Eve' }]))
    assert.ok(told && 'code' in told && told.code === 'banned')
    const [there] = await world.db.write((tx) => meetings.join(tx, [{ actor: banned, code: outside.code, name: 'Eve' }]))
    assert.ok(there && 'name' in there)
    assert.equal(await send(world, banned, outside.activities[0], choice(0)), 'counted')
  })
})

describe('LK-32, LK-33: organizers as participants', () => {
  test('without a code, under their own name, numbered where it is taken; who sits there is told so', async () => {
    const hall = await openHall(world, [poll], ['start', 'open'], here)
    await comeIn(world, hall.code, ['Olga'])
    const olga = personWith('Olga', { role: 'moderator', event: here })
    const take = (actor: people.Actor) => world.db.write((tx) => meetings.seatForOrganizer(tx, actor, hall.meeting))
    assert.deepEqual(await take(olga), { name: 'Olga 2', fresh: true })
    assert.deepEqual(await take(olga), { name: 'Olga 2', fresh: false })
    assert.equal(await send(world, olga, hall.activities[0], choice(0)), 'counted')
    for (const actor of [
      people.stranger,
      people.system,
      personWith('P'),
      personWith('P', { role: 'owner', event: 'there' as EventId }),
    ])
      assert.equal(await refusalOf(take(actor)), 'not-allowed')
  })
  test('in any number of meetings, each seat its own', async () => {
    const olga = personWith('Olga', { role: 'organizer', event: null })
    const halls = [await openHall(world, [poll], ['start', 'open'], here), await openHall(world, [poll], ['start', 'open'])]
    for (const hall of halls)
      assert.deepEqual(await world.db.write((tx) => meetings.seatForOrganizer(tx, olga, hall.meeting)), {
        name: 'Olga',
        fresh: true,
      })
    assert.equal(await world.db.write((tx) => meetings.renameSeat(tx, olga, halls[0]?.meeting as never, 'Host')), 'Host')
    assert.deepEqual(await Promise.all(halls.map(async (hall) => (await seat(olga, hall.meeting)).name)), ['Host', 'Olga'])
    assert.equal(await send(world, olga, halls[1]?.activities[0], choice(0)), 'counted')
  })
  test('two tabs at once take one seat; in a meeting that is over there is none', async () => {
    const hall = await openHall(world, [], ['start'], here)
    const olga = personWith('Olga', { role: 'organizer', event: null })
    const told = await Promise.all([0, 1].map(() => world.db.write((tx) => meetings.seatForOrganizer(tx, olga, hall.meeting))))
    assert.deepEqual(
      told.map((one) => one.name),
      ['Olga', 'Olga'],
    )
    await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'end'))
    assert.equal(await refusalOf(world.db.write((tx) => meetings.seatForOrganizer(tx, olga, hall.meeting))), 'meeting-over')
  })
})

test('whoever is forgotten keeps seats without a name', async () => {
  const hall = await openHall(world, [poll], ['start', 'open'], here)
  const both = (await comeIn(world, hall.code, ['Gone Soon', 'Gone Too'])) as [Person, Person]
  await world.db.write((tx) =>
    meetings.forgetSeats(
      tx,
      both.map((one) => one.id),
    ),
  )
  const rows = plain(await world.client`select * from meetings_participants where meeting = ${hall.meeting}`)
  assert.equal(rows.length, 2)
  assert.doesNotMatch(JSON.stringify(rows), /soon|too/i)
  await comeIn(world, hall.code, ['Gone Soon'])
})

test('who was met in an event, and which meetings a person joined', async () => {
  const hall = await openHall(world, [], ['start'], here)
  const [ada] = (await comeIn(world, hall.code, ['Ada'])) as [Person]
  assert.ok((await world.db.read((tx) => meetings.personsOf(tx, here))).includes(ada.id))
  const joined = await world.db.read((tx) => meetings.joinedBy(tx, [ada.id, newPerson()]))
  assert.deepEqual(
    joined.map((one) => [one.id, one.name, one.event]),
    [[hall.meeting, 'Ada', here]],
  )
})
