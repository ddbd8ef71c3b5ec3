import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActivityId, AnswerId, ChoiceId } from '../../contract/activity.schema.ts'
import type { UpFrame } from '../../contract/frames.ts'
import { type Call, CallRefusal, makeApi } from './api.ts'
import { openClock } from './clock.ts'
import type { Ears } from './line.ts'
import { makeSocket } from './socket.ts'
import { backoffMs, type Timers } from './timers.ts'

/** Time that passes when told to. */
function handTimers(): Timers & { pass(ms: number): void } {
  let nowMs = 1_000_000
  let due: { atMs: number; run: () => void }[] = []
  return {
    nowMs: () => nowMs,
    random: () => 0.5,
    after: (ms, run) => {
      const one = { atMs: nowMs + ms, run }
      due.push(one)
      return () => {
        due = due.filter((other) => other !== one)
      }
    },
    pass: (ms) => {
      const untilMs = nowMs + ms
      for (;;) {
        const next = due.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0]
        if (!next) break
        due = due.filter((one) => one !== next)
        nowMs = next.atMs
        next.run()
      }
      nowMs = untilMs
    },
  }
}

/** A network of one: every connection the page makes, with what it said over it. */
function network() {
  const wires: { ears: Ears; said: UpFrame[]; readyState: number; accept(): void; hear(frame: object): void; cut(): void }[] = []
  const connect = (ears: Ears) => {
    const said: UpFrame[] = []
    const wire = {
      ears,
      said,
      readyState: 0,
      send: (text: string) => void said.push(JSON.parse(text)),
      close: () => {
        wire.readyState = 3
      },
      accept: () => {
        wire.readyState = 1
        ears.opened()
      },
      hear: (frame: object) => ears.heard(JSON.stringify(frame)),
      cut: () => {
        wire.readyState = 3
        ears.closed()
      },
    }
    wires.push(wire)
    return wire
  }
  const last = () => {
    const wire = wires.at(-1)
    assert.ok(wire)
    return wire
  }
  return { wires, connect, last }
}

function page(http: Call = () => Promise.reject(new CallRefusal('offline'))) {
  const timers = handTimers()
  const net = network()
  let wake: (news: 'back' | 'gone') => void = () => {}
  const onWake = (hear: typeof wake) => {
    wake = hear
    return () => {}
  }
  const socket = makeSocket({ connect: net.connect, timers, clock: openClock(), http, onWake })
  const told: string[] = []
  const handlers = {
    onView: (view: unknown) => told.push(`view ${view}`),
    onChange: (change: unknown) => told.push(`change ${change}`),
    onRestart: () => told.push('restart'),
    onRefusal: (refusal: CallRefusal) => told.push(`refusal ${refusal.code}`),
  }
  return { socket, timers, net, told, handlers, wake: (news: 'back' | 'gone') => wake(news) }
}

const activity = '0195d2c0-0000-7000-8000-000000000001' as ActivityId
const answer = '0195d2c0-0000-7000-8000-000000000002' as AnswerId
const given = { kind: 'poll' as const, choices: ['0195d2c0-0000-7000-8000-000000000003' as ChoiceId] }

test('a lost connection comes back by itself and follows from the last number heard', () => {
  const { socket, timers, net, told, handlers } = page()
  socket.follow('meeting:1', handlers)
  net.last().accept()
  assert.deepEqual(net.last().said, [{ say: 'follow', feed: 'meeting:1' }])
  net.last().hear({ feed: 'meeting:1', seq: 4, view: 'a' })
  net.last().hear({ feed: 'meeting:1', seq: 5, change: 'b' })
  assert.equal(socket.status.value, 'live')
  net.last().cut()
  assert.equal(socket.status.value, 'offline')
  assert.equal(net.wires.length, 1)
  timers.pass(backoffMs(0, 0.5))
  assert.equal(net.wires.length, 2)
  net.last().accept()
  assert.equal(socket.status.value, 'catching-up')
  assert.deepEqual(net.last().said, [{ say: 'follow', feed: 'meeting:1', after: 5 }])
  net.last().hear({ feed: 'meeting:1', seq: 6, change: 'c' })
  assert.equal(socket.status.value, 'live')
  assert.deepEqual(told, ['view a', 'change b', 'change c'])
})

test('where nothing was missed, the page is live after a moment', () => {
  const { socket, timers, net } = page()
  net.last().accept()
  timers.pass(499)
  assert.equal(socket.status.value, 'catching-up')
  timers.pass(1)
  assert.equal(socket.status.value, 'live')
})

test('attempts become rarer up to ten seconds, and a phone taken out of the pocket tries at once', () => {
  const { timers, net, wake } = page()
  for (let failures = 0; failures < 8; failures++) {
    net.last().cut()
    const before = net.wires.length
    timers.pass(backoffMs(failures, 0.5) - 1)
    assert.equal(net.wires.length, before)
    timers.pass(1)
    assert.equal(net.wires.length, before + 1)
  }
  assert.deepEqual([backoffMs(0, 0), backoffMs(0, 1), backoffMs(50, 1)], [300, 800, 10_000])
  net.last().cut()
  const before = net.wires.length
  wake('back')
  assert.equal(net.wires.length, before + 1)
  wake('back')
  assert.equal(net.wires.length, before + 1, 'one attempt at a time')
})

test('a connection silent for forty seconds is given up, one with beats is not', () => {
  const { socket, timers, net } = page()
  net.last().accept()
  for (let i = 0; i < 4; i++) {
    timers.pass(15_000)
    net.last().hear({ beat: timers.nowMs() + 2_000 })
  }
  assert.equal(net.wires.length, 1)
  assert.equal(socket.clockOffsetMs.value, 2_000)
  timers.pass(50_000)
  assert.ok(net.wires.length > 1)
  assert.equal(net.wires[0]?.readyState, 3)
})

test('a connection that never opens is given up too', () => {
  const { timers, net } = page()
  timers.pass(15_000)
  assert.equal(net.wires.length, 2)
})

test('a gap in the numbers asks for the view, and nothing is told until it is there', () => {
  const { socket, net, told, handlers } = page()
  net.last().accept()
  socket.follow('meeting:1', handlers)
  net.last().hear({ feed: 'meeting:1', seq: 1, view: 'a' })
  net.last().hear({ feed: 'meeting:1', seq: 3, change: 'lost one before' })
  net.last().hear({ feed: 'meeting:1', seq: 4, change: 'too early' })
  assert.deepEqual(net.last().said, [
    { say: 'follow', feed: 'meeting:1' },
    { say: 'follow', feed: 'meeting:1' },
  ])
  net.last().hear({ feed: 'meeting:1', seq: 4, view: 'b' })
  net.last().hear({ feed: 'meeting:1', seq: 4, change: 'heard before' })
  net.last().hear({ feed: 'meeting:1', seq: 5, change: 'c' })
  assert.deepEqual(told, ['view a', 'view b', 'change c'])
})

test('after a restart the view that follows is taken, and the changes after it', () => {
  const { socket, net, told, handlers } = page()
  net.last().accept()
  socket.follow('meeting:1', handlers)
  net.last().hear({ feed: 'meeting:1', seq: 1, view: 'a' })
  net.last().hear({ feed: 'meeting:1', restart: true })
  net.last().hear({ feed: 'meeting:1', seq: 700, view: 'b' })
  net.last().hear({ feed: 'meeting:1', seq: 701, change: 'c' })
  assert.deepEqual(told, ['view a', 'restart', 'view b', 'change c'])
})

test('a refused feed is told and not asked for again; a passing trouble is asked for again and not told', () => {
  const { socket, timers, net, told, handlers } = page()
  net.last().accept()
  socket.follow('meeting:1', handlers)
  net.last().hear({ feed: 'meeting:1', refusal: { code: 'unavailable', message: 'Later.' } })
  timers.pass(backoffMs(0, 0.5))
  assert.equal(net.last().said.length, 2)
  net.last().hear({ feed: 'meeting:1', refusal: { code: 'not-joined', message: 'Join first.' } })
  assert.deepEqual(told, ['refusal not-joined'])
  net.last().cut()
  timers.pass(1_000)
  net.last().accept()
  assert.deepEqual(net.last().said, [])
})

test('an invitation by a reply is followed without asking, and asked for after a reconnection', async () => {
  const { socket, timers, net, told, handlers } = page()
  net.last().accept()
  const expected = socket.expect(`activity:${activity}`, handlers)
  assert.deepEqual(net.last().said, [])
  const replied = socket.call('answer', { activity, answer }, given)
  assert.deepEqual(net.last().said, [{ say: 'call', id: 1, endpoint: 'answer', params: { activity, answer }, body: given }])
  net.last().hear({ id: 1, reply: { counted: true, feed: `activity:${activity}` } })
  net.last().hear({ feed: `activity:${activity}`, seq: 8, view: 'a' })
  assert.deepEqual(await replied, { counted: true, feed: `activity:${activity}` })
  expected.ask()
  assert.equal(net.last().said.length, 1, 'asking for what was invited to says nothing')
  net.last().cut()
  timers.pass(1_000)
  net.last().accept()
  assert.deepEqual(net.last().said, [{ say: 'follow', feed: `activity:${activity}`, after: 8 }])
  assert.deepEqual(told, ['view a'])
})

test('whoever follows what another part of the page follows already gets a view too', () => {
  const { socket, net, told, handlers } = page()
  net.last().accept()
  const stopFirst = socket.follow('meeting:1', handlers)
  net.last().hear({ feed: 'meeting:1', seq: 1, view: 'a' })
  const second: string[] = []
  const expected = socket.expect('meeting:1', { ...handlers, onView: (view) => second.push(`view ${view}`) })
  expected.ask()
  net.last().hear({ feed: 'meeting:1', seq: 2, view: 'b' })
  assert.deepEqual([told, second], [['view a', 'view b'], ['view b']])
  stopFirst()
  assert.equal(net.last().said.length, 2, 'still followed by the other')
  expected.stop()
  assert.deepEqual(net.last().said.at(-1), { say: 'unfollow', feed: 'meeting:1' })
})

test('a call is answered by its own reply, refused in words, or ends as offline', async () => {
  const { socket, timers, net } = page()
  net.last().accept()
  const [first, second, third, fourth] = [1, 2, 3, 4].map(() =>
    socket.call('answer', { activity, answer }, given).catch((error: CallRefusal) => error),
  )
  net.last().hear({ id: 2, refusal: { code: 'already-answered', message: 'Your answer is already in.', path: 'params' } })
  net.last().hear({ id: 1, reply: { counted: true, feed: null } })
  assert.deepEqual(await first, { counted: true, feed: null })
  const refused = (await second) as CallRefusal
  assert.deepEqual([refused.code, refused.message, refused.path], ['already-answered', 'Your answer is already in.', 'params'])
  timers.pass(8_000)
  assert.equal(((await third) as CallRefusal).code, 'offline')
  assert.equal(((await fourth) as CallRefusal).code, 'offline')
  const fifth = socket.call('answer', { activity, answer }, given)
  net.last().cut()
  await assert.rejects(fifth, { code: 'offline' })
})

test('without a connection, and for what sets a cookie, a call goes by HTTP', async () => {
  const asked: string[] = []
  const http = makeApi({
    clock: openClock(),
    nowMs: () => 0,
    fetch: async (address, sent) => {
      asked.push(`${sent?.method} ${address} ${sent?.body ?? ''}`)
      return Response.json({ counted: true, feed: `activity:${activity}` })
    },
  })
  const { socket, net, handlers } = page(http)
  socket.expect(`activity:${activity}`, handlers)
  await socket.call('answer', { activity, answer }, given)
  net.last().accept()
  assert.deepEqual(net.last().said, [{ say: 'follow', feed: `activity:${activity}` }], 'nobody invites over HTTP')
  await socket.call('join', { code: 'a b/c' }, { name: 'Ada' })
  assert.deepEqual(asked, [
    `PUT /api/v1/activities/${activity}/answers/${answer} ${JSON.stringify(given)}`,
    'POST /api/v1/codes/a%20b%2Fc/participants {"name":"Ada"}',
  ])
})

test('a problem document becomes a refusal, silence becomes offline, and the date sets the clock until a beat is heard', async () => {
  const clock = openClock()
  const answers: (() => Response)[] = [
    () =>
      Response.json(
        { title: 'No open meeting has this code.', code: 'wrong-code', path: 'params.code' },
        { status: 404, headers: { date: 'Sat, 21 Nov 2026 10:00:00 GMT' } },
      ),
    () => new Response('<h1>Bad gateway</h1>', { status: 502 }),
    () => {
      throw new TypeError('Failed to fetch')
    },
  ]
  const nowMs = Date.UTC(2026, 10, 21, 9, 59, 50)
  const call = makeApi({ clock, nowMs: () => nowMs, fetch: async () => (answers.shift() ?? Response.error)() })
  await assert.rejects(call('lookUpCode', { code: 'nope' }), { code: 'wrong-code', path: 'params.code' })
  assert.equal(clock.offsetMs.value, 10_500)
  await assert.rejects(call('lookUpCode', { code: 'nope' }), { code: 'unavailable' })
  await assert.rejects(call('lookUpCode', { code: 'nope' }), { code: 'offline', message: '' })
  clock.heardBeat(nowMs + 9_900, nowMs)
  clock.heardBeat(nowMs + 9_700, nowMs)
  clock.heardHttp('Sat, 21 Nov 2026 11:00:00 GMT', nowMs)
  assert.equal(clock.offsetMs.value, 9_900, 'the beat that travelled least is the truest')
})
