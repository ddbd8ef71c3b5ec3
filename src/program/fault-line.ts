import { Refusal } from '../contract/refusal.ts'
import { ConfigRefusal } from '../platform/config.ts'
import { EmbeddedRefusal } from '../platform/embedded.ts'
import { MigrationRefusal } from '../platform/migrate.ts'
import { BackupRefusal } from './backup-format.ts'
import { ImportRefusal } from './import-ptgbot.ts'
import { StartRefusal } from './refusal.ts'

const forPeople = [ConfigRefusal, EmbeddedRefusal, MigrationRefusal, StartRefusal, BackupRefusal, ImportRefusal]

/** What people can act on stands in one line; a fault of ours comes with its trace. */
export function lineOf(error: unknown): string {
  if (forPeople.some((kind) => error instanceof kind)) return (error as Error).message
  if (error instanceof Refusal) return error.code
  return databaseLineOf(error) ?? (error as Error).stack ?? String(error)
}

/** The driver's own codes, and the classes of PostgreSQL's: no connection, no such account or database, no room, shutting down. */
const AWAY = /^(CONNECT_TIMEOUT|CONNECTION_\w+|08...|28...|3D000|53...|57P0.)$/
const FORBIDDEN = '42501'

/** Of nothing else that the program connects to at its start does an error come as far as this. Null: another fault. */
function databaseLineOf(error: unknown): string | null {
  const { code = '', syscall, message } = error as NodeJS.ErrnoException
  const why = firstLine(message) || code
  if (code === FORBIDDEN)
    return `database.url: the database does not let Plenary work in it (${why}); make its user the owner of the database`
  if (AWAY.test(code) || syscall === 'connect' || syscall === 'getaddrinfo' || /^E(CONN|HOST|NET|TIMEDOUT)/.test(code))
    return `database.url: the database cannot be reached (${why})`
  return null
}

const firstLine = (text = ''): string => text.split('\n')[0] ?? ''
