import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openSmtp, type SmtpStandIn } from '../../../test/standins/smtp.ts'
import type { Letter } from '../../contract/mails.schema.ts'
import { openOutgoing } from '../../platform/outgoing.ts'
import { type Server, sendBySmtp, senderOf } from './smtp.ts'

const closers: (() => unknown)[] = []
after(async () => {
  for (const close of closers) await close()
})
async function opened(...more: Parameters<typeof openSmtp>): Promise<SmtpStandIn> {
  const smtp = await openSmtp(...more)
  closers.push(() => smtp.close())
  return smtp
}

const outgoing = openOutgoing(['127.0.0.1'])
const letter: Letter = { subject: 'Grüße', html: '<p>Hello 𝄞</p>', text: 'Hello 𝄞' }
const mail = {
  id: '0199aaaa-0000-7000-8000-000000000000',
  to: 'ann@example.org',
  madeAt: new Date('2026-06-01T09:00:00Z'),
  letter,
}
const serverAt = (url: string): Server => ({ url, from: 'Plenary <plenary@example.org>', isTrusted: false })
const send = (url: string, more: Partial<typeof mail> = {}, from?: string) =>
  sendBySmtp({ ...serverAt(url), ...(from ? { from } : {}) }, { ...mail, ...more }, outgoing)

test('a mail arrives whole, to one reader, with an id that stays', async () => {
  const smtp = await opened()
  assert.equal((await send(smtp.url)).kind, 'sent')
  await send(smtp.url)
  const [first, second] = smtp.arrived
  assert.deepEqual([first?.from, first?.to], ['plenary@example.org', ['ann@example.org']])
  assert.deepEqual(first?.mail.from, { address: 'plenary@example.org', name: 'Plenary' })
  assert.deepEqual(first?.mail.to, [{ address: 'ann@example.org', name: '' }])
  assert.deepEqual([first?.mail.cc, first?.mail.bcc], [undefined, undefined])
  assert.deepEqual(
    [first?.mail.subject, first?.mail.text?.trim(), first?.mail.html?.trim()],
    ['Grüße', 'Hello 𝄞', '<p>Hello 𝄞</p>'],
  )
  assert.equal(first?.mail.messageId, `<${mail.id}@example.org>`)
  assert.equal(second?.mail.messageId, first?.mail.messageId)
  assert.match(first?.raw ?? '', /^Auto-Submitted: auto-generated\r$/m)
  assert.match(first?.raw ?? '', /^Date: Mon, 01 Jun 2026 09:00:00 \+0000\r$/m)
})

test('no header comes from what people typed, and no further reader', async () => {
  const smtp = await opened()
  const evil = 'Hello\r\nBcc: eve@example.org\r\nX-Evil: yes\r\n\r\nBody'
  await send(smtp.url, { letter: { ...letter, subject: evil } }, 'Ev\r\nX-Evil: 1 <plenary@example.org>')
  const [one] = smtp.arrived
  assert.equal(one?.mail.subject, 'Hello Bcc: eve@example.org X-Evil: yes Body')
  assert.deepEqual(one?.to, ['ann@example.org'])
  assert.doesNotMatch(one?.raw.split('\r\n\r\n')[0] ?? '', /^(X-Evil|Bcc):/m)
  // Signs that part addresses elsewhere part none here.
  for (const to of [
    'ann@example.org, eve@example.org',
    'ann@example.org\r\nRCPT TO:<eve@example.org>',
    'Group: eve@example.org;',
  ]) {
    assert.deepEqual([(await send(smtp.url, { to })).kind, smtp.arrived.length], ['refused', 1], to)
  }
})

test('what the server refuses for good is refused; what it cannot take now comes later', async () => {
  const smtp = await opened()
  const cases = [
    [{ recipient: { code: 550, text: 'No such reader' } }, 'refused', /^550 No such reader/],
    [{ recipient: { code: 552, text: 'Mailbox full' } }, 'refused', /^552/],
    [{ data: { code: 554, text: 'Looks like spam' } }, 'refused', /^554 Looks like spam/],
    [{ recipient: { code: 451, text: 'Grey: come again' } }, 'later', /^451 Grey/],
    [{ data: { code: 452, text: 'Disk full' } }, 'later', /^452/],
    [{ drop: 'greeting' }, 'later', /closed|ECONNRESET|reset/i],
    [{ drop: 'recipient' }, 'later', /closed|ECONNRESET|reset/i],
    [{ drop: 'taken' }, 'later', /closed|ECONNRESET|reset/i],
  ] as const
  for (const [mood, kind, answer] of cases) {
    smtp.mood = mood
    const outcome = await send(smtp.url)
    assert.equal(outcome.kind, kind, JSON.stringify(mood))
    assert.match(outcome.answer, answer)
  }
  smtp.mood = { delayMs: 1_500 }
  assert.equal((await send(smtp.url)).kind, 'sent')
})

test('a server that is not there, does not know us, or is no mail server is our trouble, not the mail’s', async () => {
  const smtp = await opened({ login: true })
  assert.equal((await send(smtp.url)).kind, 'sent')
  assert.equal(smtp.arrived[0]?.user, 'plenary')
  const wrong = await send(`smtp://plenary:wrong%20one@127.0.0.1:${smtp.port}`)
  assert.deepEqual([wrong.kind, /535/.test(wrong.answer), wrong.answer.includes('wrong')], ['later', true, false])
  await smtp.close()
  assert.equal((await send(smtp.url)).kind, 'later')
  assert.equal((await send('smtp://nowhere.invalid')).kind, 'later')
  const other = createServer((socket) => socket.end('SSH-2.0-something\r\n'))
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  closers.push(() => other.close())
  const { port } = other.address() as { port: number }
  assert.equal((await send(`smtp://127.0.0.1:${port}`)).kind, 'later')
})

test('a server in a private network is asked only where that is allowed, or the configuration names it', async () => {
  const smtp = await opened()
  const closed = openOutgoing([])
  const refused = await sendBySmtp(serverAt(smtp.url), mail, closed)
  assert.deepEqual([refused.kind, smtp.connections()], ['later', 0])
  assert.match(refused.answer, /private/)
  assert.equal((await sendBySmtp({ ...serverAt(smtp.url), isTrusted: true }, mail, closed)).kind, 'sent')
})

test('credentials and mails go encrypted where they should, by STARTTLS', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-tls-'))
  closers.push(() => rmSync(folder, { recursive: true }))
  const [key, cert] = [join(folder, 'key'), join(folder, 'cert')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  })
  const tls = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
  const smtp = await opened({ tls, login: true })
  // Nobody vouches for this certificate: the mail stays here, and so does the password.
  const refused = await send(`${smtp.url}?tls`)
  assert.deepEqual([refused.kind, smtp.arrived.length], ['later', 0])
  assert.match(refused.answer, /certificate/)
  const trusting = join(import.meta.dirname, 'smtp.ts')
  const script = `
    import { sendBySmtp } from ${JSON.stringify(trusting)}
    const mail = ${JSON.stringify({ ...mail, madeAt: undefined })}
    const server = { url: ${JSON.stringify(`${smtp.url}?tls`)}, from: 'plenary@example.org', isTrusted: true }
    process.stdout.write((await sendBySmtp(server, { ...mail, madeAt: new Date() }, null)).kind)`
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: cert },
  })
  let said = ''
  child.stdout.on('data', (part) => {
    said += part
  })
  await new Promise((resolve) => child.on('close', resolve))
  assert.deepEqual([said, smtp.arrived[0]?.isEncrypted, smtp.arrived[0]?.user], ['sent', true, 'plenary'])
  // A server that offers no encryption gets no password, wherever it is asked for.
  const bare = await opened({ login: true })
  assert.deepEqual([(await send(`${bare.url}?tls`)).kind, bare.arrived.length], ['later', 0])
})

test('a sender is one address, with or without a name', () => {
  assert.deepEqual(senderOf('Plenary <p@example.org>'), { name: 'Plenary', address: 'p@example.org' })
  assert.deepEqual(senderOf('p@example.org'), { name: '', address: 'p@example.org' })
})
