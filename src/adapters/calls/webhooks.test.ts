import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, beforeEach, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { type App, ask, eventually, openApp, ownerOf } from '../../../test/app.ts'
import { atEnd } from '../../../test/closing.ts'
import { id, openHall, pollOf } from '../../../test/world.ts'
import { newsKinds } from '../../contract/news.ts'

interface Got {
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: string
}

/** A program that receives webhooks, and answers as it is told to. */
async function openReceiver() {
  const got: Got[] = []
  const receiver = {
    got,
    url: '',
    answer: (_request: IncomingMessage, response: ServerResponse): void => void response.writeHead(204).end(),
  }
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    got.push({ path: request.url ?? '', headers: request.headers as Record<string, string>, body })
    receiver.answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atEnd(async () => {
    server.closeAllConnections()
    server.close()
  })
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return receiver
}

let app: App
let owner: string
let receiver: Awaited<ReturnType<typeof openReceiver>>

before(async () => {
  receiver = await openReceiver()
  app = await openApp((config) => ({ ...config, outgoing: { allowPrivate: ['127.0.0.1'] } }))
  owner = await ownerOf(app)
})
beforeEach(async () => {
  await app.world.client`delete from webhooks_endpoints`
  receiver.got.length = 0
  receiver.answer = (_request, response) => void response.writeHead(204).end()
})

type Params = Record<string, string>
async function tested(of: App, webhook: string, token: string): Promise<string> {
  const delivery = id<string>()
  const { status } = await ask(of, 'testWebhook', { params: { webhook, delivery }, token })
  assert.equal(status, 200)
  return delivery
}

async function made(more: object = {}): Promise<{ webhook: string; secret: string }> {
  const webhook = id()
  const body = { name: 'Hook', address: `${receiver.url}/in?x=1`, events: newsKinds, ...more }
  const answer = await ask(app, 'makeWebhook', { params: { webhook }, body, token: owner })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return { webhook, secret: answer.body.secret }
}
const testing = async (webhook: string): Promise<string> => tested(app, webhook, owner)
const pageOf = async (params: Params) => (await ask(app, 'webhookDelivery', { params, token: owner })).body
const settled = (params: Params) =>
  eventually('it was tried', async () => {
    const page = await pageOf(params)
    return page.state !== 'waiting' || page.attempts.length > 0
  })
/** Brings the next try forward. */
const hurry = () => app.world.client`update webhooks_deliveries set due_at = now() where state = 'waiting'`

test('what happens arrives by itself, signed so that anybody with the secret can check it', async () => {
  const { secret } = await made()
  const before = Date.now()
  const hall = await openHall(app.world, [pollOf('x', 'y')], ['start', 'open', 'close', 'results', 'end'])
  await eventually('all arrive', () => receiver.got.length === 5)
  assert.ok(Date.now() - before < 5_000)
  const all = receiver.got.map(({ headers, body }) => new Webhook(secret).verify(body, headers) as { type: string; data: object })
  assert.deepEqual(
    all.map((one) => one.type),
    ['meeting.started', 'activity.opened', 'activity.closed', 'result.shown', 'meeting.ended'],
  )
  assert.deepEqual(all[0]?.data, { meeting: hall.meeting, event: null })
  const [first] = receiver.got
  assert.equal(first?.path, '/in?x=1')
  assert.equal(first?.headers['content-type'], 'application/json')
  assert.match(first?.headers['webhook-id'] ?? '', /^msg_[0-9a-f-]{36}$/)
  assert.equal(new Set(receiver.got.map(({ headers }) => headers['webhook-id'])).size, 5)
  const other = `whsec_${Buffer.from('another secret of enough bytes').toString('base64')}`
  assert.throws(() => new Webhook(other).verify(first?.body ?? '', first?.headers ?? {}))
  assert.throws(() => new Webhook(secret).verify(`${first?.body} `, first?.headers ?? {}))
})

test('what failed comes again with the same id, and the log has each try with what was answered', async () => {
  const { webhook, secret } = await made()
  receiver.answer = (_request, response) => void response.writeHead(500).end('<b>broken</b>\0 here')
  const delivery = await testing(webhook)
  await settled({ webhook, delivery })
  receiver.answer = (_request, response) => void response.writeHead(200).end('thank you')
  await hurry()
  await eventually('it arrives', async () => (await pageOf({ webhook, delivery })).state === 'delivered')
  const page = await pageOf({ webhook, delivery })
  assert.deepEqual(
    page.attempts.map((one: { nth: number; status: number; response: string }) => [one.nth, one.status, one.response]),
    [
      [2, 200, 'thank you'],
      [1, 500, '<b>broken</b> here'],
    ],
  )
  const [first, second] = receiver.got
  assert.equal(first?.headers['webhook-id'], second?.headers['webhook-id'])
  assert.deepEqual([page.headers['webhook-id'], page.body], [second?.headers['webhook-id'], second?.body])
  for (const { headers, body } of receiver.got) new Webhook(secret).verify(body, headers)
  const list = await ask(app, 'webhookDeliveries', { params: { webhook }, token: owner })
  assert.deepEqual(
    list.body.deliveries.map((one: { id: string; event: string; status: number }) => [one.id, one.event, one.status]),
    [[delivery, 'webhook.test', 200]],
  )
  assert.equal((await ask(app, 'replayDelivery', { params: { webhook, delivery, number: '3' }, token: owner })).status, 200)
  await eventually('it comes once more', () => receiver.got.length === 3)
  assert.deepEqual([receiver.got[2]?.body, receiver.got[2]?.headers['webhook-id']], [first?.body, first?.headers['webhook-id']])
})

test('during the day after a new secret both sign', async () => {
  const { webhook, secret } = await made()
  const renewed = (await ask(app, 'renewWebhookSecret', { params: { webhook, renewal: id() }, token: owner })).body.secret
  await testing(webhook)
  await eventually('it arrives', () => receiver.got.length === 1)
  for (const one of [secret, renewed]) new Webhook(one).verify(receiver.got[0]?.body ?? '', receiver.got[0]?.headers ?? {})
})

test('410 switches it off; a redirect is not followed; Retry-After is heeded', async () => {
  const { webhook } = await made()
  receiver.answer = (_request, response) => void response.writeHead(302, { location: `${receiver.url}/elsewhere` }).end()
  const moved = await testing(webhook)
  await settled({ webhook, delivery: moved })
  assert.deepEqual([(await pageOf({ webhook, delivery: moved })).status, receiver.got.map((one) => one.path)], [302, ['/in?x=1']])
  receiver.answer = (_request, response) => void response.writeHead(429, { 'retry-after': '3600' }).end()
  const slow = await testing(webhook)
  await settled({ webhook, delivery: slow })
  const waitMs = Date.parse((await pageOf({ webhook, delivery: slow })).dueAt) - Date.now()
  assert.ok(waitMs > 3_500_000 && waitMs <= 3_600_000, String(waitMs))
  receiver.answer = (_request, response) => void response.writeHead(410).end()
  const gone = await testing(webhook)
  await settled({ webhook, delivery: gone })
  const { webhooks } = (await ask(app, 'webhooks', { token: owner })).body
  assert.deepEqual([webhooks[0].off, webhooks[0].failed], ['gone', 1])
  assert.equal((await ask(app, 'testWebhook', { params: { webhook, delivery: id() }, token: owner })).body.code, 'webhook-off')
})

test('one that says nothing holds up no other, and an endless answer is cut', async () => {
  const quiet = await openReceiver()
  quiet.answer = () => {}
  const mute = await made({ address: quiet.url })
  const { webhook } = await made()
  receiver.answer = (_request, response) => {
    const timer = setInterval(() => response.write('x'.repeat(1_000)), 1)
    response.on('close', () => clearInterval(timer))
  }
  await testing(mute.webhook)
  const delivery = await testing(webhook)
  const before = Date.now()
  await eventually('it arrives', async () => (await pageOf({ webhook, delivery })).state === 'delivered')
  assert.ok(Date.now() - before < 5_000)
  assert.equal((await pageOf({ webhook, delivery })).attempts[0].response, 'x'.repeat(2_000))
})

test('private addresses are refused when a webhook is made, changed, and again when something is sent', async () => {
  const closed = await openApp()
  const token = await ownerOf(closed)
  const body = { name: 'Hook', address: 'https://192.0.2.1.invalid/', events: ['meeting.started'] }
  const webhook = id()
  assert.equal((await ask(closed, 'makeWebhook', { params: { webhook }, body, token })).status, 200)
  for (const address of [
    receiver.url,
    'http://localhost/',
    'http://[::1]/',
    'http://169.254.169.254/latest',
    'http://2130706433/',
  ]) {
    const refused = await ask(closed, 'makeWebhook', { params: { webhook: id() }, body: { ...body, address }, token })
    assert.deepEqual([refused.status, refused.body.code, refused.body.path], [422, 'address-private', 'body.address'], address)
    const changed = await ask(closed, 'changeWebhook', { params: { webhook }, body: { address }, token })
    assert.equal(changed.body.code, 'address-private', address)
  }
  await closed.world.client`update webhooks_endpoints set address = ${receiver.url}`
  const delivery = await tested(closed, webhook, token)
  const page = async () => (await ask(closed, 'webhookDelivery', { params: { webhook, delivery }, token })).body
  await eventually('it was tried', async () => (await page()).attempts.length > 0)
  assert.match((await page()).fault, /private/)
  assert.equal(receiver.got.length, 0)
})

test('an address is one of the web, without a name and password; a field that is wrong is named', async () => {
  for (const address of [
    'ftp://example.org/',
    'javascript:alert(1)',
    'https://me:pw@example.org/',
    'example.org',
    '',
    'https://',
  ]) {
    const body = { name: 'Hook', address, events: ['meeting.started'] }
    const refused = await ask(app, 'makeWebhook', { params: { webhook: id() }, body, token: owner })
    assert.deepEqual([refused.body.code, refused.body.path], ['bad-input', 'body.address'], address)
  }
  const wrong = { name: 'Hook', address: receiver.url, events: ['everything'] }
  assert.equal(
    (await ask(app, 'makeWebhook', { params: { webhook: id() }, body: wrong, token: owner })).body.path,
    'body.events.0',
  )
})

test('switched off it hears nothing; switched on again it goes on', async () => {
  const { webhook } = await made()
  const on = (is: boolean) => ask(app, 'changeWebhook', { params: { webhook }, body: { on: is }, token: owner })
  await on(false)
  await openHall(app.world, [], ['start'])
  await on(true)
  await testing(webhook)
  await eventually('the test arrives', () => receiver.got.length > 0)
  assert.ok(receiver.got.every(({ body }) => JSON.parse(body).type === 'webhook.test'))
  const secrets = JSON.stringify(await app.world.client`select * from webhooks_endpoints`) + app.logged.join()
  assert.ok(!secrets.includes('whsec_'))
})
