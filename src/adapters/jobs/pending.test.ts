import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ask, openApp, ownerOf } from '../../../test/app.ts'
import { personWith, signedIn } from '../../../test/world.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import type { TrackName } from '../../contract/schedule.schema.ts'
import * as board from '../../modules/board/index.ts'
import { putEvent } from '../../modules/events/index.ts'
import { system } from '../../modules/people/index.ts'

const event = 'harbour' as EventId
const track = 'tides' as TrackName
const documentOf = (title: string) =>
  JSON.stringify({
    days: { '2026-06-01': { events: [{ code: 'A', title, rooms: ['Hall'], start: '2026-06-01T09:00:00Z', duration: 30 }] } },
  })

test('DB-67: what is still to be told waits on, whatever becomes of the schedule meanwhile: a failed fetch, the same again, another', async () => {
  const app = await openApp()
  const owner = await ownerOf(app)
  const { db, client } = app.world
  const { person } = await signedIn(app.world, 'Zoe')
  await db.write((tx) =>
    putEvent(tx, system, event, { title: 'H', timeZone: 'UTC', startsOn: '2026-06-01', endsOn: '2026-06-02' }),
  )
  await db.write((tx) => board.addTracks(tx, system, event, [track]))
  // On a network that is not connected, so that it waits.
  const as = { name: 'Zoe', nameKey: 'zoe', network: 'irc/irc.example.org' }
  const zoe = { ...personWith('Zoe'), id: person }
  await db.write((tx) => board.watch(tx, zoe, event, as, { pattern: 'salt', language: 'en' }))
  await db.write((tx) => board.setNow(tx, system, { event, track, text: 'salt' }))
  const waiting = async () =>
    (await client`select data from jobs.job where name = 'tell-watcher' and state in ('created', 'retry', 'active')`).map(
      (row) => row.data,
    )
  let before = await waiting()
  for (let i = 0; i < 500 && before.length === 0; i++) {
    await sleep(20)
    before = await waiting()
  }
  assert.equal(before.length, 1)
  const take = async (body: object) => (await ask(app, 'importSchedule', { params: { event }, token: owner, body })).status
  assert.equal(await take({ document: documentOf('Opening') }), 200)
  assert.equal(await take({ document: '{"days"' }), 422)
  assert.equal(await take({ address: 'http://127.0.0.1:1/schedule.json' }), 422)
  assert.equal(await take({ document: documentOf('Opening') }), 200)
  assert.equal(await take({ document: documentOf('Closing') }), 200)
  assert.deepEqual(await waiting(), before)
})
