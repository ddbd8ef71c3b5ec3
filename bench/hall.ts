import { freshId } from '../src/contract/ids.ts'
import { type Line, maskedFrame, openLines } from './line.ts'
import { cpuSeconds, descendants, memoryKb, pause, quantile, runAnywhere } from './process.ts'
import type { Program } from './program.ts'

/** A hall of N people on real sockets, in one meeting. */
export interface HallFigures {
  readonly people: number
  readonly joinMs: number
  readonly readableMs: { p50: number; p95: number }
  readonly acknowledgedMs: { p50: number; p95: number }
  /** Of the first question alone, which everything is new to. */
  readonly firstAcknowledgedMs: { p50: number; p95: number }
  readonly messagesEachMax: number
  /** From showing the results of a question until the organizer has the reply, and until all see them: with a quiz everybody has won. */
  readonly closedMs: number
  readonly resultsSeenMs: { p50: number; p95: number }
  readonly cpuSecondsPerActivity: number
  readonly databaseCpuSecondsPerActivity: number
  readonly idleProgramMb: number
  readonly idleDatabaseMb: number
  readonly kbPerConnection: number
  readonly cpuUsPerDelivery: number
  readonly deliveryBytes: number
}

const JOINING_AT_ONCE = 50
const WAIT_MS_MAX = 60_000
const FAN_ROUNDS = 40

export type HallKind = 'poll' | 'quiz'

export async function measureHall(program: Program, people: number, activities: number, kind: HallKind): Promise<HallFigures> {
  const { call, owner, port } = program
  const meeting = freshId<string>(Date.now())
  const polls = Array.from({ length: activities }, () => ({ id: freshId<string>(Date.now()), choices: choices() }))
  await call(owner, 'PUT', `/api/v1/meetings/${meeting}`, { title: `Hall of ${people}` })
  for (const poll of polls)
    await call(owner, 'PUT', `/api/v1/meetings/${meeting}/activities/${poll.id}`, {
      kind,
      title: 'How was it?',
      choices: kind === 'poll' ? poll.choices : poll.choices.map((choice, i) => ({ ...choice, right: i === 0 })),
    })
  const code = await codeOf(program, meeting)
  const others = () => descendants(program.started.pid).filter((pid) => pid !== program.started.pid)
  const idle = { program: memoryKb(program.started.pid), database: others().reduce((sum, pid) => sum + memoryKb(pid), 0) }

  for (const pid of others()) runAnywhere(pid)
  const joinedAt = performance.now()
  const cookies = await joinAll(program, code, people)
  const joinMs = performance.now() - joinedAt

  await pause(2_500)
  const joined = memoryKb(program.started.pid)
  const lines = await openLines(port, '/ws', cookies)
  await heardByAll(lines, '"view"', () => lines.forEach((line) => line.send({ say: 'follow', feed: `meeting:${meeting}` })))
  await pause(2_500)
  const kbPerConnection = (memoryKb(program.started.pid) - joined) / people

  const seat = freshId<string>(Date.now())
  await call(owner, 'PUT', `/api/v1/meetings/${meeting}/controller`, { seat, force: true })
  const step = async (from: string, name: string) => {
    await call(owner, 'PUT', `/api/v1/meetings/${meeting}/controller`, { seat, force: true })
    return call(owner, 'POST', `/api/v1/meetings/${meeting}/steps`, { seat, step: name, from })
  }
  await heardByAll(lines, '"waiting"', () => step('before', 'start'))

  const cpuBefore = cpuSeconds(program.started.pid)
  const databaseBefore = others().reduce((sum, pid) => sum + cpuSeconds(pid), 0)
  const { readable, acknowledged, closed, seen, messagesEachMax } = await play(lines, polls, kind, step)
  const cpuSecondsPerActivity = (cpuSeconds(program.started.pid) - cpuBefore) / activities
  const databaseCpuSecondsPerActivity = (others().reduce((sum, pid) => sum + cpuSeconds(pid), 0) - databaseBefore) / activities
  await step('results', 'scoreboard')
  const all = await fanOut(program, lines, meeting)
  for (const line of lines.slice(1)) line.close()
  await pause(500)
  const single = await fanOut(program, lines.slice(0, 1), meeting)
  lines[0]?.close()
  await pause(500)
  const cpuUsPerDelivery = ((all.cpu - single.cpu) * 1e6) / (FAN_ROUNDS * (people - 1))
  return {
    people,
    joinMs,
    readableMs: middle(readable),
    acknowledgedMs: middle(acknowledged),
    firstAcknowledgedMs: middle(acknowledged.slice(0, 1)),
    messagesEachMax,
    closedMs: quantile(closed, 0.5),
    resultsSeenMs: middle(seen),
    cpuSecondsPerActivity,
    databaseCpuSecondsPerActivity,
    idleProgramMb: idle.program / 1024,
    idleDatabaseMb: idle.database / 1024,
    kbPerConnection,
    cpuUsPerDelivery,
    deliveryBytes: all.bytes,
  }
}

interface Poll {
  readonly id: string
  readonly choices: readonly { readonly id: string }[]
}

/** Every question once: opened, answered by all in one instant (a quiz by all rightly), its results shown. */
async function play(
  lines: readonly Line[],
  polls: readonly Poll[],
  kind: HallKind,
  step: (from: string, name: string) => Promise<unknown>,
) {
  const readable: number[][] = []
  const acknowledged: number[][] = []
  const closed: number[] = []
  const seen: number[][] = []
  let messagesEachMax = 0
  for (const poll of polls) {
    const before = lines.map((line) => line.messages)
    readable.push(await heardByAll(lines, '"open"', () => step('waiting', 'open')))
    const frames = lines.map((_, i) =>
      maskedFrame(
        JSON.stringify({
          say: 'call',
          id: i,
          endpoint: 'answer',
          params: { activity: poll.id, answer: freshId<string>(Date.now()) },
          body:
            kind === 'poll'
              ? { kind, choices: [poll.choices[i % poll.choices.length]?.id] }
              : { kind, choice: poll.choices[0]?.id, elapsedMs: 900 },
        }),
      ),
    )
    acknowledged.push(
      await heardByAll(lines, '"counted":true', () => lines.forEach((line, i) => line.sendRaw(frames[i] ?? Buffer.alloc(0)))),
    )
    await pause(600)
    const closing = async () => {
      const began = performance.now()
      await step('open', 'results')
      closed.push(performance.now() - began)
    }
    seen.push(await heardByAll(lines, '"results"', closing))
    messagesEachMax = Math.max(messagesEachMax, ...lines.map((line, i) => line.messages - (before[i] ?? 0)))
    if (poll !== polls.at(-1)) await heardByAll(lines, '"waiting"', () => step('results', 'next'))
  }
  return { readable, acknowledged, closed, seen, messagesEachMax }
}

/** Seconds of CPU the program needs for the same commands, each heard by these followers: what a single one costs is taken off by the caller. */
async function fanOut(program: Program, lines: readonly Line[], meeting: string): Promise<{ cpu: number; bytes: number }> {
  const rename = (n: number) =>
    program.call(program.owner, 'PATCH', `/api/v1/meetings/${meeting}`, {
      description: `${'x'.repeat(300)} ${n}-${lines.length}`,
    })
  const before = cpuSeconds(program.started.pid)
  let bytes = 0
  for (let n = 0; n < FAN_ROUNDS; n++) {
    await heardByAll(
      lines,
      '"about"',
      () => rename(n),
      (text) => {
        bytes = text.length
      },
    )
  }
  return { cpu: cpuSeconds(program.started.pid) - before, bytes }
}

/** Milliseconds from the act until each line heard a text with this in it. */
export async function heardByAll(
  lines: readonly Line[],
  part: string,
  act: () => unknown,
  seen: (text: string) => void = () => {},
): Promise<number[]> {
  const times: number[] = new Array(lines.length).fill(0)
  let left = lines.length
  let began = 0
  const all = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${left} of ${lines.length} did not hear ${part}`)), WAIT_MS_MAX)
    lines.forEach((line, i) => {
      line.onMessage = (text) => {
        if (times[i] !== 0 || !text.includes(part)) return
        times[i] = performance.now() - began
        seen(text)
        if (--left === 0) {
          clearTimeout(timer)
          resolve()
        }
      }
    })
  })
  began = performance.now()
  const acted = act()
  await Promise.all([all, acted])
  return times
}

export async function joinAll(program: Program, code: string, people: number): Promise<string[]> {
  const cookies: string[] = new Array(people).fill('')
  let next = 0
  const one = async (): Promise<void> => {
    for (let i = next++; i < people; i = next++) {
      cookies[i] = (await program.call('', 'POST', `/api/v1/codes/${code}/participants`, { name: `Person ${i}` })).cookie
    }
  }
  await Promise.all(Array.from({ length: JOINING_AT_ONCE }, one))
  return cookies
}

export async function codeOf(program: Program, meeting: string): Promise<string> {
  const { reply } = await program.call(program.owner, 'GET', `/api/v1/meetings/${meeting}/console`)
  return (reply as { view: { settings: { code: string } } }).view.settings.code
}

const choices = () => ['Good', 'Fair', 'Poor', 'None'].map((text) => ({ id: freshId<string>(Date.now()), text }))

/** The median over the activities of each activity's quantile. */
export const middle = (rounds: readonly number[][]) => ({
  p50: quantile(
    rounds.map((one) => quantile(one, 0.5)),
    0.5,
  ),
  p95: quantile(
    rounds.map((one) => quantile(one, 0.95)),
    0.5,
  ),
})
