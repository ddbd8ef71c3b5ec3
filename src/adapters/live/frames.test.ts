import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { before, test } from 'node:test'
import { type App, guestOf, type Line, openApp, openLine } from '../../../test/app.ts'
import { act, choose, type Hall, newAnswer, openHall, pollOf } from '../../../test/world.ts'
import { FRAME_BYTES_MAX } from '../../contract/limits.ts'
import { meetingFeed } from '../../contract/meeting.ts'

let app: App
const poll = pollOf('x', 'y')
let hall: Hall
let token: string
before(async () => {
  app = await openApp()
  hall = await openHall(app.world, [poll], ['start', 'open'])
  token = await guestOf(app, hall.code, 'Ann')
})

const deep = (n: number) => '['.repeat(n) + ']'.repeat(n)

/** What is said, the id it is answered by, the code, and the place it names. */
const bad: readonly [what: string, said: string | Buffer, id: unknown, code: string, path: string | undefined][] = [
  ['no JSON', 'hello', null, 'bad-input', 'frame'],
  ['nothing', '', null, 'bad-input', 'frame'],
  ['half a frame', '{"say":"call"', null, 'bad-input', 'frame'],
  ['bytes', Buffer.from([1, 2, 3]), null, 'bad-input', 'frame'],
  ['a frame as bytes', Buffer.from('{"say":"call","id":1,"endpoint":"me"}'), null, 'bad-input', 'frame'],
  ['a number', '7', null, 'bad-input', 'frame'],
  ['null', 'null', null, 'bad-input', 'frame'],
  ['a list', '[]', null, 'bad-input', 'frame'],
  ['no say', '{}', null, 'bad-input', 'frame.say'],
  ['an unknown say', '{"say":"shout","id":4}', 4, 'bad-input', 'frame.say'],
  ['say of a wrong type', '{"say":{"say":"call"}}', null, 'bad-input', 'frame.say'],
  ['a call without an endpoint', '{"say":"call","id":"a"}', 'a', 'bad-input', 'frame.endpoint'],
  ['a call without an id', '{"say":"call","endpoint":"me"}', null, 'bad-input', 'frame.id'],
  ['an id that is a list', '{"say":"call","endpoint":"me","id":[1]}', null, 'bad-input', 'frame.id'],
  ['an id of no use', '{"say":"call","endpoint":"me","id":1e300}', null, 'bad-input', 'frame.id'],
  ['a huge id', JSON.stringify({ say: 'call', endpoint: 'me', id: 'x'.repeat(10_000) }), null, 'bad-input', 'frame.id'],
  ['an unknown field', '{"say":"call","id":2,"endpoint":"me","as":"owner"}', 2, 'bad-input', 'frame'],
  ['a prototype', '{"say":"call","id":2,"endpoint":"me","__proto__":{"x":1}}', 2, 'bad-input', 'frame'],
  ['a feed of a wrong type', '{"say":"follow","feed":7}', null, 'bad-input', 'frame.feed'],
  ['no feed', '{"say":"follow","feed":""}', null, 'bad-input', 'frame.feed'],
  ['a long feed', JSON.stringify({ say: 'follow', feed: 'x'.repeat(101) }), null, 'bad-input', 'frame.feed'],
  ['a number below none', '{"say":"follow","feed":"x","after":-1}', null, 'bad-input', 'frame.after'],
  ['half a number', '{"say":"follow","feed":"x","after":1.5}', null, 'bad-input', 'frame.after'],
  ['deep lists', deep(8_000), null, 'bad-input', 'frame'],
  ['deep lists in a call', `{"say":"call","id":3,"endpoint":"step","body":${deep(8_000)}}`, 3, 'bad-input', 'params.meeting'],
  ['an unknown endpoint', '{"say":"call","id":3,"endpoint":"nope"}', 3, 'not-found', 'endpoint'],
  ['an endpoint of every object', '{"say":"call","id":3,"endpoint":"toString"}', 3, 'not-found', 'endpoint'],
  ['a prototype as endpoint', '{"say":"call","id":3,"endpoint":"__proto__"}', 3, 'not-found', 'endpoint'],
  [
    'an endpoint that sets cookies',
    '{"say":"call","id":3,"endpoint":"join","params":{"code":"x"}}',
    3,
    'not-allowed',
    'endpoint',
  ],
  ['the sign-out', '{"say":"call","id":3,"endpoint":"signOut"}', 3, 'not-allowed', 'endpoint'],
  ['params where none belong', '{"say":"call","id":3,"endpoint":"me","params":{}}', 3, 'bad-input', 'params'],
  ['no params', '{"say":"call","id":3,"endpoint":"seat"}', 3, 'bad-input', 'params.meeting'],
  [
    'a wrong id in the params',
    '{"say":"call","id":3,"endpoint":"seat","params":{"meeting":"x"}}',
    3,
    'bad-input',
    'params.meeting',
  ],
  [
    'a param too many',
    JSON.stringify({ say: 'call', id: 3, endpoint: 'lookUpCode', params: { code: 'abcd', more: 1 } }),
    3,
    'bad-input',
    'params.more',
  ],
  [
    'a code no database can keep',
    '{"say":"call","id":3,"endpoint":"lookUpCode","params":{"code":"a\\u0000\\ud800"}}',
    3,
    'wrong-code',
    'params.code',
  ],
]

test('LK-64: whatever is said wrongly is refused once, clearly, and the line goes on', async () => {
  for (const [what, said, id, code, path] of bad) {
    const line = await openLine(app, token)
    line.say(said)
    const frame = await line.frame(what, (one) => 'refusal' in one)
    assert.deepEqual([frame.id, frame.refusal.code, frame.refusal.path], [id, code, path], what)
    assert.ok(frame.refusal.message.length > 10)
    assert.ok(await line.isServed(), what)
    assert.equal(line.heard.length, 2, what)
    line.end()
  }
  assert.deepEqual(
    app.logged.filter((one) => one.includes('"level":50')),
    [],
  )
})

test('LK-64: refusals come in the language of whoever asks', async () => {
  const line = await openLine(app, null, { 'accept-language': 'fr-CH, en;q=0.5' })
  assert.match((await line.call('nope')).refusal.message, /Rien ne porte ce nom/)
  line.end()
})

test('LK-217: a frame over the limit closes its line, with the reason in the code', async () => {
  const line = await openLine(app, token)
  line.say(`"${'x'.repeat(FRAME_BYTES_MAX - 2)}"`)
  await line.frame('a refusal', (one) => one.refusal?.code === 'bad-input')
  line.say(`"${'x'.repeat(FRAME_BYTES_MAX)}"`)
  assert.equal((await line.until('the end', () => line.closed)).code, 1009)
})

test('text that is no UTF-8 closes its line alone', async () => {
  const [line, other] = await Promise.all([openLine(app, token), openLine(app, token)])
  line.ws.send(Buffer.from([0xff, 0xfe]), { binary: false })
  assert.equal((await line.until('the end', () => line.closed)).code, 1007)
  assert.ok(await other.isServed())
  other.end()
})

async function flood(line: Line, send: () => void): Promise<void> {
  for (let i = 0; i < 10_000 && line.ws.readyState === line.ws.OPEN; i++) {
    send()
    if (i % 100 === 0) await new Promise((resolve) => setImmediate(resolve))
  }
}

test('ten thousand frames of junk in a second: one warning, closed, and everybody else is served', async () => {
  const [junk, member] = await Promise.all([openLine(app, token), openLine(app, token)])
  const before = process.memoryUsage().heapUsed
  const flooding = flood(junk, () => junk.say('junk'))
  const answer = { activity: hall.activities[0], answer: newAnswer() }
  assert.ok('reply' in (await member.call('answer', answer, choose(poll.choices[0]?.id as never))))
  await flooding
  assert.equal((await junk.until('the end', () => junk.closed)).code, 1008)
  assert.equal(junk.heard.filter((one) => one.refusal?.code === 'too-many').length, 1)
  assert.ok(await member.isServed())
  assert.ok(process.memoryUsage().heapUsed - before < 64 * 1024 * 1024)
  member.end()
})

test('all of it in one packet is warned of and closed just so', async () => {
  const line = await openLine(app, token)
  const socket = (line.ws as unknown as { _socket: { cork(): void; uncork(): void } })._socket
  socket.cork()
  for (let i = 0; i < 1_000; i++) line.say('junk')
  socket.uncork()
  assert.equal((await line.until('the end', () => line.closed)).code, 1008)
  assert.equal(line.heard.filter((one) => one.refusal?.code === 'too-many').length, 1)
})

test('a flood of pings is a flood', async () => {
  const [line, other] = await Promise.all([openLine(app, token), openLine(app, token)])
  await flood(line, () => line.ws.ping('x'.repeat(100)))
  await line.until('the end', () => line.closed)
  assert.ok(await other.isServed())
  other.end()
})

test('a client that asks for much and reads nothing is cut', { timeout: 60_000 }, async () => {
  const big = pollOf(...Array.from({ length: 20 }, (_, i) => `${i} ${'é'.repeat(190)}`))
  const full = await openHall(
    app.world,
    Array(20)
      .fill(0)
      .map(() => ({ ...big, description: 'x'.repeat(2_000) })),
    ['start', 'open'],
  )
  const line = await openLine(app, await guestOf(app, full.code, 'Bo'))
  line.ws.pause()
  const socket = (line.ws as unknown as { _socket: { destroyed: boolean } })._socket
  let gone = false
  const params = { meeting: full.meeting }
  for (let i = 0; i < 3_000 && !gone; i++) {
    line.say({ say: 'call', id: i, endpoint: 'meeting', params })
    await new Promise((resolve) => setTimeout(resolve, i % 40 === 39 ? 100 : 2))
    // The program is asked now and then: that costs more than what it is asked about.
    gone = socket.destroyed || (i % 40 === 0 && (await connectionsOf()) === 0)
    if (i % 500 === 499) assert.ok(process.memoryUsage().external < 256 * 1024 * 1024)
  }
  assert.ok(gone)
  line.end()
})

async function connectionsOf(): Promise<number> {
  const text = await (await fetch(`${app.url}/metrics`)).text()
  return Number(/^plenary_connections (\d+)/m.exec(text)?.[1])
}

/** Sends a request as it stands and reads the first line of the answer. */
async function raw(lines: readonly string[]): Promise<string> {
  const socket = connect(app.port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  const [first] = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [''])])
  socket.destroy()
  return String(first).split('\r\n', 1)[0] ?? ''
}
const upgrade = (path: string, ...more: string[]) =>
  raw([
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${app.port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...more,
  ])

test('LK-213: a foreign origin gets no socket; our own and programs do', async () => {
  const own = `http://127.0.0.1:${app.port}`
  const cases: readonly [string[], RegExp][] = [
    [[], / 101 /],
    [[`Origin: ${own}`], / 101 /],
    [['Origin: https://evil.example'], / 403 /],
    [['Origin: null'], / 403 /],
    [['Origin: x'], / 403 /],
    [[`Origin: ${own}.evil.example`], / 403 /],
    [[`Origin: http://127.0.0.1:${app.port + 1}`], / 403 /],
    [['Origin: https://evil.example', 'X-Forwarded-Host: evil.example'], / 403 /],
    [['Sec-Fetch-Site: cross-site'], / 403 /],
  ]
  for (const [headers, status] of cases) assert.match(await upgrade('/ws', ...headers), status, headers.join())
})

test('an upgrade at any other address, or of no sense, is refused and harms nobody', async () => {
  for (const path of ['/', '//', '/wss', '//ws', '/ws/', '*', 'http://[', '/%', '/ws%00', '/api/v1/me'])
    assert.match(await upgrade(path), / 40[04] /, path)
  assert.match(await upgrade('/ws?x=//['), / 101 /)
  assert.match(await raw(['GET /ws HTTP/1.1', 'Host: x', 'Connection: Upgrade', 'Upgrade: websocket']), / 400 /)
  assert.match(await raw(['GET // HTTP/1.1', 'Host: x']), / [24]\d\d /)
  assert.match(await raw(['GET / HTTP/1.1', 'Host: [']), / 400 /)
  assert.match(await raw(['GET /%ff%00 HTTP/1.1', 'Host: x']), / [45]0[34] /)
  assert.ok(await (await openLine(app)).isServed())
})

test('a token that is none makes a stranger, and a socket without one may ask what strangers may', async () => {
  for (const line of [await openLine(app, 'x'.repeat(43)), await openLine(app)]) {
    assert.deepEqual((await line.call('me')).reply, { signedIn: false, name: null, roles: [] })
    assert.equal((await line.call('seat', { meeting: hall.meeting })).refusal.code, 'not-joined')
    assert.equal((await line.call('myMeetings')).refusal.code, 'not-signed-in')
    line.end()
  }
})

test('stopping says so to every line and waits for none that is dead', { timeout: 20_000 }, async () => {
  const own = await openApp()
  const [alive, dead] = await Promise.all([openLine(own), openLine(own)])
  dead.ws.pause()
  await own.close()
  assert.equal((await alive.until('the end', () => alive.closed)).code, 1012)
  dead.end()
})

test('a follower that goes while its view is made leaves nothing behind', async () => {
  const feed = meetingFeed(hall.meeting)
  for (let i = 0; i < 30; i++) {
    const line = await openLine(app, token)
    line.say({ say: 'follow', feed })
    line.end()
  }
  const last = await openLine(app, token)
  assert.ok('view' in (await last.follow(feed)))
  await act(app.world, hall, 'close')
  await last.frame('news', (one) => one.change?.phase?.at === 'closed')
  last.end()
  assert.deepEqual(
    app.logged.filter((one) => one.includes('"level":50')),
    [],
  )
})
