import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cloudBox, layoutCloud, type PlacedWord } from './cloud-layout.ts'
import { weightOf } from './word-weight.ts'

/** A canvas on which each word is a solid block, 0.6 of its size wide per character. */
function blockCanvas(): HTMLCanvasElement {
  const side = 2048
  let pixels = new Uint8ClampedArray(0)
  let size = 0
  let [x, y] = [0, 0]
  const context = {
    set font(font: string) {
      size = Number(/(\d+)px/.exec(font)?.[1])
    },
    measureText: (text: string) => ({ width: text.length * size * 0.6 }),
    clearRect: () => {
      pixels = new Uint8ClampedArray(side * side * 4)
    },
    save: () => undefined,
    restore: () => undefined,
    strokeText: () => undefined,
    translate: (right: number, down: number) => {
      ;[x, y] = [right, down]
    },
    fillText: (text: string, anchor: number) => {
      for (let row = Math.floor(y - size * 0.8); row < y + size * 0.2; row++) {
        const from = (row * side + Math.floor(x + anchor)) * 4
        pixels.fill(255, from, from + Math.ceil(text.length * size * 0.6) * 4)
      }
    },
    getImageData: (_x: number, _y: number, width: number) => ({ data: width === 1 ? new Uint8ClampedArray(4) : pixels }),
  }
  return { getContext: () => context } as unknown as HTMLCanvasElement
}

const block = (word: PlacedWord) => {
  const half = word.word.length * word.size * 0.3
  return { left: word.x - half, right: word.x + half, top: word.y - word.size * 0.8, bottom: word.y + word.size * 0.2 }
}
const words = 'patience trust docs review tests coffee kindness time naming clarity maintainers money releases'
  .split(' ')
  .map((word, i) => ({ word, count: Math.max(1, 21 - 3 * i) }))
const box = cloudBox(1600, 900)

test('every word is placed, inside the box, and none covers another', () => {
  const { placed } = layoutCloud(words, box, blockCanvas)
  assert.deepEqual(placed.map(({ word }) => word).sort(), words.map(({ word }) => word).sort())
  assert.deepEqual(
    placed
      .map(({ word, count, weight }) => ({ word, count, weight }))
      .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1)),
    words
      .map(({ word, count }) => ({ word, count, weight: weightOf(count, 21) }))
      .sort((a, b) => b.count - a.count || (a.word < b.word ? -1 : 1)),
  )
  const blocks = placed.map(block)
  for (const [i, a] of blocks.entries()) {
    assert.ok(a.left >= -box.width / 2 && a.right <= box.width / 2 && a.top >= -box.height / 2 && a.bottom <= box.height / 2)
    for (const b of blocks.slice(i + 1)) {
      assert.ok(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top)
    }
  }
})

test('words keep their place while counts grow a little', () => {
  const before = layoutCloud(words, box, blockCanvas)
  const grown = words.map(({ word, count }) => ({ word, count: word === 'docs' ? count + 1 : count }))
  const after = layoutCloud(grown, box, blockCanvas, before)
  const places = (drawn: typeof before) => Object.fromEntries(drawn.placed.map(({ word, x, y }) => [word, { x, y }]))
  assert.deepEqual(places(after), places(before))
})

test('a new word finds room and moves few of the others', () => {
  const before = layoutCloud(words, box, blockCanvas)
  const after = layoutCloud([...words, { word: 'translation', count: 1 }], box, blockCanvas, before)
  const moved = before.placed.filter((was) =>
    after.placed.some((is) => is.word === was.word && (is.x !== was.x || is.y !== was.y)),
  )
  assert.equal(after.placed.length, words.length + 1)
  assert.ok(moved.length <= 2, `${moved.length} words moved`)
})

test('a hundred and fifty words of up to fifty characters all find room, in a wide and in a tall box', () => {
  const many = Array.from({ length: 150 }, (_, i) => ({
    word: `word ${i} `.repeat(1 + (i % 5)).trim(),
    count: 1 + ((i * 7) % 23),
  }))
  for (const [width, height] of [
    [1920, 700],
    [320, 560],
  ] as const) {
    assert.equal(layoutCloud(many, cloudBox(width, height), blockCanvas).placed.length, 150)
  }
})

test('nothing said is an empty cloud', () => assert.deepEqual(layoutCloud([], box, blockCanvas).placed, []))

test('five weights by count, and the middle one where all are equal', () => {
  assert.deepEqual(
    [1, 2, 5, 8, 13, 17, 21].map((count) => weightOf(count, 21)),
    [1, 2, 3, 3, 4, 4, 5],
  )
  assert.equal(weightOf(1, 1), 3)
})
