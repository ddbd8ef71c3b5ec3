/** The list with one thing moved from one place to another; unchanged where a place does not exist. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list]
  if (from < 0 || to < 0 || from >= list.length || to >= list.length) return next
  const [one] = next.splice(from, 1)
  if (one !== undefined) next.splice(to, 0, one)
  return next
}

/**
 * Where a row that is dragged now belongs: `middles` are the middles of all rows as they stood at the start, `shift` how far the row
 * from place `from` was dragged, all in the same unit.
 */
export function placeAfterDrag(middles: readonly number[], from: number, shift: number): number {
  const at = (middles[from] ?? 0) + shift
  const above = middles.filter((middle, i) => i < from && middle < at).length
  const below = middles.filter((middle, i) => i > from && middle < at).length
  return above + below
}

/** The order as it was before something was deleted, for what is still there, with later additions at the end. */
export function restoredOrder<Id>(before: readonly Id[], now: readonly Id[]): Id[] {
  return [...before.filter((id) => now.includes(id)), ...now.filter((id) => !before.includes(id))]
}
