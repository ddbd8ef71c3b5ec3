/** A real program on two real IRC servers: one event in several channels and networks, watches, and long replies. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type App, eventually, openApp } from '../../../../test/app.ts'
import { openDay } from '../../../../test/day.ts'
import { settingsOf } from '../../../../test/standins/irc-bot.ts'
import { openRaw, type RawClient } from '../../../../test/standins/irc-client.ts'
import { type IrcServer, startInspircd, startNgircd } from '../../../../test/standins/irc-servers.ts'
import { act, id, openHall, pollOf } from '../../../../test/world.ts'
import type { PreparedActivity } from '../../../contract/activity.schema.ts'
import { TRACKS_PER_EVENT_MAX } from '../../../contract/limits.ts'
import type { EventId, MeetingId } from '../../../contract/meeting.schema.ts'
import type { TrackName } from '../../../contract/schedule.schema.ts'
import * as meetings from '../../../modules/meetings/index.ts'
import { system } from '../../../modules/people/index.ts'
import * as schedule from '../../../modules/schedule/index.ts'

const event = 'harbour' as EventId
let servers: readonly [IrcServer, IrcServer]
let app: App
let op: RawClient
let far: RawClient
before(async () => {
  servers = await Promise.all([startInspircd(), startNgircd()])
  ;[op, far] = (await Promise.all(servers.map((server) => openRaw({ ...server, nick: 'op' })))) as [RawClient, RawClient]
  for (const channel of ['#day', '#hall']) await op.join(channel)
  await far.join('#day')
  const irc = [
    {
      ...settingsOf({ server: '127.0.0.1', port: servers[0].port, nick: 'plenary', channels: ['#day', '#hall'] }),
      language: 'en',
    },
    { ...settingsOf({ server: 'localhost', port: servers[1].port, nick: 'plenary', channels: ['#day'] }), language: 'fr' },
  ]
  app = await openApp((config) => ({ ...config, chat: { ...config.chat, irc: irc.map((one) => ({ ...one, event })) as never } }))
  await openDay(app.world.db, event)
  await addTracks(['b'])
  await op.waitFor(/^:plenary\S* JOIN :?#day/)
  await op.waitFor(/^:plenary\S* JOIN :?#hall/)
  await far.waitFor(/^:plenary\S* JOIN :?#day/)
})
after(async () => {
  op.close()
  far.close()
  await app.close()
  await Promise.all(servers.map((server) => server.close()))
})

/** What Plenary said there, without what stands before it. */
const saidIn = (who: RawClient, place: string, from = 0): string[] =>
  who.lines.slice(from).flatMap((line) => new RegExp(`^:plenary\\S* PRIVMSG ${place} :(.*)$`).exec(line)?.[1] ?? [])

const addTracks = (names: readonly string[]) =>
  app.world.db.write((tx) => schedule.addTracks(tx, system, event, names as readonly TrackName[]))

test('PT-124: one event in two channels and on two networks: each is answered where it was typed, in its own language', async () => {
  op.send('PRIVMSG #hall :#gulls now nests')
  op.send('PRIVMSG #hall :#tides now salt')
  await op.waitFor(/PRIVMSG #hall :op: It is on the board.*#tides/)
  far.send('PRIVMSG #day :~undo')
  assert.match(await far.waitFor(/PRIVMSG #day :op: /), /Annulé|#tides salt/)
  op.send('PRIVMSG #day :+in gulls')
  await op.waitFor(/PRIVMSG #day :op: Noted: you are at #gulls/)
  far.send('PRIVMSG plenary :seen op')
  await far.waitFor(/PRIVMSG op :.*#gulls/)
  far.send('PRIVMSG #day :#gulls next eggs')
  far.send('PRIVMSG #day :~list')
  await far.waitFor(/PRIVMSG #day :op: .*b gulls kelp tides/)
  assert.deepEqual([saidIn(op, '#hall').length, saidIn(op, '#day').length, saidIn(op, 'op').length], [1, 1, 0])
  assert.deepEqual([saidIn(far, '#day').length, saidIn(far, 'op').length], [2, 1])
})

test('PT-31, PT-32, PT-37: whoever watches is told by direct message on their own network, and one who left holds up nobody', async () => {
  const zoe = await openRaw({ ...servers[0], nick: 'Zoe' })
  const bob = await openRaw({ ...servers[1], nick: 'Bob' })
  const gone = await openRaw({ ...servers[0], nick: 'gone' })
  for (const one of [gone, zoe, bob]) {
    one.send('PRIVMSG plenary :subscribe #kelp.*UNIT')
    await one.waitFor(/ PRIVMSG (gone|Zoe|Bob) :.*UNIT/)
  }
  gone.send('QUIT')
  await eventually('that one left', () => gone.closed)
  const from = op.lines.length
  op.send('PRIVMSG #day :#kelp location Pier (left)')
  op.send('PRIVMSG #day :#kelp now discussing unit tests')
  await op.waitFor(/PRIVMSG #day :op: It is on the board.*#kelp/, from)
  await zoe.waitFor(/^:plenary\S* PRIVMSG Zoe :now: #kelp \(Pier \(left\)\): discussing unit tests$/)
  await bob.waitFor(/^:plenary\S* PRIVMSG Bob :now: #kelp \(Pier \(left\)\): discussing unit tests$/)
  op.send('PRIVMSG #day :#kelp next lunch')
  op.send('PRIVMSG #day :#kelp next more unit tests')
  await zoe.waitFor(/ PRIVMSG Zoe :next: #kelp \(Pier \(left\)\): more unit tests$/)
  assert.deepEqual([saidIn(zoe, 'Zoe').length, saidIn(op, 'op').length], [3, 0])
  assert.equal(saidIn(op, '#day', from).length, 3)
  zoe.close()
  bob.close()
})

test('PT-78: a long reply is cut between words, in lines of 400 at most, with the name on the first alone', async () => {
  const names = Array.from({ length: 100 }, (_, n) => `track-${String(n).padStart(2, '0')}`)
  await addTracks(names)
  const from = op.lines.length
  op.send('PRIVMSG #day :~list')
  await op.waitFor(/ track-99$/, from)
  const lines = saidIn(op, '#day', from)
  assert.equal(lines.length, 3)
  assert.ok(lines.every((line) => line.length <= 400 && Buffer.byteLength(line) <= 400))
  assert.deepEqual(
    lines.map((line) => line.startsWith('op: ')),
    [true, false, false],
  )
  assert.equal(lines.join(' '), `op: Tracks: b gulls kelp tides ${names.join(' ')}`)
})

test('PT-81: a reply that would be too long is shortened with the way to the rest, and all goes on', async () => {
  const names = Array.from({ length: TRACKS_PER_EVENT_MAX - 104 }, (_, n) => `long-name-of-a-track-${String(n).padStart(3, '0')}`)
  await addTracks(names)
  const from = op.lines.length
  op.send('PRIVMSG #day :~list')
  await op.waitFor(/… all of it: http\S+\/e\/harbour$/, from)
  const lines = saidIn(op, '#day', from)
  assert.ok(lines.length > 1 && lines.length <= 10)
  const shown = lines
    .join(' ')
    .replace(/^op: Tracks: | … all of it: .*$/g, '')
    .split(' ')
  const all = ['b', 'gulls', 'kelp', 'tides', ...names]
  assert.ok(
    shown.every((name) => all.includes(name) || /^track-\d\d$/.test(name)),
    lines.at(-1),
  )
  assert.ok(lines.every((line) => Buffer.byteLength(line) <= 400))
  op.send('PRIVMSG plenary :seen op')
  await op.waitFor(/PRIVMSG op :op has been at #gulls/, from)
  far.send('PRIVMSG #day :~list')
  await far.waitFor(/\/e\/harbour$/)
})

test('where one sign serves both, a line that is a shown short answer and nothing else counts, of a poll as of a quiz; a track is never an answer', async () => {
  const poll = pollOf('Left', 'Right')
  const quiz: PreparedActivity = {
    ...{
      kind: 'quiz',
      title: 'Which?',
      description: '',
      seconds: null,
      notes: '',
      points: 1,
      firstPoints: 1,
      speed: false,
      penalty: 0,
    },
    choices: poll.choices.map((one, i) => ({ ...one, id: id(), right: i === 1 })),
  }
  const { world } = app
  const [sample] = await world.client<{ id: MeetingId }[]>`select id from meetings_meetings`
  await world.db.write((tx) => meetings.stepAsSystem(tx, sample?.id as MeetingId, 'end'))
  for (const prepared of [poll, quiz]) {
    const hall = await openHall(world, [prepared])
    const place = { network: 'irc', server: null, channel: '#hall' } as const
    await world.db.write((tx) => meetings.bindChannel(tx, system, hall.meeting, place))
    await act(world, hall, 'start', 'open')
    const counted = async () =>
      (await world.client`select 1 from meetings_answers where activity = ${hall.activities[0] ?? null}`).length
    const from = op.lines.length
    op.send('PRIVMSG #hall :#gulls now roost')
    op.send('PRIVMSG #hall :#b now hatching')
    await op.waitFor(/PRIVMSG #hall :op: It is on the board.*#b/, from)
    assert.equal(await counted(), 0)
    op.send('PRIVMSG #hall :#b')
    await eventually('the answer counts', async () => (await counted()) === 1)
    await act(world, hall, 'close', 'results', 'end')
  }
})
