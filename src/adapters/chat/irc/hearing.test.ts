/** Real servers: what is heard of people, from whom, and what is answered (PT-09, PT-10). */
import assert from 'node:assert/strict'
import { createServer, type Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Bot, settingsOf, withBot } from '../../../../test/standins/irc-bot.ts'
import { openIi, openRaw, registerAccount, until } from '../../../../test/standins/irc-client.ts'
import { type IrcServer, startInspircd } from '../../../../test/standins/irc-servers.ts'
import { silentLog } from '../../../platform/log.ts'
import { openIrc } from './index.ts'

let server: IrcServer
let poor: IrcServer
before(async () => {
  ;[server, poor] = await Promise.all([
    startInspircd({ services: true }),
    startInspircd({ services: true, without: ['ircv3_accounttag', 'ircv3_ctctags', 'ircv3_msgid'] }),
  ])
  await Promise.all([registerAccount(server, 'Ada', 'secret'), registerAccount(poor, 'Ada', 'secret')])
})
after(() => Promise.all([server.close(), poor.close()]))

describe('hearing on real servers', { concurrency: true }, () => {
  test('a line is heard once, clean, with its channel as configured and the msgid of the server', () =>
    withBot({ server: 'localhost', port: server.port, nick: 'ear', channels: ['#Talk'] }, async (bot) => {
      await bot.in()
      const ada = await openRaw({ ...server, nick: 'visitor', caps: ['message-tags', 'echo-message'] })
      await ada.join('#talk')
      ada.send('PRIVMSG #talk :\x02now\x02  \x0304discussing')
      const heard = await bot.hears('now  discussing')
      const echo = await ada.waitFor(/PRIVMSG #Talk/i)
      assert.equal(heard.id, `localhost/${/msgid=([^; ]+)/.exec(echo)?.[1]}`)
      assert.equal(heard.channel, '#Talk')
      assert.deepEqual(heard.sender, { name: 'visitor', account: 'visitor@127.0.0.1', proven: false, standing: 'none' })
      ada.send('PRIVMSG ear :psst')
      const whisper = await bot.hears('psst')
      assert.deepEqual([whisper.channel, whisper.sender.standing], [null, 'none'])
      await bot.network.say('#talk', 'own words')
      await ada.waitFor(/PRIVMSG #Talk :own words/)
      await bot.network.say('visitor', 'psst back')
      await ada.waitFor(/PRIVMSG visitor :psst back/)
      assert.deepEqual(
        bot.heard.map((line) => line.text),
        ['now  discussing', 'psst'],
      )
      ada.close()
    }))

  test('an account is proven by account-tag and folded; a nick alone proves nothing', () =>
    withBot({ server: 'localhost', port: server.port, channels: ['#acc'] }, async (bot) => {
      await bot.in()
      const ada = await openRaw({ ...server, nick: 'someone', sasl: { account: 'Ada', password: 'secret' } })
      await ada.join('#acc')
      ada.send('PRIVMSG #acc :it is me')
      assert.deepEqual((await bot.hears('it is me')).sender, { name: 'someone', account: 'ada', proven: true, standing: 'none' })
      const fake = await openRaw({ ...server, nick: 'Ada' })
      await fake.join('#acc')
      fake.send('PRIVMSG #acc :no, me')
      assert.deepEqual((await bot.hears('no, me')).sender, {
        name: 'Ada',
        account: 'ada@127.0.0.1',
        proven: false,
        standing: 'none',
      })
      ada.close()
      fake.close()
    }))

  test('without account-tag and msgid: WHOX, extended-join and account-notify tell who is who, and each line is its own', async () => {
    const early = await openRaw({ ...poor, nick: 'early', sasl: { account: 'Ada', password: 'secret' } })
    await early.join('#acc')
    await withBot({ server: 'localhost', port: poor.port, channels: ['#acc'] }, async (bot) => {
      await bot.in()
      const late = await openRaw({ ...poor, nick: 'late', sasl: { account: 'Ada', password: 'secret' } })
      await late.join('#acc')
      late.send('PRIVMSG #acc :by extended-join')
      assert.deepEqual((await bot.hears('by extended-join')).sender, {
        name: 'late',
        account: 'ada',
        proven: true,
        standing: 'none',
      })
      early.send('PRIVMSG #acc :by WHOX')
      assert.equal((await bot.hears('by WHOX')).sender.proven, true)
      early.send('NICK renamed')
      early.send('PRIVMSG #acc :still')
      assert.deepEqual([(await bot.hears('still')).sender.name, (await bot.hears('still')).sender.proven], ['renamed', true])
      await early.services('LOGOUT', /NOTICE .*logged out/i)
      early.send('PRIVMSG #acc :left the account')
      early.send('PRIVMSG #acc :twice')
      early.send('PRIVMSG #acc :twice')
      early.send('PRIVMSG #acc :end')
      assert.equal((await bot.hears('left the account')).sender.account, 'renamed@127.0.0.1')
      await bot.hears('end')
      assert.equal(new Set(bot.heard.map((line) => line.id)).size, bot.heard.length)
      assert.equal(bot.heard.filter((line) => line.text === 'twice').length, 2)
      late.close()
    })
    early.close()
  })

  test('standing follows NAMES and MODE, with both signs kept and half-operators counted as voice', async () => {
    const op = await openRaw({ ...server, nick: 'oper' })
    await op.join('#modes')
    const ii = await openIi({ ...server, nick: 'member', channel: '#modes' })
    op.send('MODE #modes +v oper')
    await withBot({ server: 'localhost', port: server.port, channels: ['#modes'] }, async (bot) => {
      await bot.in()
      const standing = async (text: string) => (await bot.hears(text)).sender.standing
      op.send('PRIVMSG #modes :op by names')
      assert.equal(await standing('op by names'), 'operator')
      op.send('MODE #modes -o oper')
      op.send('PRIVMSG #modes :voice was under it')
      assert.equal(await standing('voice was under it'), 'voice')
      await ii.say('nothing yet')
      assert.equal(await standing('nothing yet'), 'none')
      op.close()
      await ii.stop()
    })
  })

  test('half-operators and admins: a custom sign above @ is an operator, one below it a voice', async () => {
    const op = await openRaw({ ...server, nick: 'boss' })
    await op.join('#signs')
    const member = await openRaw({ ...server, nick: 'helper' })
    await member.join('#signs')
    await withBot({ server: 'localhost', port: server.port, channels: ['#signs'] }, async (bot) => {
      await bot.in()
      op.send('MODE #signs +h helper')
      await member.waitFor(/MODE #signs \+h/)
      member.send('PRIVMSG #signs :half')
      assert.equal((await bot.hears('half')).sender.standing, 'voice')
      op.send('MODE #signs -h helper')
      op.send('MODE #signs +o helper')
      await member.waitFor(/MODE #signs \+o/)
      member.send('PRIVMSG #signs :whole')
      assert.equal((await bot.hears('whole')).sender.standing, 'operator')
      op.close()
      member.close()
    })
  })

  test('PT-61: who counts as an operator is a setting: half-operators, those with @ and owners, on one server', async () => {
    const op = await openRaw({ ...server, nick: 'keeper' })
    await op.join('#ranks')
    const member = await openRaw({ ...server, nick: 'deputy' })
    await member.join('#ranks')
    const standings = async (text: string, ...modes: string[]) => {
      const from = member.lines.length
      for (const mode of modes) op.send(`MODE #ranks ${mode}`)
      if (modes.length > 0) await member.waitFor(new RegExp(` MODE #ranks .*\\${modes.at(-1)?.slice(0, 2)}`), from)
      member.send(`PRIVMSG #ranks :${text}`)
      return (all: Bot[]) => Promise.all(all.map(async (bot) => (await bot.hears(text)).sender.standing))
    }
    const wishes = { server: 'localhost', port: server.port, channels: ['#ranks'] }
    await withBot({ ...wishes, operators: 'o' }, (one) =>
      withBot({ ...wishes, operators: 'above-o' }, (two) =>
        withBot({ ...wishes, operators: 'above-h' }, async (three) => {
          const bots = [one, two, three]
          for (const bot of bots) await bot.in()
          assert.deepEqual(await (await standings('nothing yet'))(bots), ['none', 'none', 'none'])
          assert.deepEqual(await (await standings('half', '+h deputy'))(bots), ['voice', 'voice', 'operator'])
          assert.deepEqual(await (await standings('whole', '-h deputy', '+o deputy'))(bots), ['operator', 'operator', 'operator'])
          op.send('OPER root root')
          await op.waitFor(/ 381 /)
          op.send('SAMODE #ranks +a deputy')
          await member.waitFor(/ MODE #ranks .*\+a/)
          assert.deepEqual(await (await standings('admin', '-o deputy'))(bots), ['voice', 'operator', 'operator'])
        }),
      ),
    )
    op.close()
    member.close()
  })

  test('actions, notices and broken CTCP are not heard; VERSION and PING are answered (PT-10)', () =>
    withBot({ server: 'localhost', port: server.port, nick: 'talker', channels: ['#ctcp'] }, async (bot) => {
      await bot.in()
      const ada = await openRaw({ ...server, nick: 'asker' })
      await ada.join('#ctcp')
      for (const words of ['\x01ACTION now discussing\x01', '\x01ACTION no end', '\x01DCC CHAT x 1 2\x01'])
        ada.send(`PRIVMSG #ctcp :${words}`)
      ada.send('NOTICE #ctcp :now discussing')
      ada.send('NOTICE talker :help')
      ada.send('PRIVMSG talker :\x01VERSION\x01')
      ada.send('PRIVMSG talker :\x01PING 12 34\x01')
      await ada.waitFor(/^:talker!\S+ NOTICE asker :\cAVERSION Plenary\cA$/)
      await ada.waitFor(/^:talker!\S+ NOTICE asker :\cAPING 12 34\cA$/)
      ada.send('PRIVMSG #ctcp :end')
      await bot.hears('end')
      assert.deepEqual(
        bot.heard.map((line) => line.text),
        ['end'],
      )
      ada.close()
    }))

  test('bad bytes, empty and strange lines never stop it (PT-09)', () =>
    withBot({ server: 'localhost', port: server.port, channels: ['#bytes'] }, async (bot) => {
      await bot.in()
      const ada = await openRaw({ ...server, nick: 'mangler' })
      await ada.join('#bytes')
      ada.send(Buffer.concat([Buffer.from('PRIVMSG #bytes :caf'), Buffer.from([0xe9, 0xff, 0xc3]), Buffer.from(' au lait')]))
      assert.equal((await bot.hears('caf\ufffd\ufffd\ufffd au lait')).channel, '#bytes')
      for (let byte = 1; byte < 256; byte++) {
        if (byte !== 10 && byte !== 13)
          ada.send(Buffer.concat([Buffer.from('PRIVMSG #bytes :'), Buffer.from([byte, byte, 0xf0, byte])]))
      }
      ada.send(`PRIVMSG #bytes :${'🦊'.repeat(200)}`)
      ada.send('PRIVMSG #bytes :end')
      await bot.hears('end')
      assert.equal(bot.network.status().at, 'connected')
      ada.close()
    }))

  test('a listener that fails loses its line, not the next, and lines are worked on one by one', async () => {
    const worked: string[] = []
    const network = openIrc(
      settingsOf({ server: 'localhost', port: server.port, nick: 'sorter', channels: ['#order'] }),
      silentLog,
    )
    network.connect(async ({ text }) => {
      worked.push(`${text} begins`)
      await pause(text === 'one' ? 50 : 1)
      if (text === 'two') throw new Error('a listener may fail')
      worked.push(`${text} ends`)
    })
    const ada = await openRaw({ ...server, nick: 'counter' })
    await ada.join('#order')
    await ada.waitFor(/^:sorter!\S+ JOIN| 353 .*sorter/)
    for (const text of ['one', 'two', 'three']) ada.send(`PRIVMSG #order :${text}`)
    await until('the third line', () => worked.includes('three ends'))
    assert.deepEqual(worked, ['one begins', 'one ends', 'two begins', 'three begins', 'three ends'])
    await network.close()
    await network.close()
    assert.equal(network.status().at, 'stopped')
    await assert.rejects(network.say('#order', 'late'), /not connected/)
    ada.close()
  })

  test('lines no server should send are skipped, and a line without end is not waited for (PT-09)', async () => {
    const sockets: Socket[] = []
    const odd = createServer((socket) => {
      sockets.push(socket.on('error', () => {}))
      socket.write(':odd 001 odd :welcome\r\n:odd 376 odd :end\r\n')
      const lines = [
        'PRIVMSG',
        ':a!b@c PRIVMSG',
        ':a!b@c NOTICE',
        'MODE',
        'BATCH',
        ':x 353',
        ':x 366',
        ':x 352 a',
        ':x 354',
        'CAP',
        '@',
        ':',
        'KICK',
        'PING',
      ]
      for (const line of lines) socket.write(`${line}\r\n`)
      socket.write(':a!b@c PRIVMSG odd :after all that\r\n')
    })
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve))
    const address = odd.address()
    const port = typeof address === 'object' && address ? address.port : 0
    await withBot({ server: '127.0.0.1', port, nick: 'odd' }, async (bot) => {
      assert.equal((await bot.hears('after all that')).channel, null)
      await bot.logs(/a line of the server was skipped/)
      sockets[0]?.write('x'.repeat(20_000))
      await bot.logs(/a line of more than 16384 bytes/)
    })
    for (const socket of sockets) socket.destroy()
    odd.close()
  })
})
