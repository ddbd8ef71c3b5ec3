import { isConsolePath } from '../contract/settings.ts'
import * as instance from '../modules/instance/index.ts'
import type { Bus } from '../platform/bus.ts'
import type { Config } from '../platform/config.ts'
import type { Db } from '../platform/db.ts'
import type { Log } from '../platform/log.ts'
import type { Seal } from '../platform/seal.ts'
import { StartRefusal } from './refusal.ts'

/**
 * The settings that hold, at hand on this node: which parts are on is asked with every call. Read anew when a change is heard of, and now and
 * then in case it was not.
 */
export interface Current {
  settings(): instance.Kept
  /** Reads them anew; after it this node goes by what was committed before. */
  refresh(): Promise<void>
  close(): Promise<void>
}

const LOOK_EVERY_MS = 5_000

export async function openCurrent(base: { db: Db; bus: Bus }, config: Config, seal: Seal, log: Log): Promise<Current> {
  const { db, bus } = base
  await db.write((tx) => instance.takeFixed(tx, { fixed: fixedBy(config), parts: config.parts }, seal))
  let held = await db.read(instance.settings)
  let reading: Promise<void> = Promise.resolve()
  const refresh = () => {
    // One after the other, so that an older reading never replaces a newer one.
    reading = reading
      .then(() => db.read(instance.settings))
      .then(
        (now) => {
          held = now
        },
        (error) => log.error({ err: error }, 'the settings could not be read; they are read again soon'),
      )
    return reading
  }
  const stop = bus.onWake((feeds) => {
    if (feeds.includes(instance.instanceFeed)) void refresh()
  })
  const timer = setInterval(() => void refresh(), LOOK_EVERY_MS)
  return {
    settings: () => held,
    refresh,
    close: async () => {
      clearInterval(timer)
      stop()
      await reading
    },
  }
}

/** What the configuration says of settings that the console has too. @throws StartRefusal */
function fixedBy(config: Config): Parameters<typeof instance.takeFixed>[1]['fixed'] {
  const { url, from } = config.mail
  const [consolePath, consoleLink] = [consolePathOf(config), config.server.showConsoleLink]
  return {
    mail: { ...(url === null ? {} : { url }), ...(from === null ? {} : { from }) },
    home: { ...(consolePath === null ? {} : { consolePath }), ...(consoleLink === null ? {} : { consoleLink }) },
  }
}

/** The word the configuration wants the console at; null: it leaves that to the console's settings. @throws StartRefusal */
export function consolePathOf({ server }: Config): string | null {
  const word = server.consolePath?.slice(1) ?? null
  if (word !== null && !isConsolePath(word))
    throw new StartRefusal(`server.consolePath: ${server.consolePath} is the address of other pages; choose another`)
  return word
}
