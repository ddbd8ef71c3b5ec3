import { UsageRefusal } from './refusal.ts'

/** What is brought in from other programs and given out to them: one table, so that `--help` tells of each. */
export interface TransferOptions {
  readonly config?: string | undefined
  readonly db?: string | undefined
  readonly event?: string | undefined
  readonly zone?: string | undefined
  readonly date?: string | undefined
}
type Name = keyof TransferOptions

interface Transfer {
  /** In the list of all commands. */
  readonly brief: string
  readonly usage: string
  readonly about: string
  readonly words: number
  readonly options: readonly Name[]
  /** Returns what is still to be printed. */
  run(words: readonly string[], options: TransferOptions): Promise<string>
}

export const transfers: Record<string, Transfer> = {
  'import ptgbot': {
    brief: 'Move a ptgbot: its database into an event, its settings into lines for plenary.yaml.',
    usage: 'import ptgbot [--db ptg.json] [--event EVENT] [--zone ZONE] [--config FILE]',
    about:
      'With --db: move everything of a ptgbot into an event. With --config: print its settings as lines for plenary.yaml. With both, both.\n' +
      'Without --event: the only event there is; with one that is not there yet, it is made. ZONE is that of its clock, as Europe/Paris.',
    words: 0,
    options: ['config', 'db', 'event', 'zone'],
    run: async (_, options) => (await import('./import-ptgbot.ts')).importPtgbot(options),
  },
  'export ptgbot': {
    brief: "Print an event as a ptgbot's document.",
    usage: 'export ptgbot EVENT [--config FILE]',
    about: "Print an event as a ptgbot's document, without what is private.",
    words: 1,
    options: ['config'],
    run: async ([event = ''], options) => (await import('./export-ptgbot.ts')).exportPtgbot(event, options),
  },
  'import schedule': {
    brief: 'Take a programme into an event, from a file or an address.',
    usage: 'import schedule EVENT FILE|URL [--config FILE]',
    about:
      'Take a programme into an event and release it: schedule.json, schedule.xml, or objects of pretalx, from a file or an address;\n' +
      'an address that is no file is asked as a pretalx. Sessions are recognized, so doing it again changes what is new alone.',
    words: 2,
    options: ['config'],
    run: async ([event = '', from = ''], options) => (await import('./move-schedule.ts')).importSchedule(event, from, options),
  },
  'export schedule': {
    brief: "Print an event's schedule as schedule.json.",
    usage: 'export schedule EVENT [--config FILE]',
    about: "Print an event's released schedule as schedule.json.",
    words: 1,
    options: ['config'],
    run: async ([event = ''], options) => (await import('./move-schedule.ts')).exportSchedule(event, options),
  },
  'add-realtime': {
    brief: 'Print such a document with the instants of its slots.',
    usage: 'add-realtime FILE --date DATE [--zone ZONE]',
    about:
      "Print a ptgbot's document with the instants of its slots, read from their labels: the first day is DATE, as 2026-11-26.\n" +
      'ZONE is that of the labels, as Europe/Paris; without it, UTC.',
    words: 1,
    options: ['date', 'zone'],
    run: async ([file = ''], options) => (await import('./export-ptgbot.ts')).printRealtime(file, options),
  },
}

/** The transfer that a line asks for; null: it asks for something else. */
export function transferOf(positionals: readonly string[]): { transfer: Transfer; words: readonly string[] } | null {
  const [first = '', second = ''] = positionals
  const named = (name: string) => (Object.hasOwn(transfers, name) ? transfers[name] : undefined)
  const two = named(`${first} ${second}`)
  if (two) return { transfer: two, words: positionals.slice(2) }
  const one = named(first)
  if (one) return { transfer: one, words: positionals.slice(1) }
  if (first !== 'import' && first !== 'export') return null
  throw new UsageRefusal(`usage:\n${usages(first)}`)
}

const usages = (verb: string): string =>
  Object.entries(transfers)
    .flatMap(([name, { usage }]) => (name.startsWith(`${verb} `) ? [`  plenary ${usage}`] : []))
    .join('\n')

/** @throws UsageRefusal */
export async function runTransfer(
  { transfer, words }: { transfer: Transfer; words: readonly string[] },
  options: TransferOptions,
  wantsHelp: boolean,
): Promise<string> {
  if (wantsHelp) return `plenary ${transfer.usage}\n\n${transfer.about}\n`
  const foreign = Object.entries(options).find(([name, value]) => value !== undefined && !transfer.options.includes(name as Name))
  if (words.length !== transfer.words || foreign) throw new UsageRefusal(`usage: plenary ${transfer.usage}`)
  return transfer.run(words, options)
}
