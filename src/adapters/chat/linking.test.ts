import assert from 'node:assert/strict'
import { before, beforeEach, test } from 'node:test'
import { openHall, openWorld, pollOf, type World } from '../../../test/world.ts'
import type { MeetingId } from '../../contract/meeting.schema.ts'
import * as meetings from '../../modules/meetings/index.ts'
import * as people from '../../modules/people/index.ts'
import { openBatch } from '../../platform/batch.ts'
import { silentLog } from '../../platform/log.ts'
import { en } from '../../words/people/en.ts'
import { fr } from '../../words/people/fr.ts'
import { tr } from '../../words/people/tr.ts'
import { en as refusals } from '../../words/refusals/en.ts'
import { fr as refusalsFr } from '../../words/refusals/fr.ts'
import { openDispatch } from './dispatch.ts'
import type { Heard, Network, Sender } from './network.ts'

let world: World
let dispatch: ReturnType<typeof openDispatch>
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
  said.length = 0
  const answers = openBatch((all: meetings.GivenAnswer[]) => world.db.write((tx) => meetings.answer(tx, all)), {
    itemsMax: 100,
    waitingMax: 100,
  })
  dispatch = openDispatch({ db: world.db, log: silentLog, answers, counted: () => {}, cameIn: () => {} })
})

const words = en.inChat
let lines = 0
const nick = (name: string): Sender => ({ name, account: name, proven: true, standing: 'none' })
const say = (sender: Sender, text: string, channel: string | null = null) =>
  dispatch(network, 'irc.example', { id: `line-${lines++}`, channel, sender, text, at: world.clock.now } satisfies Heard)

async function onTheWeb(): Promise<{ token: string; code: () => Promise<string>; actor: () => Promise<people.Person> }> {
  const token = people.freshToken()
  await world.db.write((tx) => people.addGuests(tx, [{ person: people.guestOf(token), name: 'Ada', token }]))
  const actor = async () => {
    const [found] = await world.db.read((tx) => people.actorsOfTokens(tx, [token], world.clock.now))
    assert.ok(found?.kind === 'person')
    return found
  }
  const code = async () => {
    const asker = await actor()
    return (await world.db.write((tx) => people.makeLinkCode(tx, asker))).code
  }
  return { token, actor, code }
}
const personOf = (name: string) =>
  world.db.write((tx) => people.actorOfHandle(tx, { network: 'irc', account: `irc.example/${name}`, name, proven: true }))

test('LK-138: a code said by direct message links, the same nick elsewhere is somebody else, and unlinking parts again', async () => {
  const web = await onTheWeb()
  await say(nick('ada'), `!link ${await web.code()}`)
  assert.deepEqual(said, [['ada', words.linked]])
  assert.equal((await personOf('ada')).id, (await web.actor()).id)
  await say(nick('ada'), 'unlink')
  await say(nick('ada'), 'unlink')
  assert.deepEqual(said.slice(1), [
    ['ada', words.unlinked],
    ['ada', words.notLinked],
  ])
  assert.notEqual((await personOf('ada')).id, (await web.actor()).id)
})

test('a code asked for in the chat comes by direct message, and is entered on the web', async () => {
  const web = await onTheWeb()
  await say(nick('bob'), 'link')
  const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(said[0]?.[1] ?? '')?.[0] ?? ''
  assert.deepEqual(said, [['bob', words.code(code)]])
  const actor = await web.actor()
  assert.deepEqual(await world.db.write((tx) => people.enterLinkCode(tx, actor, code)), { linked: true })
  assert.equal((await personOf('bob')).id, (await web.actor()).id)
})

test('a fault while linking is told in one line, and the next try works', async () => {
  const web = await onTheWeb()
  const code = await web.code()
  await world.client`alter table people_links rename to elsewhere`
  await say(nick('dan'), `link ${code}`)
  await world.client`alter table elsewhere rename to people_links`
  await say(nick('dan'), `link ${code}`)
  assert.deepEqual(said, [
    ['dan', refusals.unavailable],
    ['dan', words.linked],
  ])
})

test('said in a channel a code is void, whoever said it is told so in private, and nobody is linked', async () => {
  const web = await onTheWeb()
  const code = await web.code()
  await say(nick('cy'), `link ${code}`, '#hall')
  assert.deepEqual(said, [['cy', words.seenByAll]])
  await say(nick('cy'), `link ${code}`)
  assert.deepEqual(said[1], ['cy', refusals['link-code-wrong']])
  await say(nick('cy'), 'link', '#hall')
  await say(nick('cy'), 'link me up with somebody')
  await say(nick('cy'), 'link ABCD-EFGH', '#hall')
  assert.equal(said.length, 2, 'ordinary talk is never answered')
})

test('replies are in the language of the channel somebody was last heard in, else of most channels there', async () => {
  const [paris, izmir, lyon] = [await openHall(world, []), await openHall(world, []), await openHall(world, [])]
  const bind = (hall: { meeting: MeetingId }, channel: string, language: string) =>
    world.db.write((tx) =>
      meetings.bindChannel(tx, people.system, hall.meeting, { network: 'irc', server: null, channel, language }),
    )
  await bind(paris, '#paris', 'fr')
  await bind(izmir, '#izmir', 'tr')
  await say(nick('fay'), 'merhaba', '#Izmir')
  await say(nick('fay'), 'unlink')
  await say(nick('gus'), 'hello', '#elsewhere')
  await bind(lyon, '#lyon', 'fr')
  await say(nick('gus'), 'unlink')
  await say(nick('hal'), 'link ABCD-EFGH')
  const web = await onTheWeb()
  await say(nick('fay'), `link ${await web.code()}`, '#izmir')
  assert.deepEqual(said, [
    ['fay', tr.inChat.notLinked],
    ['gus', fr.inChat.notLinked],
    ['hal', refusalsFr['link-code-wrong']],
    ['fay', tr.inChat.seenByAll],
  ])
  for (const [hall, channel] of [
    [paris, '#paris'],
    [izmir, '#izmir'],
    [lyon, '#lyon'],
  ] as const)
    await world.db.write((tx) =>
      meetings.unbindChannel(tx, people.system, hall.meeting, { network: 'irc', server: null, channel }),
    )
})

test('somebody who guesses is soon not answered any more', async () => {
  for (let i = 0; i < 30; i++) await say(nick('thief'), 'link ABCD-EFGH')
  assert.equal(said.length, 10)
})

test('whoever is banned is not heard in a chat: no seat, no answer, no word', async () => {
  const hall = await openHall(world, [pollOf('Left', 'Right')], ['start', 'open'])
  await world.db.write((tx) =>
    meetings.bindChannel(tx, people.system, hall.meeting, { network: 'irc', server: null, channel: '#hall', language: 'en' }),
  )
  const dee = await personOf('dee')
  await say(nick('dee'), '#a', '#hall')
  await world.db.write((tx) => people.ban(tx, people.system, dee.id, null, ''))
  await say(nick('dee'), '#b', '#hall')
  const eve = await personOf('eve')
  await world.db.write((tx) => people.ban(tx, people.system, eve.id, null, ''))
  await say(nick('eve'), '#b', '#hall')
  const seats = await world.client`select person from meetings_participants where meeting = ${hall.meeting}`
  assert.deepEqual([seats.map((row) => row.person), said], [[dee.id], []])
})
