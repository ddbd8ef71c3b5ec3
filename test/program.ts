import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { joinEmbedded } from '../src/platform/embedded.ts'
import { atEnd } from './closing.ts'
import { copyAsIs, DATA_VARIABLE } from './server.ts'

/** The real program as a process of its own, on folders and ports of its own. Whatever a test leaves running is ended at its end. */
export interface Spawned {
  readonly pid: number
  readonly child: ChildProcess
  /** Lines of standard output so far. */
  readonly lines: string[]
  readonly errors: string[]
  /** Exit status; null when it was killed. */
  readonly ended: Promise<number | null>
  /** The first line that fits, once it is there. @throws when the program ends or `LINE_MS_MAX` passes before */
  line(fits: (line: string) => boolean): Promise<string>
}

export interface Ran {
  readonly status: number | null
  readonly lines: readonly string[]
  readonly errors: readonly string[]
}

const LINE_MS_MAX = 180_000
const MAIN = join(import.meta.dirname, '../src/main.ts')
/** As the scripts of `package.json`. */
const AS_START = ['--min-semi-space-size=16', '--max-semi-space-size=16']
const AS_COMMAND = ['--max-semi-space-size=4']

export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plenary-program-'))
  atEnd(async () => {
    for (const name of readdirSync(folder)) {
      const left = await joinEmbedded(join(folder, name)).catch(() => null)
      if (left) await killed(left.pid, 'SIGQUIT')
    }
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** `plenary WORDS` with the data folder `folder/data` and these settings; nothing of this process's own PLENARY_ variables. */
export function plenary(folder: string, words: readonly string[], settings: Record<string, string> = {}): Spawned {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PLENARY_')))
  const env = {
    ...own,
    PLENARY_DATA_DIR: join(folder, 'data'),
    PLENARY_SERVER_HOST: '127.0.0.1',
    PLENARY_SERVER_PORT: '0',
    ...settings,
  }
  const child = spawn(process.execPath, [...(words[0] === 'start' ? AS_START : AS_COMMAND), MAIN, ...words], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  atEnd(async () => void child.kill('SIGKILL'))
  const lines: string[] = []
  const errors: string[] = []
  gather(child.stdout, lines)
  gather(child.stderr, errors)
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  const line = async (fits: (line: string) => boolean): Promise<string> => {
    for (const until = Date.now() + LINE_MS_MAX; Date.now() < until; await sleep(10)) {
      const found = lines.find(fits)
      if (found !== undefined) return found
      if (child.exitCode !== null) break
    }
    throw new Error(`the line never came; it said ${JSON.stringify({ lines, errors })}`)
  }
  return { pid: child.pid ?? 0, child, lines, errors, ended, line }
}

function gather(stream: NodeJS.ReadableStream | null, into: string[]): void {
  let rest = ''
  stream?.setEncoding('utf8')
  stream?.on('data', (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    into.push(...parts)
  })
  stream?.on('end', () => rest && into.push(rest))
}

/** Runs a command to its end. */
export async function ran(folder: string, words: readonly string[], settings: Record<string, string> = {}): Promise<Ran> {
  const spawned = plenary(folder, words, settings)
  const status = await spawned.ended
  return { status, lines: spawned.lines, errors: spawned.errors }
}

/** `start`, once it has printed all its lines; `said` finds one by its first word. */
export async function started(folder: string, settings: Record<string, string> = {}) {
  const made = process.env[DATA_VARIABLE]
  if (made && !existsSync(join(folder, 'data'))) await copyAsIs(made, join(folder, 'data'))
  const program = plenary(folder, ['start'], settings)
  await program.line((line) => line.startsWith('data '))
  const said = (name: string) =>
    program.lines
      .find((line) => line.startsWith(`${name} `))
      ?.slice(name.length)
      .trim() ?? ''
  return { ...program, said, url: new URL(said('console')).origin }
}

/** Ends a process this test started, and waits until it is gone. */
export async function killed(pid: number, signal: NodeJS.Signals): Promise<void> {
  try {
    for (process.kill(pid, signal); ; await sleep(10)) {
      process.kill(pid, 0)
      if (/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))) return
    }
  } catch {} // There is no such process any more.
}

/** The most memory this process has held, in MB. Null once it has ended. */
export function peakMb(pid: number): number | null {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024 || null
  } catch {
    return null
  }
}
