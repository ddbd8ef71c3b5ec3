import type postgres from 'postgres'
import type { Config } from '../platform/config.ts'
import type { Log } from '../platform/log.ts'

export class BackupRefusal extends Error {}

export async function backup(_client: postgres.Sql, _file: string, _say: (line: string) => void): Promise<void> {
  throw new BackupRefusal('being built')
}
export async function restore(_config: Config, _log: Log, _file: string, _say: (line: string) => void): Promise<void> {
  throw new BackupRefusal('being built')
}
