import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cleanText, cutLines, HEARD_CHARACTERS_MAX } from './text.ts'

test('colours, styles and control codes go, words and their digits stay', () => {
  const cases: [string, string][] = [
    [
      '\x02bold\x02 \x1ditalic\x1d \x1funder\x1f \x16turned\x16 \x1estruck\x1e \x11mono\x0f',
      'bold italic under turned struck mono',
    ],
    ['\x034red \x0304,01both\x03 none \x03,5', 'red both none ,5'],
    ['\x0312345', '345'],
    ['\x04ff0000hex\x04 \x04FF0000,00ff00two', 'hex two'],
    ['a\tb\x00c\x07\x7f\x9f', 'a bc'],
    ['наука 🦊', 'наука 🦊'],
    ['\ud800half', '\ufffdhalf'],
  ]
  assert.deepEqual(
    cases.map(([typed]) => cleanText(typed)),
    cases.map(([, clean]) => clean),
  )
})

test('a text heard is cut at 2,000 characters and never inside one', () => {
  assert.equal(cleanText('x'.repeat(HEARD_CHARACTERS_MAX + 1)), 'x'.repeat(HEARD_CHARACTERS_MAX))
  assert.equal(cleanText(`${'x'.repeat(HEARD_CHARACTERS_MAX - 1)}🦊`), 'x'.repeat(HEARD_CHARACTERS_MAX - 1))
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => cleanText(text).isWellFormed()))
})

test('lines are cut at their own ends, then at blanks, then between code points', () => {
  assert.deepEqual(cutLines('one\r\ntwo\n\n  \nthree', 400), ['one', 'two', 'three'])
  assert.deepEqual(cutLines('aaa bbb ccc', 7), ['aaa bbb', 'ccc'])
  assert.deepEqual(cutLines('aaa bbb ccc', 6), ['aaa', 'bbb', 'ccc'])
  assert.deepEqual(cutLines('abcdefgh', 4), ['abcd', 'efgh'])
  assert.deepEqual(cutLines('🦊🦊🦊', 9), ['🦊🦊', '🦊'])
  assert.deepEqual(cutLines('ab\0\x01cd\ref', 10), ['abcdef'])
  assert.throws(() => cutLines('x', 3))
})

test('whatever the text: no line is too long, none holds a line end, and no word is lost', () => {
  const words = fc.array(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom('наука', '🦊🦊', '\r\n')),
  )
  fc.assert(
    fc.property(words, fc.integer({ min: 4, max: 80 }), (said, bytesMax) => {
      const text = said.join(' ')
      const lines = cutLines(text, bytesMax)
      assert.ok(lines.every((line) => Buffer.byteLength(line) <= bytesMax && line !== '' && line.isWellFormed()))
      assert.ok(lines.every((line) => !/[\r\n]|\0/.test(line)))
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what cutLines itself takes away
      const bare = (some: string) => some.toWellFormed().replace(/[\s\x00\x01]/g, '')
      assert.equal(bare(lines.join('')), bare(text))
    }),
  )
})
