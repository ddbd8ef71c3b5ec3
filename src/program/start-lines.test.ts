/** What cannot work is said in one line at the start, with the key that is to be changed: each provoked for real. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, readFile } from 'node:fs/promises'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { atEnd } from '../../test/closing.ts'
import { freshFolder, ran, started } from '../../test/program.ts'

const QUIET = { PLENARY_LOG_LEVEL: 'silent' }
const NOBODY = 65_534
const folder = await freshFolder()

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  atEnd(async () => void server.close())
  return (server.address() as AddressInfo).port
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listening(server)
  server.close()
  await once(server, 'close')
  return port
}

async function refused(settings: Record<string, string>): Promise<string> {
  const { status, lines, errors } = await ran(folder, ['start'], { ...QUIET, ...settings })
  assert.deepEqual({ status, lines, errors: errors.length }, { status: 1, lines: [], errors: 1 }, errors.join('\n'))
  return errors[0] ?? ''
}

test('a port or an address that cannot be listened at', async () => {
  const port = await listening(createServer())
  assert.equal(
    await refused({ PLENARY_SERVER_PORT: `${port}` }),
    `server.port: ${port} is in use by another program; choose another`,
  )
  assert.equal(await refused({ PLENARY_SERVER_HOST: '192.0.2.1' }), 'server.host: this machine has no address 192.0.2.1')
  assert.match(await refused({ PLENARY_SERVER_HOST: 'nowhere.invalid' }), /^server\.host: .*nowhere\.invalid/)
})

const isOpenToAll = async () => Number(await readFile('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8')) <= 80
const noWay = process.getuid?.() !== 0 ? 'needs root' : (await isOpenToAll()) && 'everybody may listen at every port here'
test('a port that this account may not listen at', { skip: noWay }, async () => {
  await chmod(folder, 0o711)
  const own = join(folder, 'of-nobody')
  await mkdir(own)
  await chown(own, NOBODY, NOBODY)
  const env = { PATH: '/usr/bin:/bin', PLENARY_DATA_DIR: own, PLENARY_SERVER_PORT: '80', ...QUIET }
  const words = [join(import.meta.dirname, '../main.ts'), 'start']
  const [status, err] = await new Promise<[unknown, string]>((resolve) => {
    execFile(process.execPath, words, { env, cwd: '/', uid: NOBODY, gid: NOBODY }, (error, _out, err) =>
      resolve([error?.code, err]),
    )
  })
  assert.deepEqual([status, err], [1, 'server.port: this account may not listen at 80; choose a port from 1024 on\n'])
})

test('a database that takes connections and never answers', async () => {
  const port = await listening(createServer((socket) => socket.on('error', () => {})))
  const url = `postgres://me:hunter2@127.0.0.1:${port}/plenary?connect_timeout=1`
  const line = await refused({ PLENARY_DATABASE_URL: url })
  assert.match(line, /^database\.url: the database cannot be reached \(.*CONNECT_TIMEOUT.*\)$/)
  assert.doesNotMatch(line, /hunter2/)
})

test('a database that hangs up', async () => {
  const port = await listening(createServer((socket) => socket.destroy()))
  const gone = await refused({ PLENARY_DATABASE_URL: `postgres://me@127.0.0.1:${port}/plenary` })
  assert.match(gone, /^database\.url: the database cannot be reached \(.+\)$/)
})

test('a bus that is not there, or is something else', async () => {
  const url = (port: number) => ({ PLENARY_BUS_URL: `nats://me:hunter2@127.0.0.1:${port}` })
  const talker = createServer((socket) => socket.on('error', () => {}).end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  for (const port of [await freePort(), await listening(talker)]) {
    const line = await refused(url(port))
    assert.match(line, /^bus\.url: the NATS server cannot be reached \(.+\)$/)
    assert.doesNotMatch(line, /hunter2/)
  }
})

test('LK-201: the console stands where the configuration says and nowhere else, and every printed link goes there', async () => {
  const settings = { PLENARY_SERVER_CONSOLE_PATH: '/backstage', PLENARY_SERVER_SHOW_CONSOLE_LINK: 'false' }
  const program = await started(folder, settings)
  assert.match(program.said('console'), /^http:\/\/[^/]+\/backstage\/setup#\S+$/)
  const statusOf = async (path: string) => (await fetch(program.url + path)).status
  assert.deepEqual(
    await Promise.all(['/backstage', '/backstage/setup', '/console', '/console/setup'].map(statusOf)),
    [200, 200, 404, 404],
  )
  assert.deepEqual(await consoleOf(program.url), null)
  const owner = await ran(folder, ['owner'], settings)
  assert.match(owner.lines.join(), /^console {2}http:\/\/[^/]+\/backstage\/setup#\S+$/)
  program.child.kill('SIGTERM')
  assert.equal(await program.ended, 0)
  const shown = await started(folder, { ...settings, PLENARY_SERVER_SHOW_CONSOLE_LINK: 'true' })
  assert.equal(await consoleOf(shown.url), '/backstage')
  shown.child.kill('SIGTERM')
  assert.equal(await shown.ended, 0)
  const usual = await started(folder)
  assert.equal(await consoleOf(usual.url), '/console', 'where the configuration says nothing, the console’s settings hold')
  assert.equal((await fetch(`${usual.url}/console`)).status, 200)
  usual.child.kill('SIGTERM')
  assert.equal(await usual.ended, 0)
  assert.equal(
    await refused({ PLENARY_SERVER_CONSOLE_PATH: '/meetings' }),
    'server.consolePath: /meetings is the address of other pages; choose another',
  )
})

const consoleOf = async (url: string): Promise<string | null> =>
  ((await (await fetch(`${url}/api/v1/instance`)).json()) as { console: string | null }).console
