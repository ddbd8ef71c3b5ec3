import place from 'd3-cloud'
import { type CloudWord, mostOf, type Weight, weightOf } from './word-weight.ts'

export interface PlacedWord {
  word: string
  count: number
  weight: Weight
  /** Middle of the word, from the middle of the box; y is the text's baseline. In the box's own units. */
  x: number
  y: number
  size: number
}

export interface CloudBox {
  width: number
  height: number
}

export interface CloudDrawing {
  box: CloudBox
  /** The size a word of weight 5 got. */
  largest: number
  placed: readonly PlacedWord[]
}

/** Where words are measured: a canvas of the browser, or one that knows only their widths. */
export type Measure = () => HTMLCanvasElement

/** Text sizes of the five weights against the largest one, and their strengths of type. */
export const sizeOfWeight: Record<Weight, number> = { 1: 0.24, 2: 0.36, 3: 0.52, 4: 0.74, 5: 1 }
export const strengthOfWeight: Record<Weight, number> = { 1: 480, 2: 540, 3: 600, 4: 660, 5: 720 }
export const CLOUD_FONT = 'system-ui, sans-serif'

/** Layouts are made in a box of this area and scaled as a drawing: same cloud on a phone and on a 4K wall, and the canvas never overflows. */
const AREA = 900 * 600
const TRIES_MAX = 14
const SHRINK = 0.88

/** The layout box with the proportions of `width` by `height` (any unit). Widths are whole multiples of 32, as the placing library packs its bits. */
export function cloudBox(width: number, height: number): CloudBox {
  const ratio = Math.min(4, Math.max(0.4, width / Math.max(1, height)))
  const wide = Math.max(64, Math.round(Math.sqrt(AREA * ratio) / 32) * 32)
  return { width: wide, height: Math.round(wide / ratio / 2) * 2 }
}

/**
 * Places every word without overlap and without cutting, as large as fits. Words that stood somewhere in `before` start their search
 * for room there, so that growing counts move them no further than they must.
 */
export function layoutCloud(words: readonly CloudWord[], box: CloudBox, measure: Measure, before?: CloudDrawing): CloudDrawing {
  const known = new Map(before?.placed.map((word, i) => [word.word, { ...word, i }]))
  const scale = before ? { x: box.width / before.box.width, y: box.height / before.box.height } : { x: 1, y: 1 }
  const most = mostOf(words)
  const planned = words.map(({ word, count }): PlacedWord => {
    const was = known.get(word)
    return {
      word,
      count,
      weight: weightOf(count, most),
      size: 0,
      x: Math.round((was?.x ?? 0) * scale.x),
      y: Math.round((was?.y ?? 0) * scale.y),
    }
  })
  const rank = (word: PlacedWord) => known.get(word.word)?.i ?? Number.MAX_SAFE_INTEGER
  planned.sort((a, b) => b.weight - a.weight || rank(a) - rank(b) || b.count - a.count)
  let largest = firstSize(planned, box, before?.largest)
  for (let tries = 1; ; tries++, largest *= SHRINK) {
    const sized = planned.map((word) => ({ ...word, size: Math.round(largest * sizeOfWeight[word.weight]) }))
    const placed = tryPlace(sized, box, measure)
    if (placed.length === planned.length || tries === TRIES_MAX) return { box, largest, placed }
  }
}

/** Text sizes keep as long as they are anywhere near right: a cloud that breathes with every word is hard to read. */
const KEEP_FROM = 0.72
const KEEP_TO = 1.35

/** A size of the largest word from which the words fill a good part of the box; the tries correct it downwards. */
function firstSize(words: readonly PlacedWord[], box: CloudBox, last?: number): number {
  let area = 0
  let widest = 1
  for (const { word, weight } of words) {
    const size = sizeOfWeight[weight]
    area += word.length * 0.62 * size * size * 1.3
    widest = Math.max(widest, word.length * 0.62 * size)
  }
  const wide = (0.94 * box.width) / widest
  const ideal = Math.min(Math.sqrt((1.1 * box.width * box.height) / Math.max(1, area)), wide, box.height * 0.42)
  return last && last < ideal * KEEP_TO && last > ideal * KEEP_FROM && last <= wide ? last : ideal
}

/** One go of the placing library. Its `random` is asked three times a word: where x and y start, and which way to turn; we answer with the plan. */
function tryPlace(wanted: readonly PlacedWord[], box: CloudBox, measure: Measure): PlacedWord[] {
  const plan = wanted.flatMap(({ word, x, y }) => [(x + 0.25) / box.width + 0.5, (y + 0.25) / box.height + 0.5, word.length % 2])
  let asked = 0
  let placed: PlacedWord[] = []
  place<{ text: string; plan: PlacedWord; x: number; y: number }>()
    .canvas(measure)
    .size([box.width, box.height])
    .words(wanted.map((word) => ({ text: word.word, plan: word, x: 0, y: 0 })))
    .font(CLOUD_FONT)
    .fontWeight(({ plan: word }) => strengthOfWeight[word.weight])
    .fontSize(({ plan: word }) => word.size)
    .rotate(0)
    .padding(6)
    .spiral('archimedean')
    .random(() => (plan[asked++] ?? 0.5) * 2 - 0.5)
    .on('end', (done) => {
      placed = done.map(({ plan: word, x, y }) => ({ ...word, x, y }))
    })
    .start()
  return placed
}
