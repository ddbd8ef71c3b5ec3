import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { type HallFigures, type HallKind, heardByAll, measureHall, middle } from './hall.ts'
import { maskedFrame, openLines } from './line.ts'
import { cpuSeconds, pause, startOn, within } from './process.ts'
import { startProgram } from './program.ts'

/**
 * `npm run bench`: a hall of N people answers in one instant, durably acknowledged, polls and then a quiz that all of 1,000 win; in the same run the
 * two floors: plain `ws` without a database, and bare kernel writes. The program's main thread (and the floors') has core 0, the load comes from core 1;
 * the database and the program's other threads run on both.
 */
const SERVER_CORE = 0
const LOAD_CORE = 1
const POLLS = 10
const QUIZ_QUESTIONS = 20
const QUIZ_PEOPLE = 1_000
const FLOOR_ROUNDS = 5
const WRITE_ROUNDS = 40
const sizes = process.argv.slice(2).map(Number).filter(Boolean)
const polls = (people: number): Hall => ({ people, kind: 'poll', activities: POLLS })
const quiz = (people: number): Hall => ({ people, kind: 'quiz', activities: QUIZ_QUESTIONS })
const halls =
  sizes.length > 0
    ? sizes.flatMap((people) => [polls(people), quiz(people)])
    : [...[200, 1_000, 2_000, 5_000].map(polls), quiz(QUIZ_PEOPLE)]

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

interface Hall {
  readonly people: number
  readonly kind: HallKind
  readonly activities: number
}

interface Row extends HallFigures, Hall {
  readonly floorReadableMs: { p50: number; p95: number }
  readonly floorAcknowledgedMs: { p50: number; p95: number }
  readonly floorWriteUsPerDelivery: number
}

const rows: Row[] = []
for (const { people, kind, activities } of halls) {
  process.stdout.write(`${people} people, ${activities} × ${kind} …\n`)
  const program = await startProgram(SERVER_CORE)
  const figures = await measureHall(program, people, activities, kind).finally(() => program.end())
  const floor = await floorOfWs(people)
  const floorWriteUsPerDelivery = await floorOfWrites(people, figures.deliveryBytes + 4)
  rows.push({
    ...figures,
    kind,
    activities,
    floorReadableMs: floor.readable,
    floorAcknowledgedMs: floor.acknowledged,
    floorWriteUsPerDelivery,
  })
}
print(rows)
mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? ''}, Node ${process.versions.node}`
writeFileSync(
  join(import.meta.dirname, 'results/hall.json'),
  `${JSON.stringify({ at: new Date().toISOString(), machine, rows }, null, 2)}\n`,
)
process.exit(0)

async function floorOfWs(people: number) {
  const floor = await startOn(SERVER_CORE, [process.execPath, join(import.meta.dirname, 'floor-ws.ts')], {}, (line) =>
    line.startsWith('port'),
  )
  const port = Number(floor.lines[0]?.split(' ')[1])
  const lines = await openLines(port, '/', new Array(people).fill(''))
  const text = JSON.stringify({ feed: 'x', seq: 1, change: { kind: 'phase', phase: { at: 'open', filling: 'x'.repeat(600) } } })
  const answer = maskedFrame(
    JSON.stringify({
      say: 'call',
      id: 1,
      endpoint: 'answer',
      params: { activity: 'x'.repeat(36), answer: 'y'.repeat(36) },
      body: { choices: ['z'.repeat(36)] },
    }),
  )
  const readable: number[][] = []
  const acknowledged: number[][] = []
  for (let round = 0; round < FLOOR_ROUNDS; round++) {
    readable.push(await heardByAll(lines, '"open"', () => lines[0]?.send({ say: 'open', text })))
    acknowledged.push(await heardByAll(lines, '"counted":true', () => lines.forEach((line) => line.sendRaw(answer))))
  }
  for (const line of lines) line.close()
  await floor.end()
  return { readable: middle(readable), acknowledged: middle(acknowledged) }
}

async function floorOfWrites(people: number, bytes: number): Promise<number> {
  const floor = await startOn(SERVER_CORE, [process.execPath, join(import.meta.dirname, 'floor-write.ts')], {}, (line) =>
    line.startsWith('port'),
  )
  const port = Number(floor.lines[0]?.split(' ')[1])
  const sockets: Socket[] = []
  // A hundred at a time: more would overflow the queue of connections not yet accepted.
  while (sockets.length < people)
    sockets.push(...(await Promise.all(Array.from({ length: Math.min(100, people - sockets.length) }, () => opened(port)))))
  await pause(500)
  const before = cpuSeconds(floor.pid)
  for (let round = 0; round < WRITE_ROUNDS; round++) {
    const all = Promise.all(sockets.map((socket) => took(socket, bytes)))
    const size = Buffer.alloc(4)
    size.writeUInt32BE(bytes)
    sockets[0]?.write(size)
    await within(all, 'the floor of writes')
  }
  const cpu = cpuSeconds(floor.pid) - before
  for (const socket of sockets) socket.destroy()
  await floor.end()
  return (cpu * 1e6) / (WRITE_ROUNDS * people)
}

function opened(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.on('error', reject)
  })
}

function took(socket: Socket, bytes: number): Promise<void> {
  return new Promise((resolve) => {
    let left = bytes
    const take = (data: Buffer) => {
      left -= data.length
      if (left > 0) return
      socket.off('data', take)
      resolve()
    }
    socket.on('data', take)
  })
}

function print(all: readonly Row[]): void {
  const ms = (n: number) => `${n.toFixed(n < 10 ? 1 : 0)} ms`
  const table: [string, (row: Row) => string][] = [
    ['people', (row) => String(row.people)],
    ['questions', (row) => `${row.activities} × ${row.kind}`],
    ['joining, 50 at a time', (row) => ms(row.joinMs)],
    ['question readable p50 / p95', (row) => `${ms(row.readableMs.p50)} / ${ms(row.readableMs.p95)}`],
    ['  floor: plain ws', (row) => `${ms(row.floorReadableMs.p50)} / ${ms(row.floorReadableMs.p95)}`],
    ['acknowledged p50 / p95', (row) => `${ms(row.acknowledgedMs.p50)} / ${ms(row.acknowledgedMs.p95)}`],
    ['  the first of these questions', (row) => `${ms(row.firstAcknowledgedMs.p50)} / ${ms(row.firstAcknowledgedMs.p95)}`],
    ['  floor: plain ws, no database', (row) => `${ms(row.floorAcknowledgedMs.p50)} / ${ms(row.floorAcknowledgedMs.p95)}`],
    ['results shown, told to the organizer', (row) => ms(row.closedMs)],
    ['  seen by all p50 / p95', (row) => `${ms(row.resultsSeenMs.p50)} / ${ms(row.resultsSeenMs.p95)}`],
    ['messages to one, at most', (row) => String(row.messagesEachMax)],
    [
      'CPU an activity: program + database',
      (row) => `${row.cpuSecondsPerActivity.toFixed(2)} + ${row.databaseCpuSecondsPerActivity.toFixed(2)} s`,
    ],
    ['CPU a delivery', (row) => `${row.cpuUsPerDelivery.toFixed(1)} µs`],
    [
      '  floor: kernel write',
      (row) =>
        `${row.floorWriteUsPerDelivery.toFixed(1)} µs (× ${(row.cpuUsPerDelivery / row.floorWriteUsPerDelivery).toFixed(2)})`,
    ],
    ['idle: program + database', (row) => `${row.idleProgramMb.toFixed(0)} + ${row.idleDatabaseMb.toFixed(0)} MB`],
    ['memory a connection', (row) => `${row.kbPerConnection.toFixed(1)} kB`],
  ]
  for (const [name, value] of table)
    process.stdout.write(`${name.padEnd(38)}${all.map((row) => value(row).padStart(20)).join('')}\n`)
}
