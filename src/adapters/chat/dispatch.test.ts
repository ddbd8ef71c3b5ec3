import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { act, allRows, cloud, type Hall, openHall, openWorld, pollOf, refusalOf, slide, type World } from '../../../test/world.ts'
import type { ActivityId } from '../../contract/activity.schema.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { system } from '../../modules/people/index.ts'
import { openBatch } from '../../platform/batch.ts'
import { silentLog } from '../../platform/log.ts'
import { openDispatch } from './dispatch.ts'
import type { Heard, Network, Sender } from './network.ts'

let world: World
let dispatch: ReturnType<typeof openDispatch>
const counted: ActivityId[] = []
const cameIn: MeetingId[] = []
const said: [string, string][] = []
/** A network that is only spoken to. */
const network: Network = {
  name: 'irc',
  connect: () => {},
  say: async (place, text) => void said.push([place, text]),
  tell: async () => false,
  fold: (name) => name.toLowerCase(),
  status: () => ({ at: 'connected', since: new Date(0), channels: ['#hall'], faults: [] }),
  close: async () => {},
}

before(async () => {
  world = await openWorld()
})
beforeEach(() => {
  for (const list of [counted, cameIn, said]) list.length = 0
  const answers = openBatch((all: meetings.GivenAnswer[]) => world.db.write((tx) => meetings.answer(tx, all)), {
    itemsMax: 100,
    waitingMax: 100,
  })
  dispatch = openDispatch({
    db: world.db,
    log: silentLog,
    answers,
    counted: (id) => void counted.push(id),
    cameIn: (id) => void cameIn.push(id),
  })
})

let lines = 0
const ada: Sender = { name: 'ada', account: 'ada', proven: true, standing: 'none' }
const heard = (text: string, more: Partial<Heard> = {}): Heard => ({
  id: `line-${lines++}`,
  channel: '#hall',
  sender: ada,
  text,
  at: world.clock.now,
  ...more,
})
const hear = (text: string, more: Partial<Heard> = {}, server = 'irc.example') => dispatch(network, server, heard(text, more))

/** A hall that alone hears `#hall`. */
async function hallOf(
  prepared: Parameters<typeof openHall>[1],
  steps: Parameters<typeof openHall>[2] = ['start', 'open'],
): Promise<Hall> {
  await world.client`delete from meetings_channels`
  const hall = await openHall(world, prepared, steps)
  await world.db.write((tx) => meetings.bindChannel(tx, system, hall.meeting, { network: 'irc', channel: '#Hall' }))
  return hall
}
const given = async (hall: Hall, i = 0): Promise<unknown[]> => {
  const rows =
    await world.client`select given from meetings_answers where activity = ${hall.activities[i] ?? null} order by at, part, id`
  return rows.map((row) => row.given)
}
const names = async (hall: Hall): Promise<string[]> =>
  (await world.client`select name from meetings_participants where meeting = ${hall.meeting} order by name`).map((row) =>
    String(row.name),
  )

test('LK-131 LK-132 LK-137: a short answer counts for the account that typed it, and gives it a seat', async () => {
  const poll = pollOf('Left', 'Right')
  const hall = await hallOf([poll])
  await hear('#b')
  await hear('# A, thank you', { sender: { ...ada, name: 'bob', account: 'bob' } })
  await hear('#b', { sender: { name: 'cy', account: 'cy@home.example', proven: false, standing: 'none' }, channel: '#HALL' })
  const chosen = (await given(hall)).map((one) => (one as { choices: string[] }).choices[0])
  assert.deepEqual(chosen.sort(), [poll.choices[1]?.id, poll.choices[0]?.id, poll.choices[1]?.id].sort())
  assert.deepEqual(await names(hall), ['ada', 'bob', 'cy'])
  assert.deepEqual([counted, cameIn, said], [Array(3).fill(hall.activities[0]), Array(3).fill(hall.meeting), []])
})

test('LK-139: the same line heard twice counts once, and nobody is scolded for it', async () => {
  const hall = await hallOf([cloud])
  const line = heard('#again')
  for (let i = 0; i < 3; i++) await dispatch(network, 'irc.example', line)
  await Promise.all([dispatch(network, 'irc.example', line), dispatch(network, 'irc.example', line)])
  assert.equal((await given(hall)).length, 1)
  await hear('#again')
  assert.equal((await given(hall)).length, 2)
  assert.deepEqual(said, [])
})

test('LK-133: ordinary talk, a lone sign, unknown words and other channels are neither counted nor answered', async () => {
  const hall = await hallOf([pollOf('Left', 'Right')])
  for (const text of ['hello', 'b', '#', '# ', '#z', '#bb', '##b', '!b', 'look: #b', '', ' #b', '#\u0000']) await hear(text)
  await hear('#b', { channel: '#elsewhere' })
  await hear('#b', { channel: null })
  assert.deepEqual([await given(hall), await names(hall), said, counted], [[], [], [], []])
})

test('what people say beside answers is kept nowhere, in a channel or in private', async () => {
  await hallOf([pollOf('Left', 'Right')])
  const before = await allRows(world)
  for (const text of ['what a lovely talk-that-nobody-keeps', '#nobody-keeps', '# nobody keeps', 'link nobody-keeps']) {
    await hear(text)
    await hear(text, { channel: null })
    await hear(text, { channel: '#elsewhere' })
  }
  assert.deepEqual(await allRows(world), before)
})

test('a channel of the same name on another server is another one; a binding that names none hears all', async () => {
  const hall = await hallOf([pollOf('Left', 'Right')])
  const place = { network: 'irc' as const, server: 'irc.example', channel: '#hall', language: 'fr' }
  await hear('#b', {}, 'irc.other.example')
  assert.equal((await given(hall)).length, 1)
  await world.db.write((tx) => meetings.bindChannel(tx, system, hall.meeting, place))
  const bob = { sender: { ...ada, name: 'bob', account: 'bob' } }
  await hear('#b', bob, 'irc.other.example')
  assert.equal((await given(hall)).length, 1)
  for (let i = 0; i < 2; i++) await hear('#b', bob, 'IRC.example')
  assert.equal((await given(hall)).length, 2)
  assert.deepEqual(said, [['#hall', 'bob: Votre réponse est déjà arrivée.']])
})

test("the meeting's own sign is heard, and no other", async () => {
  const hall = await hallOf([pollOf('Left', 'Right')])
  await world.db.write((tx) => meetings.changeMeeting(tx, system, hall.meeting, { answerPrefix: '!' }))
  await hear('#b')
  assert.equal((await given(hall)).length, 0)
  await hear('!b')
  assert.equal((await given(hall)).length, 1)
})

test('LK-135: in a cloud all words after the sign are one entry, with its blanks', async () => {
  const hall = await hallOf([cloud])
  await hear('#good coffee  and cake')
  assert.deepEqual(await given(hall), [{ kind: 'cloud', word: 'good coffee and cake', key: 'good coffee and cake' }])
  await hear(`#${'x'.repeat(60)}`)
  assert.deepEqual([(await given(hall)).length, said], [1, []])
})

test('whoever has answered hears so once, in one short line; another answer is not counted', async () => {
  const hall = await hallOf([pollOf('Left', 'Right')])
  for (let i = 0; i < 5; i++) await hear('#a')
  assert.deepEqual([(await given(hall)).length, said], [1, [['#hall', 'ada: Your answer is already in.']]])
  await hear('#a', { at: new Date(world.clock.now.getTime() + 40_000) })
  assert.equal(said.length, 2)
})

test('a whole channel that answers twice is not answered line by line', async () => {
  const hall = await hallOf([pollOf('Left', 'Right')])
  for (let i = 0; i < 20; i++)
    for (const text of ['#a', '#b']) await hear(text, { sender: { ...ada, name: `p${i}`, account: `p${i}` } })
  assert.equal((await given(hall)).length, 20)
  assert.ok(said.length <= 5, `${said.length} replies`)
})

test('LK-36 LK-138: an account stays itself under any name, and a look-alike is another person', async () => {
  const hall = await hallOf([pollOf('Left', 'Right')])
  await hear('#a')
  await hear('#b', { sender: { ...ada, account: 'eve' } })
  await hear('#b', { sender: { ...ada, account: 'ada@host.example', proven: false } })
  await hear('#b', {}, 'irc.other.example')
  assert.deepEqual([(await given(hall)).length, await names(hall)], [4, ['ada', 'ada 2', 'ada 3', 'ada 4']])
  await hear('#b', { sender: { ...ada, name: 'ada_away' } })
  assert.equal((await given(hall)).length, 4)
  assert.deepEqual(said.at(-1), ['#hall', 'ada_away: Your answer is already in.'])
})

test('an unproven sender holds no role, whatever the account is', async () => {
  await hallOf([pollOf('Left', 'Right')])
  await hear('#a')
  await world.client`insert into people_roles (person, event, role, granted_at) select person, null, 'owner', now() from people_handles where account = 'irc.example/ada'`
  const people = await import('../../modules/people/index.ts')
  const handle = { network: 'irc' as const, account: 'irc.example/ada', name: 'ada', proven: false }
  const actor = await world.db.write((tx) => people.actorOfHandle(tx, handle))
  assert.deepEqual(actor.roles, [])
})

test('LK-136: only what is open is answered: not before, not after closing, not a slide', async () => {
  const hall = await hallOf([pollOf('Left', 'Right'), slide], ['start'])
  await hear('#a')
  await act(world, hall, 'open', 'close')
  await hear('#a')
  await act(world, hall, 'results')
  await hear('#a')
  await act(world, hall, 'next', 'open')
  await hear('#a')
  assert.deepEqual([await given(hall), await names(hall), said], [[], [], []])
})

test('a name not fit for the big screen is replaced', async () => {
  const hall = await hallOf([pollOf('Left', 'Right')])
  await hear('#a', { sender: { ...ada, name: 'fuck', account: 'f' } })
  assert.match((await names(hall))[0] ?? '', /^irc \d+$/)
})

test('a reply that cannot be sent, or a database that refuses, harms no later line', async () => {
  const hall = await hallOf([pollOf('Left', 'Right')])
  const mute = { ...network, say: () => Promise.reject(new Error('not connected')) }
  for (let i = 0; i < 2; i++) await dispatch(mute, 'irc.example', heard('#a'))
  await hear('#a', { sender: { ...ada, name: 'a\u0000b', account: 'zero\u0000' } })
  await hear('#a', { sender: { ...ada, name: 'bob', account: 'bob' } })
  assert.ok((await names(hall)).includes('bob'))
  assert.equal(await refusalOf(hear('#a', { sender: { ...ada, name: '\ud800', account: 'half' } })), null)
})
