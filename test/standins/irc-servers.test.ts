import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openIi, openRaw, registerAccount, until } from './irc-client.ts'
import { type IrcServer, startInspircd, startNgircd } from './irc-servers.ts'

async function on(server: Promise<IrcServer>, work: (server: IrcServer) => Promise<void>) {
  const running = await server
  try {
    await work(running)
  } finally {
    await running.close()
  }
}

test('InspIRCd with Anope: a registered account signs in by SASL, its lines carry the account, and it outlives a restart', () =>
  on(startInspircd({ services: true, tls: true }), async (server) => {
    await registerAccount(server, 'ada', 'secret')
    await server.restart()
    const listener = await openRaw({ ...server, nick: 'listener', caps: ['message-tags', 'account-tag'] })
    await listener.join('#a')
    const ada = await openRaw({
      host: 'localhost',
      port: server.tlsPort,
      nick: 'ada_',
      tls: { caFile: server.caFile },
      sasl: { account: 'ada', password: 'secret' },
    })
    await ada.join('#a')
    ada.send('PRIVMSG #a :hello')
    assert.match(await listener.waitFor(/PRIVMSG #a :hello/), /^@(.*;)?account=ada[; ]/)
    listener.close()
    ada.close()
  }))

test('ngIRCd offers no more than multi-prefix, and ii people talk there', () =>
  on(startNgircd({ tls: true }), async (server) => {
    const one = await openIi({ ...server, nick: 'one', channel: '#a' })
    const two = await openRaw({ ...server, nick: 'two' })
    two.send('CAP LS')
    assert.match(await two.waitFor(/ CAP /), / LS :multi-prefix\s*$/)
    await two.join('#a')
    two.send('PRIVMSG #a :good day')
    assert.equal(await one.waitFor(/good day/), '<two> good day')
    await one.say('and to you')
    await two.waitFor(/^:one!\S+ PRIVMSG #a :and to you$/)
    two.close()
    await one.stop()
  }))

test('a server asked to kill flooders does so', () =>
  on(startInspircd({ fakelag: 'kill' }), async (server) => {
    const flooder = await openRaw({ ...server, nick: 'flooder' })
    await flooder.join('#a')
    for (let line = 0; line < 40; line++) flooder.send(`PRIVMSG #a :${line}`)
    await flooder.waitFor(/^ERROR .*Flood/i)
    await until('the flooder to be out', () => flooder.closed)
  }))
