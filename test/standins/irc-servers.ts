/**
 * Real IRC servers for tests: InspIRCd (with Anope's services where asked for) and ngIRCd, from Debian's packages, each in a folder
 * of its own, on free ports of 127.0.0.1, ended by their own process ids.
 */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { anopeConf, inspircdConf, ngircdConf } from './irc-configs.ts'

const run = promisify(execFile)
const PACKAGES = { inspircd: '/usr/sbin/inspircd', anope: '/usr/sbin/anope', ngircd: '/usr/sbin/ngircd', ii: '/usr/bin/ii' }
const START_MS_MAX = 30_000
const STOP_MS_MAX = 5_000

export interface IrcServer {
  readonly host: string
  readonly port: number
  /** 0 without TLS. */
  readonly tlsPort: number
  /** PEM of the authority that signed the server's certificate (names: localhost, 127.0.0.1). */
  readonly caFile: string
  /** A new PEM file with key and self-signed certificate, for a client. */
  clientCertificate(name: string): string
  /** Ends the server (and its services); `restart` starts it again on the same ports, services with their database. */
  stop(): Promise<void>
  restart(): Promise<void>
  /** Ends everything and removes the folder. */
  close(): Promise<void>
}

export interface InspircdWishes {
  /** Which names are one; `ascii` unless asked otherwise. */
  casemapping?: 'ascii' | 'rfc1459'
  tls?: boolean
  services?: boolean
  /** What befalls who types too fast: 'no' (default) nothing, 'yes' they are slowed down, 'kill' they are thrown out. */
  fakelag?: boolean | 'kill'
  /** Modules to leave out, to make a poorer server, for example `ircv3_accounttag`. */
  without?: readonly string[]
}

/** Installs what is missing (as root), or throws one line that names the packages. */
export async function ensureIrcServers(): Promise<void> {
  const missing = Object.entries(PACKAGES).flatMap(([name, program]) => (existsSync(program) ? [] : [name]))
  if (missing.length === 0) return
  if (process.getuid?.() !== 0) throw new Error(`IRC tests need these Debian packages: ${missing.join(' ')}`)
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...missing], {
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive' },
  })
}

export async function startInspircd(wishes: InspircdWishes = {}): Promise<IrcServer> {
  await ensureIrcServers()
  const folder = mkdtempSync(join(tmpdir(), 'plenary-irc-'))
  const [port, tlsPort, linkPort] = [await freePort(), await freePort(), await freePort()]
  makeCertificates(folder)
  writeFileSync(join(folder, 'motd'), 'welcome\n')
  const parts = { folder, port, tlsPort, linkPort }
  writeFileSync(join(folder, 'inspircd.conf'), inspircdConf(parts, wishes))
  if (wishes.services) writeAnope(folder, linkPort)
  const server = () => spawnQuiet(folder, '/usr/sbin/inspircd', [`--config=${folder}/inspircd.conf`, '--nofork', '--runasroot'])
  const services = () => spawnQuiet(folder, '/usr/sbin/anope', anopeArguments(folder))
  return rig(folder, port, wishes.tls ? tlsPort : 0, async () => {
    const running = [server()]
    await listening(port, running)
    if (!wishes.services) return running
    running.push(services())
    await servicesLinked(port)
    return running
  })
}

/** A server with almost no IRCv3 (multi-prefix only), no services. */
export async function startNgircd(wishes: { tls?: boolean } = {}): Promise<IrcServer> {
  await ensureIrcServers()
  const folder = mkdtempSync(join(tmpdir(), 'plenary-irc-'))
  const [port, tlsPort] = [await freePort(), await freePort()]
  makeCertificates(folder)
  writeFileSync(join(folder, 'motd'), 'welcome\n')
  writeFileSync(join(folder, 'ngircd.conf'), ngircdConf(folder, port, wishes.tls ? tlsPort : null))
  return rig(folder, port, wishes.tls ? tlsPort : 0, async () => {
    const running = [spawnQuiet(folder, '/usr/sbin/ngircd', ['--nodaemon', '-f', join(folder, 'ngircd.conf')])]
    await listening(port, running)
    return running
  })
}

async function rig(folder: string, port: number, tlsPort: number, start: () => Promise<ChildProcess[]>): Promise<IrcServer> {
  let running: ChildProcess[] = []
  const stop = async () => {
    await Promise.all(running.splice(0).map(end))
  }
  const close = async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const restart = async () => {
    await stop()
    running = await start()
  }
  await restart().catch(async (error: unknown) => {
    const said = existsSync(join(folder, 'output')) ? readFileSync(join(folder, 'output'), 'utf8') : ''
    await close()
    throw new Error(`IRC server did not start: ${said.slice(-2000)}`, { cause: error })
  })
  const caFile = join(folder, 'ca.pem')
  return { host: '127.0.0.1', port, tlsPort, caFile, clientCertificate: (name) => clientPem(folder, name), stop, restart, close }
}

function spawnQuiet(folder: string, program: string, args: string[]): ChildProcess {
  // A shell in between only to append: the output is shown when the start fails.
  const child = spawn('/bin/sh', ['-c', 'exec "$0" "$@" >>"$OUTPUT" 2>&1', program, ...args], {
    stdio: 'ignore',
    cwd: folder,
    env: { PATH: '/usr/sbin:/usr/bin:/bin', OUTPUT: join(folder, 'output') },
  })
  // Whoever forgets to stop a server must not leave it behind.
  const last = () => child.kill('SIGKILL')
  process.once('exit', last)
  child.once('exit', () => process.removeListener('exit', last))
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX)
  await gone
  clearTimeout(late)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('no free port')
  return address.port
}

async function listening(port: number, running: readonly ChildProcess[]): Promise<void> {
  for (const until = Date.now() + START_MS_MAX; Date.now() < until; await pause(50)) {
    if (running.some(({ exitCode }) => exitCode !== null)) throw new Error('it ended')
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('close', () => resolve(false)).once('connect', () => socket.destroy())
    })
    if (open) return
  }
  throw new Error('it does not listen')
}

/** Asks the server, as any client, whether NickServ has come. */
async function servicesLinked(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  const heard: string[] = []
  socket.setEncoding('utf8').on('data', (data: string) => {
    heard.push(data)
    for (const [, token] of data.matchAll(/^PING (\S+)/gm)) socket.write(`PONG ${token}\r\n`)
  })
  socket.write('NICK rigprobe\r\nUSER rigprobe 0 * :rig\r\n')
  try {
    for (const until = Date.now() + START_MS_MAX; Date.now() < until; await pause(200)) {
      socket.write('ISON NickServ\r\n')
      if (/ 303 \S+ :NickServ/.test(heard.join(''))) return
    }
    throw new Error('the services did not come')
  } finally {
    socket.destroy()
  }
}

function openssl(folder: string, args: string[]) {
  execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

function makeCertificates(folder: string) {
  openssl(folder, [
    'req',
    '-x509',
    ...KEY,
    '-days',
    '30',
    '-subj',
    '/CN=Plenary test authority',
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
  ])
  openssl(folder, ['req', ...KEY, '-subj', '/CN=localhost', '-keyout', 'server.key', '-out', 'server.csr'])
  writeFileSync(join(folder, 'names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
  const sign = ['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '30']
  openssl(folder, [...sign, '-extfile', 'names', '-out', 'server.pem'])
  chmodSync(join(folder, 'server.key'), 0o644)
}

function clientPem(folder: string, name: string): string {
  openssl(folder, [
    'req',
    '-x509',
    ...KEY,
    '-days',
    '30',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.crt`,
  ])
  const file = join(folder, `${name}.pem`)
  writeFileSync(file, readFileSync(join(folder, `${name}.crt`), 'utf8') + readFileSync(join(folder, `${name}.key`), 'utf8'))
  return file
}

function anopeArguments(folder: string): string[] {
  const own = (name: string) => join(folder, name)
  const folders = [`--confdir=${own('anope')}`, `--dbdir=${own('db')}`, `--logdir=${own('log')}`]
  return [...folders, '--modulesdir=/usr/lib/anope', '--localedir=/usr/share/anope/locale', '--nofork']
}

function writeAnope(folder: string, linkPort: number) {
  for (const name of ['anope', 'db', 'db/backups', 'log']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'anope', 'services.motd'), 'services\n')
  writeFileSync(join(folder, 'anope', 'services.conf'), anopeConf(folder, linkPort))
}
