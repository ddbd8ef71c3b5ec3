/** The program while its database is killed, hangs or stays away: it says so, loses nothing, goes on by itself, and can be ended. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { freshFolder, killed, started } from '../../test/program.ts'

const BACK_MS_MAX = 60_000
const END_MS_MAX = 60_000
const ROUNDS = 3
const READY_MS_MAX = 2_000

type Program = Awaited<ReturnType<typeof started>>

const postmasterOf = async (folder: string): Promise<number> =>
  Number((await readFile(join(folder, 'data/postgres/postmaster.pid'), 'utf8')).split('\n')[0])

const readyz = async ({ url }: Program): Promise<{ status: number; ready: boolean; why: string[]; ms: number }> => {
  const sinceMs = performance.now()
  const response = await fetch(`${url}/readyz`)
  const { ready, why } = (await response.json()) as { ready: boolean; why: string[] }
  return { status: response.status, ready, why, ms: performance.now() - sinceMs }
}

async function eventually(what: string, look: () => Promise<boolean>, program?: Program): Promise<void> {
  for (const until = Date.now() + BACK_MS_MAX; Date.now() < until; await sleep(20)) if (await look()) return
  assert.fail(`not within ${BACK_MS_MAX} ms: ${what}; it said ${program?.errors.slice(-10).join('\n')}`)
}

const isReady = async (program: Program): Promise<boolean> => (await readyz(program)).ready
const codeOf = (program: Program): string => program.said('join').split('/join/')[1] ?? ''
const meetingOf = (program: Program): string => new URL(program.said('stage')).pathname.split('/')[2] ?? ''

interface Joined {
  readonly name: string
  readonly status: number
  readonly code: string | undefined
  readonly cookie: string
}

async function joined(program: Program, name: string): Promise<Joined> {
  const response = await fetch(`${program.url}/api/v1/codes/${codeOf(program)}/participants`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  })
  const { code } = (await response.json()) as { code?: string }
  return { name, status: response.status, code, cookie: (response.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '' }
}

async function nameOf(program: Program, cookie: string): Promise<string> {
  const response = await fetch(`${program.url}/api/v1/meetings/${meetingOf(program)}/seat`, { headers: { cookie } })
  return ((await response.json()) as { name: string }).name
}

/** People who come in one after the other until they are told to stop. */
function comeAndCome(program: Program, hands: number) {
  const all: Joined[] = []
  let isOver = false
  const hand = async (n: number): Promise<void> => {
    for (let i = 0; !isOver; i++) {
      all.push(await joined(program, `Person ${n} ${i}`))
      await sleep(20)
    }
  }
  const hall = Promise.all(Array.from({ length: hands }, (_, n) => hand(n)))
  const stop = async () => {
    isOver = true
    await hall
  }
  return { all, stop }
}

test('the database server is killed again and again: it is started again, nothing acknowledged is lost, all others are told to come back', {
  timeout: 160_000,
}, async () => {
  const folder = await freshFolder()
  const program = await started(folder)
  const people = comeAndCome(program, 4)
  const revived = () => program.errors.filter((line) => line.includes('the embedded database runs again')).length
  try {
    for (let round = 1; round <= ROUNDS; round++) {
      const before = people.all.length
      await eventually('some are in', async () => people.all.length > before + 10)
      await killed(await postmasterOf(folder), 'SIGKILL')
      await eventually('the server is there again', async () => revived() === round && (await isReady(program)))
      const since = people.all.length
      await eventually('people come in again', async () => people.all.slice(since).some((one) => one.status === 200))
    }
  } finally {
    await people.stop()
  }
  const refused = people.all.filter((one) => one.status !== 200)
  assert.ok(refused.length > 0, 'somebody was turned away')
  assert.deepEqual([...new Set(refused.map((one) => `${one.status} ${one.code}`))], ['503 unavailable'])
  const acknowledged = people.all.filter((one) => one.status === 200)
  for (const { name, cookie } of acknowledged) assert.equal(await nameOf(program, cookie), name)
  assert.ok(!program.errors.some((line) => line.includes('a call ended with a fault')), 'an outage is no fault of a call')
  await ended(program)
})

async function ended(program: Program): Promise<void> {
  const sinceMs = performance.now()
  program.child.kill('SIGTERM')
  assert.equal(await program.ended, 0)
  assert.ok(performance.now() - sinceMs < END_MS_MAX)
}

test('a database server that cannot be started is tried again until it can; a SIGTERM meanwhile ends the program all the same', {
  timeout: 160_000,
}, async () => {
  const folder = await freshFolder()
  const program = await started(folder)
  const version = join(folder, 'data/postgres/PG_VERSION')
  const right = await readFile(version, 'utf8')
  const takeAway = async () => {
    await writeFile(version, '9\n')
    await killed(await postmasterOf(folder), 'SIGKILL')
    const tried = () => program.errors.filter((line) => line.includes('does not start; it is tried again')).length
    const before = tried()
    await eventually('it is tried again', async () => tried() >= before + 2, program)
  }
  await takeAway()
  const { status, why } = await readyz(program)
  assert.deepEqual([status, why], [503, ['the database cannot be reached']])
  assert.equal((await fetch(`${program.url}/metrics`)).status, 200)
  assert.deepEqual(
    { ...(await joined(program, 'Early')), cookie: '' },
    { name: 'Early', status: 503, code: 'unavailable', cookie: '' },
  )
  await writeFile(version, right)
  await eventually('it runs again', () => isReady(program))
  await eventually('it says so', async () => program.errors.some((line) => line.includes('the embedded database runs again')))
  assert.equal((await joined(program, 'Late')).status, 200)
  await takeAway()
  await ended(program)
  await writeFile(version, right)
  const again = await started(folder)
  assert.equal(codeOf(again), codeOf(program))
  await ended(again)
})

/** The server and all it has started. */
function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name): [number, number][] => {
      try {
        return [
          [
            Number(name),
            Number(
              readFileSync(`/proc/${name}/stat`, 'utf8')
                .replace(/^.*\) /s, '')
                .split(' ')[1],
            ),
          ],
        ]
      } catch {
        return [] // It has just ended.
      }
    })
  return [pid, ...parents.filter(([, parent]) => parent === pid).map(([child]) => child)]
}

test('a database that hangs is reported within two seconds, and so is its return', { timeout: 60_000 }, async () => {
  const folder = await freshFolder()
  const program = await started(folder)
  const family = familyOf(await postmasterOf(folder))
  for (const pid of family) process.kill(pid, 'SIGSTOP')
  for (let i = 0; i < 3; i++) {
    const { status, why, ms } = await readyz(program)
    assert.deepEqual([status, why], [503, ['the database does not answer']])
    assert.ok(ms < READY_MS_MAX, `${ms} ms`)
  }
  assert.equal((await fetch(`${program.url}/healthz`)).status, 200)
  const figures = await (await fetch(`${program.url}/metrics`)).text()
  assert.match(figures, /^plenary_jobs_waiting Nan$/im)
  assert.match(figures, /^plenary_connections \d+$/m)
  for (const pid of family) process.kill(pid, 'SIGCONT')
  await eventually('it answers again', () => isReady(program))
  await ended(program)
})
