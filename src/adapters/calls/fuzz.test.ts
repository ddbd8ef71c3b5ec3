import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ask, guestOf, openApp, openLine, ownerOf } from '../../../test/app.ts'
import {
  choose,
  cloud,
  newActivity,
  newAnswer,
  newMeeting,
  newSeat,
  openHall,
  pollOf,
  rowsAtRest,
  slide,
  word,
} from '../../../test/world.ts'
import { endpointNames, endpoints } from '../../contract/endpoints.ts'
import { refusalCodes } from '../../contract/refusal.ts'
import { type EndpointName, routes } from '../../contract/routes.ts'

const poll = pollOf('Left', 'Right')
const app = await openApp()
const hall = await openHall(app.world, [poll, cloud, slide], ['start', 'open'])
const tokens = [null, await guestOf(app, hall.code, 'Ann'), await ownerOf(app)]

const RUNS = 6
const odd = fc.constantFrom(
  '\0',
  '\ud800',
  'a\0b',
  '__proto__',
  'constructor',
  '',
  ' ',
  '..',
  '%',
  '\u202e',
  '😀'.repeat(30),
  'x'.repeat(300),
  'null',
)
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), odd)
const value = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(0, -1, 1e9, 1e308, true, null) },
)

/** Something that nearly fits each endpoint, to be spoilt in one place. */
function samplesOf(): Partial<Record<EndpointName, object>> {
  return {
    redeemSetup: { token: 'x', name: 'Eve' },
    createEvent: { title: 'E', timeZone: 'Europe/Paris', startsOn: '2026-06-01', endsOn: '2026-06-02' },
    join: { name: 'Somebody', guest: 'g'.repeat(43) },
    renameSeat: { name: 'Other' },
    createMeeting: { title: 'New', description: '', code: 'abcdef', answerPrefix: '!', listed: true, event: null },
    changeMeeting: { title: 'Changed', description: 'x', listed: true },
    putActivity: pollOf('a', 'b'),
    markDone: { done: true },
    orderActivities: { order: hall.activities },
    takeControl: { seat: newSeat(), force: true },
    step: { seat: newSeat(), step: 'close', from: 'open', seconds: 30, reset: false },
    bindChannel: { network: 'irc', server: 'one.example', channel: '#hall', language: 'fr' },
    judgeWords: { verdict: 'approved', words: [{ activity: hall.activities[0], word: 'rain' }] },
    removeParticipant: { ban: true, withAnswers: true },
    muteParticipant: { muted: true },
    answer: choose(poll.choices[0]?.id as never),
  }
}

const paramOf = (key: string): fc.Arbitrary<string> => {
  const good: Record<string, string[]> = {
    meeting: [hall.meeting, newMeeting(), hall.meeting.toUpperCase()],
    activity: [...hall.activities, newActivity()],
    answer: [newAnswer()],
    seat: [newSeat()],
    event: ['sample', 'none'],
    code: [hall.code],
    network: ['irc'],
    server: ['*', 'one.example'],
    channel: ['#hall'],
  }
  return fc.oneof(fc.constantFrom(...(good[key] ?? ['x'])), text)
}

function callOf(name: EndpointName): fc.Arbitrary<{ params: Record<string, string>; body: unknown }> {
  const keys = [...routes[name][1].matchAll(/:(\w+)/g)].map((found) => found[1] ?? '')
  const params = fc.record(Object.fromEntries(keys.map((key) => [key, paramOf(key)])))
  const sample = samplesOf()[name] ?? {}
  const spoilt = fc
    .tuple(fc.constantFrom(...Object.keys(sample), 'more'), value)
    .map(([key, one]) => ({ ...sample, [key]: one }) as unknown)
  const body = fc.oneof({ weight: 4, arbitrary: spoilt }, { weight: 1, arbitrary: value as fc.Arbitrary<unknown> })
  return fc.record({ params, body })
}

function assertAnswer(name: string, isDone: boolean, said: { reply?: unknown; code?: string }): void {
  if (!isDone) return assert.ok(refusalCodes.includes(said.code as never), `${name}: ${JSON.stringify(said)}`)
  const parsed = endpoints[name as EndpointName].reply.safeParse(said.reply)
  assert.ok(parsed.success, `${name} replied ${JSON.stringify(said.reply)}: ${parsed.error}`)
}

const attempt = (name: EndpointName, token: string | null, isRefused: boolean): Promise<void> =>
  fc.assert(
    fc.asyncProperty(callOf(name), async ({ params, body }) => {
      const safe = Object.fromEntries(Object.entries(params).map(([key, one]) => [key, one.toWellFormed()]))
      if (Object.values(safe).some((one) => ['', '.', '..'].includes(one))) return
      const isGet = routes[name][0] === 'GET' || routes[name][0] === 'DELETE'
      const answer = await ask(app, name, { params: safe, token, body: isGet ? undefined : JSON.stringify(body) })
      assert.notEqual(answer.status, 500, JSON.stringify([name, safe, body]))
      assertAnswer(name, answer.status === 200, { reply: answer.body, code: answer.body.code })
      if (isRefused && name !== 'myMeetings') assert.notEqual(answer.status, 200)
    }),
    { numRuns: RUNS },
  )

test('VN-139: whatever is sent over HTTP, the answer is a refusal or a reply of its form, and never a fault', {
  timeout: 120_000,
}, async () => {
  for (const token of tokens) {
    const isOrganizers = (name: EndpointName) => endpoints[name].who === 'organizer' && token !== tokens[2]
    const names = endpointNames.filter((one) => !['signOut', 'deleteMeeting'].includes(one))
    for (const name of names.filter((one) => !isOrganizers(one))) await attempt(name, token, false)
    const rows = await rowsAtRest(app.world)
    for (const name of names.filter(isOrganizers)) await attempt(name, token, true)
    assert.deepEqual(await rowsAtRest(app.world), rows)
  }
  assert.deepEqual(faults(), [])
})

const faults = () => app.logged.filter((one) => one.includes('"level":50'))

test('VN-139: whatever is said over the socket, each frame has one answer and the line goes on', {
  timeout: 120_000,
}, async () => {
  const frames = fc.oneof(
    { weight: 1, arbitrary: value as fc.Arbitrary<unknown> },
    {
      weight: 4,
      arbitrary: fc.constantFrom(...endpointNames.filter((one) => one !== 'deleteMeeting')).chain((name) =>
        callOf(name).map(({ params, body }): unknown => ({
          say: 'call',
          id: 7,
          endpoint: name,
          params: Object.keys(params).length > 0 ? params : undefined,
          body: name in samplesOf() ? body : undefined,
        })),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.record(
        { say: fc.constantFrom('follow', 'call', 'x'), feed: value, id: value, after: value, endpoint: value },
        { requiredKeys: ['say'] },
      ) as fc.Arbitrary<unknown>,
    },
  )
  for (const token of tokens) {
    for (let round = 0; round < 4; round++) {
      const line = await openLine(app, token)
      for (const [n, sample] of fc.sample(frames, 60).entries()) {
        const from = line.heard.length
        // The view that a reply invites to may come at any time: what was called is known by its id.
        const isCall = typeof sample === 'object' && sample !== null && 'id' in sample && sample.id === 7 && 'params' in sample
        const frame = isCall ? { ...sample, id: `sent-${n}` } : sample
        line.say(JSON.stringify(frame) ?? 'undefined')
        const answer = await line.frame(
          `an answer to ${JSON.stringify(frame)}`,
          (one) => (isCall ? one.id === `sent-${n}` : 'reply' in one || 'refusal' in one || 'view' in one),
          from,
        )
        if ('refusal' in answer) assertAnswer('refusal', false, { code: answer.refusal.code })
        if ('reply' in answer) assertAnswer((frame as { endpoint: string }).endpoint, true, { reply: answer.reply })
      }
      assert.ok(await line.isServed())
      line.end()
    }
  }
  assert.deepEqual(faults(), [])
})

test('words and names of every script and of none come back as what they are, or not at all', async () => {
  const own = await openApp()
  const open = await openHall(own.world, [cloud], ['start', 'open'])
  const line = await openLine(own, await guestOf(own, open.code, 'Ann'))
  for (const one of ['<b>x</b>', '"\'&', '\0', '\ud83d', '👩‍👩‍👧', 'שלום', '\u202eevil']) {
    const frame = await line.call('answer', { activity: open.activities[0], answer: newAnswer() }, word(one))
    assert.ok('reply' in frame || ['bad-input', 'word-limit'].includes(frame.refusal.code), JSON.stringify(frame))
  }
  const { answers } = (await line.call('seat', { meeting: open.meeting })).reply
  assert.deepEqual(answers[0].given.word, '<b>x</b>')
  line.end()
})
