import assert from 'node:assert/strict'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, test } from 'node:test'
import { Webhook } from 'standardwebhooks'
import { atEnd } from '../closing.ts'
import { openSmtp, type SmtpStandIn } from '../standins/smtp.ts'
import {
  button,
  complainedOf,
  faultsOf,
  looks,
  openWindow,
  type Screen,
  sees,
  seesNot,
  sideways,
  until,
  type Window,
} from './browser.ts'
import { call, type Program, signIn, startProgram } from './program.ts'

/** Mails and webhooks in the console, as owners meet them. */
let program: Program
let desk: Window
let smtp: SmtpStandIn
const at = (place: string) => `${program.url}/console${place}`
const got: { headers: IncomingHttpHeaders; body: string }[] = []
let status = 200
const PICTURES = process.env.PICTURES

before(async () => {
  smtp = await openSmtp()
  atEnd(() => smtp.close())
  program = await startProgram({ PLENARY_OUTGOING_ALLOW_PRIVATE: '127.0.0.1' })
  desk = await signIn(program)
})

async function receiver(): Promise<string> {
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    got.push({ headers: request.headers, body })
    response.writeHead(status).end('seen')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  atEnd(async () => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`
}

/** Looks at a page as it is on every screen and in both lights. */
async function looksGood(
  place: string,
  heading: string | RegExp,
  name: string,
  first = async (_page: Window['page']): Promise<void> => {},
): Promise<void> {
  for (const [screen, colorScheme] of looks) {
    const window = await openWindow(screen, { colorScheme })
    await window.page.context().addCookies(await desk.page.context().cookies())
    await window.page.goto(at(place))
    await window.page.getByRole('heading', { name: heading, level: 1 }).waitFor()
    await until('everything is there', async () => (await window.page.locator('[aria-busy=true]').count()) === 0)
    await first(window.page)
    const title = `${place} on ${screen}, ${colorScheme}`
    assert.deepEqual(await faultsOf(window.page), [], title)
    assert.equal(await sideways(window.page), 0, title)
    assert.deepEqual(complainedOf(window), [], title)
    if (PICTURES) await window.page.screenshot({ path: `${PICTURES}/${name}-${screen}-${colorScheme}.png`, fullPage: true })
    await window.page.context().close()
  }
}

test('without a mail server the page of mails says so, and is fit for every screen', async () => {
  await desk.page.goto(at('/mails'))
  await sees(desk.page, 'There is no mail server')
  await sees(desk.page, 'No mails yet')
  await looksGood('/mails', 'Mails', 'mails-empty')
})

test('an owner sets a mail server, sends a test, and sees what became of it', async () => {
  const { page } = desk
  await call(desk, 'PATCH', '/settings', { mail: { url: smtp.url, from: 'Plenary <p@example.org>' } })
  await page.reload()
  await sees(page, `Mails leave through 127.0.0.1:${smtp.port}`)
  await page.getByLabel('To whom').fill('nobody')
  await button(page, 'Send').click()
  await sees(page, 'This is not a mail address.')
  await page.getByLabel('To whom').fill('ann@example.org')
  await page.getByLabel('To whom').press('Enter')
  await sees(page, 'The test mail is on its way.')
  await until('it arrives', async () => smtp.arrived.length === 1)
  await until('it is sent', async () => {
    await button(page, 'Refresh').click()
    return (await page.getByRole('row', { name: /ann@example.org/ }).innerText()).includes('Sent')
  })
  smtp.mood = { recipient: { code: 550, text: 'There is nobody of the name bob-the-builder-of-very-long-names here' } }
  await page.getByLabel('To whom').fill('bob@example.org')
  await button(page, 'Send').click()
  await until('it is refused', async () => {
    await button(page, 'Refresh').click()
    return (await page.getByRole('row', { name: /bob@example.org/ }).innerText()).includes('Refused')
  })
  await sees(page, '550 There is nobody')
  await page.getByLabel('Show').selectOption({ label: 'Refused (1)' })
  await until('one row', async () => (await page.getByRole('row').count()) === 2)
  await looksGood('/mails', 'Mails', 'mails')
})

test('a mail that was not sent is read in a frame that can do nothing, sent again by the keyboard, and forgotten', async () => {
  const { page } = desk
  await page.getByRole('link', { name: /Test mail to bob/ }).press('Enter')
  await page.getByRole('heading', { name: 'Mails arrive' }).waitFor()
  const frame = page.locator('iframe')
  assert.equal(await frame.getAttribute('sandbox'), 'allow-popups allow-popups-to-escape-sandbox')
  const letter = await frame.getAttribute('srcdoc')
  assert.match(letter ?? '', /This is a test/)
  await page.getByRole('tab', { name: 'As a page' }).press('ArrowRight')
  assert.match(await page.locator('pre').innerText(), /^Hello /)
  await looksGood(new URL(page.url()).pathname.replace('/console', ''), 'Test mail', 'mail', (one) =>
    // No script can look into the frame: the letter is looked at by itself.
    one.getByRole('tab', { name: 'As text' }).click(),
  )
  for (const screen of ['desk', 'narrow'] as Screen[]) {
    const reader = await openWindow(screen)
    await reader.page.setContent(letter ?? '')
    assert.deepEqual(await faultsOf(reader.page), [])
    assert.equal(await sideways(reader.page), 0)
    if (PICTURES) await reader.page.screenshot({ path: `${PICTURES}/letter-${screen}.png` })
    await reader.page.context().close()
  }
  smtp.mood = {}
  await button(page, 'Send now').press('Enter')
  await sees(page, 'It is on its way.')
  await until('it arrives', async () => smtp.arrived.length === 2)
  await until('it is gone', async () => {
    await page.reload()
    await sees(page, 'What it said was forgotten')
    return true
  })
  await button(page, 'Forget it').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Forget it' }).click()
  await page.getByRole('heading', { name: 'Mails', level: 1 }).waitFor()
  await until('one mail', async () => (await page.getByRole('row').count()) === 2)
  await seesNot(page, 'bob@example.org')
  assert.deepEqual(complainedOf(desk), [])
})

test('an owner makes a webhook; its secret is shown once, and what happens arrives', async () => {
  const { page } = desk
  const address = await receiver()
  await page.goto(at('/webhooks'))
  await sees(page, 'No webhooks yet')
  await looksGood('/webhooks', 'Webhooks', 'webhooks-empty')
  await button(page, 'New webhook').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Scores')
  await dialog.getByLabel('Address').fill('example.org')
  await button(page, 'Make webhook').click()
  await sees(page, 'This is not an address of the web.')
  await dialog.getByLabel('Address').fill('http://10.0.0.1/')
  await button(page, 'Make webhook').click()
  await sees(page, 'leads into a private network')
  await dialog.getByLabel('Address').fill(address)
  await button(page, 'Make webhook').click()
  const secret = await page.getByRole('dialog').getByRole('textbox', { name: 'Secret' }).inputValue()
  assert.match(secret, /^whsec_/)
  await button(page, 'I have it').click()
  await page.getByRole('link', { name: 'Scores' }).click()
  await button(page, 'Send a test').click()
  await until('it arrives', async () => got.length === 1)
  new Webhook(secret).verify(got[0]?.body ?? '', got[0]?.headers as Record<string, string>)
  assert.ok(!(await page.content()).includes(secret))
  await until('the log has it', async () => {
    await button(page, 'Refresh').click()
    return (await page.getByRole('row').count()) === 2
  })
  await looksGood(new URL(page.url()).pathname.replace('/console', ''), 'Scores', 'webhook')
})

test('a delivery shows what was sent and answered, and is delivered again', async () => {
  const { page } = desk
  status = 500
  await button(page, 'Send a test').click()
  await until('it was tried', async () => {
    await button(page, 'Refresh').click()
    return (await page.getByRole('row').count()) === 3 && (await page.getByRole('row').nth(1).innerText()).includes('500')
  })
  status = 200
  await page.getByRole('row').nth(1).getByRole('link').click()
  await sees(page, 'Answered with 500')
  await sees(page, 'webhook.test')
  const before = got.length
  await button(page, 'Deliver again').click()
  await until('it comes again', async () => got.length > before)
  await until('it says so', async () => {
    await button(page, 'Refresh').click()
    return (await page.locator('main').innerText()).includes('Answered with 200')
  })
  await looksGood(new URL(page.url()).pathname.replace('/console', ''), 'A test', 'delivery')
  await page.getByRole('link', { name: 'Its deliveries' }).click()
  await button(page, 'Remove webhook').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove webhook' }).click()
  await sees(page, 'No webhooks yet')
  // The private address above was refused, which the browser tells too.
  assert.deepEqual(complainedOf(desk, /422/), [])
})

test('a program killed before a mail or a delivery has left sends both when it is back', async () => {
  const { page } = desk
  smtp.mood = { delayMs: 5_000 }
  const connections = smtp.connections()
  const arrived = smtp.arrived.length
  await call(desk, 'PUT', `/mails/${crypto.randomUUID()}`, { to: 'cut@example.org' })
  await until('it is on its way', async () => smtp.connections() > connections)
  const events = ['meeting.started']
  const webhook = crypto.randomUUID()
  const address = await receiver()
  await call(desk, 'PUT', `/webhooks/${webhook}`, { name: 'Cut', address, events })
  status = 503
  await call(desk, 'PUT', `/webhooks/${webhook}/tests/${crypto.randomUUID()}`)
  await until('it was tried', async () => got.at(-1)?.body.includes(webhook))
  const tried = got.length
  await program.kill()
  smtp.mood = {}
  status = 204
  await program.restart()
  // The waits are minutes; the rows are what a test can hurry.
  await program.sql('update mails_mails set due_at = now() where due_at is not null')
  await program.sql('update webhooks_deliveries set due_at = now(), taken_until = null where due_at is not null')
  await until('the mail arrives', async () => smtp.arrived.length > arrived)
  await until('the delivery arrives', async () => got.length > tried)
  assert.deepEqual(
    smtp.arrived.slice(arrived).map((one) => one.to),
    [['cut@example.org']],
  )
  assert.equal(got.at(-1)?.headers['webhook-id'], got[tried - 1]?.headers['webhook-id'])
  await page.goto(at('/mails'))
  await until('it is sent', async () => {
    await button(page, 'Refresh').click()
    return (await page.getByRole('row', { name: /cut@example.org/ }).innerText()).includes('Sent')
  })
})
