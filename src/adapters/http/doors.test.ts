import assert from 'node:assert/strict'
import { request as httpRequest } from 'node:http'
import { before, test } from 'node:test'
import {
  type Answer,
  type App,
  addressOf,
  ask,
  cookieOf,
  eventually,
  guestOf,
  openApp,
  openLine,
  ownerOf,
  request,
  setupTokenOf,
} from '../../../test/app.ts'
import {
  allRows,
  cloud,
  type Hall,
  newActivity,
  newAnswer,
  newMeeting,
  openHall,
  pollOf,
  slide,
  word,
} from '../../../test/world.ts'
import { endpointNames } from '../../contract/endpoints.ts'
import { BODY_BYTES_MAX } from '../../contract/limits.ts'
import { routes } from '../../contract/routes.ts'
import { en } from '../../words/refusals/en.ts'
import { fr } from '../../words/refusals/fr.ts'
import { tr } from '../../words/refusals/tr.ts'

let app: App
let hall: Hall
before(async () => {
  app = await openApp()
  hall = await openHall(app.world, [pollOf('x', 'y'), cloud, slide], ['start', 'open'])
})

function assertProblem(answer: Answer, status: number, code: string, path?: string): void {
  const told = JSON.stringify(answer.body)
  assert.equal(answer.status, status, told)
  assert.equal(answer.headers.get('content-type'), 'application/problem+json')
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  assert.equal(answer.body.code, code, told)
  assert.equal(answer.body.path, path, told)
  assert.equal(answer.body.status, status)
  assert.equal(answer.body.type, `/docs/problems#${code}`)
  assert.ok(answer.body.title.length > 5)
}

test('every endpoint stands at its address, under its method alone', async () => {
  for (const name of endpointNames) {
    const keys = [...routes[name][1].matchAll(/:(\w+)/g)].map(([, key]) => key)
    const params = { ...Object.fromEntries(keys.map((key) => [key, 'X'])), ...(keys.includes('code') ? { code: 'none' } : {}) }
    const answer = await ask(app, name, { params, body: routes[name][0] === 'GET' ? undefined : {} })
    assert.ok([200, 400, 401, 403, 404].includes(answer.status), `${name}: ${answer.status}`)
    if (answer.status === 404) assert.equal(answer.body.code, 'wrong-code', name)
    const methods = ['GET', 'PUT', 'POST', 'PATCH', 'DELETE', 'OPTIONS']
    for (const method of methods.filter((one) => !takes(addressOf(name, params), one))) {
      const other = await request(app, method, addressOf(name, params))
      assertProblem(other, 405, 'wrong-method')
      const allowed = methods.filter((one) => takes(addressOf(name, params), one))
      assert.deepEqual(other.headers.get('allow')?.split(', ').sort(), allowed.sort())
    }
  }
})

function takes(path: string, method: string): boolean {
  return endpointNames.some(
    (name) => routes[name][0] === method && new RegExp(`^${routes[name][1].replace(/:\w+/g, '[^/]+')}$`).test(path),
  )
}

test('LK-199: refusals are problem documents, with a sentence in the reader’s language', async () => {
  const nobody = { params: { meeting: hall.meeting } }
  const english = await ask(app, 'seat', nobody)
  assertProblem(english, 403, 'not-joined')
  assert.equal(english.body.title, en['not-joined'])
  const french = await ask(app, 'seat', { ...nobody, headers: { 'accept-language': 'fr-FR,fr;q=0.9,en;q=0.8' } })
  assert.equal(french.body.title, fr['not-joined'])
  const chosen = await ask(app, 'seat', { ...nobody, headers: { 'accept-language': 'fr', cookie: 'plenary_lang=en' } })
  assert.equal(chosen.body.title, en['not-joined'])
  const turkish = await ask(app, 'seat', { ...nobody, headers: { 'accept-language': 'de, en;q=0.3, tr-TR;q=0.9' } })
  assert.equal(turkish.body.title, tr['not-joined'])
  const other = await ask(app, 'seat', { ...nobody, headers: { 'accept-language': 'de, pt' } })
  assert.equal(other.body.title, en['not-joined'])
  assertProblem(await request(app, 'GET', '/api/v1/nothing'), 404, 'not-found')
  assertProblem(await request(app, 'POST', '/api/v1/instance/x'), 404, 'not-found')
  const faultIn = async (language: string) => {
    const headers = { 'accept-language': language }
    return (await ask(app, 'join', { params: { code: hall.code }, body: { name: 'x'.repeat(41) }, headers })).body.title
  }
  const faults = [await faultIn('en'), await faultIn('fr'), await faultIn('tr')]
  assert.match(faults[0], /Too big/)
  assert.match(faults[1], /Trop grand/)
  assert.match(faults[2], /Çok büyük/)
})

test('LK-25: a wrong code is told from a missing or over-long name, and leaves no participant', async () => {
  const count = async () => (await app.world.client`select count(*)::int as n from meetings_participants`)[0]?.n
  const before = await count()
  const join = (code: string, body: unknown) => ask(app, 'join', { params: { code }, body })
  assertProblem(await join('nosuch', { name: 'Ann' }), 404, 'wrong-code', 'params.code')
  assertProblem(await join(hall.code, {}), 400, 'bad-input', 'body.name')
  assertProblem(await join(hall.code, { name: '  ' }), 400, 'bad-input', 'body.name')
  assertProblem(await join(hall.code, { name: 'x'.repeat(41) }), 400, 'bad-input', 'body.name')
  assertProblem(await join('x'.repeat(51), { name: 'Ann' }), 400, 'bad-input', 'params.code')
  assert.equal(await count(), before)
})

test('bad input is named by its place', async () => {
  const token = await ownerOf(app)
  const meeting = newMeeting()
  const put = (body: unknown, headers = {}) => ask(app, 'createMeeting', { params: { meeting }, body, token, headers })
  assertProblem(await put('{"title":'), 400, 'bad-input', 'body')
  assertProblem(await put('[1]'), 400, 'bad-input', 'body')
  assertProblem(await put('null'), 400, 'bad-input', 'body')
  assertProblem(await put(''), 400, 'bad-input', 'body')
  assertProblem(await put({ title: 'x', colour: 'red' }), 400, 'bad-input', 'body.colour')
  assertProblem(await put('{"title":"x","__proto__":{"listed":false}}'), 400, 'bad-input', 'body.__proto__')
  assertProblem(await put({ title: 7 }), 400, 'bad-input', 'body.title')
  assertProblem(await put({ title: 'x' }, { 'content-type': 'text/plain' }), 400, 'bad-input', 'headers.content-type')
  assertProblem(
    await put('title=x', { 'content-type': 'application/x-www-form-urlencoded' }),
    400,
    'bad-input',
    'headers.content-type',
  )
  assertProblem(
    await ask(app, 'createMeeting', { params: { meeting: 'x' }, body: { title: 'x' }, token }),
    400,
    'bad-input',
    'params.meeting',
  )
  const choices = [
    { id: newActivity(), text: '' },
    { id: newActivity(), text: 'b' },
  ]
  const params = { meeting: hall.meeting, activity: newActivity() }
  assertProblem(
    await ask(app, 'putActivity', { params, token, body: { kind: 'poll', title: 'x', choices } }),
    400,
    'bad-input',
    'body.choices.0.text',
  )
  const long = await put({ [`k${'x'.repeat(50_000)}`]: 1 })
  assert.ok(JSON.stringify(long.body).length < 2_000)
})

/** A body as it stands, with or without its length. */
function send(path: string, bytes: number, chunked: boolean): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...(chunked ? {} : { 'content-length': bytes }) }
    const asked = httpRequest({ port: app.port, host: '127.0.0.1', path, method: 'POST', headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text) => {
        body += text
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    asked.on('error', reject)
    const part = Buffer.alloc(65_536, 0x20)
    for (let sent = 0; sent < bytes; sent += part.length) asked.write(part.subarray(0, Math.min(part.length, bytes - sent)))
    asked.end()
  })
}

test('LK-217: a body over the limit is refused, whether it tells its length or not', async () => {
  const path = addressOf('join', { code: hall.code })
  for (const chunked of [false, true]) {
    for (const bytes of [BODY_BYTES_MAX + 1, 4 * BODY_BYTES_MAX]) {
      const { status, body } = await send(path, bytes, chunked)
      assert.equal(status, 413, `${bytes} ${chunked}`)
      assert.equal(JSON.parse(body).code, 'too-large')
    }
    assert.equal((await send(path, BODY_BYTES_MAX, chunked)).status, 400)
  }
})

test('LK-217: what is too long for its field is refused and not stored', async () => {
  const token = await ownerOf(app)
  const before = await allRows(app.world)
  const params = { meeting: hall.meeting, activity: newActivity() }
  const tooLong = [
    await ask(app, 'changeMeeting', { params, token, body: { title: 'x'.repeat(51) } }),
    await ask(app, 'changeMeeting', { params, token, body: { description: 'x'.repeat(2_001) } }),
    await ask(app, 'putActivity', { params, token, body: { ...slide, title: 'x'.repeat(201) } }),
    await ask(app, 'putActivity', { params, token, body: pollOf('x', 'y'.repeat(201)) }),
    await ask(app, 'putActivity', { params, token, body: pollOf(...Array(21).fill('z')) }),
    await ask(app, 'answer', {
      params: { activity: hall.activities[1] ?? '', answer: newAnswer() },
      token,
      body: word('x'.repeat(51)),
    }),
  ]
  assert.deepEqual(
    tooLong.map((one) => one.status),
    Array(6).fill(400),
  )
  assert.deepEqual(await allRows(app.world), before)
})

test('LK-211: GET and HEAD change nothing at any address', async () => {
  const token = await ownerOf(app)
  const params = { meeting: hall.meeting, activity: hall.activities[0] ?? '', event: 'sample', code: hall.code }
  const guest = await guestOf(app, hall.code, 'Gil')
  await eventually(
    'the count of who is here',
    async () => (await app.world.client`select here from meetings_meetings where id = ${hall.meeting}`)[0]?.here === 1,
  )
  const before = await allRows(app.world)
  for (const name of endpointNames.filter((one) => routes[one][0] === 'GET')) {
    for (const who of [null, guest, token]) {
      const [got, head] = await Promise.all([
        ask(app, name, { params, token: who }),
        request(app, 'HEAD', addressOf(name, params), { token: who }),
      ])
      assert.equal(head.status, got.status)
      assert.equal(head.body, '')
      assert.deepEqual(got.headers.getSetCookie(), [])
    }
  }
  for (const path of [
    '/',
    '/join',
    `/join/${hall.code}`,
    `/m/${hall.meeting}`,
    '/console',
    '/console/setup',
    '/docs',
    '/metrics',
    '/readyz',
  ])
    await request(app, 'GET', path, { token })
  assert.deepEqual(await allRows(app.world), before)
})

test('LK-211: a page of another origin changes nothing, whatever it sends', async () => {
  const token = await ownerOf(app)
  const own = app.url
  const rename = (headers: Record<string, string>) =>
    ask(app, 'changeMeeting', { params: { meeting: hall.meeting }, body: { title: 'New' }, token, headers })
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: `${own}.evil.example` },
    { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
    { 'sec-fetch-site': 'cross-site' },
  ]
  const before = await allRows(app.world)
  for (const headers of foreign) {
    assertProblem(await rename(headers), 403, 'not-allowed', 'origin')
    assertProblem(
      await ask(app, 'join', { params: { code: hall.code }, body: { name: 'Eve' }, headers }),
      403,
      'not-allowed',
      'origin',
    )
    assertProblem(await ask(app, 'signOut', { token, headers }), 403, 'not-allowed', 'origin')
  }
  assert.deepEqual(await allRows(app.world), before)
  for (const headers of [{}, { origin: own }, { origin: own, 'sec-fetch-site': 'same-origin' }] as Record<string, string>[])
    assert.equal((await rename(headers)).status, 200)
  const read = await ask(app, 'instance', { headers: { origin: 'https://evil.example' } })
  assert.equal(read.headers.get('access-control-allow-origin'), null)
})

test('LK-212: cookies are HttpOnly and SameSite=Lax, and Secure wherever the page came over TLS', async () => {
  const lineOf = (answer: Answer) => answer.headers.getSetCookie()[0] ?? ''
  const join = (at: App, name: string, headers = {}) => ask(at, 'join', { params: { code: hall.code }, body: { name }, headers })
  assert.match(
    lineOf(await join(app, 'Cy', { 'x-forwarded-proto': 'https' })),
    /^plenary_guest=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000$/,
  )
  for (const [server, headers, secure] of [
    [{ publicUrl: 'https://plenary.example' }, {}, true],
    [{ publicUrl: 'http://plenary.example', trustProxy: true }, { 'x-forwarded-proto': 'https' }, false],
    [{ trustProxy: true }, { 'x-forwarded-proto': 'https' }, true],
    [{ trustProxy: true }, { 'x-forwarded-proto': 'http' }, false],
    [{ trustProxy: true }, {}, false],
  ] as const) {
    const other = await openApp((config) => ({ ...config, server: { ...config.server, ...server } }))
    const there = await openHall(other.world, [slide], ['start'])
    const answer = await ask(other, 'join', { params: { code: there.code }, body: { name: 'Cy' }, headers })
    assert.equal(lineOf(answer).endsWith('; Secure'), secure, JSON.stringify(server))
    assert.match(lineOf(answer), /; HttpOnly; SameSite=Lax; /)
    // Over TLS no other host of the same domain can put a cookie in the place of ours: a name that browsers keep to this one, and no other name.
    const [name = '', secret] = lineOf(answer).split(';')[0]?.split('=') ?? []
    assert.equal(name, `${secure ? '__Host-' : ''}plenary_guest`)
    const nameBy = async (cookie: string) => (await ask(other, 'me', { headers: { ...headers, cookie } })).body.name
    assert.equal(await nameBy(`${name}=${secret}`), 'Cy')
    assert.equal(await nameBy(`${secure ? '' : '__Host-'}plenary_guest=${secret}`), null)
    await other.close()
  }
})

test('LK-26 LK-27: the cookie brings the same seat again, in its meeting alone', async () => {
  const cookie = `plenary_guest=${await guestOf(app, hall.code, 'Dot')}`
  const again = await ask(app, 'join', { params: { code: hall.code }, body: { name: 'Another' }, headers: { cookie } })
  assert.deepEqual(again.body, { meeting: hall.meeting, name: 'Dot', fresh: false })
  assert.deepEqual(again.headers.getSetCookie(), [])
  assert.equal((await ask(app, 'lookUpCode', { params: { code: hall.code }, headers: { cookie } })).body.joined, true)
  assert.equal((await ask(app, 'seat', { params: { meeting: hall.meeting }, headers: { cookie } })).body.name, 'Dot')
  const other = await openHall(app.world, [cloud], ['start', 'open'])
  const params = { meeting: other.meeting, activity: other.activities[0] ?? '', answer: newAnswer() }
  assertProblem(await ask(app, 'seat', { params, headers: { cookie } }), 403, 'not-joined')
  assertProblem(await ask(app, 'meeting', { params, headers: { cookie } }), 403, 'not-joined')
  assertProblem(await ask(app, 'answer', { params, body: word('hi'), headers: { cookie } }), 403, 'not-joined')
  assert.equal((await ask(app, 'lookUpCode', { params: { code: other.code }, headers: { cookie } })).body.joined, false)
})

test('LK-208 LK-215: secrets are kept as hashes alone and reach no log', async () => {
  const tokens = [await ownerOf(app), setupTokenOf(app), await guestOf(app, hall.code, 'Eli')]
  const rows = JSON.stringify(await allRows(app.world))
  await ask(app, 'seat', { params: { meeting: 'broken' }, token: tokens[2] })
  const line = await openLine(app, tokens[2])
  await line.call('seat', { meeting: hall.meeting })
  line.end()
  for (const token of tokens) {
    assert.match(token, /^[\w-]{43}$/)
    assert.ok(!rows.includes(token))
    assert.ok(!app.logged.some((one) => one.includes(token)))
  }
})

test('LK-205: the set-up link works once, for an hour, and is the only way in', async () => {
  const own = await openApp()
  const link = setupTokenOf(own)
  const redeem = (token: string, headers = {}) => ask(own, 'redeemSetup', { body: { token, name: 'Olive' }, headers })
  assert.equal((await ask(own, 'instance')).body.hasOwner, false)
  assertProblem(await redeem('x'.repeat(43)), 410, 'link-used')
  await own.world.client`update people_setup_links set expires_at = now() - interval '1 second'`
  assertProblem(await redeem(link), 410, 'link-used')
  await own.world.client`update people_setup_links set expires_at = now() + interval '1 hour'`
  const twice = await Promise.all([redeem(link), redeem(link)])
  assert.deepEqual(twice.map((one) => one.status).sort(), [200, 410])
  const token = twice.map((one) => cookieOf(one, 'plenary_signin')).find((one) => one !== null) ?? ''
  const me = await ask(own, 'me', { headers: { cookie: `plenary_signin=${token}` } })
  assert.deepEqual(me.body, { signedIn: true, name: 'Olive', roles: [{ role: 'owner', event: null }] })
  assert.equal((await ask(own, 'signOut', { headers: { cookie: `plenary_signin=${token}` } })).status, 200)
  assert.equal((await ask(own, 'me', { token })).body.signedIn, false)
  const tries = await Promise.all(Array.from({ length: 12 }, () => redeem('y'.repeat(43))))
  const last = tries.find((one) => one.status === 429)
  assert.equal(last?.headers.get('retry-after'), '5')
  await own.close()
})

test('wrong codes are limited for each address, right ones are not', async () => {
  const own = await openApp()
  const there = await openHall(own.world, [slide], ['start'])
  const look = (code: string, headers = {}) => ask(own, 'lookUpCode', { params: { code }, headers })
  for (let i = 0; i < 60; i++) assert.equal((await look(there.code)).status, 200)
  const wrong = []
  for (let i = 0; i < 140; i++) wrong.push((await look(`no${i}`, { 'x-forwarded-for': `10.0.0.${i}` })).status)
  assert.deepEqual([wrong.slice(0, 120), wrong.at(-1)], [Array(120).fill(404), 429])
  const line = await openLine(own)
  // One try is given back every half second: a slow machine may have some again.
  const codes = []
  for (let i = 0; i < 20; i++) codes.push((await line.call('lookUpCode', { code: 'nosuch' })).refusal.code)
  assert.equal(codes.at(-1), 'too-many')
  await own.close()
  const proxied = await openApp((config) => ({ ...config, server: { ...config.server, trustProxy: true } }))
  for (let i = 0; i < 40; i++)
    assert.equal(
      (await ask(proxied, 'lookUpCode', { params: { code: 'no' }, headers: { 'x-forwarded-for': `1.1.1.1, 10.0.0.${i}` } }))
        .status,
      404,
    )
  await proxied.close()
})
