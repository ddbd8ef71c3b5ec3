import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { before, test } from 'node:test'
import { ACCOUNT_PASSWORD, accountOf, codeMailed, type MadeAccount } from '../../../test/account.ts'
import { type Answer, type Asked, ask, cookieOf, guestOf, openApp, openLine, ownerOf, request } from '../../../test/app.ts'
import { casesOf, openEvents } from '../../../test/matrix.ts'
import type { Case } from '../../../test/matrix-rows.ts'
import { allRows, type Hall, id, rowsAtRest, signedIn } from '../../../test/world.ts'
import { endpointNames } from '../../contract/endpoints.ts'
import { type EndpointName, routes } from '../../contract/routes.ts'
import * as people from '../../modules/people/index.ts'

/**
 * Goal: what attackers try first does not work. Method: each attack as they would do it, over the doors; what may be generated from the contract is,
 * so that a new endpoint is attacked from its first day. Forms and texts: `attack-texts.test.ts`; whom a command lets in: `matrix.test.ts`.
 */
const app = await openApp((config) => ({ ...config, server: { ...config.server, trustProxy: true } }))
let hall: Hall
let cases: readonly Case[]
let owner: string
let addresses = 0
/** An address nobody has asked from yet. */
const anew = () => `2001:db8:${(++addresses).toString(16)}::1`
const from = (address: string, name: EndpointName, asked: Asked = {}) =>
  ask(app, name, { ...asked, headers: { 'x-forwarded-for': address, ...asked.headers } })
const codeOf = ({ status, body }: Answer): string => (status === 200 ? 'ok' : body.code)
const nobody = () => `nobody-${++addresses}@example.org`
const code = 'x'.repeat(43)

before(async () => {
  owner = await ownerOf(app)
  await openEvents(app)
  const made = await casesOf(app)
  ;({ hall, cases } = { hall: made.hall, cases: made.cases })
})

/** Everything a stranger can tell two answers apart by, but the time. */
const seen = ({ status, headers, body }: Answer) => {
  const shown = [...headers].filter(([name]) => !['date', 'ratelimit'].includes(name))
  return JSON.stringify([status, shown, body])
}
async function millisOf(work: () => Promise<unknown>): Promise<number> {
  const since = performance.now()
  await work()
  return performance.now() - since
}
/** No more than an account has tries. */
const TIMED_MAX = 8
/** Whether two kinds of asking take about as long: the quickest of each, asked in turn, since the slow ones tell of the machine. */
async function takeAsLong(one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<{ alike: boolean; told: string }> {
  let [a, b] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]
  const alike = () => a < 2 * b && b < 2 * a
  for (let i = 0; i < TIMED_MAX && !(i >= 3 && alike()); i++) {
    a = Math.min(a, await millisOf(one))
    b = Math.min(b, await millisOf(other))
  }
  return { alike: alike(), told: `${a} ms and ${b} ms` }
}

test('enumeration: a reset or a fresh confirmation answers the same, and no sooner, for somebody, somebody unconfirmed and nobody', async () => {
  const ann = await accountOf(app, 'Ann')
  const waiting = { email: nobody(), userName: `waiting${id()}`.slice(0, 20), password: ACCOUNT_PASSWORD }
  await from(anew(), 'signUp', { body: waiting })
  for (const name of ['requestReset', 'resendConfirmation'] as const) {
    const answers: Answer[] = []
    for (const email of [ann.email, waiting.email, nobody()]) {
      const ms = await millisOf(async () => answers.push(await from(anew(), name, { body: { email } })))
      assert.ok(ms >= 195, `${name} answered in ${ms} ms`)
    }
    assert.deepEqual([...new Set(answers.map(seen))].length, 1, answers.map(seen).join('\n'))
  }
})

test('enumeration: a wrong password, nobody, and nobody’s password are told alike and take as long; what else is wrong is told to the right password alone', async () => {
  const ann = await accountOf(app, 'Ann')
  await app.world.client`update auth_users set email_verified = false where email = ${ann.email}`
  const signIn = (login: string) => from(anew(), 'signIn', { body: { login, password: 'not three blue trams' } })
  const answers = [await signIn(ann.userName), await signIn(ann.email), await signIn(nobody()), await signIn('no such name')]
  assert.equal(new Set(answers.map(seen)).size, 1, answers.map(seen).join('\n'))
  const { alike, told } = await takeAsLong(
    () => signIn(ann.email),
    () => signIn(nobody()),
  )
  assert.ok(alike, `${told}, for somebody and for nobody`)
})

test('enumeration: signing up under an address that was never confirmed answers as under a fresh one; names are looked up a little at a time', async () => {
  const email = nobody()
  const wish = (more: object) => ({ body: { email, password: ACCOUNT_PASSWORD, ...more } })
  const first = await from(anew(), 'signUp', wish({ userName: 'first to come' }))
  const second = await from(anew(), 'signUp', wish({ userName: 'next to come' }))
  assert.deepEqual([first.status, second.status, second.body], [200, 200, { email, userName: 'next to come' }])
  const address = anew()
  const outcomes = new Set<string>()
  for (let i = 0; i < 100; i++) outcomes.add(codeOf(await from(address, 'takenNames', { query: { email: nobody() } })))
  assert.deepEqual([...outcomes], ['ok', 'too-many'])
})

test('fixation: a secret that somebody else put into the browser is never taken over', async () => {
  const ann = await accountOf(app, 'Ann')
  const planted = 'planted'.repeat(7).slice(0, 43)
  const cookie = `plenary_signin=${planted}; plenary_guest=${planted}`
  const signed = await from(anew(), 'signIn', { body: { login: ann.email, password: ACCOUNT_PASSWORD }, headers: { cookie } })
  const fresh = cookieOf(signed, 'plenary_signin')
  assert.ok(fresh && fresh !== planted)
  const joined = await from(anew(), 'join', { params: { code: hall.code }, body: { name: 'Gus' }, headers: { cookie } })
  assert.ok(cookieOf(joined, 'plenary_guest') && cookieOf(joined, 'plenary_guest') !== planted)
  assert.deepEqual((await ask(app, 'me', { headers: { cookie } })).body.name, null)
  // Signing in where somebody else is signed in ends theirs, and a guest's cookie that was planted does not grow with the account.
  const guest = await guestOf(app, hall.code, 'Eve')
  const over = `plenary_signin=${fresh}; plenary_guest=${guest}`
  const again = await from(anew(), 'signIn', {
    body: { login: ann.email, password: ACCOUNT_PASSWORD },
    headers: { cookie: over },
  })
  assert.notEqual(cookieOf(again, 'plenary_signin'), fresh)
  assert.equal((await ask(app, 'me', { token: fresh })).body.signedIn, false)
  assert.equal(codeOf(await ask(app, 'account', { token: guest })), 'not-signed-in')
})

test('forged requests: nothing that changes anything is heard from a page of another origin, in a form, or under another method', async () => {
  const cookie = `plenary_signin=${owner}`
  const changing = cases.filter(({ name }) => routes[name][0] !== 'GET')
  assert.deepEqual(
    endpointNames.filter((name) => routes[name][0] !== 'GET' && !changing.some((one) => one.name === name)),
    [],
  )
  const inputs = new Map<Case, Awaited<ReturnType<Case['input']>>>()
  for (const one of changing) inputs.set(one, await one.input())
  const rows = await rowsAtRest(app.world)
  const json = 'application/json'
  const forged: [Record<string, string>, string][] = [
    [{ origin: 'https://evil.example', 'content-type': json }, 'not-allowed'],
    [{ origin: 'null', 'content-type': json }, 'not-allowed'],
    [{ 'sec-fetch-site': 'cross-site', 'content-type': json }, 'not-allowed'],
    [{ 'content-type': 'text/plain' }, 'bad-input'],
    [{ 'content-type': 'application/x-www-form-urlencoded' }, 'bad-input'],
    [{ 'content-type': 'multipart/form-data; boundary=x' }, 'bad-input'],
  ]
  for (const one of changing) {
    const { params, body } = inputs.get(one) ?? {}
    for (const [headers, wanted] of forged) {
      // What is asked without a body has no content type; the origin alone protects it.
      if (wanted === 'bad-input' && (body === undefined || routes[one.name][0] === 'DELETE')) continue
      const given = { ...(params ? { params } : {}), ...(body === undefined ? {} : { body }) }
      assert.equal(
        codeOf(await ask(app, one.name, { ...given, headers: { cookie, ...headers } })),
        wanted,
        `${one.name} ${JSON.stringify(headers)}`,
      )
    }
    const path = routes[one.name][1].replace(/:(\w+)/g, (_, key) => encodeURIComponent(params?.[key] ?? ''))
    for (const headers of [{ 'x-http-method-override': routes[one.name][0] }, { 'x-method-override': routes[one.name][0] }])
      await request(app, 'GET', `${path}?_method=${routes[one.name][0]}`, { headers: { cookie, ...headers } as never })
  }
  assert.deepEqual(await rowsAtRest(app.world), rows)
  await assert.rejects(openLine(app, null, { cookie, origin: 'https://evil.example' }), /403/)
})

test('open redirects: no address of ours answers with another address, whatever it is told', async () => {
  const elsewhere = ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']
  const paths = ['/', '/sign-in', '/sign-up', '/join', `/join/${hall.code}`, '/me', '/console', '/privacy', '/docs']
  for (const path of [...paths, '//evil.example', '/\\evil.example', '/%2f%2fevil.example', '/.//evil.example'])
    for (const to of elsewhere)
      for (const key of ['to', 'next', 'return', 'redirect', 'url']) {
        const answer = await request(app, 'GET', `${path}?${key}=${encodeURIComponent(to)}`)
        assert.ok(answer.status === 200 || answer.status >= 400, `${path} ${answer.status}`)
        assert.equal(answer.headers.get('location'), null)
        assert.ok(!String(answer.body).includes('evil.example'))
      }
})

/** The answers to wrong guesses from one address; `too-many` has to come before they do harm. */
const guessing: [EndpointName, triesMax: number, asked: (account: MadeAccount) => Asked][] = [
  ['signIn', 10, ({ email }) => ({ body: { login: email, password: 'wrong' } })],
  ['signIn', 10, () => ({ body: { login: nobody(), password: 'wrong' } })],
  ['confirmAddress', 10, () => ({ body: { code } })],
  ['resetPassword', 10, () => ({ body: { code, password: ACCOUNT_PASSWORD } })],
  ['requestReset', 10, () => ({ body: { email: nobody() } })],
  ['requestReset', 10, ({ email }) => ({ body: { email } })],
  ['resendConfirmation', 1, ({ email }) => ({ body: { email } })],
  ['changePassword', 10, ({ token }) => ({ body: { password: 'wrong', newPassword: ACCOUNT_PASSWORD }, token })],
  ['changeAddress', 10, ({ token }) => ({ body: { password: 'wrong', email: nobody() }, token })],
  ['confirmDeletion', 10, ({ token }) => ({ body: { code }, token })],
  ['redeemSetup', 10, () => ({ body: { token: code, name: 'Eve' } })],
  ['enterLinkCode', 60, ({ token }) => ({ body: { code: 'ABCD-EFGH' }, token })],
  ['lookUpCode', 130, () => ({ params: { code: 'no-such' } })],
]
for (const [i, [name, triesMax, asked]] of guessing.entries())
  test(`brute force: ${name} (${i}) ends after ${triesMax} tries and says when to come again, also for many at once`, async () => {
    const account = await accountOf(app, 'Bruno')
    const address = anew()
    const answers = await Promise.all(Array.from({ length: triesMax + 20 }, () => from(address, name, asked(account))))
    const refused = answers.filter((one) => codeOf(one) === 'too-many')
    // What comes back in the course of a second or two does not count.
    assert.ok(refused.length >= 10, `${refused.length} of ${answers.length}`)
    assert.ok(refused.every((one) => Number(one.headers.get('retry-after')) > 0))
  })

test('brute force: an account and an address are guarded each by itself, and a whole network of addresses is one', async () => {
  const ann = await accountOf(app, 'Ann')
  const wrong = (address: string, login: string) => from(address, 'signIn', { body: { login, password: 'wrong' } }).then(codeOf)
  for (let i = 0; i < 10; i++) assert.equal(await wrong(anew(), ann.email), 'wrong-credentials')
  assert.equal(await wrong(anew(), ann.userName), 'too-many', 'by its other name as well')
  for (let i = 0; i < 10; i++) assert.equal(await wrong(`2001:db8:ffff:1::${i + 1}`, nobody()), 'wrong-credentials')
  assert.equal(await wrong('2001:db8:ffff:1:aaaa:bbbb:cccc:dddd', nobody()), 'too-many')
  assert.equal(await wrong('2001:db8:ffff:2::1', nobody()), 'wrong-credentials')
})

test('used codes: each mailed code is good once, for what it was mailed for, and for nobody else', async () => {
  const userName = `reuse${++addresses}`
  const email = `${userName}@example.org`
  const from1 = (name: EndpointName, body: object, token: string | null = null) =>
    from(anew(), name, { body, token }).then(codeOf)
  await from1('signUp', { email, userName, password: ACCOUNT_PASSWORD })
  const confirm = await codeMailed(app, email, 'confirm-address')
  assert.equal(await from1('resetPassword', { code: confirm, password: ACCOUNT_PASSWORD }), 'code-wrong')
  assert.equal(await from1('confirmAddress', { code: confirm }), 'ok')
  assert.equal(await from1('confirmAddress', { code: confirm }), 'code-wrong')

  const signIn = async (password: string) =>
    (await from(anew(), 'signIn', { body: { login: userName, password, give: 'token' } })).body.token as string
  const token = await signIn(ACCOUNT_PASSWORD)
  await from1('changeAddress', { email: `new-${email}`, password: ACCOUNT_PASSWORD }, token)
  const newAddress = await codeMailed(app, `new-${email}`, 'confirm-new-address')
  await from1('requestReset', { email })
  const reset = await codeMailed(app, email, 'reset-password')
  assert.equal(await from1('confirmAddress', { code: reset }), 'code-wrong')
  assert.equal(await from1('confirmDeletion', { code: reset }, token), 'code-wrong')
  const next = 'four green trams'
  assert.equal(await from1('resetPassword', { code: reset, password: next }), 'ok')
  assert.equal(await from1('resetPassword', { code: reset, password: 'five red trams' }), 'code-wrong')
  assert.equal(
    await from1('confirmAddress', { code: newAddress }),
    'code-wrong',
    'what was asked for under the old password is void',
  )
  assert.equal(await from(anew(), 'account', { token }).then(codeOf), 'not-signed-in')
  assert.equal(typeof (await signIn(next)), 'string')
})

test('used codes: a link code and a set-up link are good once; a sign-in ends everywhere at once, and so does a key', async () => {
  const { client, db } = app.world
  const [ann, bob] = [await accountOf(app, 'Ann'), await accountOf(app, 'Bob')]
  const handle = { network: 'irc', account: `one.example/${ann.userName}`, name: 'ann', proven: true } as const
  const made = await db.write((tx) => people.makeLinkCodeForHandle(tx, handle))
  const enter = (token: string) => from(anew(), 'enterLinkCode', { body: { code: made.code }, token }).then(codeOf)
  assert.deepEqual(
    [await enter(ann.token), await enter(bob.token), await enter(ann.token)],
    ['ok', 'link-code-wrong', 'link-code-wrong'],
  )

  const link = await db.write(people.makeSetupLink)
  const use = (name: string) => from(anew(), 'redeemSetup', { body: { token: link, name } }).then(codeOf)
  assert.deepEqual([await use('Second'), await use('Third')], ['ok', 'link-used'])
  const old = await db.write(people.makeSetupLink)
  await db.write(people.makeSetupLink)
  assert.equal(await from(anew(), 'redeemSetup', { body: { token: old, name: 'Late' } }).then(codeOf), 'link-used')

  const line = await openLine(app, bob.token)
  assert.equal((await line.call('myHandles')).refusal, undefined)
  await from(anew(), 'signOut', { token: bob.token })
  assert.equal((await line.call('myHandles')).refusal?.code, 'not-signed-in')
  assert.equal(await from(anew(), 'account', { token: bob.token }).then(codeOf), 'not-signed-in')

  const key = id()
  const keyed = await ask(app, 'makeKey', { params: { key }, body: { name: 'Robot', scopes: ['people:read'] }, token: owner })
  const robot = await openLine(app, keyed.body.secret)
  assert.equal((await robot.call('people', {})).refusal, undefined)
  assert.equal(codeOf(await ask(app, 'endKey', { params: { key }, token: owner })), 'ok')
  assert.notEqual((await robot.call('people', {})).refusal, undefined)
  assert.equal(codeOf(await ask(app, 'people', { token: keyed.body.secret })), 'not-signed-in')
  assert.equal((await client`select 1 from people_keys where id = ${key}`).length, 0)
})

test('steps up: whoever stands below an owner makes nobody an owner, themselves least of all', async () => {
  const { db } = app.world
  const orla = await signedIn(app.world, 'Orla', 'organizer', null)
  const [second] = await db.read((tx) => people.actorsOfTokens(tx, [owner], new Date()))
  assert.ok(second?.kind === 'person')
  const as = (name: EndpointName, asked: Asked) => ask(app, name, { ...asked, token: orla.token }).then(codeOf)
  const rows = await allRows(app.world)
  const self = { person: orla.person }
  assert.equal(await as('grantRole', { params: { ...self, role: 'owner', event: '*' } }), 'not-allowed')
  assert.equal(await as('grantRole', { params: { ...self, role: 'owner', event: 'here' } }), 'not-allowed')
  assert.equal(await as('mergePeople', { params: self, body: { other: second.id } }), 'not-allowed')
  assert.equal(await as('mergePeople', { params: { person: second.id }, body: { other: orla.person } }), 'not-allowed')
  assert.equal(await as('banPerson', { params: { person: second.id, event: '*' }, body: {} }), 'role-held')
  assert.equal(await as('removePerson', { params: { person: second.id } }), 'not-allowed')
  assert.equal(await as('changeSettings', { body: { accounts: { signUp: false } } }), 'not-allowed')
  assert.deepEqual(await allRows(app.world), rows)
  // A key has no more than its person, whatever scopes it was given, and cannot make a better one.
  const made = await ask(app, 'makeKey', {
    params: { key: id() },
    body: { name: 'Robot', scopes: ['settings:write', 'people:write', 'mails:read'] },
    token: orla.token,
  })
  const robot = { token: made.body.secret as string }
  assert.equal(await ask(app, 'changeSettings', { body: { accounts: { signUp: false } }, ...robot }).then(codeOf), 'not-allowed')
  assert.equal(
    await ask(app, 'grantRole', { params: { ...self, role: 'owner', event: '*' }, ...robot }).then(codeOf),
    'not-allowed',
  )
  assert.equal(await ask(app, 'mails', robot).then(codeOf), 'not-allowed')
  const more = { params: { key: id() }, body: { name: 'More', scopes: ['settings:write'] }, ...robot }
  assert.equal(await ask(app, 'makeKey', more).then(codeOf), 'not-allowed')
})

/** As it is typed, which no client library would send. */
function rawAnswer(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(app.port, '127.0.0.1')
    let text = ''
    socket.setEncoding('utf8').on('data', (part) => {
      text += part
    })
    socket.on('end', () => resolve(text)).on('error', reject)
    socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`)
  })
}

test('tricks with paths: nothing is served but built pages, and nothing but pictures under /pictures', async () => {
  const climbs = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..\\', '..%5c', '%252e%252e%252f', './/', '....//', '%00/']
  const roots = ['/', '/assets/', '/attend/', '/pictures/', '/home/', '/docs/', '/api/v1/pages/']
  const wanted = ['package.json', 'etc/passwd', 'src/main.ts', 'data/secret', '.vite/manifest.json', '.git/config']
  for (const root of roots)
    for (const climb of climbs)
      for (const file of wanted) {
        const text = await rawAnswer(`${root}${climb.repeat(6)}${file}`)
        assert.match(text, /^HTTP\/1\.1 (200|304|4\d\d) /)
        assert.doesNotMatch(text, /root:x:|"dependencies"|repositoryformatversion|import \{/, `${root}${climb}${file}`)
      }
  for (const path of ['/pictures/', '/assets', '/assets/', '/docs/', '/home/', '/api/', '/api/v1/'])
    assert.doesNotMatch(await rawAnswer(path), /Index of|<li><a href="[^"]*\.js"/i, `${path} lists nothing`)
})

test('headers: nothing that was asked comes back as a header, and nothing typed becomes one of a mail', async () => {
  const split = 'en%0d%0aX-Evil:%201'
  for (const path of [`/${split}`, `/join/${split}?lang=${split}`, `/api/v1/codes/${split}`, `/pictures/${split}`]) {
    const text = await rawAnswer(path)
    assert.doesNotMatch(text.split('\r\n\r\n')[0] ?? '', /X-Evil/i)
  }
  const evil = 'ann@example.org\r\nBcc: eve@example.org'
  assert.equal(codeOf(await ask(app, 'sendTestMail', { params: { mail: id() }, body: { to: evil }, token: owner })), 'bad-input')
  for (const fromLine of [
    `Plenary\r\nBcc: eve@example.org <plenary@example.org>`,
    `Plenary <plenary@example.org>\r\nBcc: eve@example.org`,
  ])
    assert.equal(codeOf(await ask(app, 'changeSettings', { body: { mail: { from: fromLine } }, token: owner })), 'bad-input')
  for (const email of [evil, 'ann@example.org,eve@example.org', 'ann@example.org%0ABcc:eve@example.org', '<ann@example.org>']) {
    const wish = { email, userName: 'headers', password: ACCOUNT_PASSWORD }
    assert.equal(codeOf(await from(anew(), 'signUp', { body: wish })), 'bad-input', email)
  }
})

test('webhooks: an address inside is refused, however it is dressed up', async () => {
  const inside = [
    ...[
      'http://127.0.0.1/',
      'http://2130706433/',
      'http://0x7f.1/',
      'http://017700000001/',
      'http://[::1]/',
      'http://[::ffff:7f00:1]/',
    ],
    ...['http://localhost/', 'http://169.254.169.254/latest/meta-data', 'http://10.0.0.1:8000/', 'http://0/'],
    ...['http://[fd00::1]/', 'http://[64:ff9b::a00:1]/', 'http://192.168.0.1/'],
  ]
  for (const address of inside) {
    const body = { name: 'W', address, events: ['meeting.started'] }
    const answer = await ask(app, 'makeWebhook', { params: { webhook: id() }, body, token: owner })
    assert.equal(codeOf(answer), 'address-private', address)
  }
  for (const address of [
    'file:///etc/passwd',
    'gopher://example.org/',
    'ftp://example.org/',
    'http://user:pass@example.org/',
    'javascript:alert(1)',
  ]) {
    const body = { name: 'W', address, events: ['meeting.started'] }
    assert.equal(codeOf(await ask(app, 'makeWebhook', { params: { webhook: id() }, body, token: owner })), 'bad-input', address)
  }
})
