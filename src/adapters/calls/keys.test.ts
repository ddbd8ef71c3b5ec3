import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type App, ask, guestOf, openApp, openLine, ownerOf } from '../../../test/app.ts'
import { type Hall, id, newMeeting, openHall, pollOf, signedIn } from '../../../test/world.ts'
import { endpointNames, scopeOf } from '../../contract/endpoints.ts'
import { meetingFeed } from '../../contract/meeting.ts'
import { type EndpointName, routes } from '../../contract/routes.ts'
import { type KeyId, Scope } from '../../contract/scopes.ts'

let app: App
let hall: Hall
let owner: string
before(async () => {
  app = await openApp()
  hall = await openHall(app.world, [pollOf('x', 'y')], ['start'])
  owner = await ownerOf(app)
})

async function keyWith(scopes: readonly Scope[], more: { expiresAt?: string } = {}): Promise<{ key: KeyId; secret: string }> {
  const key = id<KeyId>()
  const made = await ask(app, 'makeKey', { params: { key }, body: { name: 'Robot', scopes, ...more }, token: owner })
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return { key, secret: made.body.secret }
}

test('VN-112: a key acts for its person, within its scopes, over HTTP and the socket', async () => {
  const { secret } = await keyWith(['meetings:read'])
  assert.match(secret, /^plenary_[\w-]{43}$/)
  assert.equal((await ask(app, 'myMeetings', { token: secret })).status, 403)
  assert.equal((await ask(app, 'console', { params: { meeting: hall.meeting }, token: secret })).status, 200)
  const refused = await ask(app, 'changeMeeting', { params: { meeting: hall.meeting }, body: { title: 'New' }, token: secret })
  assert.deepEqual([refused.status, refused.body.code, refused.body.path], [403, 'not-allowed', 'headers.authorization'])
  const line = await openLine(app, secret)
  assert.ok('view' in (await line.follow(meetingFeed(hall.meeting))))
  assert.ok('reply' in (await line.call('console', { meeting: hall.meeting })))
  assert.equal((await line.call('createMeeting', { meeting: newMeeting() }, { title: 'New' })).refusal.code, 'not-allowed')
  line.end()
  const other = await openLine(app, (await keyWith(['events:read'])).secret)
  assert.equal((await other.follow(meetingFeed(hall.meeting))).refusal.code, 'not-allowed')
  other.end()
})

test('every endpoint is closed to a key without its scope, and sign-ins and keys to every key', async () => {
  const codes: string[] = []
  for (const name of endpointNames) {
    const scopes = Scope.options.filter((one) => one !== scopeOf(name))
    const { key, secret } = await keyWith(scopes)
    const { body } = await ask(app, name, { params: words, ...fitting[name], token: secret })
    // Whatever is not of its form is refused before anybody is asked who they are.
    assert.ok(['not-allowed', 'bad-input'].includes(body.code), `${name}: ${JSON.stringify(body)}`)
    codes.push(body.code)
    await ask(app, 'endKey', { params: { key }, token: owner })
  }
  assert.ok(codes.filter((one) => one === 'not-allowed').length >= 10)
  for (const name of ['redeemSetup', 'signOut', 'join', 'myKeys', 'makeKey', 'endKey'] as const) assert.equal(scopeOf(name), null)
})
const words = Object.fromEntries(
  [
    ...Object.values(routes)
      .join()
      .matchAll(/:(\w+)/g),
  ].map(([, key]) => [key, 'x']),
)
const fitting: Partial<Record<EndpointName, object>> = {
  endKey: { params: { key: id() } },
  lookUpCode: { params: { code: 'x' } },
}

test('the secret is told once; the same id again makes no second key', async () => {
  const { key, secret } = await keyWith(['meetings:read', 'meetings:read'])
  const again = await ask(app, 'makeKey', { params: { key }, body: { name: 'R', scopes: ['meetings:read'] }, token: owner })
  assert.deepEqual([again.status, again.body.code], [409, 'conflict'])
  const { keys } = (await ask(app, 'myKeys', { token: owner })).body
  assert.deepEqual(keys.find((one: { id: KeyId }) => one.id === key).scopes, ['meetings:read'])
  const rows = JSON.stringify(await app.world.client`select *, encode(secret_hash, 'escape') as e from people_keys`)
  assert.ok(!rows.includes(secret) && !JSON.stringify(keys).includes(secret) && !app.logged.join().includes(secret))
})

test('a key that was ended or ran out is none', async () => {
  const { key, secret } = await keyWith(['events:read'])
  assert.equal((await ask(app, 'networks', { token: secret })).status, 200)
  const { keys } = (await ask(app, 'myKeys', { token: owner })).body
  assert.ok(keys.find((one: { id: KeyId }) => one.id === key).usedAt)
  assert.equal((await ask(app, 'endKey', { params: { key }, token: owner })).status, 200)
  const ended = await ask(app, 'networks', { token: secret })
  assert.deepEqual([ended.status, ended.body.code], [401, 'not-signed-in'])
  const brief = await keyWith(['events:read'], { expiresAt: new Date(Date.now() + 300).toISOString() })
  await new Promise((resolve) => setTimeout(resolve, 400))
  assert.equal((await ask(app, 'networks', { token: brief.secret })).status, 401)
  const past = { name: 'R', scopes: ['events:read'], expiresAt: '2020-01-01T00:00:00Z' }
  const refused = await ask(app, 'makeKey', { params: { key: id() }, body: past, token: owner })
  assert.deepEqual([refused.body.code, refused.body.path], ['bad-input', 'body.expiresAt'])
})

test('a role that is taken back is gone from the key too; others neither see nor end it', async () => {
  const { person, token } = await signedIn(app.world, 'Olga', 'organizer')
  const key = id<KeyId>()
  const made = await ask(app, 'makeKey', { params: { key }, body: { name: 'K', scopes: ['events:read'] }, token })
  assert.equal((await ask(app, 'networks', { token: made.body.secret })).status, 200)
  assert.equal((await ask(app, 'endKey', { params: { key }, token: owner })).body.code, 'not-found')
  assert.ok(!(await ask(app, 'myKeys', { token: owner })).body.keys.some((one: { id: KeyId }) => one.id === key))
  await app.world.client`delete from people_roles where person = ${person}`
  assert.equal((await ask(app, 'networks', { token: made.body.secret })).body.code, 'not-allowed')
})

test('twenty keys are enough; a guest gets none', async () => {
  const guest = await guestOf(app, hall.code, 'Ann')
  const make = (token: string) =>
    ask(app, 'makeKey', { params: { key: id() }, body: { name: 'K', scopes: ['events:read'] }, token })
  assert.equal((await make(guest)).body.code, 'not-allowed')
  const all = await Promise.all(Array.from({ length: 25 }, () => make(owner)))
  assert.ok(all.some((one) => one.status === 429))
  assert.equal((await ask(app, 'myKeys', { token: owner })).body.keys.length, 20)
})
