import assert from 'node:assert/strict'
import { test } from 'node:test'
import { id } from '../../../test/world.ts'
import type { ActivityId, ChoiceId, ShownActivity } from '../../contract/activity.schema.ts'
import { en } from '../../words/chat/en.ts'
import { fr } from '../../words/chat/fr.ts'
import { tr } from '../../words/chat/tr.ts'
import { openedLine, resultsLine } from './lines.ts'

const [left, right] = [id<ChoiceId>(), id<ChoiceId>()]
const poll: ShownActivity & { kind: 'poll' } = {
  kind: 'poll',
  id: id<ActivityId>(),
  title: 'Which way?',
  descriptionHtml: '',
  choices: [
    { id: left, text: 'Left', short: 'a' },
    { id: right, text: 'Right', short: 'b' },
  ],
  multiple: false,
  liveOnStage: true,
}
const cloud: ShownActivity = {
  kind: 'cloud',
  id: id<ActivityId>(),
  title: 'Say a word',
  descriptionHtml: '',
  wordsPerPersonMax: 5,
}
const text: ShownActivity = { kind: 'text', id: id<ActivityId>(), title: 'Hello', descriptionHtml: '' }

/** Blanks that do not break, as ordinary ones. */
const spaced = (line: string | null) => line?.replace(/\s/g, ' ')

test('what is open is said with what to type', () => {
  assert.equal(openedLine(en, poll, '!'), 'Which way? Answer here: !a Left · !b Right')
  assert.equal(
    openedLine(en, { ...poll, multiple: true }, '#'),
    'Which way? Answer here, one or more in one line: #a Left · #b Right',
  )
  assert.equal(openedLine(en, cloud, '#'), 'Say a word Send words as #your words')
  assert.equal(spaced(openedLine(fr, cloud, '#')), 'Say a word Envoyez des mots ainsi : #vos mots')
  assert.equal(spaced(openedLine(tr, cloud, '#')), 'Say a word Kelimelerinizi şöyle gönderin: #kelimeleriniz')
  assert.equal(openedLine(en, text, '#'), 'Hello')
})

test('results are said in counts and percent, those of nobody too', () => {
  const tally = (l: number, r: number) => ({ kind: 'poll' as const, answered: l + r, counts: { [left]: l, [right]: r } })
  assert.equal(spaced(resultsLine(en, poll, tally(1, 2))), 'Results of “Which way?”: Left 1 (33 %) · Right 2 (67 %)')
  assert.equal(spaced(resultsLine(en, poll, tally(0, 0))), 'Results of “Which way?”: Left 0 (0 %) · Right 0 (0 %)')
  assert.equal(spaced(resultsLine(fr, poll, tally(0, 4))), 'Résultats de « Which way? » : Left 0 (0 %) · Right 4 (100 %)')
  assert.equal(resultsLine(tr, poll, tally(0, 4)), '“Which way?” sonuçları: Left 0 (%0) · Right 4 (%100)')
})

test('a cloud is told by its ten most frequent words, an empty one and a text by nothing', () => {
  const words = Array.from({ length: 12 }, (_, i) => ({ word: `w${i}`, count: 12 - i }))
  const line = resultsLine(en, cloud, { kind: 'cloud', answered: 9, words }) ?? ''
  assert.match(line, /^Results of “Say a word”: w0 \(12\) · /)
  assert.match(line, /· w9 \(3\)$/)
  assert.equal(resultsLine(en, cloud, { kind: 'cloud', answered: 0, words: [] }), null)
  assert.equal(resultsLine(en, text, { kind: 'text' }), null)
})
