import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import {
  act,
  allRows,
  choose,
  comeIn,
  newPerson,
  openHall,
  openWorld,
  pollOf,
  refusalOf,
  send,
  type World,
} from '../../../test/world.ts'
import type { EventId, NetworkName } from '../../contract/meeting.schema.ts'
import { putEvent } from '../../modules/events/index.ts'
import { changeSettings } from '../../modules/instance/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import * as people from '../../modules/people/index.ts'
import { openSeal } from '../../platform/seal.ts'
import { forgetOld } from './retention.ts'

/** Nights and days pass by the clock of the test. The world is new for each. */
let world: World
const DAY_MS = 86_400_000
const poll = pollOf('Left', 'Right')
const choice = choose(poll.choices[0]?.id as never)
beforeEach(async () => {
  world = await openWorld()
})

const keepFor = (retentionDays: number | null) =>
  world.db.write((tx) =>
    changeSettings(tx, people.system, { privacy: { retentionDays } }, openSeal('long enough for a test, and more')),
  )
const pass = async (days: number) => {
  world.clock.forward(days * DAY_MS)
  await forgetOld(world.db)
}
const names = async (table: string) =>
  (await world.client.unsafe(`select name from ${table} order by name`)).map((row) => String(row.name))
const seats = () => names('meetings_participants')
const persons = () => names('people_persons')
const fromChat = (account: string) =>
  world.db.write((tx) => people.actorOfHandle(tx, { network: 'irc' as NetworkName, account, name: account, proven: true }))

test('names of a meeting outside of events go so many days after its last step, answers and points stay, and their persons are as if never here', async () => {
  await keepFor(10)
  const hall = await openHall(world, [poll], ['start', 'open'])
  const [ada] = await comeIn(world, hall.code, ['Ada', 'Bob'])
  const nick = await fromChat('nick')
  await world.db.write((tx) => meetings.seatFromChat(tx, hall.meeting, nick, 'irc'))
  for (const one of [ada, nick]) assert.equal(await send(world, one as typeof nick, hall.activities[0], choice), 'counted')
  await pass(5)
  await act(world, hall, 'close', 'results')
  await pass(10)
  assert.deepEqual(
    [await seats(), await persons()],
    [
      ['Ada', 'Bob', 'nick'],
      ['Ada', 'Bob', 'nick'],
    ],
  )
  const result = () => world.db.read((tx) => meetings.result(tx, people.system, hall.activities[0] as never))
  const before = await result()
  await pass(1)
  assert.deepEqual([await seats(), await persons()], [['–', '–', '–'], []])
  for (const table of ['people_handles', 'people_sign_ins'])
    assert.equal((await world.client.unsafe(`select 1 from ${table}`)).length, 0)
  assert.doesNotMatch(JSON.stringify(await allRows(world)), /Ada|Bob|nick"|Ada/)
  const answers =
    await world.client`select distinct a.person from meetings_answers a join meetings_participants p on p.person = a.person`
  assert.equal(answers.length, 2)
  assert.ok(!answers.some((row) => row.person === ada?.id || row.person === nick.id))
  assert.deepEqual(await result(), before)
  const rows = JSON.stringify(await allRows(world))
  await pass(0)
  assert.equal(JSON.stringify(await allRows(world)), rows)
})

test('an event says for itself how long; a meeting that still moves, or a seat just taken, is left alone; null keeps all', async () => {
  await keepFor(null)
  const event = async (id: string, retentionDays: number | null) => {
    const settings = { title: id, timeZone: 'UTC', startsOn: '2026-05-30', endsOn: '2026-05-31', retentionDays }
    await world.db.write((tx) => putEvent(tx, people.system, id as EventId, settings))
    return openHall(world, [poll], ['start', 'open'], id as EventId)
  }
  const [short, long] = [await event('short', 3), await event('long', null)]
  const free = await openHall(world, [poll], ['start'])
  for (const [hall, name] of [
    [short, 'Short'],
    [long, 'Long'],
    [free, 'Free'],
  ] as const)
    await comeIn(world, hall.code, [name])
  await pass(2.9)
  await comeIn(world, short.code, ['Late'])
  await pass(0.2)
  assert.deepEqual(await seats(), ['–', 'Free', 'Late', 'Long'].sort())
  assert.deepEqual(await persons(), ['Free', 'Late', 'Long'])
  await act(world, short, 'close')
  await pass(2.95)
  assert.ok((await seats()).includes('Late'), 'it moved less than three days ago')
  await pass(0.1)
  assert.ok(!(await seats()).includes('Late'))
  await keepFor(1)
  await pass(0)
  assert.deepEqual([await seats(), await persons()], [['–', '–', '–', '–'], []])
})

test('whoever is known by more than a cookie or a chat stays, without the old seat’s name; so does whoever sits elsewhere', async () => {
  await keepFor(10)
  const old = await openHall(world, [poll], ['start'])
  const all = await comeIn(world, old.code, ['Owner', 'Member', 'Banned', 'Elsewhere', 'Account', 'Merged', 'Nobody'])
  const [owner, member, banned, elsewhere, account, merged] = all.map((one) => one.id)
  assert.ok(owner && member && banned && elsewhere && account && merged)
  const nick = await fromChat('nick')
  await world.db.write(async (tx) => {
    await people.grant(tx, people.system, owner, 'owner', null)
    await people.grant(tx, people.system, member, 'member', null)
    await people.ban(tx, people.system, banned, null, 'rude')
    await people.addAccount(tx, { id: 'an account', name: 'Account' }, account)
    await people.merge(tx, people.system, merged, nick.id)
    await people.merge(tx, people.system, owner, newPersonOf(await fromChatIn(tx, 'owner-nick')))
  })
  await pass(9)
  const young = await openHall(world, [poll], ['start'])
  await world.db.write((tx) => meetings.join(tx, [{ actor: all[3] as people.Actor, code: young.code, name: 'Elsewhere' }]))
  await pass(1.5)
  assert.deepEqual(await seats(), ['Elsewhere', '–', '–', '–', '–', '–', '–', '–'])
  const known = (await persons()).filter((name) => name !== '')
  assert.deepEqual(known.sort(), ['Account', 'Banned', 'Elsewhere', 'Member', 'Owner', 'owner-nick'].sort())
  assert.equal(await refusalOf(world.db.read((tx) => people.standingOf(tx, merged))), 'not-found')
})
const newPersonOf = (person: people.Person) => person.id
const fromChatIn = (tx: Parameters<typeof people.actorOfHandle>[0], account: string) =>
  people.actorOfHandle(tx, { network: 'irc', account, name: account, proven: true })

test('chat accounts that were heard once and sit nowhere go after as long; many of them, and many seats, in steps', async () => {
  await keepFor(10)
  await world.client`insert into people_persons (id, name, made_at) select gen_random_uuid(), 'idle', ${world.clock.now} from generate_series(1, 1201)`
  const hall = await openHall(world, [poll], ['start'])
  await world.client`
    insert into meetings_participants (meeting, person, name, name_key, joined_at)
    select ${hall.meeting}, gen_random_uuid(), 'seat ' || n, 'seat ' || n, ${world.clock.now} from generate_series(1, 1203) n`
  await fromChat('idle-nick')
  await pass(9)
  assert.deepEqual([(await persons()).length, (await seats())[0]], [1202, 'seat 1'])
  await pass(2)
  assert.deepEqual([await persons(), [...new Set(await seats())]], [[], ['–']])
})

test('what somebody did in the very moment they were forgotten is found the next night', async () => {
  await keepFor(null)
  const hall = await openHall(world, [poll], ['start'])
  const [ada] = await comeIn(world, hall.code, ['Ada'])
  assert.ok(ada)
  await world.db.write((tx) => people.deleteOneself(tx, ada))
  assert.deepEqual(await seats(), ['Ada'])
  await pass(1)
  assert.deepEqual([await seats(), await persons()], [['–'], ['']])
  assert.notEqual(newPerson(), ada.id)
})
