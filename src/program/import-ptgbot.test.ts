import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { readConfig } from '../platform/config.ts'
import { ImportRefusal, settingsOfPtgbot } from './import-ptgbot.ts'
import { run } from './run.ts'

const folder = mkdtempSync(join(tmpdir(), 'plenary-import-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const file = join(folder, 'config.json')
const theirs = {
  irc_nick: 'gatherbot',
  irc_pass: 'a secret',
  irc_server: 'irc.example.org',
  irc_port: 6697,
  irc_channel: '#gathering',
  db_filename: '/var/lib/ptg.json',
  log_config: '~/log.conf',
}

describe("PT-01: the predecessor's configuration", () => {
  test('comes over whole: server, port, TLS by the port, nick, channel and password', () => {
    writeFileSync(file, JSON.stringify(theirs))
    writeFileSync(join(folder, 'plenary.yaml'), settingsOfPtgbot(file))
    const [irc, ...more] = readConfig({ cwd: folder, env: {} }).chat.irc
    assert.deepEqual(more, [])
    const { server, port, tls, nick, channels, nickserv } = irc ?? assert.fail('no connection')
    assert.deepEqual(
      { server, port, tls, nick, channels, nickserv },
      {
        server: 'irc.example.org',
        port: 6697,
        tls: true,
        nick: 'gatherbot',
        channels: ['#gathering'],
        nickserv: { password: 'a secret', service: 'NickServ' },
      },
    )
  })

  test('with a comma too many, without a password and on another port: plain text, no identification', () => {
    writeFileSync(file, JSON.stringify({ ...theirs, irc_pass: '', irc_port: 6667 }).replace('}', ',}'))
    writeFileSync(join(folder, 'plenary.yaml'), settingsOfPtgbot(file))
    const [irc] = readConfig({ cwd: folder, env: {} }).chat.irc
    assert.deepEqual([irc?.tls, irc?.nickserv.password], [false, null])
  })

  for (const key of ['irc_nick', 'irc_server', 'irc_port', 'irc_channel', 'db_filename'] as const) {
    test(`without ${key} is refused by its name`, () => {
      const { [key]: _, ...rest } = theirs
      writeFileSync(file, JSON.stringify(rest))
      assert.throws(
        () => settingsOfPtgbot(file),
        (error) =>
          error instanceof ImportRefusal && error.message.startsWith(`${file}: ${key}: `) && !error.message.includes('\n'),
      )
    })
  }

  test('a server without its name stops the start with a message naming it', () => {
    assert.throws(
      () => readConfig({ cwd: tmpdir(), env: { PLENARY_CHAT_IRC_0_NICK: 'x', PLENARY_CHAT_IRC_0_CHANNELS: '#a' } }),
      /chat\.irc\[0\]\.server/,
    )
  })

  test('the command line refuses in one line what it cannot read', async () => {
    assert.equal(await run(['import', 'ptgbot', '--config', join(folder, 'nowhere.json')]), 1)
    assert.equal(await run(['import', 'ptgbot']), 1)
    assert.equal(await run(['import', 'elsewhere', '--config', file]), 1)
  })
})
