/** What the ledger knows without asking the database. */

export const POINTS_MAX = 1_000_000_000
export const KEY_CHARS_MAX = 200
export const REASON_CHARS_MAX = 100

/** Points are whole and move forward: what is taken back goes the other way in a transfer of its own. */
export const arePoints = (points: number): boolean => Number.isInteger(points) && points > 0 && points <= POINTS_MAX

/**
 * Splits an amount by weights so that the parts are whole and their sum is the amount: each gets its exact share rounded down, and what is left goes to
 * the largest remainders, of equal ones to the smallest id (Hamilton's method). The order of `weights` makes no difference.
 * @param weights whole, 0 or more; with none above 0 nothing is given out
 */
export function split(amount: number, weights: ReadonlyMap<string, number>): Map<string, number> {
  const total = [...weights.values()].reduce((sum, weight) => sum + BigInt(weight), 0n)
  if (total === 0n) return new Map([...weights.keys()].map((id) => [id, 0]))
  const shares = [...weights].map(([id, weight]) => {
    const exact = BigInt(amount) * BigInt(weight)
    return { id, whole: exact / total, rest: exact % total }
  })
  const given = shares.reduce((sum, { whole }) => sum + whole, 0n)
  const first = shares.toSorted((a, b) => (a.rest === b.rest ? (a.id < b.id ? -1 : 1) : a.rest > b.rest ? -1 : 1))
  const more = new Set(first.slice(0, Number(BigInt(amount) - given)).map(({ id }) => id))
  return new Map(shares.map(({ id, whole }) => [id, Number(whole) + (more.has(id) ? 1 : 0)]))
}
