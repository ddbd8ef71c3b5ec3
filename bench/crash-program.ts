import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pause, START_FLAGS } from './process.ts'

/** The real program on a folder and a port that outlast it: started, killed, started again. */
export const WAIT_MS_MAX = 60_000
const STOP_MS_MAX = 45_000
const LOOK_EVERY_MS = 20
const LAST_WORDS_MAX = 30
/** Below the ports that outgoing connections take: a client that tries while nobody listens would else meet itself there. */
const PORTS = { from: 20_000, to: 30_000 }

export class CrashProgram {
  readonly folder = mkdtempSync(join(tmpdir(), 'plenary-crash-'))
  readonly port: number
  /** What the program that runs has printed. */
  lines: string[] = []
  /** The last things it complained about. */
  readonly complaints: string[] = []
  #child: ChildProcess | null = null
  #ended: Promise<void> = Promise.resolve()

  constructor(port: number) {
    this.port = port
  }

  get isRunning(): boolean {
    return this.#child !== null && this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Milliseconds until it answers at /healthz. */
  async start(): Promise<number> {
    const began = performance.now()
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('PLENARY_'))
    const env = {
      ...Object.fromEntries(inherited),
      PLENARY_DATA_DIR: this.folder,
      PLENARY_SERVER_PORT: String(this.port),
      PLENARY_SERVER_HOST: '127.0.0.1',
      PLENARY_LOG_LEVEL: 'warn',
    }
    const main = join(import.meta.dirname, '../src/main.ts')
    const child = spawn(process.execPath, [...START_FLAGS, main, 'start'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    this.lines = []
    this.#ended = new Promise((resolve) => child.once('exit', () => resolve()))
    eachLine(child.stdout, (line) => this.lines.push(line))
    eachLine(child.stderr, (line) => {
      if (this.complaints.push(line) > LAST_WORDS_MAX) this.complaints.shift()
    })
    await this.until(async () => (await this.call('', 'GET', '/healthz').catch(() => null)) !== null, 'an answer at /healthz')
    return performance.now() - began
  }

  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL')
    await this.#ended
  }

  /** Kills the main process of the embedded database, which outlives the program. */
  killDatabase(): void {
    const pid = this.#databasePid()
    if (pid) process.kill(pid, 'SIGKILL')
  }

  /** Stops in order, then removes all that is left. */
  async end(): Promise<void> {
    this.#child?.kill('SIGTERM')
    const late = setTimeout(() => this.#child?.kill('SIGKILL'), STOP_MS_MAX)
    await this.#ended
    clearTimeout(late)
    this.destroy()
  }

  /** At once, as when the drill itself is stopped. */
  destroy(): void {
    this.#child?.kill('SIGKILL')
    this.killDatabase()
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  }

  /** Waits until it is so, as long as the program lives. */
  async until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
    for (const end = performance.now() + WAIT_MS_MAX; !(await isSo()); await pause(LOOK_EVERY_MS)) {
      if (!this.isRunning) throw new Error(`the program ended by itself while waiting for ${what}`)
      if (performance.now() > end) throw new Error(`${WAIT_MS_MAX / 1_000} s were not enough for ${what}`)
    }
  }

  /** One call on a connection of its own: a kept one might be the dead program's. */
  call(cookie: string, method: string, path: string, body?: unknown): Promise<{ reply: unknown; cookie: string }> {
    const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const where = { port: this.port, host: '127.0.0.1', method, path, agent: false, headers, timeout: WAIT_MS_MAX }
    return new Promise((resolve, reject) => {
      const asking = request(where, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part) => parts.push(part))
        response.on('error', reject)
        response.on('end', () => {
          const text = Buffer.concat(parts).toString()
          if (response.statusCode !== 200) return reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`))
          const cookies = (response.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ')
          resolve({ reply: JSON.parse(text), cookie: cookies })
        })
      })
      asking.on('timeout', () => asking.destroy(new Error(`${method} ${path}: no answer`)))
      asking.on('error', reject)
      asking.end(body === undefined ? undefined : JSON.stringify(body))
    })
  }

  #databasePid(): number | null {
    try {
      const data = join(this.folder, 'postgres')
      const pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
      // The note may be older than whoever has the number now.
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(data) ? pid : null
    } catch {
      return null
    }
  }
}

export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from))
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    await new Promise((resolve) => server.close(resolve))
    if (isFree) return port
  }
}

function eachLine(stream: NodeJS.ReadableStream, take: (line: string) => void): void {
  let rest = ''
  stream.on('data', (data) => {
    const parts = (rest + data).split('\n')
    rest = parts.pop() ?? ''
    parts.forEach(take)
  })
}
