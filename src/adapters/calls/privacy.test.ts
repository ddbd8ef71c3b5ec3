import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ACCOUNT_PASSWORD, accountOf, codeMailed } from '../../../test/account.ts'
import { type Answer, ask, cookieOf, eventually, guestOf, openApp, openLine, ownerOf } from '../../../test/app.ts'
import { act, allRows, choose, cloud, type Hall, id, newAnswer, openHall, pollOf, rowsAtRest, word } from '../../../test/world.ts'
import { meetingFeed } from '../../contract/meeting.ts'
import { PersonData } from '../../contract/privacy.schema.ts'
import * as people from '../../modules/people/index.ts'

const app = await openApp()
const poll = pollOf('Left', 'Right')
let hall: Hall
let owner: string
before(async () => {
  owner = await ownerOf(app)
  hall = await openHall(app.world, [poll, cloud], ['start', 'open'])
})

const refusal = ({ status, body }: Answer) => [status, body.code]
const change = async (body: unknown) =>
  assert.deepEqual(refusal(await ask(app, 'changeSettings', { body, token: owner })), [200, undefined])
const answerAs = (token: string, activity: string | undefined, body: unknown) =>
  ask(app, 'answer', { params: { activity: activity ?? '', answer: newAnswer() }, body, token })
const personOf = async (token: string): Promise<people.Person> => {
  const [actor] = await app.world.db.read((tx) => people.actorsOfTokens(tx, [token], new Date()))
  assert.ok(actor?.kind === 'person')
  return actor
}
const deleteAs = (token: string | null) => ask(app, 'requestDeletion', { body: { sure: true }, token })
/** Every row there is, as text; without what a person's id alone stands in. */
const everything = async (): Promise<string> => JSON.stringify(await allRows(app.world))

/** Somebody of whom every kind of thing is kept; all that is named after them has `Zorro` in it. */
async function somebodyWhole() {
  const guest = await guestOf(app, hall.code, `Zorro the guest ${Math.random().toString(36).slice(2, 8)}`)
  assert.equal((await answerAs(guest, hall.activities[0], choose(poll.choices[0]?.id as never))).status, 200)
  const made = await accountOf(app, 'Zorro', { as: guest })
  const { id: person } = await personOf(made.token)
  const { world } = app
  await world.db.write((tx) => people.grant(tx, people.system, person, 'moderator', null))
  await world.db.write((tx) => people.grant(tx, people.system, person, 'organizer', null))
  const key = { params: { key: id() }, body: { name: 'Zorro’s robot', scopes: ['meetings:read'] }, token: made.token }
  assert.equal((await ask(app, 'makeKey', key)).status, 200)
  const handle = { network: 'irc', account: `one.example/zorro-${person}`, name: 'zorro', proven: true } as const
  const heard = await world.db.write((tx) => people.actorOfHandle(tx, handle))
  await world.db.write((tx) => people.merge(tx, people.system, person, heard.id))
  assert.equal((await ask(app, 'makeLinkCode', { token: made.token })).status, 200)
  const address = { email: `zorro-new-${person}@example.org`, password: ACCOUNT_PASSWORD }
  assert.equal((await ask(app, 'changeAddress', { body: address, token: made.token })).status, 200)
  const control = { params: { meeting: hall.meeting }, body: { seat: id(), force: true }, token: made.token }
  assert.equal((await ask(app, 'takeControl', control)).status, 200)
  return { ...made, guest, person, ids: [person, heard.id] }
}

test('VN-35: whoever asks gets all data of their own in one answer, that of their guests and chat accounts too, and no secret', async () => {
  const zorro = await somebodyWhole()
  await guestOf(app, hall.code, 'Not Me')
  const answer = await ask(app, 'myData', { token: zorro.token })
  const data = PersonData.parse(answer.body)
  assert.deepEqual(data.persons.map((one) => one.id).sort(), [...zorro.ids].sort())
  assert.deepEqual(
    data.accounts.map(({ userName, email, confirmed, pendingEmail }) => ({ userName, email, confirmed, pendingEmail })),
    [{ userName: zorro.userName, email: zorro.email, confirmed: true, pendingEmail: `zorro-new-${zorro.person}@example.org` }],
  )
  assert.ok(data.accounts[0]?.lastSignInAt && data.accounts[0].devices.length === 1)
  assert.deepEqual(data.handles.map((one) => one.network).sort(), ['account', 'irc'])
  assert.deepEqual(data.signIns.map((one) => one.guest).sort(), [false, true])
  assert.deepEqual(data.roles.map((one) => one.role).sort(), ['moderator', 'organizer'])
  assert.deepEqual(
    data.keys.map((one) => one.name),
    ['Zorro’s robot'],
  )
  assert.deepEqual([data.links.length, data.merges.length, data.steers], [1, 1, [hall.meeting]])
  assert.deepEqual(
    data.meetings.map((one) => [one.meeting, one.name.slice(0, 15), one.answers.map((each) => each.said)]),
    [[hall.meeting, 'Zorro the guest', [['Left']]]],
  )
  assert.ok(data.mails.some((one) => one.kind === 'confirm-address' && one.to === zorro.email))
  assert.ok(data.acts.some((one) => one.act === 'role.grant' && one.by === 'system'))
  assert.ok(data.acts.some((one) => one.act === 'account.make' && one.by === 'you'))
  const text = JSON.stringify(answer.body)
  for (const secret of [zorro.token, zorro.guest, ACCOUNT_PASSWORD]) assert.ok(!text.includes(secret))
  assert.doesNotMatch(text, /hash|Not Me|plenary_/i)
  assert.deepEqual(refusal(await ask(app, 'myData')), [401, 'not-signed-in'])
})

test('VN-35: a guest has their own data too, but never that of an account they were merged with', async () => {
  const guest = await guestOf(app, hall.code, 'Gwen')
  assert.deepEqual(
    (await ask(app, 'myData', { token: guest })).body.persons.map((one: { name: string }) => one.name),
    ['Gwen'],
  )
  const gone = await somebodyWhole()
  for (const name of ['myData', 'myConsents'] as const)
    assert.deepEqual(refusal(await ask(app, name, { token: gone.guest })), [401, 'not-signed-in'])
  assert.deepEqual(refusal(await deleteAs(gone.guest)), [401, 'not-signed-in'])
})

test('VN-34: with mails, a deletion is confirmed by the mailed code, from a browser that is signed in; then nothing with their name is left', async () => {
  await change({ mail: { url: 'smtp://127.0.0.1:1', from: 'plenary@example.org' } })
  const zorro = await somebodyWhole()
  const other = await accountOf(app, 'Other')
  const line = await openLine(app, zorro.token)
  await line.follow(meetingFeed(hall.meeting))
  const before = (await ask(app, 'console', { params: { meeting: hall.meeting }, token: owner })).body
  const asked = await deleteAs(zorro.token)
  assert.deepEqual([asked.status, asked.body], [200, { gone: false }])
  const code = await codeMailed(app, zorro.email, 'delete-account')
  const confirm = (token: string | null, given: string) => ask(app, 'confirmDeletion', { body: { code: given }, token })
  assert.deepEqual(refusal(await confirm(null, code)), [401, 'not-signed-in'])
  assert.deepEqual(refusal(await confirm(other.token, code)), [400, 'code-wrong'])
  assert.deepEqual(refusal(await confirm(zorro.token, 'x'.repeat(43))), [400, 'code-wrong'])
  await app.world.client`update people_deletions set expires_at = now() - interval '1 second' where person = ${zorro.person}`
  assert.deepEqual(refusal(await confirm(zorro.token, code)), [400, 'code-expired'])
  await deleteAs(zorro.token)
  const fresh = await codeMailed(app, zorro.email, 'delete-account')
  assert.deepEqual(refusal(await confirm(zorro.token, code)), [400, 'code-wrong'])
  const done = await confirm(zorro.token, fresh)
  assert.deepEqual([done.status, done.body], [200, { done: true }])
  assert.deepEqual([cookieOf(done, 'plenary_signin'), cookieOf(done, 'plenary_guest')], ['', ''])

  const rows = await allRows(app.world)
  assert.doesNotMatch(JSON.stringify(rows), new RegExp(`${zorro.userName}|zorro-new-${zorro.person}|zorro-${zorro.person}`, 'i'))
  const holding = Object.entries(rows).filter(([, all]) => zorro.ids.some((one) => JSON.stringify(all).includes(one)))
  assert.deepEqual(
    holding.map(([table]) => table).filter((table) => !['platform_changes', 'people_acts'].includes(table)),
    ['people_merges', 'people_persons'],
  )
  for (const token of [zorro.token, zorro.guest]) assert.deepEqual((await ask(app, 'me', { token })).body.name, null)
  assert.deepEqual(refusal(await ask(app, 'signIn', { body: { login: zorro.email, password: ACCOUNT_PASSWORD } })), [
    400,
    'wrong-credentials',
  ])
  await eventually('the open line is not theirs any more', async () => {
    const said = await line.call('myData')
    return said.refusal?.code === 'not-signed-in'
  })
  line.end()
  const after = (await ask(app, 'console', { params: { meeting: hall.meeting }, token: owner })).body
  assert.deepEqual(
    after.view.activities.map((one: { answered: number }) => one.answered),
    before.view.activities.map((one: { answered: number }) => one.answered),
  )
  assert.equal((await ask(app, 'myData', { token: other.token })).status, 200)
  await change({ mail: { url: null } })
})

test('VN-34: without a mail server, or without an account, it is done at once; again it changes nothing; the seat’s name is free and no longer shown', async () => {
  const own = await openHall(app.world, [cloud], ['start', 'open'])
  const guest = await guestOf(app, own.code, 'Quickly Gone')
  const stays = await guestOf(app, own.code, 'Stays')
  for (const token of [guest, stays]) assert.equal((await answerAs(token, own.activities[0], word('tea'))).status, 200)
  await act(app.world, own, 'close', 'results', 'scoreboard')
  const line = await openLine(app, stays)
  const { view } = await line.follow(meetingFeed(own.meeting))
  assert.match(JSON.stringify(view.phase), /Quickly Gone/)
  assert.deepEqual((await deleteAs(guest)).body, { gone: true })
  assert.doesNotMatch(await everything(), /Quickly Gone/i)
  await line.frame('the scores without the name', (one) => one.change?.kind === 'phase' && !/Quickly/.test(JSON.stringify(one)))
  const fresh = await openLine(app, stays)
  assert.doesNotMatch(JSON.stringify(await fresh.follow(meetingFeed(own.meeting))), /Quickly Gone/)
  const result = (await ask(app, 'result', { params: { activity: own.activities[0] ?? '' }, token: stays })).body
  assert.deepEqual([result.tally.answered, result.tally.words], [2, [{ word: 'tea', count: 2 }]])
  const rows = await rowsAtRest(app.world)
  assert.deepEqual(refusal(await deleteAs(guest)), [401, 'not-signed-in'])
  assert.deepEqual(await rowsAtRest(app.world), rows)
  for (const one of [line, fresh]) one.end()

  const account = await accountOf(app, 'Nomail')
  assert.deepEqual((await deleteAs(account.token)).body, { gone: true })
  assert.doesNotMatch(await everything(), new RegExp(account.userName, 'i'))
})

test('VN-34: the last owner stays; an API key asks for nothing of this', async () => {
  assert.deepEqual(refusal(await deleteAs(owner)), [409, 'last-owner'])
  const made = await ask(app, 'makeKey', { params: { key: id() }, body: { name: 'K', scopes: ['people:write'] }, token: owner })
  assert.deepEqual(refusal(await deleteAs(made.body.secret)), [403, 'not-allowed'])
  assert.deepEqual(refusal(await ask(app, 'myData', { token: made.body.secret })), [403, 'not-allowed'])
  assert.deepEqual(refusal(await ask(app, 'requestDeletion', { body: {}, token: owner })), [400, 'bad-input'])
})

test('VN-34: an answer in the very moment of a deletion is counted under nobody, or not at all', async () => {
  const own = await openHall(app.world, [cloud], ['start', 'open'])
  const tokens = await Promise.all(Array.from({ length: 8 }, (_, i) => guestOf(app, own.code, `Racer ${i}`)))
  const ids = await Promise.all(tokens.map(async (token) => (await personOf(token)).id))
  await Promise.all(
    tokens.flatMap((token) => [
      ...Array.from({ length: 3 }, (_, n) => answerAs(token, own.activities[0], word(`w${n}`))),
      deleteAs(token),
    ]),
  )
  const left = await app.world.client`select 1 from meetings_answers where person in ${app.world.client(ids)}`
  assert.equal(left.length, 0)
})

test('a guest’s secret whose person is gone makes nobody again: its browser is asked for a fresh one', async () => {
  const secret = people.freshToken()
  const join = (name: string) => ask(app, 'join', { params: { code: hall.code }, body: { name, guest: secret } })
  assert.equal((await join('Once')).status, 200)
  assert.deepEqual((await deleteAs(secret)).body, { gone: true })
  assert.deepEqual(refusal(await join('Once More')), [409, 'conflict'])
})

const terms = { id: 'terms', version: '1', text: 'I accept the terms.', required: true }
const letters = { id: 'letters', version: '2', text: 'Write to me.', required: false }

test('VN-33: consents are asked as the settings say; without a required one there is no account; each is kept with its version and time', async () => {
  await change({ accounts: { consents: [terms, letters] } })
  assert.deepEqual((await ask(app, 'privacy')).body.consents, [terms, letters])
  const wish = { email: 'cora@example.org', userName: 'Cora', password: ACCOUNT_PASSWORD }
  const signUp = (consents?: unknown) => ask(app, 'signUp', { body: { ...wish, ...(consents ? { consents } : {}) } })
  const given = ({ id: what, version }: typeof terms) => ({ id: what, version })
  for (const bad of [undefined, [], [given(letters)], [{ id: 'terms', version: '0' }]])
    assert.deepEqual(refusal(await signUp(bad)), [409, 'consent-missing'])
  assert.deepEqual(refusal(await signUp([given(terms), { id: 'other', version: '1' }])), [409, 'conflict'])
  assert.doesNotMatch(await everything(), /cora@/i)

  const cora = await accountOf(app, 'Cora', { consents: [given(terms)] })
  const held = async () => (await ask(app, 'myConsents', { token: cora.token })).body.given as { consent: string }[]
  assert.deepEqual(
    (await held()).map(({ givenAt: _, ...one }: { consent: string; givenAt?: string }) => one),
    [{ consent: 'terms', version: '1' }],
  )
  const give = (consent: string, version: string) =>
    ask(app, 'giveConsent', { params: { consent }, body: { version }, token: cora.token })
  assert.deepEqual(refusal(await give('letters', '1')), [409, 'conflict'])
  for (let i = 0; i < 2; i++) assert.equal((await give('letters', '2')).status, 200)
  assert.deepEqual((await held()).map((one) => one.consent).sort(), ['letters', 'terms'])
  const withdraw = (consent: string) => ask(app, 'withdrawConsent', { params: { consent }, token: cora.token })
  assert.equal((await withdraw('letters')).status, 200)
  assert.deepEqual(refusal(await withdraw('letters')), [404, 'not-found'])
  assert.deepEqual(refusal(await withdraw('terms')), [409, 'consent-missing'])
  const data = PersonData.parse((await ask(app, 'myData', { token: cora.token })).body)
  assert.deepEqual(
    data.consents.map((one) => [one.consent, one.version, one.withdrawnAt !== null]),
    [
      ['terms', '1', false],
      ['letters', '2', true],
    ],
  )
  await change({ accounts: { consents: [{ ...terms, version: '2' }] } })
  assert.deepEqual((await ask(app, 'myConsents', { token: cora.token })).body.asked, [{ ...terms, version: '2' }])
  assert.deepEqual(
    (await ask(app, 'changeSettings', { body: { accounts: { consents: [terms, terms] } }, token: owner })).body.path,
    'body.accounts.consents',
  )
  await change({ accounts: { consents: [] } })
})

test('what is kept is told to everybody, from the settings as they are', async () => {
  await change({ privacy: { retentionDays: 30, contact: 'privacy@example.org' } })
  const { body } = await ask(app, 'privacy')
  const days = { guestDays: 180, signInHours: 10, keptSignInDays: 30, mailDays: 30, unconfirmedDays: 7, newsDays: 7 }
  assert.deepEqual(body, {
    ...days,
    contact: 'privacy@example.org',
    retentionDays: 30,
    events: [],
    sendsMails: false,
    networks: [],
    consents: [],
  })
})
