import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as plainRequest } from 'node:http'
import { Agent, type RequestOptions, request } from 'node:https'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'

/**
 * Plenary behind a real nginx, by the very block that docs/running.md gives to operators: only ports, name, certificate and the IPv6 lines
 * (not every machine has it) are put in place.
 */
const root = join(import.meta.dirname, '..')
const WAIT_MS_MAX = 30_000
/** Wrong codes an address may try at once; on a slow machine a few more, since they come back with time. */
const WRONG_CODES_BURST = 120
const GUESSES_MAX = 500

const folder = mkdtempSync(join(tmpdir(), 'plenary-nginx-'))
const running: ChildProcess[] = []
let ports = { https: 0, http: 0, plenary: 0 }
let code = ''
let certificate = ''

before(async () => {
  ports = { https: await freePort(), http: await freePort(), plenary: await freePort() }
  certificate = makeCertificate()
  code = await startPlenary()
  await startNginx()
})

after(async () => {
  await Promise.all(running.reverse().map(end))
  rmSync(folder, { recursive: true, force: true })
})

test('pages, the API and the description come through, compressed and with their policy', async () => {
  const page = await ask('GET', '/', { headers: { 'accept-encoding': 'br' } })
  assert.equal(page.status, 200)
  assert.match(page.headers['content-type'] ?? '', /^text\/html/)
  assert.equal(page.headers['content-encoding'], 'br')
  assert.match(String(page.headers['content-security-policy']), /default-src 'self'/)
  const instance = await ask('GET', '/api/v1/instance')
  assert.equal(instance.status, 200)
  assert.equal(JSON.parse(instance.text).hasOwner, false)
  assert.equal((await ask('GET', '/docs')).status, 200)
})

test('plain HTTP leads to the same address with TLS (LK-129)', async () => {
  const found = await new Promise<{ status: number | undefined; to: string | undefined }>((resolve, reject) => {
    plainRequest({ port: ports.http, path: '/join/abc', headers: { host: 'localhost' } }, (response) => {
      response.resume()
      resolve({ status: response.statusCode, to: response.headers.location })
    })
      .on('error', reject)
      .end()
  })
  assert.deepEqual(found, { status: 301, to: 'https://localhost/join/abc' })
})

test('joining sets a cookie that is HttpOnly, SameSite=Lax and Secure (LK-212)', async () => {
  const joined = await comeIn('Ada')
  assert.equal(joined.status, 200)
  const [cookie = ''] = joined.headers['set-cookie'] ?? []
  assert.match(cookie, /^__Host-plenary_guest=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+; Secure$/)
})

test('the socket opens through TLS, and brings the meeting to who joined (LK-129)', async () => {
  const joined = await comeIn('Grace')
  const { meeting } = JSON.parse(joined.text)
  const cookie = (joined.headers['set-cookie'] ?? [])[0]?.split(';')[0] ?? ''
  const socket = openSocket({ origin: `https://localhost:${ports.https}`, cookie })
  const heard = new Promise<{ feed: string; view: { title: string } }>((resolve, reject) => {
    socket.on('message', (data) => resolve(JSON.parse(String(data))))
    socket.on('error', reject)
  })
  socket.on('open', () => socket.send(JSON.stringify({ say: 'follow', feed: `meeting:${meeting}` })))
  const { feed, view } = await heard
  assert.deepEqual([feed, view.title], [`meeting:${meeting}`, 'Welcome to Plenary'])
  socket.close()
})

test('a page of another site gets neither a socket nor a change', async () => {
  const socket = openSocket({ origin: 'https://elsewhere.example' })
  const status = await new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode))
    socket.on('open', () => reject(new Error('the socket opened')))
    socket.on('error', reject)
  })
  assert.equal(status, 403)
  const refused = await comeIn('Eve', { origin: 'https://elsewhere.example' })
  assert.deepEqual([refused.status, JSON.parse(refused.text).code], [403, 'not-allowed'])
  assert.equal((await comeIn('Own', { origin: `https://localhost:${ports.https}` })).status, 200)
})

test('limits are counted by the address nginx saw, whatever a client claims (LK-201)', async () => {
  const guess = (from: string, claimed: string) =>
    ask('GET', '/api/v1/codes/no-such-code', { localAddress: from, headers: { 'x-forwarded-for': claimed } })
  const statuses: number[] = []
  while (statuses.length < GUESSES_MAX && statuses.at(-1) !== 429)
    statuses.push((await guess('127.0.0.3', `192.0.2.${statuses.length}`)).status)
  assert.equal(statuses.pop(), 429)
  assert.deepEqual([...new Set(statuses)], [404])
  assert.ok(statuses.length >= WRONG_CODES_BURST, `only ${statuses.length} were let in`)
  assert.equal((await guess('127.0.0.4', '127.0.0.3')).status, 404)
})

test('the figures are for this machine alone', async () => {
  assert.equal((await ask('GET', '/metrics')).status, 200)
  assert.equal((await ask('GET', '/metrics', { localAddress: '127.0.0.5' })).status, 403)
})

interface Answered {
  readonly status: number
  readonly headers: import('node:http').IncomingHttpHeaders
  readonly text: string
}

function ask(method: string, path: string, more: RequestOptions = {}, body?: unknown): Promise<Answered> {
  const { headers, ...rest } = more
  const type = body === undefined ? {} : { 'content-type': 'application/json' }
  const options: RequestOptions = {
    ...toNginx(),
    method,
    path,
    ...rest,
    headers: { host: `localhost:${ports.https}`, ...type, ...(headers as Record<string, string>) },
  }
  return new Promise((resolve, reject) => {
    const asking = request(options, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(parts).toString() }),
      )
    })
    asking.on('error', reject)
    asking.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

const comeIn = (name: string, headers: Record<string, string> = {}) =>
  ask('POST', `/api/v1/codes/${code}/participants`, { headers }, { name })

/** By its number, so that no name has to be looked up; the certificate is still that of `localhost`. */
const toNginx = () => ({ host: '127.0.0.1', port: ports.https, servername: 'localhost', ca: certificate, agent: false as const })

function openSocket({ origin, cookie }: { origin: string; cookie?: string }): WebSocket {
  const headers = { host: `localhost:${ports.https}`, ...(cookie ? { cookie } : {}) }
  const agent = new Agent({ ca: certificate, servername: 'localhost' })
  return new WebSocket(`wss://127.0.0.1:${ports.https}/ws`, { agent, origin, headers })
}

function makeCertificate(): string {
  const files = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')]
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names, ...files], {
    stdio: 'ignore',
  })
  return readFileSync(join(folder, 'cert.pem'), 'utf8')
}

/** The real program, from its command line. Returns the sample meeting's code, as printed for phones. */
async function startPlenary(): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    PLENARY_DATA_DIR: join(folder, 'data'),
    PLENARY_SERVER_HOST: '127.0.0.1',
    PLENARY_SERVER_PORT: String(ports.plenary),
    PLENARY_SERVER_PUBLIC_URL: `https://localhost:${ports.https}`,
    PLENARY_SERVER_TRUST_PROXY: 'true',
    PLENARY_LOG_LEVEL: 'warn',
  }
  const child = spawn(process.execPath, [join(root, 'src/main.ts'), 'start'], {
    env,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      said += part
      const found = /^join +https:\/\/localhost:\d+\/join\/(\S+)$/m.exec(said)?.[1]
      if (found && /^data /m.test(said)) resolve(found)
    })
    child.on('exit', (status) => reject(new Error(`Plenary ended with ${status}: ${said}`)))
  })
}

/** The block of the page for operators, with this test's ports and files. */
function documentedServer(): string {
  const page = readFileSync(join(root, 'docs/running.md'), 'utf8')
  const block = /^```nginx\n(map [\s\S]*?)^```$/m.exec(page)?.[1]
  assert.ok(block, 'docs/running.md has no nginx block')
  const replaced = (text: string, from: RegExp, to: string): string => {
    assert.match(text, from)
    return text.replace(from, to)
  }
  let text = replaced(block, /^ *listen \[::\].*\n/gm, '')
  text = replaced(text, /listen 80;/, `listen 127.0.0.1:${ports.http};`)
  text = replaced(text, /listen 443 /, `listen 127.0.0.1:${ports.https} `)
  text = replaced(text, /server_name plenary\.example\.org/g, 'server_name localhost')
  text = replaced(text, /\/etc\/letsencrypt\/\S+\/fullchain\.pem/, `${folder}/cert.pem`)
  text = replaced(text, /\/etc\/letsencrypt\/\S+\/privkey\.pem/, `${folder}/key.pem`)
  return replaced(text, /http:\/\/127\.0\.0\.1:8000/g, `http://127.0.0.1:${ports.plenary}`)
}

async function startNginx(): Promise<void> {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`)
  const file = join(folder, 'nginx.conf')
  writeFileSync(
    file,
    `${process.getuid?.() === 0 ? 'user root;' : ''} daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 256; }
http {\naccess_log off; ${temporary.join(' ')}\n${documentedServer()}}\n`,
  )
  const child = spawn('/usr/sbin/nginx', ['-p', folder, '-c', file], { stdio: ['ignore', 'ignore', 'pipe'] })
  running.push(child)
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    complaint += part
  })
  const until = Date.now() + WAIT_MS_MAX
  while (!(await takes(ports.https))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`nginx did not start: ${complaint}`)
    await pause(50)
  }
}

function takes(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(Boolean(socket.destroy())))
    socket.once('error', () => resolve(false))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const at = server.address()
      server.close(() => resolve(at && typeof at === 'object' ? at.port : 0))
    })
  })
}
