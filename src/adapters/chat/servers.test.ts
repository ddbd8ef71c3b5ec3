/** Two real networks with a channel of the same name: each belongs to a meeting of its own, and is spoken to in its own language. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { eventually, openApp } from '../../../test/app.ts'
import { settingsOf } from '../../../test/standins/irc-bot.ts'
import { openRaw } from '../../../test/standins/irc-client.ts'
import { type IrcServer, startNgircd } from '../../../test/standins/irc-servers.ts'
import { act, openHall, pollOf } from '../../../test/world.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { system } from '../../modules/people/index.ts'

/** Two names of this machine, so that the settings name two servers. */
const names = ['127.0.0.1', 'localhost'] as const
let servers: readonly [IrcServer, IrcServer]
before(async () => {
  servers = await Promise.all([startNgircd(), startNgircd()])
})
after(() => Promise.all(servers.map((server) => server.close())))

test('a channel of one name on two networks is two: what is said on one is neither heard nor told on the other', {
  timeout: 120_000,
}, async () => {
  const irc = names.map((server, i) => settingsOf({ server, port: servers[i]?.port ?? 0, channels: ['#hall'] }))
  const app = await openApp((config) => ({
    ...config,
    chat: { ...config.chat, irc: irc.map((one) => ({ ...one, event: null })) as never },
  }))
  const { client, db } = app.world
  await client`delete from meetings_channels`
  const polls = [pollOf('Left', 'Right'), pollOf('Up', 'Down')]
  const halls = [await openHall(app.world, polls.slice(0, 1), ['start']), await openHall(app.world, polls.slice(1), ['start'])]
  for (const [i, hall] of halls.entries()) {
    const binding = { network: 'irc' as const, server: names[i] ?? null, channel: '#hall', language: ['fr', 'en'][i] ?? 'en' }
    await db.write((tx) => meetings.bindChannel(tx, system, hall.meeting, binding))
  }
  const people = await Promise.all(servers.map((server) => openRaw({ ...server, nick: 'ada' })))
  for (const one of people) await one.join('#hall')
  await eventually('that both are in', async () => people.every((one) => one.lines.some((line) => /plenary|bot/i.test(line))))
  for (const hall of halls) await act(app.world, hall, 'open')
  await people[0]?.waitFor(/Répondez ici.*#a Left/)
  await people[1]?.waitFor(/Answer here: #a Up/)
  people[0]?.send('PRIVMSG #hall :#a')
  people[1]?.send('PRIVMSG #hall :#b')
  const given = async () =>
    (await client`select a.activity, a.given -> 'choices' ->> 0 as choice from meetings_answers a order by a.activity`).map(
      (row) => [row.activity, row.choice],
    )
  await eventually('that both are counted', async () => (await given()).length === 2)
  const expected = [
    [halls[0]?.activities[0], polls[0]?.choices[0]?.id],
    [halls[1]?.activities[0], polls[1]?.choices[1]?.id],
  ]
  assert.deepEqual(await given(), expected.sort())
  people[0]?.send('PRIVMSG #hall :#b')
  await people[0]?.waitFor(/ada: .*déjà/)
  for (const [i, one] of people.entries()) {
    assert.doesNotMatch(one.lines.join('\n'), i === 0 ? /Up|already/ : /Left|déjà/)
    one.close()
  }
  await app.close()
})
