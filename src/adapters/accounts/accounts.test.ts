import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { type Answer, type Asked, ask, cookieOf, guestOf, openApp, ownerOf } from '../../../test/app.ts'
import { allRows, openHall, slide } from '../../../test/world.ts'
import type { MailFacts } from '../../contract/mails.ts'
import type { EndpointName } from '../../contract/routes.ts'
import { ban, system } from '../../modules/people/index.ts'
import { openSeal } from '../../platform/seal.ts'

/** Accounts as programs meet them: over HTTP, with the mails that an instance without a mail server keeps. */
const PASSWORD = 'three blue trams'
const app = await openApp((config) => ({ ...config, server: { ...config.server, trustProxy: true } }))
const seal = openSeal('of a test, and long enough for one')

/** Every test comes from an address of its own, so that limits are met where they are meant. */
let address = ''
let addresses = 0
beforeEach(() => {
  address = `10.0.${Math.floor(++addresses / 200)}.${addresses % 200}`
})
const call = (name: EndpointName, asked: Asked = {}): Promise<Answer> =>
  ask(app, name, { ...asked, headers: { 'x-forwarded-for': address, ...asked.headers } })

let count = 0
const fresh = (name = 'nina') => {
  const userName = `${name}${++count}`
  return { email: `${userName}@example.org`.toLowerCase(), userName, password: PASSWORD }
}

/** The facts of the last mail of a kind to an address; null when there is none. */
async function mailTo(to: string, kind: keyof MailFacts): Promise<{ name: string; code: string; language: string } | null> {
  const [row] = await app.world.client`
    select id, facts, language from mails_mails where recipient = ${to} and kind = ${kind} order by n desc limit 1`
  const text = row && seal.opened(row.facts, `mail ${row.id}`)
  return text ? { ...JSON.parse(text), language: row.language } : null
}
const codeTo = async (to: string, kind: keyof MailFacts): Promise<string> => (await mailTo(to, kind))?.code ?? ''
const mailsTo = async (to: string): Promise<string[]> =>
  (await app.world.client`select kind from mails_mails where recipient = ${to} order by n`).map((row) => row.kind)

/** A confirmed account. */
async function account(name?: string, more: Record<string, unknown> = {}, token: string | null = null) {
  const wish = fresh(name)
  assert.equal((await call('signUp', { body: { ...wish, ...more }, token })).status, 200)
  const confirmed = await call('confirmAddress', { body: { code: await codeTo(wish.email, 'confirm-address') } })
  assert.deepEqual([confirmed.status, confirmed.body], [200, { userName: wish.userName, email: wish.email }])
  return wish
}
const signIn = (login: string, password = PASSWORD, more: Record<string, unknown> = {}) =>
  call('signIn', { body: { login, password, give: 'token', ...more } })
async function tokenOf(login: string, password = PASSWORD, more: Record<string, unknown> = {}): Promise<string> {
  const signed = await signIn(login, password, more)
  assert.equal(signed.status, 200, JSON.stringify(signed.body))
  return signed.body.token
}
const refusal = ({ status, body }: Answer) => [status, body.code, body.path].filter((one) => one !== undefined)
const change = async (patch: unknown) => {
  const token = await ownerOf(app)
  assert.equal((await ask(app, 'changeSettings', { token, body: { accounts: patch } })).status, 200)
}
const rowsOf = async () => {
  const { platform_feeds, platform_changes, ...rows } = await allRows(app.world)
  return rows
}

test('VN-01, VN-05: signing up makes an unconfirmed account of a trimmed, small address, with one mail, in English unless asked otherwise', async () => {
  const wish = fresh()
  const made = await call('signUp', { body: { ...wish, email: `  ${wish.email.toUpperCase()} ` } })
  assert.deepEqual([made.status, made.body], [200, { userName: wish.userName, email: wish.email }])
  assert.deepEqual(await mailsTo(wish.email), ['confirm-address'])
  assert.equal((await mailTo(wish.email, 'confirm-address'))?.language, 'en')
  const turkish = fresh()
  await call('signUp', { body: { ...turkish, language: 'tr' } })
  assert.equal((await mailTo(turkish.email, 'confirm-address'))?.language, 'tr')
  assert.deepEqual(refusal(await call('signUp', { body: { ...fresh(), language: 'xx' } })), [400, 'bad-input', 'body.language'])
})

test('VN-02: nothing but the four fields is taken, so that nobody signs up as more than they are', async () => {
  for (const key of ['is_superuser', 'isStaff', 'role', 'roles', 'emailVerified', 'confirmed', 'person'])
    assert.deepEqual(refusal(await call('signUp', { body: { ...fresh(), [key]: true } })), [400, 'bad-input', `body.${key}`])
  const token = await tokenOf((await account()).userName)
  assert.deepEqual((await call('me', { token })).body.roles, [])
})

test('VN-03: user names have 25 signs at most, no @, no blanks at their ends, and are taken in any case', async () => {
  const wish = await account('Nina')
  const bad = ['x'.repeat(26), 'a@b', ' a', 'a ', 'a  b', '', 'a\u202eb']
  for (const userName of bad)
    assert.deepEqual(refusal(await call('signUp', { body: { ...fresh(), userName } })), [400, 'bad-input', 'body.userName'])
  assert.equal((await call('signUp', { body: { ...fresh(), userName: 'x'.repeat(25) } })).status, 200)
  const taken = { ...fresh(), userName: wish.userName.toUpperCase() }
  assert.deepEqual(refusal(await call('signUp', { body: taken })), [409, 'name-taken', 'body.userName'])
  const token = await tokenOf((await account()).userName)
  for (const userName of bad)
    assert.deepEqual(refusal(await call('changeUserName', { token, body: { userName } })), [400, 'bad-input', 'body.userName'])
  const other = { userName: wish.userName.toLowerCase() }
  assert.deepEqual(refusal(await call('changeUserName', { token, body: other })), [409, 'name-taken', 'body.userName'])
})

test('VN-04: a confirmed address is taken; of two that never confirmed one, the later has it alone', async () => {
  const wish = await account()
  const again = { ...fresh(), email: wish.email.toUpperCase() }
  assert.deepEqual(refusal(await call('signUp', { body: again })), [409, 'address-taken', 'body.email'])
  const [first, second] = [fresh(), fresh()]
  await call('signUp', { body: first })
  const code = await codeTo(first.email, 'confirm-address')
  assert.equal((await call('signUp', { body: { ...second, email: first.email } })).status, 200)
  assert.deepEqual(refusal(await call('confirmAddress', { body: { code } })), [400, 'code-wrong', 'body.code'])
  assert.equal((await call('confirmAddress', { body: { code: await codeTo(first.email, 'confirm-address') } })).status, 200)
  assert.equal((await signIn(second.userName)).status, 200)
  assert.deepEqual(refusal(await signIn(first.userName)), [400, 'wrong-credentials'])
  const many = await Promise.all(
    Array.from({ length: 6 }, () => call('signUp', { body: { ...fresh(), email: 'same@example.org' } })),
  )
  assert.deepEqual(
    many.map(({ status }) => status),
    Array(6).fill(200),
  )
  const [{ n }] = (await app.world.client`select count(*) as n from auth_users where email = 'same@example.org'`) as unknown as [
    { n: number },
  ]
  assert.equal(n, 1)
})

test('VN-06, VN-07: sign-up can be closed, or left to a list of addresses in any case; whoever holds a role may have an account', async () => {
  await change({ signUp: false })
  assert.equal((await call('instance')).body.signUp, false)
  assert.deepEqual(refusal(await call('signUp', { body: fresh() })), [403, 'sign-up-closed'])
  assert.equal((await call('signUp', { body: fresh(), token: await ownerOf(app) })).status, 200)
  await change({ signUp: true, closedBeta: true, allowedAddresses: ['Ada@Example.com', '@listed.example'] })
  assert.deepEqual(refusal(await call('signUp', { body: fresh() })), [403, 'not-invited', 'body.email'])
  assert.equal((await call('signUp', { body: { ...fresh(), email: 'ADA@example.COM' } })).status, 200)
  assert.equal((await call('signUp', { body: { ...fresh(), email: 'bob@LISTED.example' } })).status, 200)
  const close = { ...fresh(), email: 'bob@sub.listed.example' }
  assert.deepEqual(refusal(await call('signUp', { body: close })), [403, 'not-invited', 'body.email'])
  await change({ closedBeta: false, allowedAddresses: [] })
  assert.equal((await call('instance')).body.signUp, true)
})

test('VN-08: when anything fails nothing remains, and the same request can be repeated', async () => {
  const wish = fresh()
  await app.world
    .client`alter table mails_mails add constraint broken check (recipient <> ${app.world.client.unsafe(`'${wish.email}'`)})`
  const before = await rowsOf()
  assert.equal((await call('signUp', { body: wish })).status, 500)
  assert.deepEqual(await rowsOf(), before)
  await app.world.client`alter table mails_mails drop constraint broken`
  assert.equal((await call('signUp', { body: wish })).status, 200)
  const refused = await rowsOf()
  await call('signUp', { body: { ...fresh(), userName: wish.userName } })
  assert.deepEqual(await rowsOf(), refused)
})

test('VN-09: easy passwords are refused at sign-up, reset and change', async () => {
  const wish = await account('marguerite')
  const token = await tokenOf(wish.userName)
  const easy = ['short', '12345678', 'password1', 'P@ssw0rd!', 'qwertyuiop', 'marguerite99', wish.email]
  await call('requestReset', { body: { email: wish.email } })
  const code = await codeTo(wish.email, 'reset-password')
  for (const newPassword of easy) {
    const body = { password: PASSWORD, newPassword }
    const name = { ...fresh('marguerite'), password: newPassword }
    if (newPassword !== wish.email)
      assert.deepEqual(refusal(await call('signUp', { body: name })), [422, 'password-weak', 'body.password'], newPassword)
    assert.deepEqual(refusal(await call('changePassword', { token, body })), [422, 'password-weak', 'body.newPassword'])
    const reset = { code, password: newPassword }
    assert.deepEqual(refusal(await call('resetPassword', { body: reset })), [422, 'password-weak', 'body.password'])
  }
  assert.equal((await signIn(wish.userName)).status, 200)
})

test('VN-10, VN-11: a code confirms once, for nothing else, and in its time', async () => {
  const wish = fresh()
  await call('signUp', { body: wish })
  const code = await codeTo(wish.email, 'confirm-address')
  const reset = (one: string) => call('resetPassword', { body: { code: one, password: 'other blue trams' } })
  assert.deepEqual(refusal(await reset(code)), [400, 'code-wrong', 'body.code'])
  assert.deepEqual(refusal(await call('confirmAddress', { body: { code: `${code}x` } })), [400, 'code-wrong', 'body.code'])
  assert.equal((await call('confirmAddress', { body: { code } })).status, 200)
  assert.deepEqual(refusal(await call('confirmAddress', { body: { code } })), [400, 'code-wrong', 'body.code'])
  await call('requestReset', { body: { email: wish.email } })
  const resetCode = await codeTo(wish.email, 'reset-password')
  assert.deepEqual(refusal(await call('confirmAddress', { body: { code: resetCode } })), [400, 'code-wrong', 'body.code'])
  await app.world.client`update auth_verifications set expires_at = now() - interval '1 second'`
  assert.deepEqual(refusal(await reset(resetCode)), [400, 'code-expired', 'body.code'])
  const [kept] = await app.world
    .client`select count(*)::int as n from auth_verifications where identifier like ${`%${resetCode}%`} or value like ${`%${resetCode}%`}`
  assert.equal(kept?.n, 0, 'of a code a hash is kept')
})

test('VN-11: of many that use a code at once, one does', async () => {
  const wish = fresh()
  await call('signUp', { body: wish })
  const code = await codeTo(wish.email, 'confirm-address')
  const all = await Promise.all(Array.from({ length: 5 }, () => call('confirmAddress', { body: { code } })))
  assert.deepEqual(all.map(({ status }) => status).sort(), [200, 400, 400, 400, 400])
  const [row] = await app.world
    .client`select count(*)::int as n from people_handles where network = 'account' and name = ${wish.userName}`
  assert.equal(row?.n, 1)
})

test('VN-12: a confirmation is mailed again once a minute, five times a day, and earlier codes die', async () => {
  const wish = fresh()
  await call('signUp', { body: wish })
  const code = await codeTo(wish.email, 'confirm-address')
  const resend = () => call('resendConfirmation', { body: { email: wish.email } })
  assert.equal((await resend()).status, 200)
  assert.deepEqual(await mailsTo(wish.email), ['confirm-address', 'confirm-address'])
  assert.deepEqual(refusal(await call('confirmAddress', { body: { code } })), [400, 'code-wrong', 'body.code'])
  const again = await resend()
  assert.deepEqual(refusal(again), [429, 'too-many'])
  const wait = Number(again.headers.get('retry-after'))
  assert.ok(wait > 50 && wait <= 60, String(wait))
  const nobody = { email: 'nobody@example.org' }
  assert.equal((await call('resendConfirmation', { body: nobody })).status, 200)
  assert.deepEqual(refusal(await call('resendConfirmation', { body: nobody })), [429, 'too-many'])
})

test('VN-12: of the mails of one day the sixth is refused, and one is free again a day after the first', async (t) => {
  const body = { email: 'daily@example.org' }
  const begun = Date.now()
  t.mock.timers.enable({ apis: ['Date'], now: begun })
  const at = async (minutes: number) => {
    t.mock.timers.setTime(begun + minutes * 60_000)
    return (await call('resendConfirmation', { body })).status
  }
  const sent = []
  for (const minutes of [0, 2, 4, 6, 8, 10, 1_439]) sent.push(await at(minutes))
  assert.deepEqual(sent, [200, 200, 200, 200, 200, 429, 429])
  assert.equal(await at(1_441), 200)
})

test('VN-13, VN-16, VN-20: signing in by user name or address, in any case; the token is good for ten hours, or thirty days', async () => {
  const wish = await account('Ida', { language: 'tr' })
  for (const login of [wish.userName, wish.userName.toUpperCase(), wish.email, ` ${wish.email.toUpperCase()} `]) {
    const { body } = await signIn(login)
    const { token, expiresAt, person, ...rest } = body
    assert.deepEqual(rest, { userName: wish.userName, email: wish.email, confirmed: true, language: 'tr' })
    assert.match(token, /^[\w-]{43}$/)
    const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000
    assert.ok(hours > 9.9 && hours <= 10, String(hours))
    const own = (await call('account', { token })).body
    assert.deepEqual([own.person, own.name, own.account.userName], [person, wish.userName, wish.userName])
  }
  const kept = await signIn(wish.userName, PASSWORD, { keep: true })
  assert.ok(Date.parse(kept.body.expiresAt) - Date.now() > 29.9 * 86_400_000)
  const [row] = await app.world
    .client`select last_sign_in_at > now() - interval '1 minute' as lately from auth_users where email = ${wish.email}`
  assert.equal(row?.lately, true)
  const [stored] = await app.world
    .client`select count(*)::int as n from people_sign_ins where token_hash = ${Buffer.from(kept.body.token)}`
  assert.equal(stored?.n, 0)
  await app.world.client`update people_sign_ins set expires_at = now() where token_hash = sha256(${Buffer.from(kept.body.token)})`
  assert.equal((await call('account', { token: kept.body.token })).status, 401)
})

test('VN-16: a browser is given a cookie that no script reads, for as long as the sign-in lasts, and a fresh one each time', async () => {
  const wish = await account()
  const enter = (more = {}, headers = {}) =>
    call('signIn', { body: { login: wish.userName, password: PASSWORD, ...more }, headers })
  const one = await enter()
  assert.equal(one.body.token, null)
  const line = one.headers.getSetCookie().join()
  assert.match(line, /^plenary_signin=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=(36000|35999)$/)
  const cookie = `plenary_signin=${cookieOf(one, 'plenary_signin')}`
  assert.equal((await call('account', { headers: { cookie } })).status, 200)
  const two = await enter({ keep: true }, { cookie })
  assert.match(two.headers.getSetCookie().join(), /Max-Age=(2592000|2591999)$/)
  assert.notEqual(cookieOf(two, 'plenary_signin'), cookieOf(one, 'plenary_signin'))
  assert.equal((await call('account', { headers: { cookie } })).status, 401, 'what the browser had before is no sign-in any more')
})

test('VN-14, VN-16: a wrong password and nobody are told alike; then whoever is banned; then whoever has not confirmed', async () => {
  const wish = await account()
  assert.deepEqual(refusal(await signIn('nobody-at-all')), [400, 'wrong-credentials'])
  assert.deepEqual((await signIn('nobody-at-all')).body, (await signIn(wish.userName, 'not the password')).body)
  const token = await tokenOf(wish.userName)
  const { person } = (await call('account', { token })).body
  await app.world.db.write((tx) => ban(tx, system, person, null, 'Spam'))
  assert.deepEqual(refusal(await signIn(wish.userName, 'not the password')), [400, 'wrong-credentials'])
  assert.deepEqual(refusal(await signIn(wish.userName)), [403, 'banned'])
  assert.deepEqual(refusal(await call('account', { token })), [401, 'not-signed-in'], 'what they were signed in with ends')
  const other = fresh()
  await call('signUp', { body: other })
  assert.deepEqual(refusal(await signIn(other.email, 'not the password')), [400, 'wrong-credentials'])
  assert.deepEqual(refusal(await signIn(other.email)), [403, 'address-unconfirmed', 'body.login'])
})

test('VN-17: signing out ends this sign-in and no other', async () => {
  const wish = await account()
  const [one, other] = [await tokenOf(wish.userName), await tokenOf(wish.userName)]
  assert.equal((await call('signOut', { token: one })).status, 200)
  assert.deepEqual(refusal(await call('account', { token: one })), [401, 'not-signed-in'])
  assert.equal((await call('account', { token: other })).status, 200)
})

test('sign-ins are listed with their kind of browser and no address, and ended one by one or all but this one', async () => {
  const wish = await account()
  const agent = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' }
  const own = (await call('signIn', { body: { login: wish.userName, password: PASSWORD, give: 'token' }, headers: agent })).body
    .token
  const [second, third] = [await tokenOf(wish.userName), await tokenOf(wish.userName)]
  const list = (await call('mySignIns', { token: own })).body.signIns
  assert.deepEqual(
    list.map((one: { device: string; current: boolean }) => [one.device, one.current]),
    [
      ['Firefox, Linux', true],
      ['', false],
      ['', false],
    ],
  )
  assert.equal((await call('endSignIn', { token: own, params: { signIn: list[1].id } })).status, 200)
  const left = [(await call('account', { token: second })).status, (await call('account', { token: third })).status].sort()
  assert.deepEqual(left, [200, 401])
  const stranger = await tokenOf((await account()).userName)
  const notTheirs = await call('endSignIn', { token: stranger, params: { signIn: list[0].id } })
  assert.deepEqual(refusal(notTheirs), [404, 'not-found', 'params.signIn'])
  assert.equal((await call('endOtherSignIns', { token: own })).status, 200)
  assert.equal((await call('mySignIns', { token: own })).body.signIns.length, 1)
})

test('VN-18, VN-26: a new password works at once and ends the other sign-ins; the old one has to be shown', async () => {
  const wish = await account()
  const [own, other] = [await tokenOf(wish.userName), await tokenOf(wish.userName)]
  const wrong = await call('changePassword', {
    token: own,
    body: { password: 'not my password', newPassword: 'four green trams' },
  })
  assert.deepEqual(refusal(wrong), [400, 'wrong-credentials', 'body.password'])
  const right = await call('changePassword', { token: own, body: { password: PASSWORD, newPassword: 'four green trams' } })
  assert.equal(right.status, 200)
  assert.deepEqual([(await call('account', { token: own })).status, (await call('account', { token: other })).status], [200, 401])
  assert.deepEqual(refusal(await signIn(wish.userName)), [400, 'wrong-credentials'])
  assert.equal((await signIn(wish.userName, 'four green trams')).status, 200)
  assert.deepEqual((await mailsTo(wish.email)).at(-1), 'password-changed')
})

test('VN-19: ten wrong passwords or codes in a quarter of an hour, of an account and from an address', async () => {
  const wish = await account()
  const wrong = []
  for (let i = 0; i < 12; i++) wrong.push((await signIn(wish.userName, 'not the password')).status)
  assert.deepEqual(wrong, [...Array(10).fill(400), 429, 429])
  address = '10.9.9.1'
  const late = await signIn(wish.email)
  assert.deepEqual(refusal(late), [429, 'too-many'], 'the account from anywhere, even with the right password')
  const wait = Number(late.headers.get('retry-after'))
  assert.ok(wait > 800 && wait <= 900, String(wait))
  const many = await Promise.all(Array.from({ length: 15 }, (_, i) => signIn(`somebody-else-${i}`)))
  assert.equal(many.filter(({ status }) => status === 400).length, 10, 'from one address, however many at once')
  address = '10.9.9.2'
  const codes = []
  for (let i = 0; i < 11; i++)
    codes.push((await call('resetPassword', { body: { code: `none-${i}`, password: PASSWORD } })).status)
  assert.deepEqual(codes, [...Array(10).fill(400), 429])
  const resets = []
  for (let i = 0; i < 11; i++) resets.push((await call('requestReset', { body: { email: 'nobody@example.com' } })).status)
  assert.deepEqual(resets, [...Array(10).fill(200), 429])
})

test('VN-21: addresses are taken by confirmed accounts alone, user names by any, in any case; nothing is taken of nothing', async () => {
  const [wish, waiting] = [await account(), fresh()]
  await call('signUp', { body: waiting })
  const taken = async (params: Record<string, string>) => (await call('takenNames', { query: params })).body
  assert.deepEqual(await taken({ email: ` ${wish.email.toUpperCase()} `, userName: wish.userName.toUpperCase() }), {
    email: true,
    userName: true,
  })
  assert.deepEqual(await taken({ email: waiting.email, userName: waiting.userName }), { email: false, userName: true })
  assert.deepEqual(await taken({ email: '', userName: '' }), { email: false, userName: false })
  assert.deepEqual(await taken({}), { email: false, userName: false })
})

test('VN-27, VN-18: a reset answers the same for everybody; its code sets a password once and ends every sign-in', async () => {
  const wish = await account()
  const token = await tokenOf(wish.userName)
  const [known, unknown] = [
    await call('requestReset', { body: { email: wish.email.toUpperCase() } }),
    await call('requestReset', { body: { email: 'nobody-here@example.org' } }),
  ]
  assert.deepEqual([known.status, known.body], [unknown.status, unknown.body])
  assert.deepEqual(await mailsTo('nobody-here@example.org'), [])
  const body = { code: await codeTo(wish.email, 'reset-password'), password: 'four green trams' }
  assert.equal((await call('resetPassword', { body })).status, 200)
  assert.deepEqual(refusal(await call('resetPassword', { body })), [400, 'code-wrong', 'body.code'])
  assert.equal((await call('account', { token })).status, 401)
  assert.equal((await signIn(wish.userName, 'four green trams')).status, 200)
  const waiting = fresh()
  await call('signUp', { body: waiting })
  await call('requestReset', { body: { email: waiting.email } })
  await call('resetPassword', { body: { ...body, code: await codeTo(waiting.email, 'reset-password') } })
  assert.equal((await signIn(waiting.userName, 'four green trams')).status, 200, 'the mail has proved the address')
})

test('VN-28: another address is confirmed before it holds; a taken one is refused, and the old one is told', async () => {
  const [wish, other] = [await account(), await account()]
  const token = await tokenOf(wish.userName)
  const ask = (email: string, password = PASSWORD) => call('changeAddress', { token, body: { email, password } })
  assert.deepEqual(refusal(await ask(other.email.toUpperCase())), [409, 'address-taken', 'body.email'])
  assert.deepEqual(refusal(await ask('new@example.net', 'not my password')), [400, 'wrong-credentials', 'body.password'])
  assert.equal((await ask('Late@example.net')).status, 200)
  const late = await codeTo('late@example.net', 'confirm-new-address')
  assert.equal((await ask('New@example.net')).status, 200)
  assert.equal((await call('account', { token })).body.account.pendingEmail, 'new@example.net')
  assert.deepEqual(refusal(await call('confirmAddress', { body: { code: late } })), [400, 'code-wrong', 'body.code'])
  assert.equal((await signIn(wish.email)).status, 200)
  const done = await call('confirmAddress', { body: { code: await codeTo('new@example.net', 'confirm-new-address') } })
  assert.deepEqual(done.body, { userName: wish.userName, email: 'new@example.net' })
  assert.equal((await mailsTo(wish.email)).at(-1), 'address-changed')
  assert.deepEqual([(await signIn(wish.email)).status, (await signIn('new@example.net')).status], [400, 200])
  assert.equal((await call('account', { token })).body.account.pendingEmail, null)
  assert.equal((await ask('too-late@example.net')).status, 200)
  await app.world.client`update auth_verifications set expires_at = now() - interval '1 second' where value like '%too-late%'`
  const code = await codeTo('too-late@example.net', 'confirm-new-address')
  assert.deepEqual(refusal(await call('confirmAddress', { body: { code } })), [400, 'code-expired', 'body.code'])
})

test('VN-29: a new user name is shown at once; one’s own in another case is free', async () => {
  const [wish, other] = [await account('olga'), await account()]
  const token = await tokenOf(wish.userName)
  const rename = (userName: string) => call('changeUserName', { token, body: { userName } })
  assert.deepEqual(refusal(await rename(other.userName)), [409, 'name-taken', 'body.userName'])
  const loud = wish.userName.toUpperCase()
  assert.deepEqual((await rename(loud)).body, { userName: loud })
  assert.deepEqual((await rename('Zoë B.')).body, { userName: 'Zoë B.' })
  assert.equal((await call('account', { token })).body.name, 'Zoë B.')
  assert.equal((await call('me', { token })).body.name, 'Zoë B.')
  assert.deepEqual([(await signIn('zoë b.')).status, (await signIn(wish.userName)).status], [200, 400])
})

test('VN-30, VN-31: languages are those spoken here, in the caller’s language; the account’s is that of its mails', async () => {
  const listed = async (language: string) =>
    (await call('languages', { headers: { 'accept-language': language } })).body.languages
  assert.deepEqual(await listed('en'), [
    { value: 'en', text: 'English' },
    { value: 'fr', text: 'French' },
    { value: 'tr', text: 'Turkish' },
  ])
  assert.deepEqual(
    (await listed('tr')).map((one: { text: string }) => one.text),
    ['İngilizce', 'Fransızca', 'Türkçe'],
  )
  const wish = await account()
  const token = await tokenOf(wish.userName)
  assert.equal((await call('changeLanguage', { token, body: { language: 'tr' } })).status, 200)
  assert.deepEqual(refusal(await call('changeLanguage', { token, body: { language: 'xx' } })), [
    400,
    'bad-input',
    'body.language',
  ])
  assert.equal((await call('account', { token })).body.account.language, 'tr')
  await call('requestReset', { body: { email: wish.email } })
  assert.equal((await mailTo(wish.email, 'reset-password'))?.language, 'tr')
})

test('VN-116: no account is there at the start; whoever used the set-up link and signs up owns the instance by that account', async () => {
  const owner = await ownerOf(app)
  const before = (await call('account', { token: owner })).body
  assert.deepEqual([before.name, before.account], ['Olive', null])
  const wish = await account('olive', {}, owner)
  const token = await tokenOf(wish.userName)
  assert.deepEqual((await call('me', { token })).body, {
    ...{ signedIn: true, name: 'Olive', roles: [{ role: 'owner', event: null }] },
  })
  assert.equal((await call('account', { token })).body.person, before.person)
})

test('a guest who signs up stays who they were, and the guest’s cookie opens no account', async () => {
  const hall = await openHall(app.world, [slide], ['start'])
  const guest = await guestOf(app, hall.code, 'Gil')
  const wish = await account('gil', {}, guest)
  const token = await tokenOf(wish.userName)
  assert.equal((await call('seat', { token, params: { meeting: hall.meeting } })).body.name, 'Gil')
  for (const name of ['account', 'mySignIns', 'endOtherSignIns'] as const)
    assert.deepEqual(refusal(await call(name, { token: guest })), [401, 'not-signed-in'])
  const second = await account('gus', {}, guest)
  const other = (await call('account', { token: await tokenOf(second.userName) })).body
  assert.notEqual(other.person, (await call('account', { token })).body.person)
})

test('whoever is removed has no account any more', async () => {
  const wish = await account()
  const token = await tokenOf(wish.userName)
  const { person } = (await call('account', { token })).body
  assert.equal((await call('removePerson', { token: await ownerOf(app), params: { person } })).status, 200)
  assert.equal((await call('account', { token })).status, 401)
  assert.deepEqual(refusal(await signIn(wish.userName)), [400, 'wrong-credentials'])
  const [row] = await app.world.client`select (select count(*)::int from auth_users where email = ${wish.email}) as n`
  assert.equal(row?.n, 0)
})

test('no password, code or token is ever logged or written in the clear', async () => {
  const wish = await account()
  const token = await tokenOf(wish.userName)
  await call('requestReset', { body: { email: wish.email } })
  const code = await codeTo(wish.email, 'reset-password')
  const all = JSON.stringify([await allRows(app.world), app.logged])
  for (const secret of [PASSWORD, token, code]) assert.ok(!all.includes(secret))
})
