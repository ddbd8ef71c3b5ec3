import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { openEmbedded } from './embedded.ts'
import { watchServer } from './embedded-watch.ts'
import { openLog, silentLog } from './log.ts'

let base = ''
before(async () => {
  base = await mkdtemp(join(tmpdir(), 'plenary-watch-'))
})
after(() => rm(base, { recursive: true, force: true }))

async function eventually<T>(what: string, look: () => Promise<T | null>, msMax = 20_000): Promise<T> {
  for (const until = Date.now() + msMax; Date.now() < until; await sleep(50)) {
    const found = await look().catch(() => null)
    if (found !== null) return found
  }
  return assert.fail(`not within ${msMax} ms: ${what}`)
}

test('a server that is killed is started again, with all it had acknowledged; whoever was connected is again; and it ends when asked', {
  timeout: 60_000,
}, async () => {
  const lines: string[] = []
  const embedded = await openEmbedded(join(base, 'killed'), openLog('info', { write: (line: string) => void lines.push(line) }))
  const sql = postgres({ ...embedded.options, max: 2, onnotice: () => {} })
  await sql`create table kept (n int primary key)`
  for (let n = 1; n <= 3; n++) {
    // A connection of the server before may hear only now that it is none: what is refused is asked again, what is told is kept.
    await eventually('that it takes a row', () => sql`insert into kept values (${n}) on conflict do nothing`)
    process.kill(postmasterOf(lines) ?? embedded.pid, 'SIGKILL')
    const rows = await eventually('that it answers again', async () => sql<{ n: number }[]>`select n from kept order by n`)
    assert.deepEqual(
      rows.map((row) => row.n),
      Array.from({ length: n }, (_, i) => i + 1),
    )
    await eventually('that it says so', async () =>
      lines.filter((line) => line.includes('runs again')).length === n ? true : null,
    )
  }
  await sql.end({ timeout: 1 })
  await embedded.stop()
  const last = postmasterOf(lines)
  assert.throws(() => process.kill(last ?? 0, 0), { code: 'ESRCH' })
})

/** The server's process as the log names it last. */
const postmasterOf = (lines: readonly string[]): number | undefined =>
  lines.map((line) => JSON.parse(line)).findLast((line) => line.msg === 'the embedded database runs again')?.pid

test('a server that is dead when the end comes holds nothing up', { timeout: 60_000 }, async () => {
  const embedded = await openEmbedded(join(base, 'dead'), silentLog)
  process.kill(embedded.pid, 'SIGKILL')
  const since = Date.now()
  await embedded.stop()
  assert.ok(Date.now() - since < 15_000)
})

test('a start that fails is tried again, less and less often, until it works or the watch ends', async () => {
  let tries = 0
  const watched = watchServer(1, {
    isAlive: async (pid) => pid === 7,
    startAgain: async () => {
      if (++tries < 3) throw new Error('no room')
      return 7
    },
    log: silentLog,
  })
  await eventually('the third try', async () => (watched.pid() === 7 ? true : null))
  await watched.end()
  assert.equal(tries, 3)
  const hopeless = watchServer(1, {
    isAlive: async () => false,
    startAgain: () => Promise.reject(new Error('never')),
    log: silentLog,
  })
  await sleep(1_200)
  await hopeless.end()
})
