import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { allRows, openWorld, refusalOf, type World } from '../../../test/world.ts'
import { SCHEDULE_BYTES_MAX } from '../../contract/limits.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { Programme } from '../../contract/schedule-programme.ts'
import { putEvent } from '../../modules/events/index.ts'
import { system } from '../../modules/people/index.ts'
import * as schedule from '../../modules/schedule/index.ts'
import { readConfig } from '../../platform/config.ts'
import { openLeases } from '../../platform/leases.ts'
import { openLog } from '../../platform/log.ts'
import { openOutgoing } from '../../platform/outgoing.ts'
import { apiOf, type Source } from './fetching.ts'
import { openProgrammes, take, within } from './index.ts'

let world: World
/** What the server elsewhere answers, by path; it remembers what it was asked. */
const answers = new Map<string, (request: IncomingMessage, response: ServerResponse) => void>()
const asked: { url: string; authorization: string | undefined }[] = []
const server = createServer((request, response) => {
  asked.push({ url: request.url ?? '', authorization: request.headers.authorization })
  const answer = answers.get(new URL(request.url ?? '', 'http://x').pathname)
  if (answer) answer(request, response)
  else response.writeHead(404).end()
})
let url = ''
before(async () => {
  world = await openWorld()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => {
  server.closeAllConnections()
  server.close()
})

const outgoing = openOutgoing(['127.0.0.1'])
const json = (value: unknown) => (_: IncomingMessage, response: ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
const days = (...titles: string[]) => ({
  days: {
    '2026-06-01': {
      events: titles.map((title, i) => ({
        code: `C${i}`,
        title,
        rooms: ['Hall'],
        start: `2026-06-01T0${i}:00:00Z`,
        duration: 30,
      })),
    },
  },
})
let events = 0
async function anEvent(): Promise<EventId> {
  const event = `fetched-${events++}` as EventId
  const settings = { title: event, timeZone: 'Europe/Paris', startsOn: '2026-06-01', endsOn: '2026-06-02' }
  await world.db.write((tx) => putEvent(tx, system, event, settings))
  return event
}
const file = (path: string): Source => ({ kind: 'schedule', url: `${url}${path}`, token: null })
const from = (event: EventId, source: Source, means = outgoing) =>
  take({ db: world.db, outgoing: means }, system, event, { from: source, release: true, note: '', daysOnly: false })
const titles = async (event: EventId) =>
  (await world.db.read((tx) => schedule.released(tx, event))).sessions.map(({ title }) => title)
async function whyOf(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'taken'
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.hint ?? ''}`
    throw error
  }
}

test('a file is fetched, and the same bytes are not read again', async () => {
  const event = await anEvent()
  answers.set('/a.json', json(days('Opening', 'Closing')))
  assert.deepEqual((await from(event, file('/a.json')))?.fresh, 2)
  assert.deepEqual(await titles(event), ['Opening', 'Closing'])
  assert.equal(await from(event, file('/a.json')), null)
  const bytes = Buffer.from(JSON.stringify(days('Opening', 'Closing')))
  const same = { from: bytes, release: true, note: '', daysOnly: false }
  assert.equal(await take({ db: world.db, outgoing }, system, event, same), null, 'wherever they come from')
  answers.set('/a2.json', json(days('Another')))
  await from(event, file('/a2.json'))
  assert.deepEqual((await from(event, file('/a.json')))?.gone, 0)
  assert.equal((await titles(event))[0], 'Opening', 'but not after something else was taken in')
  const [source] = await world.db.read((tx) => schedule.sources(tx, system, event))
  assert.deepEqual([source?.address, source?.fault, source?.outcome?.fresh], [`${url}/a.json`, null, 1])
})

test('pretalx’s API is asked with a token, whole or, where it gives numbers alone, page by page', async () => {
  const event = await anEvent()
  const slot = (n: number) => ({
    ...{ id: n, start: `2026-06-01T0${n}:00:00Z`, end: `2026-06-01T0${n}:30:00Z`, room: { id: 1, name: { en: 'Hall' } } },
    submission: { code: `CODE0${n}`, title: `Talk ${n}`, state: 'confirmed', speakers: [], slots: [n] },
  })
  const source: Source = { kind: 'pretalx', url: `${url}/spring/`, token: 'secret' }
  answers.set('/api/events/spring/schedules/latest/', json({ version: '1', slots: [slot(1), slot(2)] }))
  await from(event, source)
  assert.deepEqual(await titles(event), ['Talk 1', 'Talk 2'])
  assert.equal(asked.at(-1)?.authorization, 'Token secret')
  answers.set('/api/events/spring/schedules/latest/', json({ version: '2', slots: [1, 2, 3] }))
  answers.set('/api/events/spring/slots/', (request, response) => {
    const isSecond = request.url?.includes('page=2')
    json({
      results: isSecond ? [slot(3)] : [slot(1), slot(2)],
      next: isSecond ? null : `${url}/api/events/spring/slots/?page=2`,
    })(request, response)
  })
  await from(event, source)
  assert.deepEqual(await titles(event), ['Talk 1', 'Talk 2', 'Talk 3'])
  assert.equal((await world.db.read((tx) => schedule.released(tx, event))).version?.version, '2')
  answers.set('/api/events/spring/slots/', json({ results: [slot(1)], next: `${url}/api/events/spring/slots/?page=2` }))
  assert.match(await whyOf(from(event, source)), /pages lead in a circle/)
  assert.equal(apiOf('https://pretalx.example/api/events/spring/schedules/'), 'https://pretalx.example/api/events/spring/')
})

test('DB-66: whatever goes wrong elsewhere changes nothing, and is said in one line', async () => {
  const event = await anEvent()
  answers.set('/b.json', json(days('Opening')))
  await from(event, file('/b.json'))
  const rows = await allRows(world)
  const wrong: [string, (request: IncomingMessage, response: ServerResponse) => void, RegExp][] = [
    ['500', (_, response) => void response.writeHead(500).end(), /answered 500/],
    ['401', (_, response) => void response.writeHead(401).end(), /answered 401/],
    ['html', (_, response) => void response.writeHead(200).end('<!doctype html><title>Sign in</title>'), /programme-unfit/],
    ['empty', json({ days: {} }), /it has no sessions/],
    ['cut', (_, response) => void response.writeHead(200, { 'content-length': 100 }).end('{"days"'), /programme-unfit/],
    ['circle', (request, response) => void response.writeHead(302, { location: request.url ?? '' }).end(), /without an end/],
    ['file', (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(), /programme-unfit/],
  ]
  for (const [name, answer, why] of wrong) {
    answers.set('/b.json', answer)
    assert.match(await whyOf(from(event, file('/b.json'))), why, name)
  }
  answers.set('/b.json', (_, response) => {
    response.writeHead(200)
    const part = Buffer.alloc(1_048_576, ' ')
    const pour = () => {
      while (!response.destroyed && response.write(part));
      if (!response.destroyed) response.once('drain', pour)
    }
    pour()
  })
  assert.equal(await whyOf(from(event, file('/b.json'))), `too-large: ${SCHEDULE_BYTES_MAX}`, 'without an end')
  assert.match(await whyOf(from(event, file('/b.json'), openOutgoing([]))), /^address-private/)
  assert.deepEqual(await allRows(world), rows)
})

test('a redirect leads on, and takes no token to another host', async () => {
  const event = await anEvent()
  const port = (server.address() as AddressInfo).port
  answers.set('/c.json', (_, response) => void response.writeHead(302, { location: `http://localhost:${port}/d.json` }).end())
  answers.set('/d.json', json(days('Opening')))
  const means = openOutgoing(['127.0.0.1', '::1'], async () => [{ address: '127.0.0.1', family: 4 }])
  await from(event, { ...file('/c.json'), token: 'secret' }, means)
  assert.deepEqual(
    asked.slice(-2).map(({ authorization }) => authorization),
    ['Token secret', undefined],
  )
})

test('DB-69: sessions outside of the event’s days are left out by wish, to the second and in the event’s zone', () => {
  const at = (startsAt: string) => ({ title: startsAt, startsAt }) as Programme['sessions'][number]
  const all = ['2026-05-31T21:59:59Z', '2026-05-31T22:00:00Z', '2026-06-02T21:59:59Z', '2026-06-02T22:00:00Z']
  const programme: Programme = { version: '', tracks: [], rooms: [], sessions: all.map(at), skipped: [] }
  const { sessions, skipped } = within(programme, { timeZone: 'Europe/Paris', startsOn: '2026-06-01', endsOn: '2026-06-02' })
  assert.deepEqual(
    sessions.map(({ startsAt }) => startsAt),
    all.slice(1, 3),
  )
  assert.deepEqual(
    skipped.map(({ what }) => what),
    [all[0], all[3]],
  )
})

test('DB-64: what is configured is looked at every so many minutes; a failure keeps what stands and says how old it is', async () => {
  const event = await anEvent()
  const read = (everyM: string) =>
    readConfig({
      cwd: '/',
      env: {
        PLENARY_PROGRAMME_0_KIND: 'schedule',
        PLENARY_PROGRAMME_0_URL: `${url}/timed.json`,
        PLENARY_PROGRAMME_0_INTO: event,
        PLENARY_PROGRAMME_0_EVERY_M: everyM,
      },
    }).programme
  for (const wrong of ['4', '31', 'often']) assert.throws(() => read(wrong), /programme\[0\]\.everyM/)
  let isBroken = false
  answers.set('/timed.json', (request, response) => {
    if (isBroken) response.writeHead(503).end()
    else json(days('Opening'))(request, response)
  })
  const log = openLog('silent')
  const leases = openLeases(world.db, log, 'one')
  const programmes = openProgrammes({ db: world.db, outgoing, log, leases, isOn: () => true }, read('5'), 20)
  const until = async (isSo: () => Promise<boolean>) => {
    for (let tries = 0; !(await isSo()); tries++) {
      assert.ok(tries < 200, 'never came')
      await sleep(50)
    }
  }
  const source = async () => (await world.db.read((tx) => schedule.sources(tx, system, event)))[0]
  await until(async () => (await titles(event)).length === 1)
  isBroken = true
  await until(async () => (await source())?.fault !== null)
  assert.match((await source())?.fault ?? '', /answered 503/)
  assert.notEqual((await source())?.goodAt, null)
  assert.deepEqual(await titles(event), ['Opening'])
  isBroken = false
  await until(async () => (await source())?.fault === null)
  await leases.close()
  await programmes.close()
})

test('only whoever runs the day may have anything fetched', async () => {
  const event = await anEvent()
  const before = asked.length
  const wish = { from: file('/a.json'), release: true, note: '', daysOnly: false }
  assert.equal(await refusalOf(take({ db: world.db, outgoing }, { kind: 'stranger' }, event, wish)), 'not-allowed')
  assert.equal(await refusalOf(take({ db: world.db, outgoing }, system, 'nowhere' as EventId, wish)), 'not-found')
  assert.equal(asked.length, before)
})
