import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type App, eventually, guestOf, type Line, openApp, openLine, request } from '../../../test/app.ts'
import { type Hall, openHall, slide } from '../../../test/world.ts'
import { meetingFeed } from '../../contract/meeting.ts'
import { connect } from '../../platform/db.ts'
import { feedSeq } from '../../platform/feeds.ts'

let app: App
let hall: Hall
let token: string
before(async () => {
  app = await openApp()
  hall = await openHall(app.world, [slide], ['start'])
  token = await guestOf(app, hall.code, 'Ann')
})

const lastSeq = (line: Line) => line.heard.findLast((one) => 'seq' in one)?.seq

test('a follower that reads slowly delays nobody, is skipped, and gets a view when it reads again', {
  timeout: 60_000,
}, async () => {
  const feed = meetingFeed(hall.meeting)
  const lines = await Promise.all([openLine(app, token), openLine(app, token), openLine(app, token)])
  const [slow] = lines as [Line, Line, Line]
  for (const line of lines) await line.follow(feed)
  slow.ws.pause()
  const before = process.memoryUsage().external
  const description = 'x'.repeat(8_000)
  for (let i = 0; i < 2_000; i++)
    await app.world.db.write(async (tx) => tx.announce(feed, { kind: 'here', here: i, filler: description }))
  // Whoever reads as fast as it can may be skipped too, on a machine that has no time.
  const seq = await app.world.db.read((tx) => feedSeq(tx, feed))
  for (const line of lines.slice(1)) await line.until('the last change', () => lastSeq(line) === seq)
  assert.ok(process.memoryUsage().external - before < 64 * 1024 * 1024)
  slow.ws.resume()
  await slow.until('the end of what it missed', () => lastSeq(slow) === seq)
  assert.ok(slow.heard.length < 2_000, 'it was skipped')
  assert.ok('view' in slow.heard.at(-1))
  await app.world.db.write(async (tx) => tx.announce(feed, { kind: 'here', here: -1 }))
  for (const line of lines) {
    await line.frame('the next change', (one) => one.change?.here === -1)
    line.end()
  }
})

/** Nobody gets into the database until the end of it. */
async function without(work: () => Promise<void>): Promise<void> {
  const admin = connect({ options: { ...app.world.options, database: 'postgres' } }, 1)
  const name = String(app.world.options.database)
  try {
    await admin.unsafe(`alter database ${name} allow_connections false`)
    await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`
    await work()
  } finally {
    await admin.unsafe(`alter database ${name} allow_connections true`)
    await admin.end()
  }
}

test('while the database is away calls are refused and the program stays; when it is back followers catch up by themselves', {
  timeout: 60_000,
}, async () => {
  const feed = meetingFeed(hall.meeting)
  const line = await openLine(app, token)
  await line.follow(feed)
  assert.equal((await request(app, 'GET', '/readyz')).status, 200)
  await without(async () => {
    const ready = await request(app, 'GET', '/readyz')
    assert.deepEqual([ready.status, ready.body.ready], [503, false])
    assert.equal((await request(app, 'GET', '/healthz')).status, 200)
    assert.equal((await line.call('seat', { meeting: hall.meeting })).refusal.code, 'unavailable')
    assert.equal((await line.follow(feed, { after: 1 })).refusal.code, 'unavailable')
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    assert.equal(line.closed, null)
  })
  await eventually('that it is ready', async () => (await request(app, 'GET', '/readyz')).status === 200)
  const other = await openLine(app, token)
  await line.follow(feed)
  // A wake-up that is lost: the news come with the look of every second.
  const heard = line.heard.length
  const { client, options } = app.world
  const beside = connect({ options }, 1)
  await beside`update platform_feeds set seq = seq + 1 where name = ${feed}`
  await beside`insert into platform_changes (feed, seq, change, at) select name, seq, '{"kind":"here","here":77}', now() from platform_feeds where name = ${feed}`
  await beside.end()
  await line.frame('news nobody woke it for', (one) => one.change?.here === 77, heard)
  assert.equal((await client`select 1 as one`)[0]?.one, 1)
  assert.ok(await other.isServed())
  for (const one of [line, other]) one.end()
})
