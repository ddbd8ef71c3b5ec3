import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { openWorld, personWith, plain, refusalOf, type World } from '../../../test/world.ts'
import { EventSettings } from '../../contract/cards.schema.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { system } from '../people/index.ts'
import * as events from './index.ts'

let world: World
before(async () => {
  world = await openWorld()
})

const spring = 'spring-meet' as EventId
const settings = { title: 'Spring <b>Meet</b>', timeZone: 'Europe/Paris', startsOn: '2026-04-01', endsOn: '2026-04-03' }

test('an event is made, and changed by its own organizers', async () => {
  await world.db.write((tx) => events.putEvent(tx, system, spring, settings))
  const organizer = personWith('Olga', { role: 'organizer', event: spring })
  await world.db.write((tx) => events.putEvent(tx, organizer, spring, { ...settings, endsOn: '2026-04-04' }))
  assert.deepEqual(await world.db.read((tx) => events.event(tx, spring)), {
    ...{ id: spring, ...settings, endsOn: '2026-04-04', retentionDays: null },
  })
  const moderator = personWith('Mia', { role: 'moderator', event: spring })
  assert.equal(await refusalOf(world.db.write((tx) => events.putEvent(tx, moderator, spring, settings))), 'not-allowed')
  assert.equal(
    await refusalOf(world.db.write((tx) => events.putEvent(tx, organizer, 'other' as EventId, settings))),
    'not-allowed',
  )
  assert.equal(await world.db.read((tx) => events.exists(tx, 'other' as EventId)), false)
})

test('a time zone that does not exist, or days the wrong way round, are refused', async () => {
  const wrong = { ...settings, timeZone: 'Mars/Olympus' }
  assert.equal(await refusalOf(world.db.write((tx) => events.putEvent(tx, system, 'mars' as EventId, wrong))), 'bad-input')
  assert.equal(await refusalOf(world.db.read((tx) => events.event(tx, 'mars' as EventId))), 'not-found')
  assert.equal(EventSettings.safeParse({ ...settings, endsOn: '2026-03-31' }).success, false)
  assert.equal(EventSettings.safeParse({ ...settings, endsOn: settings.startsOn }).success, true)
})

test('the list has the latest first', async () => {
  const dates = ['2030-01-01', '2032-01-01', '2031-01-01']
  for (const [i, day] of dates.entries())
    await world.db.write((tx) => events.putEvent(tx, system, `list-${i}` as EventId, { ...settings, startsOn: day, endsOn: day }))
  const listed = plain(await world.db.read((tx) => events.events(tx, {}))).events.filter((one) => one.id.startsWith('list-'))
  assert.deepEqual(
    listed.map((one) => one.startsOn),
    ['2032-01-01', '2031-01-01', '2030-01-01'],
  )
})

test('how long an event is kept: by itself or as the instance says, counted from the end of its last day where it was', async () => {
  const put = (id: string, more: object) =>
    world.db.write((tx) => events.putEvent(tx, system, id as EventId, { ...settings, endsOn: '2026-04-03', ...more }))
  await put('own', { timeZone: 'Pacific/Auckland', retentionDays: 10 })
  await put('own', { timeZone: 'Pacific/Auckland', title: 'Days left out stay' })
  await put('usual', { timeZone: 'America/Los_Angeles' })
  const due = async (at: string, usual: number | null) =>
    (await world.db.read((tx) => events.pastRetention(tx, new Date(at), usual)))
      .filter((one) => ['own', 'usual'].includes(one.event))
      .map((one) => `${one.event} ${one.days}`)
  assert.deepEqual(await due('2026-04-13T11:59:59Z', null), [])
  assert.deepEqual(await due('2026-04-13T12:00:00Z', null), ['own 10'])
  assert.deepEqual(await due('2026-04-14T06:59:59Z', 10), ['own 10'])
  assert.deepEqual(await due('2026-04-14T07:00:00Z', 10), ['own 10', 'usual 10'])
  assert.deepEqual(await world.db.read(events.ownRetention), [{ title: 'Days left out stay', days: 10 }])
  await put('own', { retentionDays: null })
  assert.deepEqual(await world.db.read(events.ownRetention), [])
  for (const retentionDays of [0, -1, 1.5, 3_651])
    assert.equal(EventSettings.safeParse({ ...settings, retentionDays }).success, false)
})
