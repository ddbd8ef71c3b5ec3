/**
 * The PostgreSQL server that Plenary brings along: one a data folder, reached through a Unix socket, used by one program.
 * It outlives a killed program, and the next start adopts it. Knows nothing of tables: that is for whoever connects.
 */
import { createHash, randomUUID } from 'node:crypto'
import {
  chmod,
  chown,
  link,
  lstat,
  mkdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  truncate,
  unlink,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as server from './embedded-run.ts'
import { DATABASE, EmbeddedRefusal, type Place, PORT, socketPath, USER } from './embedded-run.ts'
import { watchServer } from './embedded-watch.ts'
import type { Log } from './log.ts'

export { EmbeddedRefusal } from './embedded-run.ts'

const SOCKET_PATH_BYTES_MAX = process.platform === 'linux' ? 107 : 103
const STARTING_MS_MAX = 5_000
const STOP_MS_MAX = 30_000
const STOP_AT_ONCE_MS_MAX = 5_000
const LOG_BYTES_MAX = 5 * 1024 * 1024
const LOCK_TRIES_MAX = 5

/** A running server. `options` is what the driver wants: `postgres({ ...embedded.options, max: 15 })`. */
export interface Embedded {
  readonly socketDir: string
  readonly port: number
  readonly user: string
  readonly database: string
  readonly options: { path: string; host: string; port: number; user: string; database: string; ssl: false }
  readonly adopted: boolean
  /** Of the server as it was opened: one that ends without being asked to is started again, as another process. */
  readonly pid: number
  stop(): Promise<void>
}

/**
 * Starts (or adopts) the PostgreSQL server of `dataDir`, which belongs to this program until `stop()`.
 * @throws EmbeddedRefusal (a one-line message for people) when it cannot run here, or another program uses the folder.
 */
export function openEmbedded(dataDir: string, log: Log): Promise<Embedded> {
  return inWords(dataDir, async () => {
    const place = await makePlace(dataDir)
    const release = await takeLock(place)
    try {
      const found = await serve(place, log)
      log.info({ pid: found.pid, adopted: found.adopted, folder: place.data }, 'the embedded database is ready')
      const same = { ...place, socketDir: found.socketDir } // Whoever is connected comes back by the same address.
      const watched = watchServer(found.pid, {
        isAlive: (pid) => server.isServer(pid, place.data),
        startAgain: () => serveAgain(same, log),
        log,
      })
      const end = async () => {
        await watched.end()
        await stopServer(watched.pid(), place.data)
      }
      let stopped: Promise<void> | undefined
      const stop = () => (stopped ??= end().finally(release))
      return { ...reach(found.socketDir), ...found, stop }
    } catch (error) {
      await release()
      throw error
    }
  })
}

/**
 * Joins the server that already runs in `dataDir`, for commands beside a live program; its `stop()` does nothing.
 * Null when none runs. @throws EmbeddedRefusal when it may not be reached.
 */
export function joinEmbedded(dataDir: string): Promise<Embedded | null> {
  return inWords(dataDir, async () => {
    const folder = await realpath(dataDir).catch(() => null)
    const note = folder && (await readNote(join(folder, 'postgres')))
    if (!folder || !note || !(await server.isServer(note.pid, join(folder, 'postgres')))) return null
    const socketDir = note.socketDir || socketDirOf(folder)
    if ((await server.waitReady(socketPath(socketDir), async () => !(await server.answers(socketPath(socketDir))))) !== 'ready')
      return null
    return { ...reach(socketDir), adopted: true, pid: note.pid, stop: async () => {} }
  })
}

function reach(socketDir: string) {
  const common = { port: PORT, user: USER, database: DATABASE }
  // `path` is the whole path: the driver splits a `host` at commas and colons, which a folder may hold.
  return { ...common, socketDir, options: { ...common, path: socketPath(socketDir), host: 'localhost', ssl: false as const } }
}

/** What the file system refuses (rights, space) becomes one line for people. */
async function inWords<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof EmbeddedRefusal || !(error instanceof Error && 'syscall' in error)) throw error
    throw new EmbeddedRefusal(`The data folder ${dataDir} cannot be used: ${server.firstLine(error)}.`)
  }
}

async function makePlace(dataDir: string): Promise<Place> {
  const wanted = resolve(dataDir)
  await mkdir(dirname(wanted), { recursive: true })
  const made = await mkdir(wanted, { mode: 0o700 }).then(() => true, unlessThere)
  const folder = await realpath(wanted)
  const parts = { data: join(folder, 'postgres'), logFile: join(folder, 'postgres.log'), lock: join(folder, 'plenary.lock') }
  return { folder, ...parts, socketDir: socketDirOf(folder), made }
}

/** Beside the data; for a path too long for a socket a short one that follows from the folder: the next start finds it. */
function socketDirOf(folder: string): string {
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  const choices = [join(folder, 'run'), join(tmpdir(), `plenary-${hash}`), `/tmp/plenary-${hash}`]
  return choices.find((choice) => Buffer.byteLength(socketPath(choice)) <= SOCKET_PATH_BYTES_MAX) ?? join(folder, 'run')
}

/** A folder that nobody else can enter; in a shared temporary folder somebody may have taken the name first. */
async function makeSocketDir(place: Place): Promise<void> {
  await mkdir(place.socketDir, { mode: 0o700 }).catch(unlessThere)
  const { uid, gid } = await stat(place.data)
  const found = await lstat(place.socketDir)
  if (!found.isDirectory() || ![uid, process.getuid?.()].includes(found.uid))
    throw new EmbeddedRefusal(`${place.socketDir} belongs to somebody else: remove it, or choose a shorter data.dir.`)
  await chmod(place.socketDir, 0o700)
  if (found.uid !== uid) await chown(place.socketDir, uid, gid)
}

interface Found {
  pid: number
  socketDir: string
  adopted: boolean
}

async function serve(place: Place, log: Log): Promise<Found> {
  const programs = await server.findPrograms()
  if (await isMissing(place.data)) await server.makeData(place, programs)
  else await checkVersion(place.data, programs)
  await trimLog(place.logFile)
  const adopted = await adopt(place)
  if (adopted) return adopted
  await makeSocketDir(place)
  return { pid: await server.startServer(place, programs, log), socketDir: place.socketDir, adopted: false }
}

/** Never in a folder made anew: what a running program has acknowledged is in the old one. */
async function serveAgain(place: Place, log: Log): Promise<number> {
  if (await isMissing(place.data)) throw new EmbeddedRefusal(`${place.data} is gone: put it back, or stop Plenary.`)
  return (await serve(place, log)).pid
}

/** Refuses a data folder that the installed programs cannot read. */
async function checkVersion(data: string, programs: server.Programs): Promise<void> {
  const theirs = (await readFile(join(data, 'PG_VERSION'), 'utf8').catch(() => '')).trim()
  const ours = await server.programsMajor(data, programs)
  if (theirs === ours) return
  throw new EmbeddedRefusal(
    theirs
      ? `${data} was made by PostgreSQL ${theirs}, this is ${ours}: ` +
          'make a backup with the Plenary that used it, then restore it into a new data.dir.'
      : `${data} is not the folder of a PostgreSQL server: move it away, or choose another data.dir.`,
  )
}

async function isMissing(file: string): Promise<boolean> {
  return (await lstat(file).catch(() => null)) === null
}

/** Keeps the server's log from growing for ever. */
async function trimLog(file: string): Promise<void> {
  const size = (await stat(file).catch(() => null))?.size ?? 0
  if (size > LOG_BYTES_MAX) await truncate(file)
}

/** What PostgreSQL notes about itself while it runs; it may be left over from a killed one. */
async function readNote(data: string): Promise<{ pid: number; socketDir: string } | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 ? { pid, socketDir: lines[4]?.trim() ?? '' } : null
}

/** The server a killed program left running, once it is ready; null when a new one may be started. */
async function adopt(place: Place): Promise<Found | null> {
  const note = await readNote(place.data)
  const socketDir = note?.socketDir || place.socketDir
  const path = socketPath(socketDir)
  const isGone = async () => !note || !(await server.isServer(note.pid, place.data))
  if (!note || (await isGone())) {
    if (await server.answers(path))
      throw new EmbeddedRefusal(`${place.data} is in use by a server of another machine or container.`)
    if (note && (await server.lookAt(note.pid))) await forget(place.data, path)
    return null
  }
  let outcome = await server.waitReady(path, isGone, STARTING_MS_MAX)
  if (outcome === 'late' && (await server.answers(path))) outcome = await server.waitReady(path, isGone)
  if (outcome === 'ready') return { pid: note.pid, socketDir, adopted: true }
  // It lives and cannot be reached, as when somebody removed its socket.
  if (outcome === 'late') await stopServer(note.pid, place.data)
  return null
}

/** PostgreSQL trusts the number alone and would take the stranger who has it now for a server. */
async function forget(data: string, path: string): Promise<void> {
  for (const file of [join(data, 'postmaster.pid'), path, `${path}.lock`]) await rm(file, { force: true })
}

/** Stops the server in order; when it does not obey, at once (nothing acknowledged is lost: the next start recovers). */
async function stopServer(pid: number, data: string): Promise<void> {
  if (await obeys(pid, data, 'SIGINT', STOP_MS_MAX)) return
  await obeys(pid, data, 'SIGQUIT', STOP_AT_ONCE_MS_MAX)
}

async function obeys(pid: number, data: string, signal: NodeJS.Signals, patienceMs: number): Promise<boolean> {
  if (!(await server.isServer(pid, data))) return true
  process.kill(pid, signal)
  const until = Date.now() + patienceMs
  for (let pauseMs = 10; Date.now() < until; pauseMs = Math.min(pauseMs * 1.5, 100)) {
    await sleep(pauseMs)
    if (!(await server.isServer(pid, data))) return true
  }
  return false
}

/**
 * One program a folder, by a file that names its process and since when that runs: a number used again is no holder.
 * Returns how to let go. @throws EmbeddedRefusal while another program lives.
 */
async function takeLock(place: Place): Promise<() => Promise<void>> {
  const since = (await server.lookAt(process.pid))?.since ?? ''
  const mine = JSON.stringify({ pid: process.pid, since, nonce: randomUUID() })
  const draft = `${place.lock}-${randomUUID()}`
  await writeFile(draft, mine, { mode: 0o644, flush: true })
  try {
    for (let tries = 0; tries < LOCK_TRIES_MAX; tries++) {
      // A link appears whole or not at all, and only one program can make it.
      if (await link(draft, place.lock).then(() => true, unlessThere)) return () => letGo(place.lock, mine)
      const held = await readFile(place.lock, 'utf8').catch(() => '')
      const pid = await livingHolder(held)
      if (pid) throw new EmbeddedRefusal(`The data folder ${place.folder} is already in use by process ${pid}.`)
      await setAside(place.lock, held)
    }
    throw new EmbeddedRefusal(`The data folder ${place.folder} is being opened by several programs at once: try again.`)
  } finally {
    await rm(draft, { force: true })
  }
}

function unlessThere(error: NodeJS.ErrnoException): false {
  if (error.code === 'EEXIST') return false
  throw error
}

async function livingHolder(held: string): Promise<number | null> {
  const found = /^\{"pid":(\d+),"since":"([^"]*)"/.exec(held)
  const pid = Number(found?.[1])
  return found && (await server.lookAt(pid))?.since === found[2] ? pid : null
}

/** Removes a dead program's lock, and puts back what it moved when somebody else was faster. */
async function setAside(lock: string, dead: string): Promise<void> {
  const aside = `${lock}-${randomUUID()}`
  if (
    !(await rename(lock, aside).then(
      () => true,
      () => false,
    ))
  )
    return
  if ((await readFile(aside, 'utf8')) !== dead) await link(aside, lock).catch(() => {})
  await unlink(aside)
}

async function letGo(lock: string, mine: string): Promise<void> {
  if ((await readFile(lock, 'utf8').catch(() => '')) === mine) await rm(lock, { force: true })
}
