/** Who is who on a real network when names change, for people whom no services vouch for. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { eventually, openApp } from '../../../test/app.ts'
import { settingsOf } from '../../../test/standins/irc-bot.ts'
import { openRaw, type RawClient } from '../../../test/standins/irc-client.ts'
import { type IrcServer, startInspircd } from '../../../test/standins/irc-servers.ts'
import { type Hall, openHall, openWorld, pollOf } from '../../../test/world.ts'
import * as meetings from '../../modules/meetings/index.ts'
import * as people from '../../modules/people/index.ts'

let server: IrcServer
before(async () => {
  server = await startInspircd({ casemapping: 'rfc1459' })
})
after(() => server.close())

const poll = pollOf('Left', 'Right')
async function openHallOnIrc() {
  const irc = settingsOf({ server: '127.0.0.1', port: server.port, channels: ['#hall'] })
  const app = await openApp((config) => ({
    ...config,
    chat: { ...config.chat, irc: [{ ...irc, event: null }] as never },
  }))
  await app.world.client`delete from meetings_channels`
  const hall: Hall = await openHall(app.world, [poll], ['start', 'open'])
  const binding = { network: 'irc' as const, server: null, channel: '#hall', language: 'en' }
  await app.world.db.write((tx) => meetings.bindChannel(tx, people.system, hall.meeting, binding))
  const handles = async () =>
    (await app.world.client`select account, name, person from people_handles order by made_at, account`).map((row) => ({
      account: String(row.account),
      name: String(row.name),
      person: String(row.person),
    }))
  const answers = async () =>
    (await app.world.client`select count(*)::int as n from meetings_answers where activity = ${hall.activities[0] ?? null}`)[0]?.n
  const arrive = async (nick: string): Promise<RawClient> => {
    const one = await openRaw({ ...server, nick })
    await one.join('#hall')
    return one
  }
  return { app, handles, answers, arrive, bot: irc.nick }
}

test('PT-26, PT-27: whoever changes nick stays who they are; whoever takes the old nick gets nothing of it; names are one as the network compares them', {
  timeout: 120_000,
}, async () => {
  const { app, handles, answers, arrive, bot } = await openHallOnIrc()
  const ada = await arrive('Ada[x]')
  await eventually('that Plenary is in', () => ada.lines.some((line) => line.includes(bot)))
  ada.send('PRIVMSG #hall :#a')
  await eventually('her answer', async () => (await answers()) === 1)
  const [first] = await handles()
  assert.equal(first?.account, '127.0.0.1/ada{x}@127.0.0.1', 'folded as rfc1459 folds brackets')

  ada.send('NICK Robert')
  ada.send('PRIVMSG #hall :#b')
  await ada.waitFor(/Robert: Your answer is already in/)
  assert.deepEqual(await handles(), [{ account: '127.0.0.1/robert@127.0.0.1', name: 'Robert', person: first?.person }])

  const other = await arrive('ADA{X}')
  other.send('PRIVMSG #hall :#b')
  await eventually('the answer of whoever took the old nick', async () => (await answers()) === 2)
  const [, second] = await handles()
  assert.equal(second?.account, '127.0.0.1/ada{x}@127.0.0.1')
  assert.notEqual(second?.person, first?.person)

  ada.send('NICK ROBERT')
  await eventually('the new spelling', async () => (await handles())[0]?.name === 'ROBERT')
  assert.deepEqual((await handles())[0]?.person, first?.person)
  // A nick that left is free: by taking it nobody becomes who had it, and nobody's name is lost.
  other.close()
  await ada.waitFor(/ QUIT /)
  ada.send('NICK ada[X]')
  ada.send('PRIVMSG #hall :#a')
  await ada.waitFor(/ada\[X\]: Your answer is already in/)
  assert.deepEqual(
    (await handles()).map((one) => [one.account, one.person]),
    [
      ['127.0.0.1/robert@127.0.0.1', first?.person],
      ['127.0.0.1/ada{x}@127.0.0.1', second?.person],
    ],
    'a name that is somebody’s already stays theirs',
  )
  ada.close()
  await app.close()
})

test('PT-27, LK-138: what is linked on the web goes along with a new nick, roles never come by it, and an account that is vouched for does not move', async () => {
  const { db, client, clock } = await openWorld()
  const at = (account: string) => ({ network: 'irc' as const, account: `irc.example/${account}` })
  const hear = (account: string, proven = false) =>
    db.write((tx) => people.actorOfHandle(tx, { ...at(account), name: account.split('@')[0] ?? '', proven }))
  const rename = (from: string, to: string) => db.write((tx) => people.renameHandle(tx, at(from), { ...at(to), name: to }))
  const token = people.freshToken()
  await db.write((tx) => people.addGuests(tx, [{ person: people.guestOf(token), name: 'Ada', token }]))
  const [web] = await db.read((tx) => people.actorsOfTokens(tx, [token], clock.now))
  assert.ok(web?.kind === 'person')
  await hear('ada@host')
  const { code } = await db.write((tx) => people.makeLinkCode(tx, web))
  const handle = { ...at('ada@host'), name: 'ada', proven: false }
  assert.deepEqual(await db.write((tx) => people.sayLinkCode(tx, handle, code)), { linked: true })
  const whole = await hear('ada@host')
  assert.ok(people.idsOf(whole).includes(web.id))
  await rename('ada@host', 'ada_away@host')
  assert.equal((await hear('ada_away@host')).id, whole.id)
  assert.notEqual((await hear('ada@host')).id, whole.id)

  // A code that waits under the old nick holds nothing up, and is good for nothing more.
  const waiting = await db.write((tx) => people.makeLinkCodeForHandle(tx, { ...at('eve@host'), name: 'eve', proven: false }))
  await rename('eve@host', 'eva@host')
  await assert.rejects(
    db.write((tx) => people.enterLinkCode(tx, web, waiting.code)),
    /link-code-wrong/,
  )
  const ada = await hear('ada', true)
  await rename('ada', 'mallory')
  await rename('mallory@host', 'ada')
  assert.deepEqual([(await hear('ada', true)).id, (await hear('mallory@host')).id === ada.id], [ada.id, false])
  await rename('nobody@host', 'somebody@host')
  const [row] =
    await client`select count(*)::int as n from people_handles where account like '%nobody%' or account like '%somebody%'`
  assert.equal(row?.n, 0)
})
