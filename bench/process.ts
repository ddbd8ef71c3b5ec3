import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Starting, measuring and ending the processes of a bench. */

/** As `npm start` does. */
export const START_FLAGS = ['--min-semi-space-size=16', '--max-semi-space-size=16']

const TICKS_PER_SECOND = 100

/** Seconds of CPU (user and system) this process has used. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}

/** Memory in kB that this process keeps: its own, plus its share of what it shares. Nothing when it has ended. */
export function memoryKb(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** This process and all it started, however deep. */
export function descendants(pid: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const parent = Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
      children.set(parent, [...(children.get(parent) ?? []), Number(name)])
    } catch {} // It has ended meanwhile.
  }
  const all = [pid]
  for (const one of all) all.push(...(children.get(one) ?? []))
  return all
}

export interface Started {
  readonly child: ChildProcess
  readonly pid: number
  readonly lines: string[]
  end(): Promise<void>
}

/**
 * Starts a program with its main thread on one core and waits for a line that `isReady`. What works beside that thread, such as V8's collector and
 * compiler, runs where there is room, as on any machine. `pid` is the program's own, not the pinning tool's (which becomes it).
 */
export async function startOn(
  core: number,
  command: string[],
  env: Record<string, string>,
  isReady: (line: string) => boolean,
): Promise<Started> {
  const child = spawn('taskset', ['-c', String(core), ...command], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // Whatever becomes of the bench, nothing of it is left running.
  const stop = () => child.kill('SIGTERM')
  process.once('exit', stop)
  const lines: string[] = []
  await new Promise<void>((resolve, reject) => {
    let rest = ''
    child.stdout.on('data', (data) => {
      const parts = (rest + data).split('\n')
      rest = parts.pop() ?? ''
      lines.push(...parts)
      if (parts.some(isReady)) resolve()
    })
    child.on('exit', (code) => reject(new Error(`${command.join(' ')} ended with ${code}`)))
    child.on('error', reject)
  })
  for (const thread of readdirSync(`/proc/${child.pid}/task`).map(Number)) if (thread !== child.pid) runAnywhere(thread, 'one')
  const ended = new Promise<void>((resolve) =>
    child.on('exit', () => {
      process.off('exit', stop)
      resolve()
    }),
  )
  return {
    child,
    pid: child.pid ?? 0,
    lines,
    end: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** Lets a process with all its threads (or `one` thread) run on both cores: the load holds only what it needs of the second. */
export function runAnywhere(pid: number, which: 'all' | 'one' = 'all'): void {
  spawnSync('taskset', [which === 'all' ? '-apc' : '-pc', '0-1', String(pid)])
}

export const quantile = (values: readonly number[], q: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

const WAIT_MS_MAX = 60_000

/** Nothing here waits for ever. */
export async function within<T>(work: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${WAIT_MS_MAX / 1_000} s`)), WAIT_MS_MAX)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
