import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, eventually, openApp, ownerOf } from '../../../test/app.ts'
import { atEnd } from '../../../test/closing.ts'
import { openSmtp } from '../../../test/standins/smtp.ts'

/** Whoever signs in from a kind of browser that is new to the account is told of by mail, to the address of the account. */
const smtp = await openSmtp()
atEnd(() => smtp.close())
const app = await openApp((config) => ({ ...config, outgoing: { allowPrivate: ['127.0.0.1'] } }))
const laptop = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const phone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
const wish = { email: 'ann@example.org', userName: 'ann', password: 'correct horse battery', language: 'fr' }

const mailsOf = (subject: RegExp) => smtp.arrived.filter((one) => subject.test(one.mail.subject ?? ''))
const signIn = async (agent: string) => {
  const body = { login: wish.email, password: wish.password, give: 'token' }
  const { status } = await ask(app, 'signIn', { body, headers: { 'user-agent': agent } })
  assert.equal(status, 200)
}
const promised = async () => (await app.world.client`select 1 from mails_mails where kind = 'new-sign-in'`).length

test('VN-108: a sign-in from a browser that is new to the account is told by mail, in its language; the first and known ones are not', async () => {
  const patch = { mail: { url: smtp.url, from: 'Plenary <p@example.org>' } }
  assert.equal((await ask(app, 'changeSettings', { body: patch, token: await ownerOf(app) })).status, 200)
  await ask(app, 'signUp', { body: wish })
  await eventually('the mail arrives', () => smtp.arrived.length === 1)
  const code = /\/confirm#(\S+)/.exec(smtp.arrived[0]?.mail.text ?? '')?.[1] ?? ''
  assert.equal((await ask(app, 'confirmAddress', { body: { code: decodeURIComponent(code) } })).status, 200)
  await signIn(laptop)
  await signIn(laptop)
  assert.equal(await promised(), 0)
  await signIn(phone)
  await eventually('it is told', () => mailsOf(/nouveau|nouvel/i).length === 1)
  const told = mailsOf(/nouveau|nouvel/i)[0]
  assert.deepEqual(told?.to, ['ann@example.org'])
  assert.match(told?.mail.text ?? '', /iPhone|iOS|Safari/)
  assert.ok(told?.mail.text?.includes(`${app.url}/me`) && told.mail.html?.includes('lang="fr"'))
  // When all sign-ins have run out, both browsers are still known.
  await app.world.client`delete from people_sign_ins`
  await signIn(laptop)
  await signIn(phone)
  assert.equal(await promised(), 1)
  await signIn('')
  assert.equal(await promised(), 2)
})
