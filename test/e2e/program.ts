/** The real program on a port of its own, that can be killed and started again, and its first owner. */
import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { connect } from '../../src/platform/db.ts'
import { joinEmbedded } from '../../src/platform/embedded.ts'
import { freshFolder, killed, started } from '../program.ts'
import { button, openWindow, type Window } from './browser.ts'

export interface Program {
  readonly url: string
  /** Where it is started: its `plenary.yaml` is read there. */
  readonly folder: string
  /** What the first start printed beside a word such as `join`. */
  said(name: string): string
  /** As a power cut: SIGKILL, and the same again. */
  kill(): Promise<void>
  /** @param more settings for this start alone; gives its lines on standard error, which go on coming */
  restart(more?: Record<string, string>): Promise<readonly string[]>
  /** Straight into its database, for what no page can bring about; returns how many rows that touched. */
  sql(statement: string, values?: readonly string[]): Promise<number>
}

export async function startProgram(settings: Record<string, string> = {}): Promise<Program> {
  const folder = await freshFolder()
  const port = await freePort()
  const all = { PLENARY_SERVER_PORT: String(port), PLENARY_LOG_LEVEL: 'warn', ...settings }
  const first = await started(folder, all)
  let { pid } = first
  return {
    url: first.url,
    folder,
    said: first.said,
    kill: () => killed(pid, 'SIGKILL'),
    async restart(more = {}) {
      const again = await started(folder, { ...all, ...more })
      pid = again.pid
      return again.errors
    },
    async sql(statement, values = []) {
      const server = await joinEmbedded(join(folder, 'data'))
      assert.ok(server, 'its database runs')
      const client = connect({ options: server.options }, 1)
      try {
        return (await client.unsafe(statement, [...values])).count
      } finally {
        await client.end()
      }
    },
  }
}

/** Opens the printed set-up link in a window on a desk, and signs in by it. */
export async function signIn(program: Program, name = 'Olga'): Promise<Window> {
  const desk = await openWindow('desk')
  await desk.page.goto(program.said('console'))
  await desk.page.getByLabel('Your name').fill(name)
  await button(desk.page, 'Open the console').click()
  await desk.page.waitForURL(/\/console\/?$/)
  await button(desk.page, 'New meeting').waitFor()
  return desk
}

/** A call as the page itself would make it, with the cookie of that window. */
export async function call(window: Window, method: string, path: string, body?: unknown): Promise<unknown> {
  const { origin } = new URL(window.page.url())
  const reply = await window.page.context().request.fetch(`${origin}/api/v1${path}`, {
    method,
    headers: { Origin: origin },
    ...(body === undefined ? {} : { data: body }),
  })
  assert.ok(reply.ok(), `${method} ${path}: ${reply.status()} ${await reply.text()}`)
  const text = await reply.text()
  return text ? JSON.parse(text) : null
}

/** A port that nobody uses at this moment, below those the system hands out by itself: a client that retries must not meet itself there. */
function freePort(): Promise<number> {
  const port = 20_000 + Math.floor(Math.random() * 10_000)
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(freePort()))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)))
  })
}
