import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type App, ask, guestOf, type Line, openApp, openLine, ownerOf } from '../../../test/app.ts'
import { choose, type Hall, newAnswer, openHall, pollOf, signedIn } from '../../../test/world.ts'
import { endpoints } from '../../contract/endpoints.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { consoleFeed, meetingFeed } from '../../contract/meeting.ts'
import { putEvent } from '../../modules/events/index.ts'
import * as people from '../../modules/people/index.ts'

/** What a person may do holds on connections that are open already, at once: LK-218, LK-52. */
const poll = pollOf('Left', 'Right')
const here = 'here' as EventId
let app: App
let hall: Hall
before(async () => {
  app = await openApp()
  const settings = { title: 'Here', timeZone: 'UTC', startsOn: '2026-06-01', endsOn: '2026-06-02' }
  await app.world.db.write((tx) => putEvent(tx, people.system, here, settings))
  hall = await openHall(app.world, [poll, poll], ['start', 'open'], here)
})

const mod = () => signedIn(app.world, 'Mia', 'moderator', here)
const ended = (line: Line, feed: string) => line.frame(`the end of ${feed}`, (frame) => frame.feed === feed && 'refusal' in frame)
const answerOn = (line: Line) =>
  line.call('answer', { activity: hall.activities[0], answer: newAnswer() }, choose(poll.choices[0]?.id as never))

test('LK-218: a role that is taken away ends the console’s feed and its calls, a role that was not stays', async () => {
  const [one, other] = [await mod(), await mod()]
  const lines = [await openLine(app, one.token), await openLine(app, other.token)] as const
  for (const line of lines) assert.ok('view' in (await line.follow(consoleFeed(hall.meeting))))
  const params = { person: one.person, role: 'moderator', event: here }
  assert.equal((await ask(app, 'revokeRole', { params, token: await ownerOf(app) })).status, 200)
  assert.equal((await ended(lines[0], consoleFeed(hall.meeting))).refusal.code, 'not-allowed')
  const calls = await Promise.all(lines.map((line) => line.call('console', { meeting: hall.meeting })))
  assert.deepEqual([calls[0]?.refusal?.code, endpoints.console.reply.safeParse(calls[1]?.reply).success], ['not-allowed', true])
  assert.equal(
    lines[1].heard.some((frame) => 'refusal' in frame),
    false,
  )
})

test('whoever is banned hears and says nothing more, though known a moment ago; lifted, they may again', async () => {
  const token = await guestOf(app, hall.code, 'Eve')
  const [actor] = await app.world.db.read((tx) => people.actorsOfTokens(tx, [token], new Date()))
  assert.ok(actor?.kind === 'person')
  const line = await openLine(app, token)
  await line.follow(meetingFeed(hall.meeting))
  assert.ok('reply' in (await answerOn(line)))
  const params = { person: actor.id, event: here }
  assert.equal((await ask(app, 'banPerson', { params, body: { reason: 'rude' }, token: await ownerOf(app) })).status, 200)
  assert.equal((await ended(line, meetingFeed(hall.meeting))).refusal.code, 'banned')
  assert.equal((await answerOn(line)).refusal?.code, 'banned')
  assert.equal((await line.follow(meetingFeed(hall.meeting))).refusal.code, 'banned')
  const joining = { params: { code: hall.code }, body: { name: 'Eve' } }
  assert.equal((await ask(app, 'join', { ...joining, token })).body.code, 'banned')
  assert.equal((await ask(app, 'join', { ...joining, body: { name: 'Eve', guest: token } })).body.code, 'banned')
  assert.equal((await ask(app, 'unbanPerson', { params, token: await ownerOf(app) })).status, 200)
  assert.ok('view' in (await line.follow(meetingFeed(hall.meeting))))
})

test('a sign-in that ends takes its connections’ feeds with it, and those of no other', async () => {
  const { person, token } = await mod()
  const { token: second } = await app.world.db.write(async (tx) =>
    people.signIn(tx, await people.standingOf(tx, person), 'another', { keep: false, device: '', instead: null }),
  )
  const lines = [await openLine(app, token), await openLine(app, second)] as const
  for (const line of lines) assert.ok('view' in (await line.follow(consoleFeed(hall.meeting))))
  assert.equal((await ask(app, 'signOut', { token })).status, 200)
  assert.equal((await ended(lines[0], consoleFeed(hall.meeting))).refusal.code, 'not-allowed')
  assert.ok('reply' in (await lines[1].call('console', { meeting: hall.meeting })))
  assert.equal(
    lines[1].heard.some((frame) => 'refusal' in frame),
    false,
  )
})

test('a stage that shows its key goes on when the person of its browser loses a role', async () => {
  const { person, token } = await mod()
  const line = await openLine(app, token)
  await line.call('me')
  const { view } = await line.follow(consoleFeed(hall.meeting))
  assert.ok('view' in (await line.follow(meetingFeed(hall.meeting), { key: view.stageKey })))
  await app.world.db.write((tx) => people.revoke(tx, people.system, person, 'moderator', here))
  await ended(line, consoleFeed(hall.meeting))
  assert.equal(
    line.heard.some((frame) => frame.feed === meetingFeed(hall.meeting) && 'refusal' in frame),
    false,
  )
  assert.ok(await line.isServed())
})

test('a wake-up that was lost is made good within seconds', async () => {
  const { person, token } = await mod()
  const line = await openLine(app, token)
  await line.follow(consoleFeed(hall.meeting))
  await app.world.client`delete from people_roles where person = ${person}`
  await app.world.client`with f as (update platform_feeds set seq = seq + 1 where name = 'access' returning seq)
    insert into platform_changes (feed, seq, change, at) select 'access', seq, ${app.world.client.json({ persons: [person] })}, now() from f`
  await ended(line, consoleFeed(hall.meeting))
})
