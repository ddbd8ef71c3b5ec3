import assert from 'node:assert/strict'
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
  assert.deepEqual(headers, { 'RateLimit-Policy': '"person";q=600;w=10', RateLimit: '"person";r=599;t=1' })
  for (let i = 0; i < 599; i++) assert.ok(limits(caller, 0).may)
  const late = limits(caller, 0)
  assert.deepEqual([late.may, late.headers['Retry-After']], [false, '1'])
  assert.ok(limits({ token: 'b', address: '::1' }, 0).may, 'another person behind the same address')
  assert.ok(limits({ token: null, address: '::1' }, 0).may)
  assert.ok(limits(caller, 1_000).may)
  const heard = await ask(app, 'events')
  assert.match(heard.headers.get('ratelimit') ?? '', /^"address";r=\d+;t=\d+$/)
})

test('a flood from one credential is stopped at the door', async () => {
  const token = 'x'.repeat(43)
  const answers = await Promise.all(Array.from({ length: 1_200 }, () => ask(app, 'instance', { token })))
  const stopped = answers.filter((one) => one.status === 429)
  assert.ok(stopped.length > 0)
  for (const one of stopped) assert.deepEqual([one.body.code, one.headers.get('retry-after')], ['too-many', '1'])
  assert.equal((await ask(app, 'instance')).status, 200)
})
