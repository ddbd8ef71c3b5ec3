import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { ask, openApp, ownerOf } from '../../../test/app.ts'
import { aSession } from '../../../test/matrix-schedule.ts'
import { comeIn, id, newAnswer, openHall, pollOf, signedIn, slide } from '../../../test/world.ts'
import type { ActivityId } from '../../contract/activity.schema.ts'
import { endpointNames, endpoints } from '../../contract/endpoints.ts'
import { PAGE_ROWS_MAX } from '../../contract/limits.ts'
import type { EventId, MeetingId } from '../../contract/meeting.schema.ts'
import { type EndpointName, routes } from '../../contract/routes.ts'
import type { RoomId, SlotCode, TrackName } from '../../contract/schedule.schema.ts'
import type { WebhookId } from '../../contract/webhooks.schema.ts'
import { addNotice } from '../../modules/board/index.ts'
import { putEvent } from '../../modules/events/index.ts'
import * as flags from '../../modules/flags/index.ts'
import { changeSettings } from '../../modules/instance/index.ts'
import { enqueue } from '../../modules/mails/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { grant, recordAct, system } from '../../modules/people/index.ts'
import * as schedule from '../../modules/schedule/index.ts'
import { makeWebhook, testWebhook } from '../../modules/webhooks/index.ts'
import { openSeal } from '../../platform/seal.ts'

/**
 * Goal: whatever can grow long comes in pages. Method: every GET of the contract is looked at; a list in its answer either has an end that the
 * contract names, or pages, and each list of pages is walked through row by row while its rows come and go.
 */
const ROWS = 7
const seal = openSeal('of a test, and long enough for one')
const app = await openApp()
const owner = await ownerOf(app)
const { db } = app.world
const webhook = id<WebhookId>()
/** A meeting where many sit. */
let crowd = '' as MeetingId
/** Begun anew again and again. */
let often = '' as MeetingId

const shapeOf = (schema: z.ZodType): Record<string, z.ZodType> => (schema instanceof z.ZodObject ? schema.shape : {})
const gets = endpointNames.filter((name) => routes[name][0] === 'GET')
const paged = gets.filter((name) => 'next' in shapeOf(endpoints[name].reply))

/** Lists that end by their nature. */
const short: Partial<Record<EndpointName, string>> = {
  me: 'the roles of one person',
  instance: 'the parts of Plenary',
  networks: 'as many as the configuration names',
  languages: 'as many as are spoken here',
  seat: 'the answers of one person in one meeting',
  person: 'about one person; acts and meetings are the latest',
  myHandles: 'the accounts of one person',
  mySignIns: 'fifty for each person, the oldest go',
  myData: 'all of it, in one file',
  myConsents: 'what one person agreed to',
  privacy: 'what is asked, and the events that say something of their own',
  webhookDelivery: 'the tries of one delivery',
  settings: 'as many as there are settings',
  schedule: 'sessions, rooms and tracks of one event, each with a limit of its own',
  session: 'the speakers and links of one session',
  scheduleVersion: 'what was released at once',
  preparedSchedule: 'what would be released at once',
  scheduleImports: 'where the programme of one event comes from',
  plan: 'days, rooms and cells of one event, each with a limit of its own',
  tracks: 'as many as one event may have',
  bookings: 'one for each cell of a plan',
  run: 'all that came out of one run, in one file',
  results: 'all that came out of one meeting, in one file',
  review: 'as many words as are shown of a queue',
}

test('every list in an answer has a named end, or comes in pages that are asked for by `limit` and `after`', () => {
  for (const name of gets) {
    const shape = shapeOf(endpoints[name].reply)
    const endless = Object.entries(shape).filter(
      ([, schema]) => schema instanceof z.ZodArray && (z.toJSONSchema(schema, { unrepresentable: 'any' }).maxItems ?? 0) === 0,
    )
    const keys = Object.keys(shapeOf(endpoints[name].params))
    if (paged.includes(name)) {
      assert.deepEqual([endless.length, keys.includes('limit'), keys.includes('after')], [1, true, true], name)
    } else if (endless.length > 0) assert.ok(short[name], `${name}: ${endless.map(([key]) => key)}`)
  }
  assert.ok(paged.length >= 8)
})

async function many(): Promise<void> {
  const poll = pollOf('Left', 'Right')
  const hall = await openHall(app.world, [poll], ['start', 'open'])
  crowd = hall.meeting
  const names = Array.from({ length: ROWS }, (_, i) => `Seat ${i}`)
  const seats = await comeIn(app.world, hall.code, names)
  await db.write((tx) => meetings.changeMeeting(tx, system, crowd, { showFlags: true }))
  const [activity = '' as ActivityId] = hall.activities
  const vote = { kind: 'poll' as const, choices: poll.choices.slice(0, 1).map((choice) => choice.id) }
  await db.write((tx) =>
    meetings.answer(
      tx,
      seats.map((actor) => ({ actor, id: newAnswer(), activity, given: vote })),
      { refused: [], allowed: [] },
    ),
  )
  for (let i = 0; i < ROWS; i++) await db.write((tx) => flags.putFlag(tx, system, crowd, id(), aFlag(`Code${i}`)))
  for (const seat of seats) await db.write((tx) => flags.handIn(tx, seat, crowd, id(), 'nothing'))
  often = (await openHall(app.world, [poll], ['start', 'open'])).meeting
  for (let i = 0; i < ROWS; i++) {
    await db.write(async (tx) => {
      await meetings.stepAsSystem(tx, often, 'end')
      await meetings.beginAnew(tx, system, often, id(), { people: 'stay', foundNow: async () => new Map() })
    })
    await openHall(app.world, [slide], ['start'])
    const days = { startsOn: `2026-0${1 + (i % 2)}-01`, endsOn: '2026-03-01' }
    await db.write((tx) => putEvent(tx, system, `e-${i}` as EventId, { title: 'E', timeZone: 'UTC', ...days }))
    await ask(app, 'signUp', { body: { email: `p${i}@example.org`, userName: `person${i}`, password: 'correct horse battery' } })
    const notice = { id: id<string>(), level: 'info', text: 'hello' } as const
    await db.write((tx) => addNotice(tx, system, 'e-0' as EventId, notice))
    await db.write((tx) => recordAct(tx, system, { act: 'test.act', subject: `number:${i}` }))
    await db.write((tx) => changeSettings(tx, system, { privacy: { retentionDays: 100 + i } }, seal))
    const mail = { id: id(), to: 'a@example.org', language: 'en', kind: 'test', facts: { name: '' } } as never
    await db.write((tx) => enqueue(tx, mail, seal))
  }
  const given = { name: 'W', address: 'https://example.org/', events: ['meeting.started'] as const }
  const one = await db.read(async () => ({
    kind: 'person' as const,
    id: id(),
    name: 'O',
    roles: [{ role: 'owner', event: null }],
  }))
  await db.write((tx) => makeWebhook(tx, one as never, webhook, given, seal))
  for (let i = 0; i < ROWS; i++) await db.write((tx) => testWebhook(tx, one as never, webhook, id()))
  await manyOfASchedule('e-0' as EventId)
}

async function manyOfASchedule(event: EventId): Promise<void> {
  const room = id<RoomId>()
  const track = 'nova' as TrackName
  const slots = Array.from({ length: ROWS }, (_, i) => `S${i}` as SlotCode)
  const day = { key: 'Monday', date: null, slots: slots.map((code) => ({ code, label: '', startsAt: null, minutes: 60 })) }
  await db.write(async (tx) => {
    const about = { about: '', icon: '', iconText: '', capacity: null, link: null }
    const cells = slots.map((slot) => ({ room, slot, track: null, blocked: null }))
    await schedule.putPlan(tx, system, event, { days: [day], rooms: [{ id: room, name: 'Hall', ...about }], cells })
    await schedule.addTracks(tx, system, event, [track])
  })
  for (const [i, slot] of slots.entries()) {
    await db.write((tx) => schedule.book(tx, system, { id: id(), event, room, slot, track }))
    await db.write(async (tx) => {
      await schedule.putSession(tx, system, event, id(), { ...aSession, title: `Talk ${i}` })
      await schedule.release(tx, system, event, { version: '', note: '' })
    })
  }
}

const aFlag = (code: string) => ({
  ...{ code, name: 'Cellar', description: '', picture: null, pictureWords: '' },
  ...{ points: 2, firstPoints: 1 },
})

const paramsOf = (name: EndpointName): Record<string, string> =>
  name === 'webhookDeliveries'
    ? { webhook }
    : name === 'participants' || name === 'flagTries' || name === 'runs'
      ? { meeting: name === 'runs' ? often : crowd }
      : routes[name][1].includes(':event')
        ? { event: 'e-0' }
        : {}
/** Rows are known by an id, or by their number. */
const idsOf = (body: Record<string, unknown>): (string | number)[] => {
  const rows = Object.values(body).find(Array.isArray) as { id?: string; n?: number }[]
  return rows.map((row) => row.id ?? row.n ?? '')
}

async function walked(name: EndpointName, limit: number): Promise<(string | number)[]> {
  const seen: (string | number)[] = []
  for (let after = ''; ; ) {
    const query = { limit: String(limit), ...(after ? { after } : {}) }
    const { status, body } = await ask(app, name, { params: paramsOf(name), query, token: owner })
    assert.equal(status, 200, JSON.stringify(body))
    const rows = idsOf(body)
    assert.ok(rows.length === limit || body.next === null, `${name}: a page that is not full is the last`)
    seen.push(...rows)
    if (body.next === null) return seen
    assert.ok(!seen.slice(0, -rows.length).includes(body.next), `${name} begins anew`)
    assert.equal(body.next, rows.at(-1))
    after = String(body.next)
  }
}

test('each list of pages brings every row once and in one order, whatever the size of a page', { timeout: 60_000 }, async () => {
  await many()
  for (const name of paged) {
    const whole = await ask(app, name, { params: paramsOf(name), query: { limit: String(PAGE_ROWS_MAX) }, token: owner })
    const rows = idsOf(whole.body)
    assert.ok(rows.length >= ROWS || name === 'people', `${name} has ${rows.length} rows`)
    assert.equal(new Set(rows).size, rows.length, name)
    for (const limit of [1, 2, rows.length, 50]) assert.deepEqual(await walked(name, limit), rows, `${name} by ${limit}`)
  }
})

test('a page of no size, of too many rows, or after something that is not there is refused by name', async () => {
  for (const name of paged) {
    const asked = (query: Record<string, string>) => ask(app, name, { params: paramsOf(name), query, token: owner })
    for (const limit of ['0', '-1', '1.5', 'x', '', String(PAGE_ROWS_MAX + 1)]) {
      const { body } = await asked({ limit })
      assert.deepEqual([body.code, body.path], ['bad-input', 'params.limit'], `${name} ${limit}`)
    }
    // A number is a place in the list, whether or not a row stands there.
    if (['scheduleVersions', 'bookingActs'].includes(name)) continue
    const nobody = { events: 'no-such-event', allParticipants: `${id()}.${id()}` } as Partial<Record<EndpointName, string>>
    const { body } = await asked({ after: nobody[name] ?? id() })
    assert.deepEqual([body.code, body.path], ['not-found', 'params.after'], name)
  }
})

test('rows that come while somebody reads are neither twice in the list nor push another out', async () => {
  const first = await ask(app, 'myMeetings', { query: { limit: '3' }, token: owner })
  await openHall(app.world, [slide])
  const second = await ask(app, 'myMeetings', { query: { limit: '100', after: first.body.next }, token: owner })
  const rows = [...idsOf(first.body), ...idsOf(second.body)]
  assert.equal(new Set(rows).size, rows.length)
})

test('whoever moderates one event finds its meetings, however many others are newer', async () => {
  const here = 'e-0' as EventId
  const hall = await openHall(app.world, [slide], [], here)
  for (let i = 0; i < 3; i++) await openHall(app.world, [slide], [], 'e-1' as EventId)
  const { person, token } = await signedIn(app.world, 'Mia')
  await db.write((tx) => grant(tx, system, person, 'moderator', here))
  const { body } = await ask(app, 'myMeetings', { query: { limit: '1' }, token })
  assert.deepEqual([idsOf(body), body.next], [[hall.meeting as MeetingId], null])
})
