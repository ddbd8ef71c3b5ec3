import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActivityId, AnswerId, ChoiceId } from '../../contract/activity.schema.ts'
import { choiceState } from '../kinds/choices/state.ts'
import { CallRefusal } from '../lib/api.ts'
import type { Fate } from '../lib/outbox.ts'
import { isOpenFor, type Own, ownOf } from './own.ts'

const activity = 'the poll' as ActivityId
const turn = { activity, opening: 2 }
const [a, b] = ['a', 'b'] as [ChoiceId, ChoiceId]
const pollOf = (...choices: ChoiceId[]) => ({ kind: 'poll' as const, choices })
const remembered = (opening: number, ...choices: ChoiceId[]) => ({ activity, opening, given: pollOf(...choices) })
const sent = (fate: Fate, opening: number, ...choices: ChoiceId[]) => ({
  id: 'an answer' as AnswerId,
  activity,
  opening,
  given: pollOf(...choices),
  fate,
})
const nothing: Own = { isKnown: true, counted: [], sent: [], refusal: null }

test('before the seat is loaded nothing is known and nothing can be pressed', () => {
  const own = ownOf(turn, null, [], '')
  assert.deepEqual(own, { ...nothing, isKnown: false })
  assert.equal(isOpenFor(own, false), false)
  assert.equal(choiceState(a, own, [], false), 'disabled')
})

test('an answer is counting until the server has said so, and the others cannot be pressed any more', () => {
  const own = ownOf(turn, [], [sent({ at: 'sent' }, 2, a)], '')
  assert.deepEqual(own, { ...nothing, sent: ['a'] })
  assert.deepEqual(
    [a, b].map((choice) => choiceState(choice, own, [], isOpenFor(own, false))),
    ['counting', 'disabled'],
  )
  const counted = ownOf(turn, [], [sent({ at: 'counted' }, 2, a)], '')
  assert.equal(choiceState(a, counted, [], isOpenFor(counted, false)), 'counted')
})

test('an answer of an earlier opening stands only once the server was asked about it', () => {
  assert.deepEqual(ownOf(turn, [remembered(1, a)], [], ''), { ...nothing, isKnown: false, counted: ['a'] })
  assert.deepEqual(ownOf(turn, [remembered(1, a)], [], 'the poll/2'), { ...nothing, counted: ['a'] })
  const beforeReset = ownOf(turn, [], [sent({ at: 'counted' }, 1, a)], '')
  assert.deepEqual(beforeReset, { ...nothing, isKnown: false })
  assert.deepEqual(ownOf(turn, [], [], 'the poll/2'), nothing)
})

test('a refusal is told, and another answer may follow unless one is in already', () => {
  const refused = (code: 'already-answered' | 'unknown-choice') => {
    const refusal = new CallRefusal(code, 'No.')
    return ownOf(turn, [], [sent({ at: 'refused', refusal }, 2, a)], '')
  }
  assert.equal(refused('unknown-choice').refusal?.message, 'No.')
  assert.equal(isOpenFor(refused('unknown-choice'), false), true)
  assert.equal(isOpenFor(refused('already-answered'), false), false)
})

test('answers to other activities are not taken for one’s own here, and words are counted one by one', () => {
  const other = { activity: 'another' as ActivityId, opening: 1, given: pollOf(b) }
  assert.deepEqual(ownOf(turn, [other], [], ''), nothing)
  const words = ['trust', 'time'].map((word) => ({ activity, opening: 2, given: { kind: 'cloud', word, key: word } }))
  assert.deepEqual(ownOf(turn, words, [], ''), { ...nothing, counted: ['trust', 'time'] })
})

test('choices of several are chosen before they are sent, and closed is closed', () => {
  assert.deepEqual(
    [a, b].map((choice) => choiceState(choice, nothing, [a], isOpenFor(nothing, false))),
    ['chosen', 'idle'],
  )
  assert.equal(choiceState(a, nothing, [a], isOpenFor(nothing, true)), 'disabled')
})
