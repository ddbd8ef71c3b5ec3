import { parseArgs } from 'node:util'
import { UsageRefusal } from './refusal.ts'
import { runTransfer, transferOf } from './transfers.ts'
import { type CommandName, commands, help } from './usage.ts'
import { version } from './version.ts'

/**
 * The command line: one word, one command. Bad input ends with one clear line and a status that is not zero. The program itself is loaded
 * only once it is known that it will run: asking for help must not take the time that starting does.
 */
/** Runs one command line; returns the exit status. */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    const told = await work(argv)
    if (told !== null) process.stdout.write(told)
    return 0
  } catch (error) {
    const line = usageLineOf(error) ?? (await import('./fault-line.ts')).lineOf(error)
    process.stderr.write(`${line}\n`)
    return 1
  }
}

/** Does what the line asks for; what it returns is still to be printed. */
async function work(argv: readonly string[]): Promise<string | null> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      db: { type: 'string' },
      event: { type: 'string' },
      zone: { type: 'string' },
      date: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
      version: { type: 'boolean' },
    },
  })
  const { help: wantsHelp, version: wantsVersion, ...options } = values
  const [name, ...words] = positionals
  if (wantsVersion) return `${version}\n`
  const transfer = transferOf(positionals)
  if (transfer) return runTransfer(transfer, options, wantsHelp === true)
  if (name === undefined && wantsHelp) return `${help()}\n`
  if (name === undefined) throw new UsageRefusal(help())
  if (!isCommand(name)) throw new UsageRefusal(`there is no command "${name}"; try --help`)
  const command = commands[name]
  if (wantsHelp) return `plenary ${command.usage} [--config FILE]\n\n${command.about}\n`
  if (words.length !== command.words || options.db || options.event || options.zone || options.date)
    throw new UsageRefusal(`usage: plenary ${command.usage} [--config FILE]`)
  const { runCommand } = await import('./commands.ts')
  await runCommand(name, words, values.config)
  return null
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name)

/** What can be said of a line without knowing the program. */
function usageLineOf(error: unknown): string | null {
  if (error instanceof UsageRefusal) return error.message
  const { code, message } = error as NodeJS.ErrnoException
  return code?.startsWith('ERR_PARSE_ARGS') ? `${message}; try --help` : null
}
