import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { getRequestListener } from '@hono/node-server'
import { type App, openApp, request } from '../../../test/app.ts'
import { openPages } from './pages.ts'

const standing =
  (...on: string[]) =>
  () => ({ parts: { on }, home: { consolePath: 'console' } })
let app: App
let folder: string
let port = 0
const server = createServer()
const script = `console.log(${JSON.stringify('x'.repeat(500))})`
before(async () => {
  app = await openApp()
  folder = await mkdtemp(join(tmpdir(), 'plenary-pages-'))
  for (const page of ['home', 'attend', 'stage', 'console', 'board', 'assets', '.vite'])
    await mkdir(join(folder, 'web', page), { recursive: true })
  for (const page of ['home', 'attend', 'stage', 'console', 'board'])
    await writeFile(join(folder, 'web', page, 'index.html'), `<!doctype html><title>${page}</title>`)
  await writeFile(join(folder, 'web/assets/a-1.js'), script)
  await writeFile(join(folder, 'web/assets/a-1.js.br'), brotliCompressSync(script))
  await writeFile(join(folder, 'web/assets/a-1.js.gz'), gzipSync(script))
  await writeFile(join(folder, 'web/.vite/manifest.json'), '{"secret":1}')
  await writeFile(join(folder, 'secret.json'), '{"secret":1}')
  const pages = openPages(join(folder, 'web'), standing('live', 'event-day'))
  server.on(
    'request',
    getRequestListener((asked) => pages(asked)),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as { port: number }).port
})
after(async () => {
  server.close()
  server.closeAllConnections()
  await rm(folder, { recursive: true, force: true })
})

/** As it comes over the line: `fetch` would tidy the address and unpack the body. */
function raw(path: string, headers: Record<string, string> = {}): Promise<{ response: IncomingMessage; body: Buffer }> {
  return new Promise((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk)).on('end', () => resolve({ response, body: Buffer.concat(chunks) }))
    }).on('error', reject)
  })
}

test('LK-30: each address opens its page, the join page with and without a code', async () => {
  const pages = {
    '/': 'home',
    '/meetings': 'home',
    '/e/spring': 'board',
    '/e/spring/signage': 'board',
    '/e/spring/signage?room=A%20b': 'board',
    '/e/spring/etherpads/': 'board',
    '/e/spring/presence': 'board',
    '/e/spring/links': 'board',
    '/join': 'attend',
    '/join/ABC': 'attend',
    '/join/a%20b': 'attend',
    '/m/1': 'attend',
    '/stage/1': 'stage',
    '/stage/1?key=x': 'stage',
    '/console': 'console',
    '/console/setup': 'console',
  }
  for (const [path, page] of Object.entries(pages)) {
    const { response, body } = await raw(path)
    assert.deepEqual([response.statusCode, String(body)], [200, `<!doctype html><title>${page}</title>`], path)
  }
  const none = await raw('/nothing/here')
  assert.deepEqual([none.response.statusCode, String(none.body)], [404, '<!doctype html><title>home</title>'])
})

test('a page of a part that is off is not there', async () => {
  const pages = openPages(join(folder, 'web'), standing())
  for (const path of ['/join', '/m/1', '/stage/1', '/meetings']) assert.equal(pages(new Request(`http://x${path}`)).status, 404)
  assert.equal(pages(new Request('http://x/console')).status, 200)
  // Without its day an event is a page of its meetings.
  const event = pages(new Request('http://x/e/spring'))
  assert.deepEqual([event.status, await event.text()], [200, '<!doctype html><title>home</title>'])
  assert.equal(pages(new Request('http://x/e/spring/signage')).status, 404)
  const empty = openPages(join(folder, 'none'), standing('live', 'event-day'))
  assert.equal(empty(new Request('http://x/')).status, 503)
})

test('LK-200: the console stands where its setting says, at once, and nowhere else', async () => {
  let consolePath = 'console'
  const pages = openPages(join(folder, 'web'), () => ({ parts: { on: [] }, home: { consolePath } }))
  const statuses = (...paths: string[]) => paths.map((path) => pages(new Request(`http://x${path}`)).status)
  assert.deepEqual(statuses('/console', '/console/settings', '/backstage', '/consoles'), [200, 200, 404, 404])
  consolePath = 'backstage'
  assert.deepEqual(statuses('/console', '/console/settings', '/backstage', '/backstage/settings'), [404, 404, 200, 200])
})

test('files are sent packed as asked for, known by their tag, and kept for ever where the name says so', async () => {
  const plain = await raw('/assets/a-1.js')
  assert.equal(String(plain.body), script)
  assert.equal(plain.response.headers['cache-control'], 'public, max-age=31536000, immutable')
  assert.equal(plain.response.headers.vary, 'Accept-Encoding')
  const brotli = await raw('/assets/a-1.js', { 'accept-encoding': 'gzip, deflate, br' })
  assert.equal(brotli.response.headers['content-encoding'], 'br')
  assert.equal(String(brotliDecompressSync(brotli.body)), script)
  const gzip = await raw('/assets/a-1.js', { 'accept-encoding': 'gzip' })
  assert.equal(String(gunzipSync(gzip.body)), script)
  const etag = plain.response.headers.etag ?? ''
  for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
    const known = await raw('/assets/a-1.js', { 'if-none-match': tags })
    assert.deepEqual([known.response.statusCode, known.body.length], [304, 0], tags)
  }
  assert.equal((await raw('/assets/a-1.js', { 'if-none-match': '"other"' })).response.statusCode, 200)
  assert.equal((await raw('/')).response.headers['cache-control'], 'no-cache')
  for (const refused of ['br;q=0', 'identity', 'x-brotli'])
    assert.equal(
      (await raw('/assets/a-1.js', { 'accept-encoding': refused })).response.headers['content-encoding'],
      undefined,
      refused,
    )
})

test('nothing outside the built pages can be had', async () => {
  for (const path of [
    '/../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e/secret.json',
    '/assets/..%2f..%2fsecret.json',
    '/..%5csecret.json',
    '//secret.json',
    '/.vite/manifest.json',
    '/secret.json',
    '/assets/a-1.js.br',
    '/assets/',
    '/%00',
    '/constructor',
    '/__proto__',
  ]) {
    const { response, body } = await raw(path)
    assert.ok([404, 400].includes(response.statusCode ?? 0), path)
    assert.doesNotMatch(String(body), /secret/)
  }
})

test('LK-216: pages run no script but our own files, and cannot be framed by others', async () => {
  for (const path of ['/', '/join', '/console', '/nothing']) {
    const { response } = await raw(path)
    const policy = String(response.headers['content-security-policy'])
    assert.match(policy, /default-src 'self'/)
    assert.doesNotMatch(policy, /script-src|unsafe-eval|default-src[^;]*unsafe-inline/)
    for (const rule of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'self'", "form-action 'self'"])
      assert.ok(policy.includes(rule))
  }
  const page = await request(app, 'GET', '/console')
  assert.equal(page.headers.get('x-content-type-options'), 'nosniff')
  assert.equal(page.headers.get('referrer-policy'), 'no-referrer')
  for (const path of ['/', '/join', '/stage/x', '/console', '/docs']) {
    const { body } = await request(app, 'GET', path)
    assert.doesNotMatch(body, /<script(?![^>]*\bsrc=)[^>]*>|\son\w+=|javascript:/i, path)
  }
})

test('health, readiness and figures', async () => {
  assert.deepEqual((await request(app, 'GET', '/healthz')).body, { ok: true })
  assert.deepEqual((await request(app, 'GET', '/readyz')).body, { ready: true, why: [] })
  const { status, headers, body } = await request(app, 'GET', '/metrics')
  assert.equal(status, 200)
  assert.match(headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  for (const line of String(body)
    .split('\n')
    .filter((one) => one !== ''))
    assert.match(
      line,
      /^(# (HELP|TYPE) [a-z_][a-z_0-9]* .+|[a-z_][a-z_0-9]*(\{[^}]*\})? -?[\d.e+-]+( \d+)?|[a-z_][a-z_0-9]*(\{[^}]*\})? (NaN|[+-]?Inf))$/,
    )
  for (const name of ['plenary_connections', 'plenary_jobs_failed', 'plenary_jobs_waiting', 'plenary_answers_counted_total'])
    assert.match(body, new RegExp(`^${name} \\d+$`, 'm'))
})
