import { open } from 'node:fs/promises'
import { take } from '../adapters/programme/index.ts'
import { openProgrammeOut } from '../adapters/programme-out/index.ts'
import { SCHEDULE_BYTES_MAX } from '../contract/limits.ts'
import { EventId } from '../contract/meeting.schema.ts'
import { Refusal } from '../contract/refusal.ts'
import type { TakenIn } from '../contract/schedule.schema.ts'
import * as events from '../modules/events/index.ts'
import { system } from '../modules/people/index.ts'
import * as schedule from '../modules/schedule/index.ts'
import { type Config, environment, readConfig } from '../platform/config.ts'
import type { Db } from '../platform/db.ts'
import { openLog } from '../platform/log.ts'
import { openOutgoing } from '../platform/outgoing.ts'
import { openBase } from './base.ts'
import { UsageRefusal } from './refusal.ts'
import { printedUrl } from './start.ts'
import type { TransferOptions } from './transfers.ts'
import { version } from './version.ts'

/** Programmes, taken in and given out by the command line. */

async function withEvent(
  name: string,
  { config: file }: TransferOptions,
  work: (db: Db, event: EventId, config: Config) => Promise<string>,
): Promise<string> {
  const config = readConfig({ file, cwd: process.cwd(), env: environment() })
  const base = await openBase(config, openLog('warn'), 'beside')
  try {
    const event = EventId.safeParse(name)
    if (!event.success || !(await base.db.read((tx) => events.exists(tx, event.data))))
      throw new UsageRefusal(`there is no event "${name}"`)
    return await work(base.db, event.data, config)
  } finally {
    await base.close()
  }
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`)

/** Takes in a file, or what an address gives, and releases it; how far it is is told on standard error. @throws UsageRefusal in one line; nothing has changed then */
export function importSchedule(name: string, from: string, options: TransferOptions): Promise<string> {
  return withEvent(name, options, async (db, event, { outgoing: { allowPrivate }, programme }) => {
    const isAddress = /^https?:\/\//i.test(from)
    if (isAddress && !URL.canParse(from)) throw new UsageRefusal(`${from}: is no address`)
    const known = programme.find((one) => one.url === from)
    const source = { kind: known?.kind ?? kindOf(from), url: from, token: known?.token ?? null }
    const wish = { release: true, note: '', daysOnly: known?.daysOnly ?? false }
    try {
      const bytes = isAddress ? source : await bytesOf(from)
      const taken = await take({ db, outgoing: openOutgoing(allowPrivate) }, system, event, {
        ...wish,
        from: bytes,
        onStage: (stage, detail) => tell(`${stage}: ${detail}`),
      })
      return taken ? reportOf(taken) : 'It is what was taken in last: nothing has changed.\n'
    } catch (error) {
      if (error instanceof Refusal) throw new UsageRefusal(`${from}: ${whyOf(error)}; nothing has changed`)
      throw error
    }
  })
}

/** A file by its name; anything else is asked of pretalx. */
const kindOf = (address: string) => (/\.(json|xml)([?#].*)?$|\/(schedule|export)\b/i.test(address) ? 'schedule' : 'pretalx')

const whyOf = ({ code, hint }: Refusal): string => {
  if (code === 'too-large') return `is larger than ${SCHEDULE_BYTES_MAX / 1_048_576} MiB`
  if (code === 'address-private') return 'leads into a private network, which outgoing.allowPrivate has to allow'
  return hint ?? code
}

/** Never more of it than is taken in. */
async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    const handle = await open(file)
    try {
      const { size } = await handle.stat()
      if (size > SCHEDULE_BYTES_MAX) throw new Refusal('too-large')
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new UsageRefusal(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function reportOf({ version: named, fresh, moved, changed, gone, unchanged, skipped, more, released }: TakenIn): string {
  for (const { what, why } of skipped) tell(`skipped: ${what}: ${why}`)
  if (more > 0) tell(`skipped: ${more} more`)
  const told = released === null ? 'Nothing is new.' : `Released as version ${released}${named ? ` (${named})` : ''}.`
  return `${fresh} new, ${moved} moved, ${changed} changed, ${gone} gone, ${unchanged} as they were. ${told}\n`
}

/** The released schedule as schedule.json. @throws UsageRefusal for an event that is none */
export function exportSchedule(name: string, options: TransferOptions): Promise<string> {
  return withEvent(name, options, async (db, event, config) => {
    const print = openProgrammeOut({
      db,
      mark: (tx) => schedule.mark(tx, event),
      released: async (tx) => ({
        event: await events.event(tx, event),
        ...(await schedule.released(tx, event)),
        baseUrl: printedUrl(config),
        program: version,
      }),
    })
    const printed = await print(event, 'json')
    if (!printed) throw new UsageRefusal(`there is no event "${name}"`)
    return printed.text.endsWith('\n') ? printed.text : `${printed.text}\n`
  })
}
