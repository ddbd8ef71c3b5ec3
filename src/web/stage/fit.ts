/** One way to lay something out, and the size at which it fits. */
export interface Fit {
  columns: number
  scale: number
}

export interface FitLimits {
  /** Sizes are multiples of the normal one; below `min` nothing is tried, for nobody could read it. */
  min: number
  max: number
  columns: readonly number[]
}

const TRIES = 8
/** More columns are worth it only when the text gets clearly larger: the eye reads one column more easily. */
const WORTH = 1.12

/**
 * The largest size at which everything fits, found by halving: `fits` is asked at most nine times per number of columns.
 * When not even the smallest fits, that is the answer.
 */
export function largestScale(fits: (scale: number) => boolean, min: number, max: number): number {
  if (fits(max)) return max
  let low = min
  let high = max
  for (let tried = 0; tried < TRIES; tried++) {
    const middle = (low + high) / 2
    if (fits(middle)) low = middle
    else high = middle
  }
  return low
}

/** The layout in which the text is largest; of two alike the one with fewer columns. */
export function bestFit(fits: (fit: Fit) => boolean, limits: FitLimits): Fit {
  let best: Fit | null = null
  for (const columns of limits.columns) {
    const scale = largestScale((tried) => fits({ columns, scale: tried }), limits.min, limits.max)
    if (!best || scale > best.scale * WORTH) best = { columns, scale }
    if (scale === limits.max) break
  }
  return best ?? { columns: 1, scale: limits.min }
}

/** In how many columns so many choices may stand once they carry bars, which are compared along one line. */
export const columnsFor = (choices: number): readonly number[] => (choices < 7 ? [1] : choices < 13 ? [1, 2] : [1, 2, 3])

/** And while they are only asked: an even number makes a board of tiles, of which the first is taken where nothing is larger. */
export const columnsForTiles = (choices: number): readonly number[] =>
  choices > 12 ? [3, 2] : choices > 3 || choices === 2 ? [2, 1] : [1]

/** A long text may stand in two columns, as in a newspaper: lines across a whole wall are hard to follow. */
export const columnsForText = (chars: number): readonly number[] => (chars < 500 ? [1] : [1, 2])

/** Above a cloud the question has little room: the longer it is, the smaller. */
export const questionScale = (chars: number): number => (chars <= 60 ? 1 : chars <= 120 ? 0.85 : 0.7)
