import assert from 'node:assert/strict'
import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { type Embedded, EmbeddedRefusal, joinEmbedded, openEmbedded } from './embedded.ts'
import { silentLog } from './log.ts'

const base = await mkdtemp(join(tmpdir(), 'plenary-embedded-'))
const started = new Set<number>()
const programs = new Set<ChildProcess>()
const NOT_ROOT = process.getuid?.() !== 0 && 'needs root'
const NOBODY = 65534
const ONE_ROW = 'create table kept (n int); insert into kept values (1)'

after(async () => {
  for (const child of programs) await killedProgram(child)
  for (const pid of started) await killed(pid)
  await rm(base, { recursive: true, force: true })
})

async function killed(pid: number): Promise<void> {
  try {
    for (process.kill(pid, 'SIGKILL'); ; await sleep(10)) process.kill(pid, 0)
  } catch {} // there is no such process any more
}

async function query(embedded: Embedded, text: string): Promise<unknown[]> {
  const sql = postgres({ ...embedded.options, max: 1, onnotice: () => {} })
  try {
    return [...(await sql.unsafe(text))]
  } finally {
    await sql.end()
  }
}

async function opened<T>(dataDir: string, work: (embedded: Embedded) => Promise<T>): Promise<T> {
  const embedded = await openEmbedded(dataDir, silentLog)
  started.add(embedded.pid)
  try {
    return await work(embedded)
  } finally {
    await embedded.stop()
  }
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const [tried] = await Promise.allSettled([work])
  const error = tried.status === 'rejected' ? tried.reason : 'it was not refused'
  assert.ok(error instanceof EmbeddedRefusal, String(error))
  assert.equal(error.message.split('\n').length, 1)
  return error.message
}

type Told = Embedded | { refused: string }

/** A program of its own that opens the folder, commits `statements`, says so and stays until it is told to end. */
const PROGRAM = `
const { openEmbedded } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))})
const { silentLog } = await import(${JSON.stringify(join(import.meta.dirname, 'log.ts'))})
const { default: postgres } = await import('postgres')
const [dataDir, statements] = process.argv.slice(1)
try {
  const embedded = await openEmbedded(dataDir, silentLog)
  const sql = postgres({ ...embedded.options, max: 1, onnotice: () => {} })
  if (statements) await sql.unsafe(statements)
  await sql.end()
  process.stdout.write(JSON.stringify(embedded) + '\\n')
  process.stdin.once('end', () => embedded.stop().then(() => process.exit(0)))
  process.stdin.resume()
} catch (error) {
  process.stdout.write(JSON.stringify({ refused: error.message }) + '\\n')
}
`

function program(dataDir: string, statements = '', account: { uid?: number; gid?: number } = {}, before: string[] = []) {
  const words = [...before, process.execPath, '--input-type=module', '-e', PROGRAM, dataDir, statements]
  const child = spawn(words[0] ?? '', words.slice(1), { cwd: import.meta.dirname, ...account })
  programs.add(child)
  return { child, told: firstWords(child) }
}

async function firstWords(child: ChildProcessWithoutNullStreams): Promise<Told> {
  child.stderr.pipe(process.stderr)
  for await (const line of createInterface({ input: child.stdout })) {
    const told = JSON.parse(line) as Told
    if ('pid' in told) started.add(told.pid)
    return told
  }
  return assert.fail('the program said nothing')
}

async function served(told: Promise<Told>) {
  const words = await told
  return 'refused' in words ? assert.fail(words.refused) : words
}

async function ended(child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) await sleep(5)
}

async function finished(child: ChildProcessWithoutNullStreams): Promise<void> {
  child.stdin.end()
  await ended(child)
}

async function killedProgram(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL')
  await ended(child)
}

const works = async (embedded: Embedded) => assert.deepEqual(await query(embedded, 'select 1 as n'), [{ n: 1 }])
const keeps = async (embedded: Embedded) => assert.deepEqual(await query(embedded, 'select n from kept'), [{ n: 1 }])

describe('the embedded database', { concurrency: 2, timeout: 120_000 }, () => {
  test('starts in an empty place, keeps rows over a restart, and leaves nobody else a way in', async () => {
    const dataDir = join(base, 'first')
    const first = await openEmbedded(dataDir, silentLog)
    started.add(first.pid)
    assert.equal(first.adopted, false)
    await query(first, ONE_ROW)
    const settings = `select current_setting('fsync') as fsync, current_setting('listen_addresses') as tcp, lower('ÄÖ') as small`
    assert.deepEqual(await query(first, settings), [{ fsync: 'on', tcp: '', small: 'äö' }])
    for (const folder of [dataDir, join(dataDir, 'postgres'), first.socketDir])
      assert.equal((await stat(folder)).mode & 0o777, 0o700)
    await first.stop()
    await first.stop()
    assert.equal(await joinEmbedded(dataDir), null)
    await opened(dataDir, keeps)
    assert.deepEqual((await readdir(dataDir)).sort(), ['postgres', 'postgres.log', 'run'])
  })

  test('after a kill -9 of the program the next one adopts the server, with what was committed', async () => {
    const dataDir = join(base, 'adopt')
    const { child, told } = program(dataDir, ONE_ROW)
    const before = await served(told)
    await killedProgram(child)
    await opened(dataDir, async (after) => {
      assert.deepEqual([after.adopted, after.pid], [true, before.pid])
      await keeps(after)
    })
    assert.equal(await joinEmbedded(dataDir), null)
  })

  test('after a kill -9 of both the next start recovers, even when a stranger has the number now', async () => {
    const dataDir = join(base, 'recover')
    const { child, told } = program(dataDir, ONE_ROW)
    const { pid } = await served(told)
    child.kill('SIGKILL')
    await killed(pid)
    const note = join(dataDir, 'postgres/postmaster.pid')
    const stranger = spawn('sleep', ['60'])
    for (const file of [note, join(dataDir, 'run/.s.PGSQL.5432.lock')])
      await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(stranger.pid)))
    await opened(dataDir, async (after) => {
      assert.equal(after.adopted, false)
      await keeps(after)
    })
    stranger.kill()
    assert.match(await readFile(join(dataDir, 'postgres.log'), 'utf8'), /automatic recovery in progress/)
  })

  test('a server whose socket somebody removed is stopped in order and started again', async () => {
    const dataDir = join(base, 'cut-off')
    const { child, told } = program(dataDir, ONE_ROW)
    const before = await served(told)
    await killedProgram(child)
    await rm(join(dataDir, 'run/.s.PGSQL.5432'))
    await opened(dataDir, async (after) => {
      assert.notEqual(after.pid, before.pid)
      await keeps(after)
    })
  })

  test('one program a folder: the second is refused, a command beside it joins, a dead one holds nothing', async () => {
    const dataDir = join(base, 'two')
    const { child, told } = program(dataDir)
    const { pid } = await served(told)
    const folder = `The data folder ${dataDir} is already in use by process`
    assert.equal(await refusal(openEmbedded(dataDir, silentLog)), `${folder} ${child.pid}.`)
    const joined = await joinEmbedded(dataDir)
    assert.equal(joined?.pid, pid)
    await joined?.stop()
    await finished(child)
    await writeFile(join(dataDir, 'plenary.lock'), JSON.stringify({ pid: process.pid, since: 'another life' }))
    await opened(dataDir, async () => assert.equal(await refusal(openEmbedded(dataDir, silentLog)), `${folder} ${process.pid}.`))
  })

  test('of many programs that start at once exactly one gets the folder', async () => {
    const dataDir = join(base, 'race')
    await mkdir(dataDir)
    await writeFile(join(dataDir, 'plenary.lock'), JSON.stringify({ pid: 1, since: 'another life' }))
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => openEmbedded(dataDir, silentLog)))
    const winners = tries.flatMap((tried) => (tried.status === 'fulfilled' ? [tried.value] : []))
    assert.equal(winners.length, 1)
    for (const winner of winners) await winner.stop()
  })

  test('an interrupted first start leaves nothing in the way of the next', async () => {
    const dataDir = join(base, 'interrupted')
    const { child, told } = program(dataDir)
    told.catch(() => {})
    const isMaking = async () => (await readdir(dataDir).catch(() => [])).some((name) => name.startsWith('postgres.new-'))
    while (!(await isMaking())) await sleep(5)
    await sleep(100)
    await killedProgram(child)
    assert.ok(!(await readdir(dataDir)).includes('postgres'))
    await opened(dataDir, works)
  })

  test('a folder of another PostgreSQL, or of none, is refused with what to do', async () => {
    const dataDir = join(base, 'version')
    await opened(dataDir, async () => {})
    const file = join(dataDir, 'postgres/PG_VERSION')
    await writeFile(file, '15\n')
    assert.match(await refusal(openEmbedded(dataDir, silentLog)), /was made by PostgreSQL 15, this is 18: make a backup with /)
    await rm(file)
    assert.match(await refusal(openEmbedded(dataDir, silentLog)), /is not the folder of a PostgreSQL server/)
    await writeFile(file, '18\n')
    await writeFile(join(dataDir, 'postgres/postgresql.conf'), 'no such setting')
    assert.match(
      await refusal(openEmbedded(dataDir, silentLog)),
      /did not start \(.*postgresql.conf.*\): see .*postgres\.log, or set database\.url/,
    )
  })

  test('spaces, quotes and commas in the path', async () => {
    await opened(join(base, `our "big", event's: data`), works)
  })

  test('a path too long for a socket: a short private folder, the same at every start', async () => {
    const dataDir = join(base, 'long'.repeat(15), 'path'.repeat(15))
    const { child, told } = program(dataDir, ONE_ROW)
    const { pid, options } = await served(told)
    await killedProgram(child)
    await opened(dataDir, async (e) => {
      assert.deepEqual([e.adopted, e.pid, e.options.path], [true, pid, options.path])
      assert.ok(Buffer.byteLength(options.path) <= 107)
      assert.equal((await stat(e.socketDir)).mode & 0o777, 0o700)
      await keeps(e)
    })
    await rm(join(options.path, '..'), { recursive: true })
  })
})

describe('the embedded database and accounts', { concurrency: 2, timeout: 120_000, skip: NOT_ROOT }, () => {
  test('root, in a folder that only root may enter', async () => {
    await mkdir(join(base, 'closed'), { mode: 0o700 })
    await opened(join(base, 'closed/data'), works)
  })

  test('a normal user; then root in the same folder, as that user; a third account is turned away', async () => {
    await chmod(base, 0o755)
    const home = join(base, 'home')
    await mkdir(home)
    await chown(home, NOBODY, NOBODY)
    const dataDir = join(home, 'data')
    const user = program(dataDir, ONE_ROW, { uid: NOBODY, gid: NOBODY })
    await served(user.told)
    await finished(user.child)
    await opened(dataDir, keeps)
    const again = program(dataDir, '', { uid: NOBODY, gid: NOBODY })
    assert.equal((await served(again.told)).adopted, false)
    await finished(again.child)
    const third = await program(dataDir, '', { uid: 4711, gid: 4711 }).told
    assert.match('refused' in third ? third.refused : '', /^The data folder .* cannot be used: EACCES/)
  })

  /** Root with the accounts of `map` and no user namespaces, as in a container. The second `exec` brings root's powers. */
  async function contained(dataDir: string, map: string) {
    const inside = `read go; exec sh -c 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"' sh "$@"`
    const { child, told } = program(dataDir, '', {}, ['unshare', '--user', 'sh', '-c', inside, 'sh'])
    const isInside = async () => (await readFile(`/proc/${child.pid}/comm`, 'utf8')).trim() === 'sh'
    while (!(await isInside())) await sleep(5)
    for (const kind of ['uid_map', 'gid_map']) await writeFile(`/proc/${child.pid}/${kind}`, map)
    child.stdin.write('\n')
    return { child, told }
  }

  test('root without user namespaces: an unprivileged account runs the server', async () => {
    await chmod(base, 0o755)
    const dataDir = join(base, 'contained')
    const { child, told } = await contained(dataDir, '0 0 65536')
    const { pid } = await served(told)
    assert.notEqual((await stat(`/proc/${pid}`)).uid, 0)
    assert.equal((await stat(dataDir)).mode & 0o777, 0o711)
    await finished(child)
    assert.equal(await joinEmbedded(dataDir), null)
  })

  test('root without user namespaces and other accounts: one line that names database.url', async () => {
    const words = await (await contained(join(base, 'alone'), '0 0 1')).told
    assert.match('refused' in words ? words.refused : '', /^PostgreSQL will not run as root, .*unshare.* or set database\.url/)
  })
})
