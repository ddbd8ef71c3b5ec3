import { parseArgs } from 'node:util'
import { UsageRefusal } from './refusal.ts'
import { type CommandName, commands, help, importAbout, importUsage } from './usage.ts'
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
    options: { config: { type: 'string' }, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } },
  })
  const [name, ...words] = positionals
  if (values.version) return `${version}\n`
  if (name === 'import') return values.help ? `plenary ${importUsage}\n\n${importAbout}\n` : imported(words, values.config)
  if (name === undefined && values.help) return `${help()}\n`
  if (name === undefined) throw new UsageRefusal(help())
  if (!isCommand(name)) throw new UsageRefusal(`there is no command "${name}"; try --help`)
  const command = commands[name]
  if (values.help) return `plenary ${command.usage} [--config FILE]\n\n${command.about}\n`
  if (words.length !== command.words) throw new UsageRefusal(`usage: plenary ${command.usage} [--config FILE]`)
  const { runCommand } = await import('./commands.ts')
  await runCommand(name, words, values.config)
  return null
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(commands, name)

async function imported(words: readonly string[], file: string | undefined): Promise<string> {
  if (words.length !== 1 || words[0] !== 'ptgbot' || !file) throw new UsageRefusal(`usage: plenary ${importUsage}`)
  return (await import('./import-ptgbot.ts')).settingsOfPtgbot(file)
}

/** What can be said of a line without knowing the program. */
function usageLineOf(error: unknown): string | null {
  if (error instanceof UsageRefusal) return error.message
  const { code, message } = error as NodeJS.ErrnoException
  return code?.startsWith('ERR_PARSE_ARGS') ? `${message}; try --help` : null
}
