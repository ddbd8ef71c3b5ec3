/** Real servers: what happens when things break: connection, nick, channel (PT-06 to PT-08). */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { NO_SASL, QUICK, withBot } from '../../../../test/standins/irc-bot.ts'
import { openRaw, openTap, registerAccount, until } from '../../../../test/standins/irc-client.ts'
import { type IrcServer, startInspircd } from '../../../../test/standins/irc-servers.ts'

let server: IrcServer
before(async () => {
  server = await startInspircd({ services: true })
  await Promise.all(['plenary', 'second'].map((name) => registerAccount(server, name, 'pass-word')))
})
after(() => server.close())

const NICKSERV = { password: 'pass-word', service: 'NickServ' }

describe('staying on real servers', { concurrency: true }, () => {
  test('a cut connection comes back by itself: identified again, joined again, deaf to nothing (PT-06)', async () => {
    const tap = await openTap(server)
    await withBot({ server: '127.0.0.1', port: tap.port, nick: 'plenary', nickserv: NICKSERV }, async (bot) => {
      for (let round = 1; round <= 3; round++) {
        await bot.in()
        tap.cut()
        await until('the cut to be seen', () => bot.network.status().at !== 'connected')
        await assert.rejects(bot.network.say('#ptg', 'lost'), /not connected/)
      }
      await bot.in()
      const told = tap.sent.filter((line) => /^JOIN|IDENTIFY/.test(line))
      assert.deepEqual(told, Array.from({ length: 4 }, () => ['PRIVMSG NickServ :IDENTIFY pass-word', 'JOIN #ptg']).flat())
      const ada = await openRaw({ ...server, nick: 'ada' })
      await ada.join('#ptg')
      ada.send('PRIVMSG #ptg :welcome back')
      await bot.hears('welcome back')
      ada.close()
    })
    await tap.close()
  })

  test('a server that falls silent is left and tried again (ping timeout, PT-06)', async () => {
    const tap = await openTap(server)
    await withBot(
      { server: '127.0.0.1', port: tap.port },
      async (bot) => {
        await bot.in()
        tap.freeze(true)
        await bot.logs(/ping timeout/)
        tap.freeze(false)
        await until('a second connection', () => tap.connections > 1)
        await bot.in()
      },
      { ...QUICK, pingEveryS: 1, pingTimeoutS: 3, registerTimeoutMs: 3_000 },
    )
    await tap.close()
  })

  test('a server that accepts and says nothing is left', async () => {
    const tap = await openTap(server)
    tap.freeze(true)
    await withBot(
      { server: '127.0.0.1', port: tap.port },
      async (bot) => {
        await bot.logs(/no welcome from the server/)
        tap.freeze(false)
        await bot.in()
      },
      { ...QUICK, registerTimeoutMs: 2_000 },
    )
    await tap.close()
  })

  test('a refused port and a name that does not exist are told and waited for; closing ends the wait (PT-06)', async () => {
    for (const where of [
      { server: '127.0.0.1', port: 1 },
      { server: 'no-such-host.invalid', port: 6667 },
    ]) {
      await withBot(where, async (bot) => {
        await bot.logs(/ECONNREFUSED|ENOTFOUND|EAI_AGAIN/)
        await until('a second try', () => bot.logged.filter((line) => line.includes('not connected')).length > 1)
        const waiting = await until('the wait', () => {
          const now = bot.network.status()
          return now.at === 'waiting' && now
        })
        assert.ok(waiting.until > waiting.since)
        await bot.network.close()
        assert.equal(bot.network.status().at, 'stopped')
      })
    }
  })

  test('services away after SASL had worked: it waits for them instead of stopping (PT-04, PT-06)', async () => {
    const own = await startInspircd({ services: true })
    await registerAccount(own, 'plenary', 'pass-word')
    const sasl = { ...NO_SASL, account: 'plenary', password: 'pass-word', required: true }
    await withBot({ server: '127.0.0.1', port: own.port, sasl }, async (bot) => {
      await bot.in()
      await own.restart()
      await until('the restart to be seen', () => bot.logged.some((line) => line.includes('not connected')))
      await bot.in()
    })
    await own.close()
  })

  test('nick in use: the alternative, then the wanted one as soon as its holder leaves or changes (PT-07)', async () => {
    const holder = await openRaw({ ...server, nick: 'host' })
    await holder.join('#nicks')
    await withBot(
      { server: '127.0.0.1', port: server.port, nick: 'host', alternativeNick: 'host_', channels: ['#nicks'] },
      async (bot) => {
        await bot.in()
        await holder.waitFor(/^:host_!\S+ JOIN/)
        const rival = await openRaw({ ...server, nick: 'rival' })
        await rival.join('#nicks')
        holder.send('NICK gone')
        await rival.waitFor(/^:host_!\S+ NICK :host$/)
        rival.send('PRIVMSG host :there you are')
        await bot.hears('there you are')
        rival.close()
      },
      // So long that only what it sees can bring the nick back.
      { ...QUICK, nickRetryMs: 600_000 },
    )
    holder.close()
  })

  test('nick in use and alternative too: digits; the periodic try gets it back from outside our channels (PT-07)', async () => {
    const holders = await Promise.all(['chair', 'chair_'].map((nick) => openRaw({ ...server, nick })))
    await withBot(
      { server: '127.0.0.1', port: server.port, nick: 'chair', alternativeNick: 'chair_', channels: ['#more'] },
      async (bot) => {
        await bot.in()
        const ada = await openRaw({ ...server, nick: 'seer' })
        await ada.join('#more')
        await ada.waitFor(/ 353 .*chair1/)
        for (const holder of holders) holder.close()
        await ada.waitFor(/^:chair1!\S+ NICK :chair$/)
        ada.close()
      },
    )
  })

  test('with a NickServ password the holder of our nick is moved away (PT-07)', async () => {
    const holder = await openRaw({ ...server, nick: 'second' })
    await withBot(
      { server: '127.0.0.1', port: server.port, nick: 'second', nickserv: NICKSERV, channels: ['#back'] },
      async (bot) => {
        await bot.in()
        const ada = await openRaw({ ...server, nick: 'asker' })
        await ada.join('#back')
        await until('the bot to have its nick', () => {
          ada.send('NAMES #back')
          return ada.lines.some((line) => / 353 .*[:@ ]second( |$)/.test(line))
        })
        ada.close()
      },
    )
    holder.close()
  })

  test('kicked: back after a while, later each time; banned: only seldom (PT-08)', async () => {
    const op = await openRaw({ ...server, nick: 'op' })
    await op.join('#kick')
    await withBot({ server: '127.0.0.1', port: server.port, nick: 'kicked', channels: ['#kick', '#other'] }, async (bot) => {
      for (let round = 0; round < 3; round++) {
        await bot.in()
        op.send('KICK #kick kicked :out')
        await until('the kick to be seen', () => bot.logged.filter((line) => line.includes('kicked by op')).length === round + 1)
      }
      await bot.in()
      const waits = bot.logged.flatMap((line) => (line.includes('kicked by op') ? JSON.parse(line).retryInMs : []))
      assert.deepEqual(waits, [200, 400, 800])
      op.send('MODE #kick +b kicked!*@*')
      op.send('KICK #kick kicked :and stay out')
      await bot.logs(/we are banned/)
      assert.deepEqual(bot.network.status().at === 'connected' && bot.network.status(), {
        ...bot.network.status(),
        channels: ['#other'],
      })
      await assert.rejects(bot.network.say('#kick', 'hello?'), /not in #kick/)
      const banned = bot.logged.find((line) => line.includes('we are banned')) ?? '{}'
      assert.equal(JSON.parse(banned).retryInMs, QUICK.bannedRetryMs)
      op.send('MODE #kick -b kicked!*@*')
      await bot.in()
    })
    op.close()
  })

  test('an invite-only channel is tried again until it opens', async () => {
    const op = await openRaw({ ...server, nick: 'doorman' })
    await op.join('#closed')
    op.send('MODE #closed +i')
    await op.waitFor(/MODE #closed/)
    await withBot({ server: '127.0.0.1', port: server.port, channels: ['#closed'] }, async (bot) => {
      await bot.logs(/invite_only_channel/)
      op.send('MODE #closed -i')
      await bot.in()
    })
    op.close()
  })
})
