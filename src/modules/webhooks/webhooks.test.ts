import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { act, id, newPerson, openHall, openWorld, personWith, pollOf, refusalOf } from '../../../test/world.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { newsKinds } from '../../contract/news.ts'
import type { DeliveryId, WebhookId } from '../../contract/webhooks.schema.ts'
import { openSeal } from '../../platform/seal.ts'
import { deleteMeeting } from '../meetings/index.ts'
import * as people from '../people/index.ts'
import * as webhooks from './index.ts'
import { nextTry, plainText, verdict } from './rules.ts'

const world = await openWorld()
const seal = openSeal('a secret that is long enough for tests')
const owner = personWith('Olive', { role: 'owner', event: null })
const given: webhooks.NewWebhook = { name: 'Hook', address: 'https://example.org/in', events: newsKinds }

beforeEach(async () => {
  await world.client`delete from webhooks_endpoints`
  await world.client`delete from people_acts`
  world.clock.forward(1_000)
})

async function made(more: Partial<webhooks.NewWebhook> = {}): Promise<{ webhook: WebhookId; secret: string }> {
  const webhook = id<WebhookId>()
  const secret = await world.db.write((tx) => webhooks.makeWebhook(tx, owner, webhook, { ...given, ...more }, seal))
  return { webhook, secret }
}
const takeNews = async () => {
  while (await world.db.write(webhooks.takeNews));
}
const take = (max = 10) => world.db.write((tx) => webhooks.take(tx, max, seal))
async function takeOne(): Promise<webhooks.Taken> {
  const [taken] = await take(1)
  assert.ok(taken)
  return taken
}
const answer = (status: number | null, more: Partial<webhooks.Answer> = {}): webhooks.Answer => ({
  at: world.clock.now,
  durationMs: 12,
  status,
  fault: status === null ? 'unreachable' : null,
  response: 'said',
  retryAfterS: null,
  ...more,
})
const settle = (taken: webhooks.Taken, how: webhooks.Answer) => world.db.write((tx) => webhooks.settle(tx, taken, how, 0))
const told = async (webhook: WebhookId) =>
  (await world.client`select body from webhooks_deliveries where endpoint = ${webhook} order by n`).map((row) =>
    JSON.parse(row.body),
  )
const testing = (webhook: WebhookId, delivery = id<DeliveryId>()) =>
  world.db.write(async (tx) => {
    await webhooks.testWebhook(tx, owner, webhook, delivery)
    return delivery
  })
const cardOf = async (webhook: WebhookId) =>
  (await world.db.read((tx) => webhooks.webhooks(tx, owner))).find((one) => one.id === webhook)

test('what happens in a meeting is told in order, each once, with ids alone', async () => {
  const { webhook } = await made()
  const hall = await openHall(world, [pollOf('x', 'y')], ['start', 'open', 'close', 'results'])
  await act(world, hall, 'end', 'resume', 'end')
  await Promise.all([takeNews(), takeNews(), takeNews()])
  await takeNews()
  const all = await told(webhook)
  const [activity, meeting] = [hall.activities[0], hall.meeting]
  assert.deepEqual(
    all.map(({ type, data }) => [type, data]),
    [
      ['meeting.started', { meeting, event: null }],
      ['activity.opened', { meeting, event: null, activity, opening: 1 }],
      ['activity.closed', { meeting, event: null, activity, opening: 1 }],
      ['result.shown', { meeting, event: null, activity, opening: 1 }],
      ['meeting.ended', { meeting, event: null }],
      ['meeting.started', { meeting, event: null }],
      ['meeting.ended', { meeting, event: null }],
    ],
  )
  for (const one of all) assert.equal(one.timestamp, world.clock.now.toISOString())
})

test('a meeting that is deleted while it runs has ended; leaving an open poll closes it', async () => {
  const { webhook } = await made()
  const hall = await openHall(world, [pollOf('x', 'y'), pollOf('x', 'y')], ['start', 'open', 'next'])
  await world.db.write((tx) => deleteMeeting(tx, people.system, hall.meeting))
  await takeNews()
  assert.deepEqual(
    (await told(webhook)).map(({ type }) => type),
    ['meeting.started', 'activity.opened', 'activity.closed', 'meeting.ended'],
  )
})

test('roles and bans are told: of whom and where, never a name or a reason', async () => {
  const { webhook } = await made()
  const [person, token, event] = [newPerson(), people.freshToken(), 'spring' as EventId]
  await world.db.write(async (tx) => {
    await people.addGuests(tx, [{ person, name: 'Secret Name', token }])
    await people.grant(tx, people.system, person, 'moderator', event)
    await people.grant(tx, people.system, person, 'moderator', event)
    await people.revoke(tx, people.system, person, 'moderator', event)
    await people.ban(tx, people.system, person, null, 'a private reason')
    await people.unban(tx, people.system, person, null)
  })
  await takeNews()
  const all = await told(webhook)
  assert.deepEqual(
    all.map(({ type, data }) => [type, data]),
    [
      ['person.role_changed', { person, event, role: 'moderator', held: true }],
      ['person.role_changed', { person, event, role: 'moderator', held: false }],
      ['person.banned', { person, event: null }],
      ['person.unbanned', { person, event: null }],
    ],
  )
  assert.doesNotMatch(JSON.stringify(all), /Secret|reason/)
})

test('a command that is rolled back is no news, and each hears what it wants, from its making on, while it is on', async () => {
  await openHall(world, [], ['start'])
  const wants = await made({ events: ['meeting.ended', 'meeting.ended'] })
  const off = await made()
  await world.db.write((tx) => webhooks.changeWebhook(tx, owner, off.webhook, { on: false }))
  world.clock.forward(1)
  const hall = await openHall(world, [], ['start'])
  await assert.rejects(
    world.db.write(async (tx) => {
      await deleteMeeting(tx, people.system, hall.meeting)
      throw new Error('the command failed')
    }),
  )
  await act(world, hall, 'end')
  await takeNews()
  assert.deepEqual(
    (await told(wants.webhook)).map(({ type }) => type),
    ['meeting.ended'],
  )
  assert.deepEqual(await told(off.webhook), [])
  const late = await made()
  await takeNews()
  assert.deepEqual(await told(late.webhook), [])
})

test('one delivery of each webhook is under way at a time, the oldest first; a slow one holds up nobody else', async () => {
  const [a, b] = [await made(), await made()]
  const first = await testing(a.webhook)
  world.clock.forward(1)
  const [second, other] = [await testing(a.webhook), await testing(b.webhook)]
  const taken = (await Promise.all([take(), take(), take()])).flat()
  assert.deepEqual(taken.map((one) => one.id).sort(), [first, other].sort())
  for (const one of taken) assert.deepEqual(one.secrets, [one.endpoint === a.webhook ? a.secret : b.secret])
  await settle(taken.find((one) => one.id === other) as webhooks.Taken, answer(200))
  assert.deepEqual(await take(), [])
  await settle(taken.find((one) => one.id === first) as webhooks.Taken, answer(503))
  assert.equal((await takeOne()).id, second)
})

test('what did not arrive is tried again for three days, then given up; a webhook where nothing arrived is switched off', async () => {
  const { webhook } = await made()
  const delivery = await testing(webhook)
  const waitsS: number[] = []
  for (let nth = 1; ; nth++) {
    const taken = await takeOne()
    assert.equal(taken.tries, nth)
    await settle(taken, nth % 2 ? answer(null) : answer(500))
    const page = await world.db.read((tx) => webhooks.delivery(tx, owner, webhook, delivery))
    if (page.state === 'failed') break
    waitsS.push(((page.dueAt?.getTime() ?? 0) - world.clock.now.getTime()) / 1_000)
    world.clock.forward((waitsS.at(-1) ?? 0) * 1_000 - 1)
    assert.deepEqual(await take(), [])
    world.clock.forward(1)
  }
  assert.deepEqual(waitsS, [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400])
  const { off, failed } = (await cardOf(webhook)) ?? {}
  assert.deepEqual([off, failed], ['failing', 1])
  const { acts } = await world.db.read((tx) => people.acts(tx, owner, { act: 'webhook.off' }))
  assert.deepEqual(
    acts.map((one) => [one.by, one.subject]),
    [[null, `webhook:${webhook}`]],
  )
  const { attempts } = await world.db.read((tx) => webhooks.delivery(tx, owner, webhook, delivery))
  assert.deepEqual(
    attempts.map((one) => [one.nth, one.status, one.fault]),
    Array.from({ length: 10 }, (_, i) => (i % 2 ? [10 - i, null, 'unreachable'] : [10 - i, 500, null])),
  )
})

test('one that fails among others that arrive switches nothing off', async () => {
  const { webhook } = await made()
  await testing(webhook)
  for (let nth = 1; nth <= 10; nth++) {
    const failing = await takeOne()
    if (nth === 5) {
      await testing(webhook)
      await settle(failing, answer(500))
      await settle(await takeOne(), answer(204))
    } else await settle(failing, answer(500))
    world.clock.forward(4 * 86_400_000)
  }
  const { off, failed, deliveredAt } = (await cardOf(webhook)) ?? {}
  assert.deepEqual([off, failed, deliveredAt !== null], [null, 1, true])
})

test('410 switches a webhook off at once, and what waits goes on when it is switched on', async () => {
  const { webhook } = await made()
  const [gone, waits] = [await testing(webhook), await testing(webhook)]
  await settle(await takeOne(), answer(410))
  assert.equal((await cardOf(webhook))?.off, 'gone')
  assert.deepEqual(await take(), [])
  assert.equal(await refusalOf(testing(webhook)), 'webhook-off')
  assert.equal(await refusalOf(world.db.write((tx) => webhooks.replay(tx, owner, webhook, gone, 2))), 'webhook-off')
  await world.db.write((tx) => webhooks.changeWebhook(tx, owner, webhook, { on: true }))
  assert.equal((await takeOne()).id, waits)
})

test('a try whose program died is followed by another, and its late word counts for nothing', async () => {
  const { webhook } = await made()
  const delivery = await testing(webhook)
  const lost = await takeOne()
  world.clock.forward(webhooks.TRY_MS_MAX + 1)
  const second = await takeOne()
  assert.deepEqual([second.id, second.tries], [delivery, 2])
  await settle(lost, answer(410))
  assert.equal((await cardOf(webhook))?.off, null)
  await settle(second, answer(200))
  const page = await world.db.read((tx) => webhooks.delivery(tx, owner, webhook, delivery))
  assert.deepEqual([page.state, page.attempts.length, page.attempts[0]?.response], ['delivered', 1, 'said'])
})

test('a delivery is delivered once more when asked for, from the beginning', async () => {
  const { webhook } = await made()
  const delivery = await testing(webhook)
  const before = await takeOne()
  await settle(before, answer(200))
  await world.db.write((tx) => webhooks.replay(tx, owner, webhook, delivery, 2))
  const again = await takeOne()
  assert.deepEqual([again.id, again.body, again.tries - again.triesBefore], [delivery, before.body, 1])
  const other = await made()
  assert.equal(await refusalOf(world.db.write((tx) => webhooks.replay(tx, owner, other.webhook, delivery, 2))), 'not-found')
})

test('a secret is told once and sealed; a renewed one signs beside the one before for a day', async () => {
  const { webhook, secret } = await made()
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  const renewed = await world.db.write((tx) => webhooks.renewSecret(tx, owner, webhook, id(), seal))
  const rows = JSON.stringify(await world.client`select * from webhooks_endpoints`)
  const shown = JSON.stringify(await world.db.read((tx) => webhooks.webhooks(tx, owner)))
  for (const one of [secret, renewed]) assert.ok(!rows.includes(one) && !shown.includes(one))
  await testing(webhook)
  const taken = await takeOne()
  assert.deepEqual(taken.secrets, [renewed, secret])
  await settle(taken, answer(200))
  world.clock.forward(86_400_000)
  await testing(webhook)
  assert.deepEqual((await takeOne()).secrets, [renewed])
})

test('webhooks are for owners alone, twenty of them, and an id is used once', async () => {
  const organizer = personWith('Otto', { role: 'organizer', event: null })
  const { webhook } = await made()
  const delivery = await testing(webhook)
  const asked = [
    () => world.db.read((tx) => webhooks.webhooks(tx, organizer)),
    () => world.db.write((tx) => webhooks.makeWebhook(tx, organizer, id(), given, seal)),
    () => world.db.write((tx) => webhooks.changeWebhook(tx, organizer, webhook, { on: false })),
    () => world.db.write((tx) => webhooks.dropWebhook(tx, organizer, webhook)),
    () => world.db.write((tx) => webhooks.renewSecret(tx, organizer, webhook, id(), seal)),
    () => world.db.write((tx) => webhooks.testWebhook(tx, organizer, webhook, id())),
    () => world.db.read((tx) => webhooks.deliveries(tx, organizer, webhook, {})),
    () => world.db.read((tx) => webhooks.delivery(tx, organizer, webhook, delivery)),
    () => world.db.write((tx) => webhooks.replay(tx, organizer, webhook, delivery, 1)),
  ]
  for (const one of asked) assert.equal(await refusalOf(one()), 'not-allowed')
  const again = world.db.write((tx) => webhooks.makeWebhook(tx, owner, webhook, given, seal))
  assert.equal(await refusalOf(again), 'conflict')
  const many = await Promise.all(Array.from({ length: 25 }, () => refusalOf(made())))
  assert.deepEqual([many.filter((one) => one === null).length, many.filter((one) => one === 'too-many').length], [19, 6])
  await world.db.write((tx) => webhooks.dropWebhook(tx, owner, webhook))
  assert.equal(await refusalOf(world.db.write((tx) => webhooks.dropWebhook(tx, owner, webhook))), 'not-found')
})

test('the log has pages, and forgets after thirty days', async () => {
  const { webhook } = await made()
  const all: string[] = []
  for (let i = 0; i < 55; i++) all.unshift(await testing(webhook))
  const first = await world.db.read((tx) => webhooks.deliveries(tx, owner, webhook, {}))
  assert.deepEqual([first.deliveries.map((one) => one.id), first.next], [all.slice(0, 50), all[49]])
  const rest = await world.db.read((tx) => webhooks.deliveries(tx, owner, webhook, { after: first.next ?? undefined }))
  assert.deepEqual([rest.deliveries.map((one) => one.id), rest.next], [all.slice(50), null])
  world.clock.forward(31 * 86_400_000)
  await world.db.write(webhooks.dropOldDeliveries)
  assert.deepEqual((await world.db.read((tx) => webhooks.deliveries(tx, owner, webhook, {}))).deliveries, [])
})

test('numbers that begin lower after a restore lose nothing that comes then', async () => {
  const { webhook } = await made()
  await world.client`update webhooks_position set seq = 1000000`
  await takeNews()
  await openHall(world, [], ['start'])
  await takeNews()
  assert.deepEqual(
    (await told(webhook)).map(({ type }) => type),
    ['meeting.started'],
  )
})

test('times and words of the rules', () => {
  const now = new Date('2026-06-01T00:00:00Z')
  const at = (...rest: [number, number | null]) => nextTry(1, now, ...rest)?.toISOString()
  assert.deepEqual([at(0, null), at(1, null)], ['2026-06-01T00:00:05.000Z', '2026-06-01T00:00:05.500Z'])
  assert.deepEqual([at(0, 60), at(0, 1e9)], ['2026-06-01T00:01:00.000Z', '2026-06-02T00:00:00.000Z'])
  assert.equal(nextTry(10, now, 0, null), null)
  assert.deepEqual([200, 204, 299, 199, 300, 302, 404, 410, 500, null].map(verdict), [
    ...Array(3).fill('delivered'),
    ...Array(4).fill('later'),
    'gone',
    'later',
    'later',
  ])
  assert.equal(plainText(`a\0b${'𝄞'.repeat(3_000)}`).length, 3_996)
})
