/** Real servers: long texts, floods, and places nobody should be able to name (PT-79, PT-82); and all of it on a server with almost no IRCv3. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { withBot } from '../../../../test/standins/irc-bot.ts'
import { openIi, openRaw, openTap, until } from '../../../../test/standins/irc-client.ts'
import { type IrcServer, startInspircd, startNgircd } from '../../../../test/standins/irc-servers.ts'
import { TooManyLines } from '../network.ts'

let strict: IrcServer
let poor: IrcServer
before(async () => {
  ;[strict, poor] = await Promise.all([startInspircd({ fakelag: 'kill' }), startNgircd({ tls: true })])
})
after(() => Promise.all([strict.close(), poor.close()]))

describe('speaking on real servers', { concurrency: true }, () => {
  test('a server that throws out who types too fast bears our flood, and everything arrives in order (PT-82)', () =>
    withBot({ server: '127.0.0.1', port: strict.port, pauses: { lineS: 0.5, messageS: 2 } }, async (bot) => {
      await bot.in()
      const ada = await openRaw({ ...strict, nick: 'ada' })
      await ada.join('#ptg')
      const lines = Array.from({ length: 8 }, (_, n) => `line ${n}`)
      await Promise.all(lines.map((line) => bot.network.say('#ptg', line)))
      await ada.waitFor(/line 7$/)
      const arrived = ada.lines.flatMap((line) => /PRIVMSG #ptg :(line \d+)$/.exec(line)?.[1] ?? [])
      assert.deepEqual(arrived, lines)
      assert.equal(bot.network.status().at, 'connected')
      ada.close()
    }))

  for (const kind of ['strict', 'poor'] as const) {
    test(`long texts of every script arrive whole, in lines of at most 512 bytes (PT-79), on the ${kind} server`, async () => {
      const server = kind === 'strict' ? strict : poor
      await withBot(
        {
          server: '127.0.0.1',
          port: server.port,
          channels: ['#long-name-of-a-channel'],
          pauses: { lineS: 0.5, messageS: 2 },
        },
        async (bot) => {
          await bot.in()
          const ada = await openRaw({ ...server, nick: 'reader' })
          await ada.join('#long-name-of-a-channel')
          for (const [n, unit] of ['x', 'наука ', '🦊', 'слово', 'many words '].entries()) {
            const text = `${unit.repeat(Math.ceil(1300 / Buffer.byteLength(unit)))}end${n}`
            await bot.network.say('#long-name-of-a-channel', text)
            await ada.waitFor(new RegExp(`end${n}$`))
          }
          const arrived = ada.lines.filter((line) => line.includes(' PRIVMSG '))
          assert.ok(arrived.every((line) => Buffer.byteLength(`${line}\r\n`) <= 512 && !line.includes('\ufffd')))
          const whole = arrived.map((line) => line.slice(line.indexOf(' :') + 2).replaceAll(' ', '')).join('')
          const said = ['x', 'наука', '🦊', 'слово', 'manywords'].map((unit, n) => {
            const bytes = Buffer.byteLength(['x', 'наука ', '🦊', 'слово', 'many words '][n] ?? '')
            return `${unit.repeat(Math.ceil(1300 / bytes))}end${n}`
          })
          assert.equal(whole, said.join(''))
          assert.equal(bot.network.status().at, 'connected')
          ada.close()
        },
      )
    })
  }

  test('PT-78, PT-80: words stay whole; ten lines are sent, and of eleven nothing at all', async () => {
    const tap = await openTap(poor)
    await withBot({ server: '127.0.0.1', port: tap.port }, async (bot) => {
      await bot.in()
      const said = () => tap.sent.flatMap((line) => /^PRIVMSG #ptg :(.*)$/.exec(line)?.[1] ?? [])
      const word = (n: number) => `${n}`.padEnd(250, 'x')
      const words = Array.from({ length: 11 }, (_, n) => word(n))
      await assert.rejects(bot.network.say('#ptg', words.join(' ')), TooManyLines)
      await bot.network.say('#ptg', words.slice(0, 10).join(' '))
      await until('the tenth line', () => said().length >= 10)
      assert.deepEqual(said(), words.slice(0, 10))
      await bot.network.say('#ptg', `${'long '.repeat(100)}end`)
      await until('the end', () => said().at(-1)?.endsWith('end'))
      assert.deepEqual(
        said()
          .slice(10)
          .map((line) => line.length),
        [399, 103],
      )
    })
    await tap.close()
  })

  test('nothing can be smuggled into a line, by place or by text', async () => {
    const tap = await openTap(poor)
    await withBot({ server: '127.0.0.1', port: tap.port }, async (bot) => {
      await bot.in()
      const before = tap.sent.length
      for (const place of ['#ptg,ada', 'ada\r\nQUIT', '#ptg\nQUIT', ':x', '$*', 'a b', '', '#elsewhere']) {
        await assert.rejects(bot.network.say(place, 'x'), /^Error: irc: /)
      }
      await bot.network.say('#ptg', 'one\r\nQUIT :two\0\x01')
      await until('both lines', () => tap.sent.length >= before + 2)
      assert.deepEqual(tap.sent.slice(before), ['PRIVMSG #ptg :one', 'PRIVMSG #ptg :QUIT :two'])
      await assert.rejects(bot.network.say('#ptg', 'line\n'.repeat(11)), /more than 10 lines/)
    })
    await tap.close()
  })

  test('a server with almost no IRCv3, over TLS: hears, speaks, knows standings (PT-02, PT-05, PT-09, PT-10)', async () => {
    const op = await openRaw({ ...poor, nick: 'op' })
    await op.join('#bare')
    await withBot(
      { server: 'localhost', port: poor.tlsPort, tls: true, tlsTrust: poor.caFile, nick: 'plenary', channels: ['#bare'] },
      async (bot) => {
        await bot.in()
        const ii = await openIi({ ...poor, nick: 'Member', channel: '#bare' })
        await ii.say('hello there')
        const heard = await bot.hears('hello there')
        assert.equal(heard.sender.proven, false)
        assert.match(heard.sender.account, /^member@/)
        op.send('PRIVMSG #bare :chair speaking')
        assert.equal((await bot.hears('chair speaking')).sender.standing, 'operator')
        op.send('MODE #bare +v Member')
        await op.waitFor(/MODE #bare \+v/)
        await ii.say('with a voice')
        assert.equal((await bot.hears('with a voice')).sender.standing, 'voice')
        op.send(Buffer.concat([Buffer.from('PRIVMSG #bare :'), Buffer.from([0xff, 0xfe])]))
        assert.equal((await bot.hears('\ufffd\ufffd')).channel, '#bare')
        op.send('PRIVMSG plenary :\x01VERSION\x01')
        await op.waitFor(/NOTICE op :.VERSION Plenary/)
        await bot.network.say('#bare', 'good day to all')
        assert.equal(await ii.waitFor(/good day/), '<plenary> good day to all')
        await ii.stop()
      },
    )
    op.close()
  })

  test('a restart of a poor server is survived (PT-06)', async () => {
    const own = await startNgircd()
    await withBot({ server: '127.0.0.1', port: own.port }, async (bot) => {
      await bot.in()
      await own.restart()
      await until('the restart to be seen', () => bot.logged.some((line) => line.includes('not connected')))
      await bot.in()
    })
    await own.close()
  })

  test('SASL required where the server has none: stopped, and said why (PT-04)', () =>
    withBot(
      {
        server: '127.0.0.1',
        port: poor.port,
        sasl: { mechanism: 'PLAIN', account: 'a', password: 'b', certificate: null, required: true },
      },
      async (bot) => {
        await until('the bot to stop', () => bot.network.status().at === 'stopped')
        await bot.logs(/SASL authentication failed/)
      },
    ))
})
