/**
 * Where the arrow keys lead in a row or column of `count` things, from `at`; null when the key does not move.
 * Rows follow the direction of the text.
 */
export function keyMoves(key: string, at: number, count: number, along: 'row' | 'column', rtl = false): number | null {
  if (count === 0) return null
  const [back, on] =
    along === 'column' ? ['ArrowUp', 'ArrowDown'] : rtl ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight']
  if (key === on) return (at + 1) % count
  if (key === back) return (at - 1 + count) % count
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  return null
}
