import { transfers } from './transfers.ts'

/** The commands as people see them: how each is written and what it is for. What they do stands in `commands.ts`. */
interface Command {
  readonly usage: string
  readonly about: string
  readonly words: number
}

export const commands = {
  start: {
    usage: 'start',
    about: 'Start Plenary. On an empty data folder it makes a sample event with a running meeting.',
    words: 0,
  },
  try: {
    usage: 'try',
    about: 'Start Plenary to look around or to rehearse: all of it lies in a folder that is removed when you stop it.',
    words: 0,
  },
  migrate: {
    usage: 'migrate',
    about: 'Bring the database to the schema of this version, and end. `start` does so by itself.',
    words: 0,
  },
  demo: { usage: 'demo', about: 'Fill an empty instance with a sample event and meeting.', words: 0 },
  owner: {
    usage: 'owner',
    about: 'Print a fresh set-up link, good once, for an hour: whoever opens it becomes an owner.',
    words: 0,
  },
  backup: { usage: 'backup FILE', about: 'Write everything into one file, while the program runs or not.', words: 1 },
  restore: {
    usage: 'restore FILE',
    about: 'Fill an empty instance from a backup. The program must not be running.',
    words: 1,
  },
} as const satisfies Record<string, Command>
export type CommandName = keyof typeof commands

/** The longest name and a blank: what they are for stands in one column. */
const NAME_CHARS = 16

export function help(): string {
  const rows = Object.values(commands).map(({ usage, about }) => `  ${usage.padEnd(NAME_CHARS)} ${about}`)
  const moves = Object.entries(transfers).map(([name, { brief }]) => `  ${name.padEnd(NAME_CHARS)} ${brief}`)
  return [
    'Plenary hosts the events of a community.',
    '',
    'plenary COMMAND [--config FILE]',
    '',
    ...rows,
    ...moves,
    '',
    '  --help           About a command.',
    '  --version        The version.',
  ].join('\n')
}
