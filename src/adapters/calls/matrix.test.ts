import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type App, ask, guestOf, type Line, openApp, openLine, ownerOf } from '../../../test/app.ts'
import {
  allRows,
  choose,
  type Hall,
  newActivity,
  newAnswer,
  newMeeting,
  newSeat,
  openHall,
  pollOf,
  slide,
} from '../../../test/world.ts'
import { endpointNames, endpoints } from '../../contract/endpoints.ts'
import type { EndpointName } from '../../contract/routes.ts'

/** Whom each endpoint lets in: `ok`, or how it refuses. What is not listed here is not let in, and a new endpoint does not compile. */
type Row = readonly [stranger: string, member: string, foreign: string, owner: string]
const anyone: Row = ['ok', 'ok', 'ok', 'ok']
const organizer: Row = ['not-allowed', 'not-allowed', 'not-allowed', 'ok']
const seated: Row = ['not-joined', 'ok', 'not-joined', 'not-joined']
const table: Record<EndpointName, Row> = {
  instance: anyone,
  redeemSetup: ['link-used', 'link-used', 'link-used', 'link-used'],
  me: anyone,
  signOut: anyone,
  openMeetings: anyone,
  myMeetings: ['not-signed-in', 'ok', 'ok', 'ok'],
  event: anyone,
  events: anyone,
  createEvent: organizer,
  networks: organizer,
  lookUpCode: anyone,
  join: anyone,
  seat: seated,
  renameSeat: seated,
  createMeeting: organizer,
  changeMeeting: organizer,
  deleteMeeting: organizer,
  meeting: ['not-joined', 'ok', 'not-joined', 'ok'],
  console: organizer,
  putActivity: organizer,
  deleteActivity: organizer,
  markDone: organizer,
  orderActivities: ['not-allowed', 'not-allowed', 'not-allowed', 'conflict'],
  takeControl: organizer,
  leaveControl: organizer,
  step: ['not-allowed', 'not-allowed', 'not-allowed', 'not-controller'],
  bindChannel: organizer,
  unbindChannel: organizer,
  answer: seated,
  tally: ['not-joined', 'ok', 'not-joined', 'ok'],
  result: ['not-joined', 'not-found', 'not-joined', 'not-found'],
  myKeys: ['not-signed-in', 'not-allowed', 'not-allowed', 'ok'],
  makeKey: ['not-signed-in', 'not-allowed', 'not-allowed', 'ok'],
  endKey: ['not-signed-in', 'not-allowed', 'not-allowed', 'not-found'],
}
const changesNothing: readonly EndpointName[] = ['redeemSetup', 'myMeetings']

let app: App
let hall: Hall
let other: Hall
let third: Hall
let doomed: Hall[]
const poll = pollOf('Left', 'Right')
before(async () => {
  app = await openApp()
  hall = await openHall(app.world, [poll, slide, slide, slide, slide], ['start', 'open'])
  other = await openHall(app.world, [slide], ['start'])
  third = await openHall(app.world, [slide], ['start'])
  doomed = [await openHall(app.world, [slide]), await openHall(app.world, [slide])]
})

let count = 0
/** Good input for an endpoint; `n` tells things that can be done only once apart. */
function inputOf(name: EndpointName, n: number): { params?: Record<string, string>; body?: unknown } {
  const meeting = hall.meeting
  const inputs: Partial<Record<EndpointName, { params?: Record<string, string>; body?: unknown }>> = {
    redeemSetup: { body: { token: 'x'.repeat(43), name: 'Eve' } },
    event: { params: { event: 'sample' } },
    createEvent: {
      params: { event: `event-${count}` },
      body: { title: 'E', timeZone: 'Europe/Paris', startsOn: '2026-06-01', endsOn: '2026-06-02' },
    },
    lookUpCode: { params: { code: hall.code } },
    join: { params: { code: third.code }, body: { name: `Somebody ${count++}` } },
    renameSeat: { params: { meeting }, body: { name: `Renamed ${count++}` } },
    createMeeting: { params: { meeting: newMeeting() }, body: { title: 'New' } },
    changeMeeting: { params: { meeting }, body: { title: 'Changed' } },
    deleteMeeting: { params: { meeting: doomed[n]?.meeting ?? '' } },
    putActivity: { params: { meeting, activity: newActivity() }, body: slide },
    deleteActivity: { params: { meeting, activity: hall.activities[1 + n] ?? '' } },
    markDone: { params: { meeting, activity: hall.activities[4] ?? '' }, body: { done: true } },
    orderActivities: { params: { meeting }, body: { order: [] } },
    takeControl: { params: { meeting }, body: { seat: newSeat(), force: true } },
    leaveControl: { params: { meeting, seat: newSeat() } },
    step: { params: { meeting }, body: { seat: newSeat(), step: 'close', from: 'open' } },
    bindChannel: { params: { meeting }, body: { network: 'irc', channel: '#hall' } },
    unbindChannel: { params: { meeting, network: 'irc', channel: '#hall' } },
    answer: { params: { activity: hall.activities[0] ?? '', answer: newAnswer() }, body: choose(poll.choices[0]?.id as never) },
    tally: { params: { activity: hall.activities[0] ?? '' } },
    result: { params: { activity: hall.activities[0] ?? '' } },
    makeKey: { params: { key: newActivity() }, body: { name: 'Key', scopes: ['events:read'] } },
    endKey: { params: { key: newActivity() } },
  }
  const ofMeeting: readonly EndpointName[] = ['seat', 'meeting', 'console']
  return inputs[name] ?? (ofMeeting.includes(name) ? { params: { meeting } } : {})
}

const outcomeOf = (name: EndpointName, reply: unknown, code: string | undefined): string => {
  if (code !== undefined) return code
  const parsed = endpoints[name].reply.safeParse(reply)
  assert.ok(parsed.success, `${name} replied ${JSON.stringify(reply)}: ${parsed.error}`)
  return 'ok'
}

async function overHttp(name: EndpointName, token: string | null): Promise<string> {
  const { status, body } = await ask(app, name, { ...inputOf(name, 0), token })
  return outcomeOf(name, body, status === 200 ? undefined : body.code)
}
async function overSocket(name: EndpointName, line: Line): Promise<string> {
  const { params, body } = inputOf(name, 1)
  const frame = await line.call(name, params, body)
  return outcomeOf(name, frame.reply, frame.refusal?.code)
}

/** Over the socket, what sets cookies is refused to all. */
const expected = (name: EndpointName, who: number, door: 'http' | 'socket'): string | undefined =>
  door === 'socket' && 'httpOnly' in endpoints[name] ? 'not-allowed' : table[name][who]

test('LK-52 LK-218: every endpoint, asked by everybody over both doors, lets in whom the table says and nobody else', async () => {
  const who = [
    () => Promise.resolve(null),
    () => guestOf(app, hall.code, `Member ${count++}`),
    () => guestOf(app, other.code, `Foreign ${count++}`),
    () => ownerOf(app),
  ]
  for (const [i, tokenOf] of who.entries()) {
    const token = await tokenOf()
    const lineToken = i === 3 ? token : await tokenOf()
    const line = await openLine(app, lineToken)
    for (const name of endpointNames) {
      const isGuarded = table[name] === organizer || table[name][3] !== 'ok' || changesNothing.includes(name)
      const mustNotChange = i < 3 && isGuarded && !['answer', 'seat', 'renameSeat'].includes(name)
      const rows = mustNotChange ? await allRows(app.world) : null
      // Signing out ends the token: one that is used no more.
      const ofHttp = name === 'signOut' && token ? await guestOf(app, other.code, `Leaving ${count++}`) : token
      const outcomes = [await overHttp(name, ofHttp), await overSocket(name, line)]
      assert.deepEqual(outcomes, [expected(name, i, 'http'), expected(name, i, 'socket')], `${name} asked by ${i}`)
      if (rows) assert.deepEqual(quiet(await allRows(app.world)), quiet(rows), name)
    }
    line.end()
  }
})

/** Who is here is counted on at its own pace: of no matter here. */
function quiet(rows: Record<string, unknown[]>): unknown {
  const { platform_feeds: _f, platform_changes: _c, ...rest } = rows
  const meetings = (rest.meetings_meetings ?? []).map((one) => ({ ...(one as object), here: 0 }))
  const activities = (rest.meetings_activities ?? []).map((one) => ({ ...(one as object), tally: null }))
  return { ...rest, meetings_meetings: meetings.map((one) => JSON.stringify(one)).sort(), meetings_activities: activities }
}
