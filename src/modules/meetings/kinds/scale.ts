import { SCALE_MAX } from '../../../contract/limits.ts'
import { cleanText } from '../rules.ts'
import type { Counted, Kind } from './kind.ts'

/** A number from 0 to 100: how much, how sure, how likely. */
export const scale: Kind<'scale'> = {
  shown: ({ low, high, liveOnStage }, about) => ({ kind: 'scale', ...about, low, high, liveOnStage }),
  ready: (prepared) => prepared,
  faultIn: () => null,
  keep: (_prepared, { value }) => ({ kind: 'scale', value }),
  readWords: (_activity, words) => {
    const said = /^(\d{1,3})\s*%?(?:\s|$)/u.exec(cleanText(words))?.[1]
    const value = Number(said)
    return said === undefined || value > SCALE_MAX ? null : { kind: 'scale', value }
  },
  isShort: (_activity, words) => /^\d{1,3}\s*%?$/u.test(cleanText(words)) && Number.parseInt(cleanText(words), 10) <= SCALE_MAX,
  said: (_prepared, { value }) => [String(value)],
  empty: () => tallyOf({ answered: 0, values: new Map() }),
  tally: (_prepared, counted) => tallyOf(counted),
  same: (one, other) =>
    JSON.stringify([one.answered, one.average, one.spread, one.bins]) ===
    JSON.stringify([other.answered, other.average, other.spread, other.bins]),
  loses: () => null,
  counts: 'values',
  mayCount: ({ liveOnStage }) => ({ all: false, answerers: true, stage: liveOnStage }),
  answersMax: () => 1,
}

const tenth = (value: number): number => Math.round(10 * value) / 10

/** Mean and standard deviation (of all who answered, not of a sample), to a tenth; `bins` count 0 to 9, 10 to 19 … 90 to 99, and 100. */
function tallyOf({ answered, values }: Pick<Counted, 'answered' | 'values'>) {
  const all = [...values]
  const n = all.reduce((sum, [, count]) => sum + count, 0)
  const mean = all.reduce((sum, [value, count]) => sum + value * count, 0) / n
  const variance = all.reduce((sum, [value, count]) => sum + count * (value - mean) ** 2, 0) / n
  const bins = Array.from({ length: 11 }, (_, i) =>
    all.reduce((sum, [value, count]) => (Math.floor(value / 10) === i ? sum + count : sum), 0),
  )
  return {
    kind: 'scale' as const,
    answered,
    average: n ? tenth(mean) : null,
    spread: n ? tenth(Math.sqrt(variance)) : null,
    bins,
  }
}
