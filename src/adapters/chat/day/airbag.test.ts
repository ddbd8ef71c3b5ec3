/** A real program over a real database on a real IRC server: what goes wrong inside harms nobody, and is nobody's business but the log's. */
import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { type App, eventually, openApp } from '../../../../test/app.ts'
import { openDay } from '../../../../test/day.ts'
import { settingsOf } from '../../../../test/standins/irc-bot.ts'
import { openRaw, type RawClient } from '../../../../test/standins/irc-client.ts'
import { type IrcServer, startNgircd } from '../../../../test/standins/irc-servers.ts'
import type { EventId } from '../../../contract/meeting.schema.ts'

let server: IrcServer
let app: App
let op: RawClient
let ada: RawClient
/** Where a document stands. */
let documents: string
const host = createServer((_, response) => response.end('{"tracks":["salt"]}'))
before(async () => {
  await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
  documents = `http://127.0.0.1:${(host.address() as AddressInfo).port}/ptg.json`
  server = await startNgircd()
  op = await openRaw({ ...server, nick: 'op' })
  await op.join('#day')
  const irc = settingsOf({ server: '127.0.0.1', port: server.port, nick: 'plenary', channels: ['#day'] })
  app = await openApp((config) => ({
    ...config,
    outgoing: { ...config.outgoing, allowPrivate: ['127.0.0.1'] },
    chat: { ...config.chat, irc: [{ ...irc, event: 'harbour', language: 'en' }] as never },
  }))
  await openDay(app.world.db, 'harbour' as EventId)
  ada = await openRaw({ ...server, nick: 'ada' })
  await ada.join('#day')
  await ada.waitFor(/plenary.*#day|#day.*plenary/)
})
after(async () => {
  op.close()
  ada.close()
  await app.close()
  await server.close()
  host.close()
})

/** Somebody broke the database under us. */
const broken = async (table: string, work: () => Promise<void>): Promise<void> => {
  await app.world.client.unsafe(`alter table ${table} rename to away`)
  try {
    await work()
  } finally {
    await app.world.client.unsafe(`alter table away rename to ${table}`)
  }
}

const idIn = (line: string): string => / under ([0-9a-f]{8})$/.exec(line)?.[1] ?? assert.fail(line)
/** The fault as it was logged: its trace, and nothing that anybody typed. */
async function loggedUnder(id: string, command: string): Promise<void> {
  await eventually(`a fault logged under ${id}`, () => app.logged.some((line) => line.includes(id)))
  const entry = JSON.parse(app.logged.find((line) => line.includes(id)) ?? '{}')
  assert.deepEqual([entry.level, entry.err.code, entry.command], [50, '42P01', command])
  assert.match(entry.err.stack.join('\n'), /^at \S.*:\d+:\d+/)
}
const channelSays = (who: RawClient, from = 0) => who.lines.slice(from).filter((line) => /^:plenary\S* PRIVMSG #day /.test(line))

test('PT-83, PT-84: a private command that fails is told in private alone, by an id under which the log has the trace', async () => {
  const before = channelSays(op).length
  await broken('board_check_ins', async () => {
    ada.send('PRIVMSG plenary :in the secret garden')
    const told = await ada.waitFor(/^:plenary\S* PRIVMSG ada :Sorry, something went wrong/)
    assert.doesNotMatch(told, /garden|board_|relation|exist/)
    await loggedUnder(idIn(told), 'user in')
    assert.doesNotMatch(app.logged.join('\n'), /secret garden/)
    ada.send('PRIVMSG #day :#gulls now going on')
    ada.send('PRIVMSG #day :help me, somebody')
    op.send('PRIVMSG #day :~list')
    assert.match(await op.waitFor(/PRIVMSG #day :op: Tracks/), /gulls kelp tides$/)
  })
  assert.equal(channelSays(op).length, before + 1)
  const from = ada.lines.length
  ada.send('PRIVMSG plenary :in kelp')
  await ada.waitFor(/PRIVMSG ada :Noted: you are at #kelp/, from)
})

test('PT-83, PT-84: a command in the channel that fails is told there, and the next is carried out', async () => {
  for (const [table, line, command] of [
    ['board_tracks', '#kelp now a topic', 'track now'],
    ['board_acts', '~motd add info a notice', 'operator add-notice'],
    ['schedule_tracks', '~list', 'operator list'],
    ['events_events', '+in kelp', 'user in'],
    ['schedule_tracks', `~fetchdb ${documents}`, 'operator fetch'],
  ] as const) {
    const from = op.lines.length
    await broken(table, async () => {
      op.send(`PRIVMSG #day :${line}`)
      await loggedUnder(idIn(await op.waitFor(/PRIVMSG #day :op: Sorry, something went wrong/, from)), command)
    })
    op.send('PRIVMSG #day :~list')
    await op.waitFor(/PRIVMSG #day :op: Tracks: gulls/, from)
  }
})

test('PT-84: a line that could not even be looked at has its id too; talk has none', async () => {
  const from = ada.lines.length
  await broken('meetings_channels', async () => {
    ada.send('PRIVMSG #day :good morning, all')
    ada.send('PRIVMSG #day :+1')
    ada.send('PRIVMSG #day :#kelp now a topic')
    const told = await ada.waitFor(/PRIVMSG #day :ada: Sorry, something went wrong/, from)
    await loggedUnder(idIn(told), 'track now')
  })
  ada.send('PRIVMSG #day :#kelp book Jetty-FriP1')
  await ada.waitFor(/PRIVMSG #day :ada: Jetty is booked/, from)
  assert.equal(channelSays(ada, from).length, 2)
})
