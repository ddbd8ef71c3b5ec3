import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { before, test } from 'node:test'
import { type App, ask, openApp, ownerOf } from '../../../test/app.ts'
import { openLimits } from './limits.ts'

let app: App
before(async () => {
  app = await openApp()
})

test('what was read is not sent again to whoever has it', async () => {
  const token = await ownerOf(app)
  const first = await ask(app, 'myMeetings', { token })
  const etag = first.headers.get('etag') ?? ''
  assert.match(etag, /^"[\w-]{22}"$/)
  assert.equal(first.headers.get('cache-control'), 'private, no-cache')
  const again = await ask(app, 'myMeetings', { token, headers: { 'if-none-match': etag } })
  assert.deepEqual([again.status, again.headers.get('etag')], [304, etag])
  const other = await ask(app, 'myMeetings', { token, headers: { 'if-none-match': '"another"' } })
  assert.equal(other.status, 200)
})

test('every answer says how much may still be asked; whoever asks too often hears when to come back', async () => {
  const limits = openLimits()
  const caller = { token: 'a', address: '::1' }
  const { headers } = limits(caller, 0)
  assert.deepEqual(headers, { 'RateLimit-Policy': '"person";q=2000;w=8', RateLimit: '"person";r=1999;t=1' })
  for (let i = 0; i < 1_999; i++) assert.ok(limits(caller, 0).may)
  const late = limits(caller, 0)
  assert.deepEqual([late.may, late.headers['Retry-After']], [false, '1'])
  assert.ok(limits({ token: 'b', address: '::1' }, 0).may, 'another person behind the same address')
  assert.ok(limits({ token: null, address: '::1' }, 0).may)
  assert.ok(limits(caller, 1_000).may)
  const heard = await ask(app, 'events')
  assert.match(heard.headers.get('ratelimit') ?? '', /^"address";r=\d+;t=\d+$/)
})

test('a flood from one credential is stopped at the door', async () => {
  const line = `GET /api/v1/instance HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${'x'.repeat(43)}\r\n\r\n`
  const heard = await Promise.all(Array.from({ length: 10 }, () => pipelined(line.repeat(400), 400)))
  const all = heard.join('')
  assert.ok((all.match(/HTTP\/1\.1 200 /g) ?? []).length >= 2_000)
  assert.ok((all.match(/HTTP\/1\.1 429 /g) ?? []).length > 0)
  assert.match(all, /retry-after: 1\r\n/i)
  assert.match(all, /"code":"too-many"/)
  assert.equal((await ask(app, 'instance')).status, 200)
})

const STATUS = 'HTTP/1.1 '
/** What comes back over one connection until so many answers were heard. */
function pipelined(text: string, answers: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(app.port, '127.0.0.1', () => socket.write(text))
    const parts: string[] = []
    let left = answers
    let end = ''
    socket.on('error', reject)
    socket.on('data', (data) => {
      parts.push(String(data))
      // Counted piece by piece; a status line that two pieces share is whole with the end of the one before.
      const told = end + data
      left -= told.split(STATUS).length - 1
      end = told.slice(-(STATUS.length - 1))
      if (left > 0 || !end.endsWith('}')) return
      socket.destroy()
      resolve(parts.join(''))
    })
  })
}
