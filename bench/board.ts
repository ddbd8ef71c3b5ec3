import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { heardByAll } from './hall.ts'
import { openLines } from './line.ts'
import { pause, quantile, startOn } from './process.ts'
import { type Program, startProgram } from './program.ts'

/**
 * `npm run bench:board`: what a track says is on all boards of an event with 200 tracks; in the same run the floor, plain `ws` that sends as many
 * bytes. Then a real programme (38C3, where it is at hand: SHARED_FOLDER) is taken in, again, and served as a calendar. The program and its
 * database share core 0 (the program's other threads run where there is room), the load comes from core 1.
 */
const SERVER_CORE = 0
const LOAD_CORE = 1
const TRACKS = 200
const ROUNDS = 20
const BOARDS = Number(process.argv[2]) || 2_000
const READS = 50
const EVENT = '/api/v1/events/gathering'

if (process.env.BENCH_PINNED !== 'yes') {
  const again = spawnSync(
    'taskset',
    ['-c', String(LOAD_CORE), process.execPath, import.meta.filename, ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      env: { ...process.env, BENCH_PINNED: 'yes' },
    },
  )
  process.exit(again.status ?? 1)
}

const program = await startProgram(SERVER_CORE)
const settings = {
  title: 'Gathering',
  timeZone: 'Europe/Berlin',
  startsOn: '2024-12-27',
  endsOn: '2024-12-30',
  retentionDays: null,
}
await program.call(program.owner, 'PUT', EVENT, settings)
const names = Array.from({ length: TRACKS }, (_, i) => `track-${i}`)
await program.call(program.owner, 'POST', `${EVENT}/tracks`, { names })
const said = await boards(program)
const programme = await ofProgramme(program)
await program.end()
const floor = await floorOfWs(said.bytes)
const result = { boards: BOARDS, tracks: TRACKS, said, floor, programme }
const rows: [string, string][] = [
  [
    `said, on all of ${BOARDS} boards p50 / p95`,
    `${said.p50.toFixed(0)} / ${said.p95.toFixed(0)} ms (a board gets ${said.bytes} bytes)`,
  ],
  ['  its slowest board, worst of all', `${said.worst.toFixed(0)} ms`],
  ['  floor: plain ws p50 / p95', `${floor.p50.toFixed(0)} / ${floor.p95.toFixed(0)} ms`],
  ...Object.entries(programme ?? {}).map(([name, ms]): [string, string] => [name, `${ms.toFixed(0)} ms`]),
]
for (const [name, value] of rows) process.stdout.write(`${name.padEnd(46)}${value}\n`)
mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? ''}, Node ${process.versions.node}`
writeFileSync(
  join(import.meta.dirname, 'results/board.json'),
  `${JSON.stringify({ at: new Date().toISOString(), machine, ...result }, null, 2)}\n`,
)
process.exit(0)

/** From the moment it is said to the moment each board has it. */
async function boards({ port, call, owner }: Program) {
  const lines = await openLines(port, '/ws', new Array(BOARDS).fill(''))
  for (let i = 0; i < lines.length; i += 100) {
    const some = lines.slice(i, i + 100)
    await heardByAll(some, '"view"', () => some.forEach((line) => line.send({ say: 'follow', feed: 'board:gathering' })))
  }
  await pause(2_000)
  let bytes = 0
  const rounds: number[][] = []
  for (let round = 0; round < ROUNDS; round++) {
    const text = `topic number ${round} of this day`
    const say = () => call(owner, 'PUT', `${EVENT}/tracks/${names[round % TRACKS]}/now`, { text })
    const seen = (told: string) => {
      bytes = told.length
    }
    rounds.push(await heardByAll(lines, text, say, seen))
    await pause(200)
  }
  for (const line of lines) line.close()
  await pause(1_000)
  return { ...figures(rounds), bytes }
}

function figures(rounds: readonly number[][]) {
  const all = rounds.flat()
  return { p50: quantile(all, 0.5), p95: quantile(all, 0.95), worst: Math.max(...all) }
}

async function floorOfWs(bytes: number) {
  const floor = await startOn(SERVER_CORE, [process.execPath, join(import.meta.dirname, 'floor-ws.ts')], {}, (line) =>
    line.startsWith('port'),
  )
  const lines = await openLines(Number(floor.lines[0]?.split(' ')[1]), '/', new Array(BOARDS).fill(''))
  const rounds: number[][] = []
  for (let round = 0; round < ROUNDS; round++) {
    const text = `round-${round}`.padEnd(bytes, '.')
    rounds.push(await heardByAll(lines, `round-${round}.`, () => lines[0]?.send({ say: 'open', text })))
    await pause(100)
  }
  for (const line of lines) line.close()
  await floor.end()
  return figures(rounds)
}

/** Null where the file is not at hand. */
async function ofProgramme({ call, owner, port }: Program): Promise<Record<string, number> | null> {
  const shared = process.env.SHARED_FOLDER ?? join(import.meta.dirname, '../../shared')
  const file = join(shared, 'fixtures/schedules/38c3-2024.hub.schedule.xml')
  if (!existsSync(file)) return null
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now()
    await work()
    return performance.now() - began
  }
  const body = { document: readFileSync(file, 'utf8'), release: true }
  const takeIn = () => call(owner, 'POST', `${EVENT}/schedule/imports`, body)
  const get = (path: string) => fetch(`http://127.0.0.1:${port}/e/gathering/${path}`).then((reply) => reply.arrayBuffer())
  const found: Record<string, number> = {
    '38C3 taken in and released, first': await timed(takeIn),
    '38C3 taken in, unchanged': await timed(takeIn),
  }
  for (const path of ['event.ics', 'schedule.json', 'schedule.xml', 'ptg.json']) {
    found[`${path}, first`] = await timed(() => get(path))
    const warm: number[] = []
    for (let i = 0; i < READS; i++) warm.push(await timed(() => get(path)))
    found[`${path}, warm p95`] = quantile(warm, 0.95)
  }
  return found
}
