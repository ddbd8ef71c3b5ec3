import { parseArgs } from 'node:util'
import { Refusal } from '../contract/refusal.ts'
import * as people from '../modules/people/index.ts'
import { type Config, ConfigRefusal, environment, readConfig } from '../platform/config.ts'
import { EmbeddedRefusal } from '../platform/embedded.ts'
import { type Log, openLog } from '../platform/log.ts'
import { MigrationRefusal } from '../platform/migrate.ts'
import { backup } from './backup.ts'
import { BackupRefusal } from './backup-format.ts'
import { openBase } from './base.ts'
import { buildPages } from './build.ts'
import { makeSample } from './demo.ts'
import { ImportRefusal, settingsOfPtgbot } from './import-ptgbot.ts'
import { restore } from './restore.ts'
import { printedUrl, StartRefusal, start, version } from './start.ts'

/** The command line: one word, one command. Bad input ends with one clear line and a status that is not zero. */

interface Command {
  readonly usage: string
  readonly about: string
  readonly words: number
  readonly run: (config: Config, log: Log, words: readonly string[]) => Promise<void>
}

/** An import reads another program's file, so `--config` names that one. */
const importUsage = 'import ptgbot --config FILE'
const importAbout = "Print a ptgbot's settings as lines for plenary.yaml."

function runImport(words: readonly string[], file: string | undefined): void {
  if (words.length !== 1 || words[0] !== 'ptgbot' || !file) throw new UsageRefusal(`usage: plenary ${importUsage}`)
  process.stdout.write(settingsOfPtgbot(file))
}

class UsageRefusal extends Error {}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

const commands: Record<string, Command> = {
  start: {
    usage: 'start',
    about: 'Start Plenary. On an empty data folder it makes a sample event with a running meeting.',
    words: 0,
    run: runStart,
  },
  migrate: {
    usage: 'migrate',
    about: 'Bring the database to the schema of this version, and end. `start` does so by itself.',
    words: 0,
    run: async (config, log) => {
      await (await openBase(config, log, 'beside')).close()
      say('The database is up to date.')
    },
  },
  demo: {
    usage: 'demo',
    about: 'Fill an empty instance with a sample event and meeting.',
    words: 0,
    run: async (config, log) => {
      const base = await openBase(config, log, 'beside')
      const channels = config.chat.irc.flatMap((one) => [...one.channels])
      const made = await makeSample(base.db, config.live.answerPrefix, channels).finally(() => base.close())
      if (!made) throw new UsageRefusal('demo: this instance has events or meetings already; it fills only an empty one')
      say('The sample event and its meeting are there.')
    },
  },
  owner: {
    usage: 'owner',
    about: 'Print a fresh set-up link, good once, for an hour: whoever opens it becomes an owner.',
    words: 0,
    run: async (config, log) => {
      const base = await openBase(config, log, 'beside')
      const token = await base.db.write(people.makeSetupLink).finally(() => base.close())
      say(`console  ${printedUrl(config)}/console/setup#${token}`)
    },
  },
  backup: {
    usage: 'backup FILE',
    about: 'Write everything into one file, while the program runs or not.',
    words: 1,
    run: (config, log, [file = '']) => backup(config, log, file, say),
  },
  restore: {
    usage: 'restore FILE',
    about: 'Fill an empty instance from a backup. The program must not be running.',
    words: 1,
    run: (config, log, [file = '']) => restore(config, log, file, say),
  },
}

/** Runs one command line; returns the exit status. */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } },
    })
    const [name, ...words] = positionals
    if (values.version) {
      say(version)
      return 0
    }
    if (name === 'import') {
      if (values.help) say(`plenary ${importUsage}\n\n${importAbout}`)
      else runImport(words, values.config)
      return 0
    }
    const command = name === undefined ? undefined : commands[name]
    if (values.help && name === undefined) {
      say(help())
      return 0
    }
    if (!command || !Object.hasOwn(commands, name ?? ''))
      throw new UsageRefusal(name ? `there is no command "${name}"; try --help` : help())
    if (values.help) {
      say(`plenary ${command.usage} [--config FILE]\n\n${command.about}`)
      return 0
    }
    if (words.length !== command.words) throw new UsageRefusal(`usage: plenary ${command.usage} [--config FILE]`)
    const config = readConfig({ file: values.config, cwd: process.cwd(), env: environment() })
    await command.run(config, openLog(levelOf(command, config)), words)
    return 0
  } catch (error) {
    process.stderr.write(`${lineOf(error)}\n`)
    return 1
  }
}

/** A command that ends by itself says what it did on standard output, and no more unless something is wrong or was asked for. */
const levelOf = (command: Command, { log }: Config): string =>
  command !== commands.start && log.level === 'info' ? 'warn' : log.level

function help(): string {
  const rows = Object.values(commands).map(({ usage, about }) => `  ${usage.padEnd(14)} ${about}`)
  return [
    'Plenary hosts the events of a community.',
    '',
    'plenary COMMAND [--config FILE]',
    '',
    ...rows,
    `  import ptgbot  ${importAbout}`,
    '',
    '  --help         About a command.',
    '  --version      The version.',
  ].join('\n')
}

/** What people can act on stands in one line; a fault of ours comes with its trace. */
function lineOf(error: unknown): string {
  const forPeople = [ConfigRefusal, EmbeddedRefusal, MigrationRefusal, StartRefusal, BackupRefusal, ImportRefusal, UsageRefusal]
  if (forPeople.some((kind) => error instanceof kind)) return (error as Error).message
  if (error instanceof Refusal) return error.code
  const { code, message, stack } = error as NodeJS.ErrnoException
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' || code?.startsWith('ERR_PARSE_ARGS')) return `${message}; try --help`
  if (code && ['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'ECONNRESET', '28P01', '3D000', '28000'].includes(code)) {
    return `database.url: the database cannot be reached (${message})`
  }
  return stack ?? String(error)
}

async function runStart(config: Config, log: Log): Promise<void> {
  await buildPages(say)
  const running = await start(config, log)
  for (const line of running.lines) say(line)
  const signal = await new Promise<string>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => resolve(name))
  })
  log.info({ signal }, 'stopping')
  await running.close()
}
