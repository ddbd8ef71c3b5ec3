import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roomsOf } from './rooms.ts'

const irc = (channel: string, server: string | null = null) => ({ network: 'irc' as const, server, channel })

test('where one can answer is said in one line: a network and at most two of its channels, each once', () => {
  assert.equal(roomsOf([]), null)
  assert.deepEqual(roomsOf([irc('#hall')]), { network: 'IRC', names: '#hall' })
  assert.deepEqual(roomsOf([irc('#hall', 'one.example'), irc('#hall', 'two.example'), irc('#lobby'), irc('#more')]), {
    network: 'IRC',
    names: '#hall, #lobby',
  })
  const twitch = { network: 'twitch' as const, server: null, channel: 'hall' }
  assert.deepEqual(roomsOf([twitch, irc('#hall')]), { network: 'Twitch', names: 'hall' })
})
