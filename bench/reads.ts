import { mkdirSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { freshId } from '../src/contract/ids.ts'
import { cpuSeconds, descendants, pause, quantile, runAnywhere, startOn } from './process.ts'
import { startProgram } from './program.ts'

/**
 * `npm run bench:reads`: an instance that knows 10,000 people is read from at 200 requests a second, each sent at its moment whether the one
 * before was answered or not. In the same run the floor: a bare server that answers as many bytes. The load runs beside it, on the same two cores.
 */
const PEOPLE = 10_000
const PER_SECOND = 200
/** Program and floor in turn, and the median of their rounds: the machine's own pauses come and go within seconds. */
const ROUNDS = 7
const ROUND_SECONDS = 4
const WARM_SECONDS = 20
const JOINING_AT_ONCE = 50
/** So many come in from one address at once; the limit is 6,000. */
const PER_ADDRESS = 5_000

const program = await startProgram(0)
const meeting = freshId<string>(Date.now())
await program.call(program.owner, 'PUT', `/api/v1/meetings/${meeting}`, { title: 'Ten thousand' })
await program.call(program.owner, 'PUT', `/api/v1/meetings/${meeting}/activities/${freshId<string>(Date.now())}`, {
  kind: 'poll',
  title: 'How was it?',
  choices: ['Good', 'Bad'].map((text) => ({ id: freshId<string>(Date.now()), text })),
})
const { reply } = await program.call(program.owner, 'GET', `/api/v1/meetings/${meeting}/console`)
const { code } = (reply as { view: { settings: { code: string } } }).view.settings
let next = 0
await Promise.all(
  Array.from({ length: JOINING_AT_ONCE }, async () => {
    for (let i = next++; i < PEOPLE; i = next++)
      await program.call('', 'POST', `/api/v1/codes/${code}/participants`, { name: `Person ${i}` }, addressOf(i))
  }),
)
await pause(3_000)

const paths = [
  '/api/v1/me',
  '/api/v1/meetings',
  '/api/v1/me/meetings',
  '/api/v1/events',
  `/api/v1/codes/${code}`,
  `/api/v1/meetings/${meeting}/view`,
  `/api/v1/meetings/${meeting}/console`,
  '/api/v1/people?limit=50',
  '/api/v1/search?text=person%209',
]
// The bar is of a machine with two cores, the load beside it.
for (const pid of descendants(program.started.pid)) runAnywhere(pid)
await load(program.port, paths, WARM_SECONDS)
const bytes = Math.max(...[...(await load(program.port, paths, 1)).values()].map((row) => row.bytes))
const floor = await startOn(0, [process.execPath, join(import.meta.dirname, 'floor-http.ts'), String(bytes)], {}, (line) =>
  line.startsWith('port'),
)
runAnywhere(floor.pid)
const floorPort = Number(floor.lines[0]?.split(' ')[1])
await load(floorPort, ['/'], WARM_SECONDS)

const rounds: { program: Map<string, Row>; floor: Row; cpu: { program: number; database: number } }[] = []
for (let i = 0; i < ROUNDS; i++) {
  const before = cpuOf(program.started.pid)
  const rows = await load(program.port, paths, ROUND_SECONDS)
  const after = cpuOf(program.started.pid)
  const cpu = { program: after.program - before.program, database: after.database - before.database }
  const bare = (await load(floorPort, ['/'], ROUND_SECONDS)).get('/') as Row
  rounds.push({ program: rows, floor: bare, cpu })
  process.stdout.write(
    `round ${i + 1}: p95 ${quantile(every(rows), 0.95).toFixed(1)} ms, floor ${quantile(bare.ms, 0.95).toFixed(1)} ms\n`,
  )
}
await program.end()
await floor.end()

const asked = ROUND_SECONDS * PER_SECOND
const cpuMs = {
  program: median(rounds.map((one) => (one.cpu.program * 1_000) / asked)),
  database: median(rounds.map((one) => (one.cpu.database * 1_000) / asked)),
}
process.stdout.write(`CPU a request: program ${cpuMs.program.toFixed(1)} ms, database ${cpuMs.database.toFixed(1)} ms\n`)
const figures = Object.fromEntries(
  paths.map((path) => [
    path.replace(meeting, 'ID').replace(code, 'CODE'),
    summary(rounds.map((one) => (one.program.get(path) as Row).ms)),
  ]),
)
const all = summary(rounds.map((one) => every(one.program)))
const floorRow = summary(rounds.map((one) => one.floor.ms))
const result = { people: PEOPLE, perSecond: PER_SECOND, rounds: ROUNDS, bytes, cpuMs, all, figures, floor: floorRow }
for (const [path, row] of Object.entries({ ...figures, 'all of them': all, 'floor: a bare server': floorRow }))
  process.stdout.write(`${path.padEnd(36)}p50 ${row.p50.toFixed(1)}  p95 ${row.p95.toFixed(1)}  p99 ${row.p99.toFixed(1)} ms\n`)
mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? ''}, Node ${process.versions.node}`
writeFileSync(
  join(import.meta.dirname, 'results/reads.json'),
  `${JSON.stringify({ at: new Date().toISOString(), machine, ...result }, null, 2)}\n`,
)
process.exit(0)

function addressOf(i: number): string {
  return `127.0.0.${1 + Math.floor(i / PER_ADDRESS)}`
}

/** Seconds of CPU so far. */
function cpuOf(pid: number): { program: number; database: number } {
  const others = descendants(pid).filter((one) => one !== pid)
  return { program: cpuSeconds(pid), database: others.reduce((sum, one) => sum + cpuSeconds(one), 0) }
}

interface Row {
  readonly ms: number[]
  bytes: number
}

function every(rows: ReadonlyMap<string, Row>): number[] {
  return [...rows.values()].flatMap((row) => row.ms)
}

function median(values: readonly number[]): number {
  return quantile([...values], 0.5)
}

/** In ms; each the median over the rounds. */
function summary(msOfRounds: readonly (readonly number[])[]) {
  const at = (q: number) => median(msOfRounds.map((ms) => quantile([...ms], q)))
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** Asks for the paths in turn, at a steady pace. */
async function load(port: number, asked: readonly string[], seconds: number): Promise<Map<string, Row>> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  const found = new Map<string, Row>(asked.map((path) => [path, { ms: [], bytes: 0 }]))
  const began = performance.now()
  const waiting: Promise<void>[] = []
  for (let i = 0; i < seconds * PER_SECOND; i++) {
    const due = began + (i * 1_000) / PER_SECOND
    while (performance.now() < due) await pause(Math.max(0, Math.min(1, due - performance.now())))
    const path = asked[i % asked.length] ?? '/'
    waiting.push(one(port, agent, path, found.get(path) as Row))
  }
  await Promise.all(waiting)
  agent.destroy()
  return found
}

function one(port: number, agent: Agent, path: string, row: Row): Promise<void> {
  const began = performance.now()
  return new Promise((resolve, reject) => {
    const asking = request({ port, host: '127.0.0.1', path, agent, headers: { cookie: program.owner } }, (response) => {
      let bytes = 0
      response.on('data', (part: Buffer) => {
        bytes += part.length
      })
      response.on('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`${path}: ${response.statusCode}`))
        row.ms.push(performance.now() - began)
        row.bytes = bytes
        resolve()
      })
    })
    asking.on('error', reject)
    asking.end()
  })
}
