import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Tally } from '../src/contract/activity.schema.ts'
import { checkAnswers, checkSeats, checkTallies, givenText, type Row, type Sent, unheardCommits } from './crash-check.ts'

const sent: Sent[] = [
  { id: '1', person: 'Ada', activity: 'p', given: 'yes', acknowledged: 'before the restart' },
  { id: '2', person: 'Bo', activity: 'p', given: 'no', acknowledged: 'after it' },
  { id: '3', person: 'Cy', activity: 'p', given: 'yes', acknowledged: 'after it' },
  { id: '4', person: 'Ada', activity: 'c', given: 'sun', acknowledged: 'before the restart' },
  { id: '5', person: 'Ada', activity: 'c', given: 'sea', acknowledged: 'after it' },
]
const rows: Row[] = sent.map(({ id, person, activity, given }, i) => ({ id, person, activity, given, atMs: 100 * i }))
const poll = (counts: Record<string, number>, answered = 3): Tally => ({ kind: 'poll', answered, counts })
const kinds = (faults: readonly { kind: string }[]) => faults.map((fault) => fault.kind)
const without = (id: string) => rows.filter((row) => row.id !== id)
const row = (change: Partial<Row>): Row => ({ id: '9', person: 'Bo', activity: 'p', given: 'no', atMs: 0, ...change })

test('what was sent, acknowledged and kept once is in order', () => assert.deepEqual(checkAnswers(sent, rows), []))

test('an acknowledged answer that is gone is found, and whether the killed program had acknowledged it', () => {
  assert.deepEqual(kinds(checkAnswers(sent, without('1'))), ['lost'])
  assert.deepEqual(kinds(checkAnswers(sent, without('2'))), ['missing'])
})

test('an answer nobody acknowledged is found, even where it stands', () =>
  assert.deepEqual(
    kinds(
      checkAnswers(
        sent.map((one) => ({ ...one, acknowledged: one.id === '3' ? 'never' : one.acknowledged })),
        rows,
      ),
    ),
    ['never acknowledged'],
  ))

test('an answer that stands twice is found, by its id and by its person', () => {
  assert.deepEqual(kinds(checkAnswers(sent, [...rows, row({ id: '2' })])), ['doubled', 'doubled'])
  assert.deepEqual(kinds(checkAnswers(sent, [...rows, row({})])), ['foreign', 'doubled'])
})

test('an answer of a stranger, or in another activity, is found', () => {
  assert.deepEqual(kinds(checkAnswers(sent, [...rows, row({ person: 'Mallory' })])), ['foreign'])
  assert.deepEqual(kinds(checkAnswers(sent, [...rows, row({ activity: 'other' })])), ['foreign'])
})

test('an answer that changed its content or its person is found', () => {
  assert.deepEqual(kinds(checkAnswers(sent, [...without('3'), row({ id: '3', person: 'Cy' })])), ['changed'])
  assert.deepEqual(kinds(checkAnswers(sent, [...without('3'), row({ id: '3', person: 'Di', given: 'yes' })])), ['changed'])
})

test('a tally is held against the rows: counts, people, words, and that there is one', () => {
  const shown = (tally: Tally | null, activity = 'p') => kinds(checkTallies(rows, [{ where: 'the view', activity, tally }]))
  const cloud = (words: [string, number][], answered = 1): Tally => ({
    kind: 'cloud',
    answered,
    words: words.map(([word, count]) => ({ word, count })),
  })
  assert.deepEqual(shown(poll({ no: 1, yes: 2, never: 0 })), [])
  assert.deepEqual(shown(poll({ no: 1, yes: 1 })), ['tally'])
  assert.deepEqual(shown(poll({ no: 1, yes: 2, never: 1 })), ['tally'])
  assert.deepEqual(shown(poll({ no: 1, yes: 2 }, 4)), ['tally'])
  assert.deepEqual(shown(null), ['tally'])
  assert.deepEqual(
    shown(
      cloud([
        ['sea', 1],
        ['sun', 1],
      ]),
      'c',
    ),
    [],
  )
  assert.deepEqual(shown(cloud([['sun', 1]]), 'c'), ['tally'])
  assert.deepEqual(
    shown(
      cloud([
        ['sea', 2],
        ['sun', 1],
      ]),
      'c',
    ),
    ['tally'],
  )
})

test('a seat with another name or without an answer is found', () => {
  const answers = [
    { activity: 'p', given: 'yes' },
    { activity: 'c', given: 'sun' },
    { activity: 'c', given: 'sea' },
  ]
  assert.deepEqual(checkSeats(sent, [{ person: 'Ada', name: 'Ada', answers }]), [])
  assert.deepEqual(kinds(checkSeats(sent, [{ person: 'Ada', name: 'Ada 2', answers }])), ['seat'])
  assert.deepEqual(kinds(checkSeats(sent, [{ person: 'Ada', name: 'Ada', answers: answers.slice(1) }])), ['seat'])
})

test('counts what was committed before the kill and not heard of', () => {
  assert.equal(unheardCommits(sent, rows, 0), 0)
  assert.equal(unheardCommits(sent, rows, 250), 2)
})

test('what was given is one text, in whatever order the choices come', () => {
  assert.equal(givenText({ kind: 'poll', choices: ['b', 'a'] }), 'a+b')
  assert.equal(givenText({ kind: 'cloud', word: 'sun', key: 'sun' }), 'sun')
})
