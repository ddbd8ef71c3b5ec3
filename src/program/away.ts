import { Refusal } from '../contract/refusal.ts'

/** The driver's own codes, those of the network, and PostgreSQL's: connection lost, shutting down, starting up, no room. */
const AWAY =
  /^(CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|ECONN\w+|ENOENT|EPIPE|ETIMEDOUT|EHOST\w+|ENET\w+|ENOTFOUND|EAI_AGAIN|08...|53300|57P0.)$/

/** Whether this says that the database could not be asked, or that its answer was lost on the way. */
export function isAway(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  return code === 'ENOENT' ? syscall === 'connect' : AWAY.test(String(code))
}

type Call = (...asked: never[]) => Promise<unknown>

/**
 * The same calls, which refuse with `unavailable` while the database is away: an outage is no fault of each call. Whether what was asked for
 * was done is then not known; asked again under the same id it is done once.
 */
export function refusingWhileAway<Calls extends { readonly [name: string]: Call }>(calls: Calls): Calls {
  const refusing = Object.entries(calls).map(([name, call]): [string, Call] => [
    name,
    async (...asked) => {
      try {
        return await call(...asked)
      } catch (error) {
        throw isAway(error) ? new Refusal('unavailable') : error
      }
    },
  ])
  return Object.fromEntries(refusing) as Calls
}
