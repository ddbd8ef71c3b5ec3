import * as instance from '../modules/instance/index.ts'
import * as people from '../modules/people/index.ts'
import type { Config } from '../platform/config.ts'
import type { Log } from '../platform/log.ts'
import { openBase } from './base.ts'
import { consolePathOf } from './current.ts'
import { printedUrl } from './start.ts'

/** A fresh set-up link, beside a running program or alone; the unused ones before it are no longer good. */
export async function setupLink(config: Config, log: Log): Promise<string> {
  const base = await openBase(config, log, 'beside')
  try {
    const path = consolePathOf(config) ?? (await base.db.read(instance.settings)).home.consolePath
    return `${printedUrl(config)}/${path}/setup#${await base.db.write(people.makeSetupLink)}`
  } finally {
    await base.close()
  }
}
