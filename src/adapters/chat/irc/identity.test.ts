/** Real servers: who we are to the network, and that we speak only to the right server (PT-02 to PT-05). */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type BotWishes, NO_SASL, withBot } from '../../../../test/standins/irc-bot.ts'
import { openRaw, openTap, registerAccount, type Tap, until } from '../../../../test/standins/irc-client.ts'
import { type IrcServer, startInspircd } from '../../../../test/standins/irc-servers.ts'

let server: IrcServer
before(async () => {
  server = await startInspircd({ services: true, tls: true })
  await Promise.all(['plenary', 'second', 'third'].map((name) => registerAccount(server, name, 'pass-word')))
})
after(() => server.close())

const SASL = { ...NO_SASL, account: 'plenary', password: 'pass-word' }

/** Through a tap, so that the test reads what was really sent. */
async function tapped(
  wishes: Omit<BotWishes, 'server' | 'port'>,
  work: (bot: Parameters<Parameters<typeof withBot>[1]>[0], tap: Tap) => Promise<void>,
) {
  const tap = await openTap(server)
  try {
    await withBot({ server: '127.0.0.1', port: tap.port, ...wishes }, (bot) => work(bot, tap))
  } finally {
    await tap.close()
  }
}

const commands = (tap: Tap) => tap.sent.flatMap((line) => /^(JOIN .*|PRIVMSG NickServ .*)$/.exec(line)?.[1] ?? [])

describe('identity on a real server', { concurrency: true }, () => {
  test('without a password nobody is told anything, and the channel is joined (PT-02)', () =>
    tapped({}, async (bot, tap) => {
      await bot.in()
      assert.deepEqual(commands(tap), ['JOIN #ptg'])
      assert.ok(!tap.sent.some((line) => /AUTHENTICATE|sasl|^PASS/.test(line)))
    }))

  test('with a NickServ password exactly one identification precedes JOIN, and it has worked by then (PT-03)', () =>
    tapped(
      { nickserv: { password: 'pass-word', service: 'NickServ' }, nick: 'plenary', channels: ['#a', '#b'] },
      async (bot, tap) => {
        await bot.in()
        assert.deepEqual(commands(tap), ['PRIVMSG NickServ :IDENTIFY pass-word', 'JOIN #a,#b'])
        const watcher = await openRaw({ ...server, nick: 'watcher' })
        watcher.send('WHOIS plenary')
        await watcher.waitFor(/ 330 watcher plenary plenary /)
        watcher.close()
        assert.ok(!bot.logged.join().includes('pass-word'))
      },
    ))

  test('a wrong NickServ password is logged, without it, and the channel is joined all the same', () =>
    tapped({ nick: 'second', nickserv: { password: 'wrong-one', service: 'NickServ' } }, async (bot, tap) => {
      await bot.in()
      await bot.logs(/not identified to the services: the password or the account was refused/)
      assert.equal(commands(tap).length, 2)
      assert.ok(!bot.logged.join().includes('wrong-one'))
    }))

  test('a service that is not there holds nothing up', () =>
    tapped({ nickserv: { password: 'x', service: 'Nobody' } }, async (bot) => {
      await bot.in()
      await bot.logs(/Nobody is not there/)
    }))

  test('SASL PLAIN signs in before the welcome, and NickServ hears nothing (PT-04)', () =>
    tapped({ sasl: { ...SASL, required: true }, nickserv: { password: 'pass-word', service: 'NickServ' } }, async (bot, tap) => {
      await bot.in()
      assert.deepEqual(commands(tap), ['JOIN #ptg'])
      assert.equal(tap.sent.filter((line) => line.startsWith('AUTHENTICATE ')).length, 2)
      assert.ok(!bot.logged.join().includes('pass-word'))
    }))

  test('SASL EXTERNAL signs in by certificate (PT-04, PT-05)', async () => {
    const pem = server.clientCertificate('plenary')
    const owner = await openRaw({ host: 'localhost', port: server.tlsPort, nick: 'owner', tls: { caFile: server.caFile, pem } })
    await owner.services('IDENTIFY plenary pass-word', /NOTICE .*(identified|accepted)/i)
    await owner.services('CERT ADD', /NOTICE .*(added|fingerprint)/i)
    const sasl = { ...NO_SASL, mechanism: 'EXTERNAL', certificate: pem, required: true } as const
    await withBot(
      { server: 'localhost', port: server.tlsPort, tls: true, tlsTrust: server.caFile, nick: 'external', sasl },
      async (bot) => {
        await bot.in()
        owner.send('WHOIS external')
        await owner.waitFor(/ 330 owner external plenary /)
      },
    )
    owner.close()
  })

  test('SASL refused and required: one clear line, stopped for good (PT-04)', () =>
    tapped({ sasl: { ...SASL, password: 'wrong-one', required: true } }, async (bot, tap) => {
      const status = await until('the bot to stop', () => {
        const now = bot.network.status()
        return now.at === 'stopped' && now
      })
      assert.match(status.why, /SASL authentication failed: .+/)
      assert.deepEqual(status.faults, [{ fault: 'signin-failed', channel: null }])
      assert.equal(bot.logged.filter((line) => line.includes('SASL')).length, 1)
      assert.deepEqual(commands(tap), [])
      assert.equal(tap.connections, 1)
      assert.ok(!bot.logged.join().includes('wrong-one'))
    }))

  test('SASL refused and not required: one clear line, then NickServ, then the channel (PT-04)', () =>
    tapped(
      { nick: 'third', sasl: { ...SASL, password: 'wrong' }, nickserv: { password: 'pass-word', service: 'NickServ' } },
      async (bot, tap) => {
        await bot.in()
        assert.equal(bot.logged.filter((line) => line.includes('SASL')).length, 1)
        assert.deepEqual(commands(tap), ['PRIVMSG NickServ :IDENTIFY pass-word', 'JOIN #ptg'])
      },
    ))

  test('TLS on a port of any number, with our own authority (PT-05)', () =>
    withBot({ server: 'localhost', port: server.tlsPort, tls: true, tlsTrust: server.caFile }, (bot) => bot.in()))

  test('TLS with an unknown authority is refused, said, and tried again later (PT-05)', () =>
    withBot({ server: 'localhost', port: server.tlsPort, tls: true }, async (bot) => {
      await bot.logs(/irc: not connected/)
      assert.match(bot.logged.join(), /certificate/i)
      assert.ok(!bot.logged.some((line) => line.includes('irc: connected')))
    }))

  test('TLS with a certificate of another host is refused (PT-05)', async () => {
    const tap = await openTap({ host: '127.0.0.1', port: server.tlsPort }, '127.0.0.2')
    await withBot({ server: '127.0.0.2', port: tap.port, tls: true, tlsTrust: server.caFile }, async (bot) => {
      await bot.logs(/does not match certificate|not in the cert/i)
      assert.ok(!bot.logged.some((line) => line.includes('irc: connected')))
    })
    await tap.close()
  })
})
