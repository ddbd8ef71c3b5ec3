/**
 * A newcomer, by docs/accounts.md alone: from the printed link to a confirmed account and a linked chat account, on an instance without a mail server and
 * with two real IRC networks, one with services and one without.
 */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { atEnd } from '../closing.ts'
import { openRaw, type RawClient, registerAccount } from '../standins/irc-client.ts'
import { startInspircd, startNgircd } from '../standins/irc-servers.ts'
import { button, complainedOf, openWindow, sees, until } from './browser.ts'
import { type Program, startProgram } from './program.ts'

const MINUTES_MAX = 5
let program: Program
let ada: RawClient
let bob: RawClient

before(async () => {
  const [services, plain] = await Promise.all([startInspircd({ services: true }), startNgircd()])
  atEnd(() => services.close())
  atEnd(() => plain.close())
  await registerAccount(services, 'ada', 'ada-secret-1')
  program = await startProgram({
    PLENARY_CHAT_IRC_0_SERVER: '127.0.0.1',
    PLENARY_CHAT_IRC_0_PORT: String(services.port),
    PLENARY_CHAT_IRC_0_TLS: 'false',
    PLENARY_CHAT_IRC_0_CHANNELS: '#hall',
    PLENARY_CHAT_IRC_1_SERVER: 'localhost',
    PLENARY_CHAT_IRC_1_PORT: String(plain.port),
    PLENARY_CHAT_IRC_1_TLS: 'false',
    PLENARY_CHAT_IRC_1_CHANNELS: '#hall',
  })
  ada = await openRaw({ ...services, nick: 'ada', sasl: { account: 'ada', password: 'ada-secret-1' } })
  bob = await openRaw({ ...plain, nick: 'bob' })
  for (const one of [ada, bob]) {
    atEnd(async () => one.close())
    await one.join('#hall')
    await one.waitFor(/353 .*plenary|plenary.* JOIN/i)
  }
})

test('VN-116: from the printed link to a confirmed account and a linked IRC handle, by what is written on the pages', async () => {
  const begun = Date.now()
  const desk = await openWindow('desk')
  const { page } = desk
  await page.goto(program.said('console'))
  await page.getByLabel('Your name').fill('Ada')
  await button(page, 'Open the console').click()
  await page.getByRole('link', { name: 'Your account' }).click()
  await page.getByRole('link', { name: 'Make an account' }).click()
  await page.getByLabel('Mail address').fill('ada@example.org')
  await page.getByLabel('User name').fill('ada')
  await page.getByLabel('Password', { exact: true }).fill('three blue trams')
  await button(page, 'Sign up').click()
  await sees(page, 'This instance has no mail server.')
  await page.getByRole('link', { name: 'To the mails' }).click()
  await page.getByRole('link', { name: /Confirm/ }).click()
  await page.locator('iframe').waitFor()
  const opened = page.context().waitForEvent('page')
  await page.getByRole('tab', { name: 'As a page' }).focus()
  // The frame lets no script look into it: its one button is reached as people without a mouse do.
  await until('the link of the mail opens', async () => {
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    return page.context().pages().length > 1
  })
  const mine = await opened
  await mine.waitForURL(/email_confirmed=1$/)
  await mine.getByLabel('User name or mail address').fill('ada')
  await mine.getByLabel('Password', { exact: true }).fill('three blue trams')
  await mine.getByRole('button', { name: 'Sign in' }).click()
  await mine.waitForURL(/\/me$/)
  await mine.getByRole('button', { name: 'Link a chat account' }).click()
  const said = await mine.locator('.handles-code code').innerText()
  ada.send(`PRIVMSG plenary :${said}`)
  await ada.waitFor(/Done: what you say here is yours on the web too/)
  await sees(mine, /IRC ada/)
  bob.send('PRIVMSG plenary :link')
  // Nobody vouches for this one, and an owner's role must not come to it.
  const line = await bob.waitFor(/Your code is [2-9A-Z]{4}-[2-9A-Z]{4}/)
  await mine.getByLabel('Code from the chat').fill(/[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(line)?.[0] ?? '')
  await mine.getByRole('button', { name: 'Link', exact: true }).click()
  await sees(mine, 'Your chat network does not vouch for this name')
  assert.ok(Date.now() - begun < MINUTES_MAX * 60_000)
  assert.deepEqual(complainedOf(desk, /403/), [])
  await desk.page.context().close()
})

test('whoever holds no role links a nick of a network without services too, a guest from their own page', async () => {
  const phone = await openWindow('phone')
  const { page } = phone
  await page.goto(program.said('join'))
  await button(page, 'Join').click()
  await page.waitForURL(/\/m\//)
  await page.goto(`${program.url}/me`)
  await sees(page, 'You are a guest here')
  await button(page, 'Link a chat account').click()
  const said = await page.locator('.handles-code code').innerText()
  bob.send(`PRIVMSG plenary :${said}`)
  await bob.waitFor(/Done: what you say here is yours on the web too/)
  await sees(page, /IRC bob/)
  await page.getByRole('button', { name: 'Part (Part bob)' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Part', exact: true }).click()
  await sees(page, 'None linked yet.')
  assert.deepEqual(complainedOf(phone), [])
  await page.context().close()
})
