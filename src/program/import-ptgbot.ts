import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { UsageRefusal } from './refusal.ts'
import type { TransferOptions } from './transfers.ts'

/**
 * The settings of a ptgbot, as ours. Its file is JSON, often with a comma too many (its own sample has one), which YAML reads as well.
 * Whoever moves over gets the lines for their `plenary.yaml`; nothing is written for them.
 */
export class ImportRefusal extends Error {}

const FILE_BYTES_MAX = 1_048_576

const Theirs = z.object({
  irc_nick: z.string().min(1),
  irc_pass: z.string().default(''),
  irc_server: z.string().min(1),
  irc_port: z.coerce.number().int().min(1).max(65_535),
  irc_channel: z.string().regex(/^#\S+$/, 'must be a channel such as #event'),
  db_filename: z.string().min(1),
  log_config: z.string().optional(),
})

/** Moves the database of `--db`, prints the settings of `--config`, or both. @throws UsageRefusal, ImportRefusal */
export async function importPtgbot({ config: theirs, db: file, event, zone }: TransferOptions): Promise<string> {
  if (theirs === undefined && file === undefined)
    throw new UsageRefusal('say what to import: --db ptg.json, --config FILE, or both')
  const settings = theirs === undefined ? '' : settingsOfPtgbot(theirs, event)
  if (file === undefined) return settings
  const [{ movePtgbot, reportOf }, { checkZone, readDocument }] = await Promise.all([
    import('./move-ptgbot.ts'),
    import('./export-ptgbot.ts'),
  ])
  if (zone !== undefined) checkZone(zone)
  const text = readDocument(file)
  const [{ openBase }, { environment, readConfig }, { openLog }] = await Promise.all([
    import('./base.ts'),
    import('../platform/config.ts'),
    import('../platform/log.ts'),
  ])
  // `--config` is the other program's here: ours is where it usually is.
  const config = readConfig({ file: undefined, cwd: process.cwd(), env: environment() })
  const base = await openBase(config, openLog('warn'), 'beside')
  try {
    const network = theirs === undefined ? null : `irc/${theirsIn(theirs).irc_server.toLowerCase()}`
    return `${settings}${reportOf(await movePtgbot(base.db, config, { text, file, event, zone, network }))}`
  } finally {
    await base.close()
  }
}

/** The text to put into `plenary.yaml`. @throws ImportRefusal naming the key that is missing or wrong */
export function settingsOfPtgbot(file: string, event?: string): string {
  const { irc_nick, irc_pass, irc_server, irc_port, irc_channel } = theirsIn(file)
  const irc = {
    server: irc_server,
    port: irc_port,
    tls: irc_port === 6697,
    nick: irc_nick,
    channels: [irc_channel],
    ...(event === undefined ? {} : { event }),
    nickserv: { password: irc_pass === '' ? null : irc_pass },
  }
  return stringify({ chat: { irc: [irc] } })
}

function theirsIn(file: string): z.infer<typeof Theirs> {
  const theirs = Theirs.safeParse(read(file))
  if (!theirs.success) {
    const [issue] = theirs.error.issues
    const key = issue?.path.join('.') ?? ''
    const missing = issue?.code === 'invalid_type' && issue.message.includes('received undefined')
    throw new ImportRefusal(`${file}: ${key}: ${missing ? 'is missing' : (issue?.message ?? 'is not usable')}`)
  }
  return theirs.data
}

function read(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new ImportRefusal(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  if (text.length > FILE_BYTES_MAX) throw new ImportRefusal(`${file}: is larger than 1 MiB`)
  try {
    return parse(text)
  } catch {
    throw new ImportRefusal(`${file}: is not JSON`)
  }
}
