import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, cookieOf, guestOf, openApp, openLine, ownerOf } from '../../../test/app.ts'
import { choose, newActivity, newAnswer, newMeeting, newSeat, openHall, pollOf, slide } from '../../../test/world.ts'
import type { ActivityId } from '../../contract/activity.schema.ts'
import { meetingFeed, tallyFeed } from '../../contract/meeting.ts'
import * as meetings from '../../modules/meetings/index.ts'
import { freshToken, system } from '../../modules/people/index.ts'

const app = await openApp()
const poll = pollOf('Left', 'Right')
const [left, right] = poll.choices.map((one) => one.id)
/** How many have answered, told by a change or in the view of whoever came after it. */
const counts = ({ view, change }: Record<string, { tally?: { answered: number } }>) => (change ?? view)?.tally?.answered

test('LK-78: who follows a count hears nothing of it after a reset, on the line that was open all the time, until they answer again', async () => {
  const hall = await openHall(app.world, [poll, slide], ['start', 'open'])
  const activity = hall.activities[0] as ActivityId
  const [ada, bob] = await Promise.all(['Ada', 'Bob'].map(async (name) => openLine(app, await guestOf(app, hall.code, name))))
  const desk = await openLine(app, await ownerOf(app))
  if (!ada || !bob || !left || !right) throw new Error('nobody came')
  const seat = newSeat()
  const step = async (name: string, from: string, reset = false) =>
    assert.ok('reply' in (await desk.call('step', { meeting: hall.meeting }, { seat, step: name, from, reset })))
  const answer = async (line: typeof ada, choice: typeof left) =>
    (await line.call('answer', { activity, answer: newAnswer() }, choose(choice))).reply.feed
  await desk.call('takeControl', { meeting: hall.meeting }, { seat, force: true })

  assert.equal(await answer(ada, left), tallyFeed(activity, 1))
  await ada.frame('the first count', (one) => one.feed === tallyFeed(activity, 1) && counts(one) === 1)
  await step('next', 'open')
  await step('back', 'waiting', true)
  const from = ada.heard.length
  const second = tallyFeed(activity, 2)
  assert.equal(await answer(bob, right), second)
  await bob.frame('the second count', (one) => one.feed === second && counts(one) === 1)
  assert.equal((await ada.follow(second)).refusal.code, 'not-allowed')
  assert.equal((await ada.follow(second, { after: 0 })).refusal.code, 'not-allowed')
  assert.equal((await ada.follow(tallyFeed(activity, 1), { after: 0 })).refusal.code, 'not-allowed')
  assert.ok(
    ada.heard.slice(from).every((one) => 'refusal' in one),
    JSON.stringify(ada.heard.slice(from)),
  )

  assert.equal(await answer(ada, left), second)
  const heard = await ada.frame('the count again', (one) => one.feed === second && 'view' in one)
  assert.equal(heard.view.opening, 2)
  for (const line of [ada, bob, desk]) line.end()
})

test('a count is followed by the name of its last opening alone', async () => {
  const hall = await openHall(app.world, [poll], ['start', 'open'])
  const activity = hall.activities[0] as ActivityId
  const desk = await openLine(app, await ownerOf(app))
  assert.ok('view' in (await desk.follow(tallyFeed(activity, 1))))
  const old = [`activity:${activity}`, `activity:${activity}/`, `activity:${activity}/01`, `activity:${activity}/-1`]
  const none = [0, 2, 999_999_999].map((opening) => tallyFeed(activity, opening))
  for (const feed of [...old, ...none, `activity:${activity}/9999999999`])
    assert.equal((await desk.follow(feed)).refusal?.code, 'not-found', feed)
  assert.equal((await desk.follow(tallyFeed(newActivity(), 1))).refusal.code, 'not-joined')
  desk.end()
})

test('LK-26: joining again with the secret of an answer that was lost sets the same cookie for the same seat', async () => {
  const hall = await openHall(app.world, [slide], ['start'])
  const guest = freshToken()
  const join = (name: string, token: string | null = null) =>
    ask(app, 'join', { params: { code: hall.code }, body: { name, guest }, token })
  const told = await Promise.all(['Ada', 'Ada', 'Ada again'].map((name) => join(name)))
  assert.deepEqual([...new Set(told.map((one) => one.status))], [200])
  assert.deepEqual([...new Set(told.map((one) => cookieOf(one, 'plenary_guest')))], [guest])
  assert.equal(new Set(told.map((one) => one.body.name)).size, 1)
  const late = await join('Somebody else')
  assert.deepEqual([late.body.name, late.body.fresh], [told[0]?.body.name, false])
  assert.equal((await ask(app, 'seat', { params: { meeting: hall.meeting }, token: guest })).body.name, late.body.name)
  for (const odd of ['', 'short', `${guest}x`, `${guest.slice(1)}=`, 7]) {
    const refused = await ask(app, 'join', { params: { code: hall.code }, body: { name: 'Eve', guest: odd } })
    assert.deepEqual([refused.body.code, refused.body.path], ['bad-input', 'body.guest'])
  }
})

test('the sign-in of an owner, sent as a secret, brings no cookie', async () => {
  const hall = await openHall(app.world, [slide], ['start'])
  const refused = await ask(app, 'join', { params: { code: hall.code }, body: { name: 'Eve', guest: await ownerOf(app) } })
  assert.deepEqual([refused.body.code, refused.body.path, cookieOf(refused, 'plenary_guest')], ['conflict', 'body.guest', null])
})

test('the instance says the level of its API', async () => {
  assert.equal((await ask(app, 'instance')).body.api, 1)
})

test('of a crowd that follows at once each is let in or turned away by themselves, in several feeds', async () => {
  const [here, there] = [await openHall(app.world, [slide], ['start']), await openHall(app.world, [slide], ['start'])]
  const of = (hall: typeof here) => meetingFeed(hall.meeting)
  const { stageKey } = (await app.world.db.read((tx) => meetings.consoleView(tx, system, here.meeting))).view
  const sitting = (hall: typeof here, name: string) => guestOf(app, hall.code, name)
  const crowd: { token: string | null; feed: string; key?: string; told: string }[] = [
    { token: await ownerOf(app), feed: of(here), told: 'view' },
    { token: null, feed: of(here), told: 'not-joined' },
    { token: null, feed: of(here), key: stageKey, told: 'view' },
    { token: null, feed: of(here), key: `${stageKey.slice(1)}x`, told: 'not-joined' },
    { token: null, feed: of(there), key: stageKey, told: 'not-joined' },
    { token: await ownerOf(app), feed: meetingFeed(newMeeting()), told: 'not-joined' },
  ]
  for (let n = 0; n < 10; n++) {
    const [one, other] = [await sitting(here, `Here ${n}`), await sitting(there, `There ${n}`)]
    crowd.push({ token: one, feed: of(here), told: 'view' }, { token: other, feed: of(here), told: 'not-joined' })
    crowd.push({ token: other, feed: of(there), told: 'view' }, { token: one, feed: of(there), told: 'not-joined' })
  }
  const lines = await Promise.all(crowd.map(({ token }, n) => openLine(app, token, { 'x-forwarded-for': `2001:db8::${n}` })))
  const heard = await Promise.all(
    crowd.map(({ feed, key }, n) => (lines[n] as (typeof lines)[0]).follow(feed, key === undefined ? {} : { key })),
  )
  assert.deepEqual(
    heard.map((one) => ('view' in one ? 'view' : one.refusal.code)),
    crowd.map(({ told }) => told),
  )
  for (const line of lines) line.end()
})
