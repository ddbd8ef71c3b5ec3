import { Refusal } from '../contract/refusal.ts'
import { isAway } from '../platform/away.ts'

const told = (error: unknown): never => {
  throw isAway(error) ? new Refusal('unavailable') : error
}

type Call = (...asked: never[]) => Promise<unknown>

/**
 * The same calls, which refuse with `unavailable` while the database is away: an outage is no fault of each call. Whether what was asked for
 * was done is then not known; asked again under the same id it is done once.
 */
export function refusingWhileAway<Calls extends { readonly [name: string]: Call }>(calls: Calls): Calls {
  const refusing = Object.entries(calls).map(([name, call]): [string, Call] => [name, (...asked) => call(...asked).catch(told)])
  return Object.fromEntries(refusing) as Calls
}
