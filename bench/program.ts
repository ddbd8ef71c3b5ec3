import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { START_FLAGS, type Started, startOn } from './process.ts'

/** The real program on a fresh folder, with an owner signed in. */
export interface Program {
  readonly started: Started
  readonly port: number
  readonly owner: string
  /** `from`: the address it comes from, for more of one kind than are let in from one. */
  call(
    cookie: string,
    method: string,
    path: string,
    body?: unknown,
    from?: string,
  ): Promise<{ reply: Record<string, unknown>; cookie: string }>
  end(): Promise<void>
}

/** BENCH_NODE_FLAGS adds some, such as --cpu-prof. */
const FLAGS = [...START_FLAGS, ...(process.env.BENCH_NODE_FLAGS?.split(' ') ?? [])]

export async function startProgram(core: number): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-bench-'))
  const env = { PLENARY_DATA_DIR: folder, PLENARY_SERVER_PORT: '0', PLENARY_SERVER_HOST: '127.0.0.1', PLENARY_LOG_LEVEL: 'warn' }
  const main = join(import.meta.dirname, '../src/main.ts')
  const started = await startOn(core, [process.execPath, ...FLAGS, main, 'start'], env, (line) => line.startsWith('data'))
  const link = new URL(started.lines.find((line) => line.startsWith('console'))?.split(/\s+/)[1] ?? '')
  const port = Number(link.port)
  const agent = new Agent({ keepAlive: true, maxSockets: 50 })
  const call: Program['call'] = (cookie, method, path, body, from) =>
    new Promise((resolve, reject) => {
      const headers = { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
      const asking = request({ port, host: '127.0.0.1', localAddress: from, method, path, agent, headers }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part) => {
          text += part
        })
        response.on('end', () => {
          if (response.statusCode !== 200) return reject(new Error(`${method} ${path}: ${response.statusCode} ${text}`))
          resolve({
            reply: JSON.parse(text),
            cookie: (response.headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; '),
          })
        })
      })
      asking.on('error', reject)
      asking.end(body === undefined ? undefined : JSON.stringify(body))
    })
  const { cookie: owner } = await call('', 'POST', '/api/v1/setup', { token: link.hash.slice(1), name: 'Bench' })
  return {
    started,
    port,
    owner,
    call,
    end: async () => {
      agent.destroy()
      await started.end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
