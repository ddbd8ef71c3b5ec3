import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, environment, readConfig } from '../platform/config.ts'
import { type Log, openLog } from '../platform/log.ts'
import { UsageRefusal } from './refusal.ts'
import type { CommandName } from './usage.ts'

/**
 * What each command does, once its line has been read. It throws what people must know, and prints on standard output. Each loads what it
 * needs and no more: a backup has no use for the memory of chats and mails.
 */
type Work = (config: Config, log: Log, words: readonly string[]) => Promise<void>

/** After everything was closed; what is left over then (a connection that hangs) ends with the process. */
const LEFT_OVER_MS_MAX = 500

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const works: Record<CommandName, Work> = {
  start: (config, log) => runStart(config, log).then(endSoon),
  try: (config, log) => runInPassing(config, log).then(endSoon),
  migrate: async (config, log) => {
    const { openBase } = await import('./base.ts')
    await (await openBase(config, log, 'beside')).close()
    say('The database is up to date.')
  },
  demo: async (config, log) => {
    const [{ openBase }, { makeSample }] = await Promise.all([import('./base.ts'), import('./demo.ts')])
    const base = await openBase(config, log, 'beside')
    const channels = config.chat.irc.flatMap((one) => [...one.channels])
    const made = await makeSample(base.db, config.live.answerPrefix, channels).finally(() => base.close())
    if (!made) throw new UsageRefusal('demo: this instance has events or meetings already; it fills only an empty one')
    say('The sample event and its meeting are there.')
  },
  owner: async (config, log) => say(`console  ${await (await import('./owner.ts')).setupLink(config, log)}`),
  backup: async (config, log, [file = '']) => (await import('./backup.ts')).backup(config, log, file, say),
  restore: async (config, log, [file = '']) => (await import('./restore.ts')).restore(config, log, file, say),
}

/** Reads the configuration and does one command's work to its end. */
export async function runCommand(name: CommandName, words: readonly string[], file: string | undefined): Promise<void> {
  const config = readConfig({ file, cwd: process.cwd(), env: environment() })
  await works[name](config, openLog(levelOf(name, config)), words)
}

/** A command that ends by itself says what it did on standard output, and no more unless something is wrong or was asked for. */
const levelOf = (name: CommandName, { log }: Config): string => (name !== 'start' && log.level === 'info' ? 'warn' : log.level)

/** Everything lies in a folder of its own, whatever the configuration says of data, and goes with the program. */
async function runInPassing(config: Config, log: Log): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'plenary-try-'))
  try {
    say('Nothing of this is kept: it is gone when you stop it.')
    await runStart({ ...config, data: { ...config.data, dir }, database: { ...config.database, url: null } }, log)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

async function runStart(config: Config, log: Log): Promise<void> {
  const [{ buildPages }, { start }] = await Promise.all([import('./build.ts'), import('./start.ts')])
  await buildPages(say)
  // Node would print such a fault with all it carries, the values of a statement among them.
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'a fault that nobody caught: the program ends')
    process.exit(1)
  })
  const running = await start(config, log)
  for (const line of running.lines) say(line)
  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => resolve(name))
  })
  log.info({ signal }, 'stopping')
  await running.close()
}

/** Once nothing is left to be done. */
function endSoon(): void {
  setTimeout(() => process.exit(), LEFT_OVER_MS_MAX).unref()
}
