import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold, LINE_BYTES_MAX, NICK_TRIES_MAX, nickForTry, placeKind, textBytesMax } from './names.ts'
import { standingOf } from './roster.ts'
import { assertSettings, type Operators } from './settings.ts'
import { doubled, reconnectWaitS } from './waits.ts'

test('names are folded as the server folds them', () => {
  assert.equal(fold('ascii', 'ADA[\\]^ÄЖ'), 'ada[\\]^ÄЖ')
  assert.equal(fold('rfc1459', 'ADA[\\]^Ä'), 'ada{|}~Ä')
  assert.equal(fold('strict-rfc1459', 'A[\\]^'), 'a{|}^')
  assert.equal(fold(undefined, 'A[^'), 'a{~')
  assert.equal(fold('rfc8265', 'A[^'), 'a[^')
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('ascii', 'rfc1459'), (name, by) => fold(by, fold(by, name)) === fold(by, name)),
  )
})

test('a place is a channel or a nick; what would break out of the line is neither', () => {
  const kinds = (places: string[]) => new Set(places.map((place) => placeKind(place)))
  assert.deepEqual(kinds(['#ptg', '&local', '##two', '#ключ']), new Set(['channel']))
  assert.deepEqual(kinds(['ada', '[ada]', 'a_d-a|', '{x}^`', 'жук']), new Set(['person']))
  const bad = [
    '',
    '#',
    '#a,#b',
    'ada,bob',
    '#a b',
    'ada\r\nQUIT',
    '#a\nQUIT',
    'a\0',
    ':ada',
    '$*',
    '@#a',
    'ada@host',
    'a*',
    'irc.test',
    '+x',
    '#'.repeat(300),
  ]
  assert.deepEqual(kinds(bad), new Set(['neither']))
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (place) => placeKind(place) === 'neither' || !/[\s,\p{Cc}]|^:/u.test(place)),
  )
})

test('nicks are tried in order: wanted, alternative, then short ones with digits, and not for ever', () => {
  const tried = Array.from({ length: NICK_TRIES_MAX + 1 }, (_, nth) => nickForTry('plenary-bot', 'plenary_', nth))
  assert.deepEqual(tried.slice(0, 4), ['plenary-bot', 'plenary_', 'plenary-1', 'plenary-2'])
  assert.equal(tried[11], 'plenary10')
  assert.equal(tried[NICK_TRIES_MAX], null)
  assert.equal(nickForTry('ada', null, 1), 'ada1')
})

test('prefix, command, target, text and line end together fill 512 bytes', () => {
  const own = { nick: 'plenary', user: '~plenary', host: 'example.org' }
  const room = textBytesMax(own, '#наука')
  assert.equal(Buffer.byteLength(`:plenary!~plenary@example.org PRIVMSG #наука :${'x'.repeat(room)}\r\n`), LINE_BYTES_MAX)
  assert.ok(textBytesMax({ ...own, user: null, host: null }, '#наука') < room)
})

test('operator is @ and all above it, voice is what stands between, anything lower is nothing', () => {
  const order = ['q', 'a', 'o', 'h', 'v', 'x']
  const standings = ['q', 'a', 'o', 'h', 'v', 'x'].map((mode) => standingOf(new Set([mode]), order))
  assert.deepEqual(standings, ['operator', 'operator', 'operator', 'voice', 'voice', 'none'])
  assert.equal(standingOf(new Set(['v', 'o']), order), 'operator')
  assert.equal(standingOf(new Set(), order), 'none')
  assert.equal(standingOf(new Set(['v']), ['o', 'v']), 'voice')
})

test('PT-61: by setting, @ alone counts, or the signs above it, or half-operators too', () => {
  const order = ['q', 'a', 'o', 'h', 'v']
  const of = (by: Operators, ...modes: string[]) => standingOf(new Set(modes), order, by)
  const row = (by: Operators) => order.map((mode) => of(by, mode))
  assert.deepEqual(row('o'), ['voice', 'voice', 'operator', 'voice', 'voice'])
  assert.deepEqual(row('above-o'), ['operator', 'operator', 'operator', 'voice', 'voice'])
  assert.deepEqual(row('above-h'), ['operator', 'operator', 'operator', 'operator', 'voice'])
  assert.deepEqual([of('o', 'q', 'o'), of('o', 'h', 'v'), of('above-h', 'h', 'v')], ['operator', 'voice', 'operator'])
  // A server without half-operators has nobody to count as one.
  assert.equal(standingOf(new Set(['v']), ['o', 'v'], 'above-h'), 'voice')
  assert.equal(standingOf(new Set(['o']), ['o', 'v'], 'above-h'), 'operator')
})

test('reconnects wait longer each time, by chance a little more or less, within the limits', () => {
  const limits = { minS: 60, maxS: 300 }
  assert.deepEqual(
    [0, 1, 2, 3, 9].map((nth) => reconnectWaitS(nth, limits, 0.5)),
    [66, 120, 240, 270, 270],
  )
  assert.notEqual(reconnectWaitS(1, limits, 0), reconnectWaitS(1, limits, 1))
  const chance = fc.double({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 1, max: 100 }), fc.nat(1000), chance, (nth, minS, more, luck) => {
      const wait = reconnectWaitS(nth, { minS, maxS: minS + more }, luck)
      assert.ok(wait >= minS && wait <= minS + more)
      const plain = doubled(minS, minS + more, nth)
      assert.ok(wait >= plain * 0.8 - 1e-9 && wait <= plain * 1.2 + 1e-9)
    }),
  )
  assert.deepEqual(
    [0, 1, 6, 7, 500].map((times) => doubled(5, 300, times)),
    [5, 10, 300, 300, 300],
  )
})

test('settings that could break out of a line are refused, all at once', () => {
  const good = {
    server: 'irc.example.org',
    port: 6697,
    tls: true,
    tlsTrust: null,
    nick: 'plenary',
    alternativeNick: null,
    channels: ['#ptg'],
    sasl: { mechanism: 'PLAIN', account: null, password: null, certificate: null, required: false } as const,
    nickserv: { password: null, service: 'NickServ' },
    reconnect: { minS: 60, maxS: 300 },
    pauses: { lineS: 0.5, messageS: 2 },
    operators: 'above-o' as const,
  }
  assertSettings(good)
  const bad = {
    ...good,
    nick: 'a b',
    channels: ['#a,#b'],
    nickserv: { password: 'x\r\nQUIT', service: 'NickServ' },
    reconnect: { minS: 9, maxS: 3 },
  }
  assert.throws(() => assertSettings(bad), { message: 'chat.irc: unusable nick, nickserv.password, channels, reconnect' })
})
