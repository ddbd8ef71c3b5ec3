import assert from 'node:assert/strict'
import { type ChildProcessWithoutNullStreams, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, chown, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { freshId } from '../contract/ids.ts'
import { readConfig } from '../platform/config.ts'

/** The program as people start it: a process of its own, configured by PLENARY_ variables alone. */
const root = join(import.meta.dirname, '../..')
const base = await mkdtemp(join(tmpdir(), 'plenary-cli-'))
const children = new Set<ChildProcessWithoutNullStreams>()
const servers = new Set<number>()
const POSTGRES = '/usr/lib/postgresql/15/bin'
const START_MS_MAX = 60_000
const END_MS_MAX = 30_000

await chmod(base, 0o711)
after(async () => {
  for (const child of children) await killed(child)
  for (const pid of servers) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  await rm(base, { recursive: true, force: true })
})

/** A process that has ended and that nobody has reaped yet is no longer alive. */
const isAlive = (pid: number): boolean => {
  try {
    return !/^\d+ \(.*\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

async function killed(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

type Settings = Record<string, string | number>
const newFolder = (): Promise<string> => mkdtemp(join(base, 'd-'))
const WORDS = ['--max-semi-space-size=4', join(root, 'src/main.ts')]

/** The environment of the test, without anybody's Plenary settings. */
function environmentOf(settings: Settings): Record<string, string> {
  const own = Object.entries(settings).map(([name, value]) => [`PLENARY_${name}`, `${value}`])
  return { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', HOME: base, ...Object.fromEntries(own) }
}

interface Ended {
  readonly status: number
  readonly out: string
  readonly err: string
}

/** One command line to its end. */
function plenary(words: readonly string[], settings: Settings = {}, cwd = base): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { cwd, env: environmentOf(settings), timeout: START_MS_MAX }
    execFile(process.execPath, [...WORDS, ...words], options, (error, out, err) =>
      resolve({ status: error ? Number(error.code ?? -1) : 0, out, err }),
    )
  })
}

interface Program {
  readonly child: ChildProcessWithoutNullStreams
  readonly lines: Map<string, string>
  readonly url: string
  printed(): string
  logged(): string
}

/** Starts the program on a folder (or a database) and waits for its last line. */
async function started(settings: Settings): Promise<Program> {
  const port = await freePort()
  const env = environmentOf({ SERVER_HOST: '127.0.0.1', SERVER_PORT: port, ...settings })
  const child = spawn(process.execPath, [...WORDS, 'start'], { cwd: base, env })
  children.add(child)
  let [out, err] = ['', '']
  child.stdout.on('data', (piece) => {
    out += piece
  })
  child.stderr.on('data', (piece) => {
    err += piece
  })
  for (const end = Date.now() + START_MS_MAX; !/^data .*\n/m.test(out); await sleep(20)) {
    assert.equal(child.exitCode, null, `it ended: ${err}`)
    assert.ok(Date.now() < end, `it did not start: ${out}${err}`)
  }
  const lines = new Map([...out.matchAll(/^([a-z]+) +(\S.*)$/gm)].map(([, name = '', value = '']) => [name, value]))
  return { child, lines, url: `http://127.0.0.1:${port}`, printed: () => out, logged: () => err }
}

/** Ends it as a service manager would. Returns status and signal. */
async function stopped({ child }: Program, signal: NodeJS.Signals = 'SIGTERM'): Promise<unknown[]> {
  const ended = once(child, 'exit')
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), END_MS_MAX)
  const how = await ended
  clearTimeout(timer)
  return how
}

function serverPid(dir: string): number {
  const pid = Number(readFileSync(join(dir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  servers.add(pid)
  return pid
}

interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
  readonly body: any
  readonly cookie: string
}

async function ask(program: Program, method: string, path: string, body?: unknown, cookie = ''): Promise<Answer> {
  const response = await fetch(program.url + path, {
    method,
    redirect: 'manual',
    headers: { cookie, origin: program.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const json = /json/.test(response.headers.get('content-type') ?? '')
  const set = response.headers.getSetCookie().map((one) => one.split(';')[0] ?? '')
  return { status: response.status, body: json && text ? JSON.parse(text) : text, cookie: set.join('; ') }
}

const line = (program: Program, name: string): string => program.lines.get(name) ?? ''
const codeOf = (program: Program): string => line(program, 'join').split('/join/')[1] ?? ''
const meetingOf = (program: Program): string => /\/stage\/([^?]+)\?/.exec(line(program, 'stage'))?.[1] ?? ''
const redeem = (program: Program, link: string, name: string) =>
  ask(program, 'POST', '/api/v1/setup', { token: link.split('#')[1], name })

/** One clear line for people on standard error, nothing else, and a status that says so. */
function assertRefused(ended: Ended, words: RegExp): void {
  assert.match(ended.err, words)
  assert.deepEqual(
    { lines: ended.err.trimEnd().split('\n').length, status: ended.status, out: ended.out },
    { lines: 1, status: 1, out: '' },
  )
}

test('help and version, of the program and of every command', async () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  assert.deepEqual(await plenary(['--version']), { status: 0, out: `${version}\n`, err: '' })
  const help = await plenary(['--help'])
  assert.deepEqual([help.status, help.err], [0, ''])
  const words = ['start', 'migrate', 'demo', 'owner', 'backup', 'restore']
  const told = await Promise.all(words.map((word) => plenary([word, '--help'])))
  for (const [i, word] of words.entries()) {
    assert.match(help.out, new RegExp(`^ {2}${word}\\b.*\\w`, 'm'))
    const own = told[i] ?? help
    assert.deepEqual([own.status, own.err], [0, ''])
    assert.match(own.out, new RegExp(`^plenary ${word}\\b.*\\[--config FILE\\]\n\n\\w`))
  }
})

test('a command line that means nothing ends with one clear line', async () => {
  assertRefused(await plenary(['dance']), /there is no command "dance"; try --help/)
  assertRefused(await plenary(['constructor']), /there is no command "constructor"/)
  assertRefused(await plenary(['backup']), /usage: plenary backup FILE/)
  assertRefused(await plenary(['migrate', 'now']), /usage: plenary migrate \[--config FILE\]/)
  assertRefused(await plenary(['start', '--fast']), /--fast.*try --help/)
  assertRefused(await plenary(['start', '--config']), /--config.*try --help/)
  const none = await plenary([])
  assert.deepEqual([none.status, none.out], [1, ''])
  assert.match(none.err, /plenary COMMAND/)
})

test('LK-201: settings that cannot be are named by their key, "false" means false, and no secret is repeated', async () => {
  assertRefused(await plenary(['start'], { SERVER_PORT: 'many' }), /PLENARY_SERVER_PORT: server\.port: must be .*many/)
  assertRefused(
    await plenary(['start'], { SERVER_PROT: 80 }),
    /PLENARY_SERVER_PROT: is not a known variable; did you mean PLENARY_SERVER_PORT/,
  )
  assertRefused(await plenary(['start', '--config', 'none.yaml']), /none\.yaml: there is no such file/)
  const folder = await newFolder()
  await writeFile(join(folder, 'plenary.yaml'), 'server:\n  port: [1]\n')
  assertRefused(await plenary(['start'], {}, folder), /plenary\.yaml: server\.port: must be/)
  assertRefused(await plenary(['start'], { SERVER_TRUST_PROXY: 'perhaps' }), /server\.trustProxy/)
  const read = (value: string) => readConfig({ cwd: folder, file: 'good.yaml', env: { PLENARY_SERVER_TRUST_PROXY: value } })
  await writeFile(join(folder, 'good.yaml'), 'server:\n  trustProxy: true\n')
  assert.deepEqual([read('false').server.trustProxy, read('true').server.trustProxy], [false, true])
  const secret = await plenary(['start'], { DATABASE_URL: 'mysql://me:hunter2@db/x' })
  assertRefused(secret, /database\.url/)
  assert.doesNotMatch(secret.err, /hunter2/)
})

test('a database that cannot be reached is one clear line without its password', async () => {
  for (const host of ['127.0.0.1', 'localhost', 'nowhere.invalid']) {
    const url = `postgres://me:hunter2@${host}:${await freePort()}/plenary`
    const ended = await plenary(['start'], { DATABASE_URL: url })
    assertRefused(ended, /^database\.url: the database cannot be reached \(.+\)$/m)
    assert.doesNotMatch(ended.err, /hunter2/)
  }
})

test('LK-203 LK-205 LK-206: an empty folder starts with a sample, random codes, and one way into the console', async () => {
  const [one, two] = await Promise.all([newFolder(), newFolder()])
  const [a, b] = await Promise.all([started({ DATA_DIR: one }), started({ DATA_DIR: two })])
  assert.deepEqual([...a.lines.keys()], ['join', 'stage', 'board', 'console', 'data'])
  assert.match(a.printed(), /[█▀▄]{5}/)
  assert.equal(line(a, 'data'), one)
  const health = await ask(a, 'GET', '/healthz')
  assert.equal(health.status, 200)
  for (const page of ['/', new URL(line(a, 'board')).pathname]) assert.equal((await ask(a, 'GET', page)).status, 200)
  assert.notEqual(codeOf(a), codeOf(b))
  assert.ok(codeOf(a).length >= 4, codeOf(a))
  assert.notEqual(line(a, 'console').split('#')[1], line(b, 'console').split('#')[1])
  assert.equal((await ask(a, 'GET', `/api/v1/codes/${codeOf(a)}`)).status, 200)
  assert.notEqual((await ask(a, 'GET', `/api/v1/codes/${codeOf(b)}`)).status, 200)
  for (const token of ['', 'admin', line(b, 'console').split('#')[1]])
    assert.notEqual((await ask(a, 'POST', '/api/v1/setup', { token, name: 'Eve' })).status, 200)
  assert.notEqual((await ask(a, 'GET', '/api/v1/me/meetings')).status, 200)
  const owner = await redeem(a, line(a, 'console'), 'Olive')
  assert.ok(owner.status < 300, JSON.stringify(owner.body))
  assert.equal((await ask(a, 'GET', '/api/v1/me/meetings', undefined, owner.cookie)).status, 200)
  assert.ok((await redeem(a, line(a, 'console'), 'Eve')).status >= 400)
  const pids = [serverPid(one), serverPid(two)]
  assert.deepEqual(await Promise.all([stopped(a), stopped(b, 'SIGINT')]), [
    [0, null],
    [0, null],
  ])
  assert.deepEqual(pids.map(isAlive), [false, false])
})

test('LK-51: killed at any moment, the next start finds the database server and everything where it was', async () => {
  const dir = await newFolder()
  const first = await started({ DATA_DIR: dir })
  const pid = serverPid(dir)
  const second = await plenary(['start'], { DATA_DIR: dir, SERVER_PORT: await freePort() })
  assertRefused(second, /already in use by process \d+/)
  const owner = await redeem(first, line(first, 'console'), 'Olive')
  const meeting = meetingOf(first)
  const seat = freshId(Date.now())
  const taken = await ask(first, 'PUT', `/api/v1/meetings/${meeting}/controller`, { seat }, owner.cookie)
  assert.ok(taken.status < 300, JSON.stringify(taken.body))
  const look = (program: Program) => ask(program, 'GET', `/api/v1/meetings/${meeting}/console`, undefined, owner.cookie)
  const before = await look(first)
  assert.match(JSON.stringify(before.body), new RegExp(seat))
  await killed(first.child)
  assert.ok(isAlive(pid))
  const again = await started({ DATA_DIR: dir })
  assert.equal(serverPid(dir), pid)
  assert.equal(codeOf(again), codeOf(first))
  assert.doesNotMatch(line(again, 'console'), /#/)
  const after = await look(again)
  assert.equal(after.status, 200)
  assert.doesNotMatch(JSON.stringify(after.body), new RegExp(seat))
  assert.deepEqual(after.body.view.activities, before.body.view.activities)
  assert.deepEqual(await stopped(again), [0, null])
  assert.equal(isAlive(pid), false)
})

test('owner prints a link that works once, beside the running program, and takes back the unused one; nothing secret is logged (LK-208)', async () => {
  const dir = await newFolder()
  const program = await started({ DATA_DIR: dir })
  const linkOf = (ended: Ended) => {
    assert.deepEqual([ended.status, ended.err], [0, ''])
    return /^console {2}(http\S+\/console\/setup#\S+)\n$/.exec(ended.out)?.[1] ?? ''
  }
  const first = linkOf(await plenary(['owner'], { DATA_DIR: dir }))
  const second = linkOf(await plenary(['owner'], { DATA_DIR: dir }))
  for (const unused of [line(program, 'console'), first]) assert.ok((await redeem(program, unused, 'Eve')).status >= 400)
  const owner = await redeem(program, second, 'Olive Ownersen')
  assert.ok(owner.status < 300)
  assert.ok((await redeem(program, second, 'Eve')).status >= 400)
  const joined = await ask(program, 'POST', `/api/v1/codes/${codeOf(program)}/participants`, { name: 'Gustav Guestsen' })
  assert.ok(joined.status < 300, JSON.stringify(joined.body))
  await ask(program, 'GET', `/join/${codeOf(program)}`)
  await ask(program, 'GET', `/stage/${line(program, 'stage').split('/stage/')[1]}`)
  assertRefused(await plenary(['demo'], { DATA_DIR: dir }), /^demo: this instance has events or meetings already/)
  assert.deepEqual(await stopped(program), [0, null])
  const cookies = [owner.cookie, joined.cookie].flatMap((one) => one.split('; ')).map((one) => one.split('=')[1] ?? '')
  const key = line(program, 'stage').split('key=')[1] ?? ''
  const secret = [...cookies, key, codeOf(program), first.split('#')[1] ?? '', second.split('#')[1] ?? '', 'Olive', 'Gustav']
  const logs = program.logged() + (await readFile(join(dir, 'postgres.log'), 'utf8'))
  assert.match(logs, /"level":30/)
  for (const one of secret) {
    assert.ok(one.length >= 4, secret.join())
    assert.equal(logs.includes(one), false, one)
  }
  for (const entry of program.logged().trimEnd().split('\n')) assert.equal(typeof JSON.parse(entry).msg, 'string')
})

test('migrate makes the schema and leaves nothing running; demo fills what is empty, once', async () => {
  const dir = await newFolder()
  assert.deepEqual(await plenary(['migrate'], { DATA_DIR: dir }), { status: 0, out: 'The database is up to date.\n', err: '' })
  assert.equal((await readdir(join(dir, 'postgres'))).includes('postmaster.pid'), false)
  const filled = await plenary(['demo'], { DATA_DIR: dir })
  assert.deepEqual(filled, { status: 0, out: 'The sample event and its meeting are there.\n', err: '' })
  assertRefused(await plenary(['demo'], { DATA_DIR: dir }), /fills only an empty one/)
})

test('a part that is left out is not there; a port in use is one clear line', async () => {
  const program = await started({ DATA_DIR: await newFolder(), PARTS: 'event-day' })
  assert.deepEqual([...program.lines.keys()], ['board', 'console', 'data'])
  for (const path of ['/join', '/join/1234']) assert.equal((await ask(program, 'GET', path)).status, 404)
  const dir = await newFolder()
  const port = new URL(program.url).port
  const refused = await plenary(['start'], { DATA_DIR: dir, SERVER_HOST: '127.0.0.1', SERVER_PORT: port, LOG_LEVEL: 'error' })
  assertRefused(refused, new RegExp(`^server\\.port: ${port} is in use by another program`))
  assert.equal((await readdir(join(dir, 'postgres'))).includes('postmaster.pid'), false)
  assert.deepEqual(await stopped(program), [0, null])
})

const noPostgres =
  process.getuid?.() !== 0 ? 'needs root' : existsSync(join(POSTGRES, 'initdb')) ? false : 'PostgreSQL 15 is not installed'
test("a PostgreSQL server of one's own, by its URL", { skip: noPostgres }, async () => {
  const dir = await newFolder()
  const [uid = 0, gid = 0] = ['-u', '-g'].map((what) => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' })))
  await chown(dir, uid, gid)
  const port = await freePort()
  const asPostgres = (command: string) => execFileSync('su', ['postgres', '-c', command], { cwd: '/', stdio: 'ignore' })
  asPostgres(`${POSTGRES}/initdb -D ${dir}/pg -A trust`)
  asPostgres(`${POSTGRES}/pg_ctl -D ${dir}/pg -l ${dir}/log -w -o '-c listen_addresses=127.0.0.1 -p ${port} -k ${dir} -F' start`)
  try {
    const settings = { DATABASE_URL: `postgres://postgres@127.0.0.1:${port}/postgres`, DATA_DIR: join(dir, 'none') }
    const program = await started(settings)
    assert.equal(line(program, 'data'), 'the database of database.url')
    assert.equal((await ask(program, 'GET', `/api/v1/codes/${codeOf(program)}`)).status, 200)
    assert.deepEqual(await readdir(settings.DATA_DIR), ['secret'], 'the folder holds no database')
    assert.deepEqual(await stopped(program), [0, null])
    assertRefused(
      await plenary(['migrate'], { DATABASE_URL: `${settings.DATABASE_URL}_none` }),
      /^database\.url: .*does not exist/,
    )
    asPostgres(`psql -h 127.0.0.1 -p ${port} -c "create role guest login" -c "create database other"`)
    assertRefused(
      await plenary(['migrate'], { DATABASE_URL: `postgres://guest@127.0.0.1:${port}/other` }),
      /^database\.url: the database does not let Plenary work in it \(permission denied .*\); make its user the owner/,
    )
  } finally {
    asPostgres(`${POSTGRES}/pg_ctl -D ${dir}/pg -m immediate stop`)
  }
})
