import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { type App, ask, eventually, openApp, ownerOf } from '../../../test/app.ts'
import { atEnd } from '../../../test/closing.ts'
import { openSmtp, type SmtpStandIn } from '../../../test/standins/smtp.ts'
import { id } from '../../../test/world.ts'
import type { MailId } from '../../contract/mails.schema.ts'
import * as mails from '../../modules/mails/index.ts'
import { openSeal } from '../../platform/seal.ts'

let app: App
let owner: string
let smtp: SmtpStandIn
const seal = openSeal('of a test, and long enough for one')

before(async () => {
  smtp = await openSmtp()
  atEnd(() => smtp.close())
  app = await openApp((config) => ({ ...config, outgoing: { allowPrivate: ['127.0.0.1'] } }))
  owner = await ownerOf(app)
})

const server = async (url: string | null) => {
  const changed = await ask(app, 'changeSettings', { body: { mail: { url, from: 'Plenary <p@example.org>' } }, token: owner })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
}
async function promised(to = 'ann@example.org', language = 'en'): Promise<MailId> {
  const mail = id<MailId>()
  const facts = { name: 'Ann', code: 'key-of-ann', hours: 2 }
  await app.world.db.write((tx) => mails.enqueue(tx, { id: mail, to, language, kind: 'reset-password', facts }, seal))
  return mail
}
const cardOf = async (mail: MailId) => (await ask(app, 'mail', { params: { mail }, token: owner })).body.mail

test('VN-108: without a mail server a mail is kept, and an owner reads it; once there is one, it can be sent', async () => {
  const mail = await promised('ann@example.org', 'fr')
  const { body } = await ask(app, 'mails', { token: owner })
  assert.deepEqual([body.mails[0].id, body.mails[0].state, body.counts.kept, body.server.on], [mail, 'kept', 1, false])
  assert.ok(!JSON.stringify(body).includes('key-of-ann'))
  const read = (await ask(app, 'mail', { params: { mail }, token: owner })).body
  assert.equal(read.letter.subject, 'Choisissez un nouveau mot de passe')
  assert.ok(read.letter.text.includes(`${app.url}/reset#key-of-ann`))
  const send = (number = '1') => ask(app, 'sendMail', { params: { mail, number }, token: owner })
  assert.equal((await send()).body.code, 'no-mail-server')
  await server(smtp.url)
  assert.equal((await send()).status, 200)
  await eventually('the mail is sent', async () => (await cardOf(mail)).state === 'sent')
  assert.equal(smtp.arrived.at(-1)?.mail.subject, 'Choisissez un nouveau mot de passe')
  assert.equal((await ask(app, 'mail', { params: { mail }, token: owner })).body.letter, null)
  assert.deepEqual([(await send()).status, (await send('2')).body.code], [200, 'mail-gone'])
  const rows = JSON.stringify(await app.world.client`select * from mails_mails`)
  assert.ok(!rows.includes('key-of-ann') && !app.logged.join().includes('key-of-ann'))
})

test('a promised mail leaves by itself, at once; a test mail too', async () => {
  await server(smtp.url)
  const before = Date.now()
  const mail = await promised()
  await eventually('it is sent', async () => (await cardOf(mail)).state === 'sent')
  assert.ok(Date.now() - before < 5_000)
  assert.match((await cardOf(mail)).answer, /^250/)
  const made = await ask(app, 'sendTestMail', {
    params: { mail: id() },
    body: { to: 'bob@example.org' },
    token: owner,
    headers: { 'accept-language': 'tr' },
  })
  await eventually('the test arrives', () => smtp.arrived.some((one) => one.to[0] === 'bob@example.org'))
  assert.equal(smtp.arrived.at(-1)?.mail.subject, 'E-postalar ulaşıyor')
  assert.equal(made.status, 200)
  for (const to of ['bob', 'a@b.org, c@d.org', 'a@b.org\nBcc: c@d.org']) {
    const { body } = await ask(app, 'sendTestMail', { params: { mail: id() }, body: { to }, token: owner })
    assert.deepEqual([body.code, body.path], ['bad-input', 'body.to'])
  }
})

test('what the server says is seen: a refusal ends it, a delay is tried again', async () => {
  await server(smtp.url)
  smtp.mood = { recipient: { code: 550, text: 'No <b>such</b> reader' } }
  const refused = await promised()
  await eventually('it is refused', async () => (await cardOf(refused)).state === 'refused')
  assert.equal((await cardOf(refused)).answer, '550 No <b>such</b> reader')
  smtp.mood = { recipient: { code: 451, text: 'Come again' } }
  const delayed = await promised()
  await eventually('it was tried', async () => (await cardOf(delayed)).answer !== null)
  const { state, tries, dueAt, answer } = await cardOf(delayed)
  assert.deepEqual([state, tries, answer, dueAt !== null], ['queued', 1, '451 Come again', true])
  smtp.mood = {}
  await app.world.client`update mails_mails set due_at = now() where id = ${delayed}`
  await eventually('it is sent', async () => (await cardOf(delayed)).state === 'sent')
})

test('a server that says nothing holds up neither the program nor the other mails for long', async () => {
  await server(smtp.url)
  smtp.mood = { delayMs: 3_000 }
  const all = await Promise.all(Array.from({ length: 4 }, () => promised()))
  assert.equal((await ask(app, 'mails', { token: owner })).status, 200)
  smtp.mood = {}
  await eventually('all are sent', async () => (await Promise.all(all.map(cardOf))).every((one) => one.state === 'sent'))
})

test('the address of the server is shown without its credentials', async () => {
  await server(`smtp://name:hidden-word@127.0.0.1:${smtp.port}`)
  const { text } = { text: JSON.stringify((await ask(app, 'mails', { token: owner })).body) }
  assert.ok(text.includes(`127.0.0.1:${smtp.port}`) && !text.includes('hidden-word') && !text.includes('name:'))
})

test('no key reaches what a mail says, though it may list and send', async () => {
  const key = id()
  const made = await ask(app, 'makeKey', {
    params: { key },
    body: { name: 'Robot', scopes: ['mails:read', 'mails:write'] },
    token: owner,
  })
  const token = made.body.secret
  const mail = await promised()
  assert.equal((await ask(app, 'mails', { token })).status, 200)
  assert.equal((await ask(app, 'mail', { params: { mail }, token })).body.code, 'not-allowed')
})
