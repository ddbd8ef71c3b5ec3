import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ChoiceId, PreparedActivity } from '../../contract/activity.schema.ts'
import { freshId } from '../../contract/ids.ts'
import type { ItemId } from '../../contract/kinds/rating.schema.ts'
import type { PictureId } from '../../contract/pages.schema.ts'
import { marksOf } from '../kinds/choices/draft.ts'
import { type Draft, draftOf, faultsOf, fieldOf, freshDraft, preparedFrom } from './draft.ts'

const id = <Id extends string = ChoiceId>() => freshId<Id>(0)
const poll = (...choices: [text: string, short: string][]): Draft => ({
  ...freshDraft('poll', id),
  title: 'Tea or coffee?',
  choices: choices.map(([text, short]) => ({ id: id(), text, short, right: false })),
})

const items = (...texts: string[]) => texts.map((text) => ({ id: id<ItemId>(), text }))

const quiz = (...texts: string[]): Draft => ({
  ...poll(...texts.map((text): [string, string] => [text, ''])),
  kind: 'quiz',
  choices: texts.map((text, i) => ({ id: id(), text, short: '', right: i === 0 })),
})

test('a quiz wants a right choice that is kept, and points that are whole', () => {
  const [tea, coffee] = quiz('Tea', 'Coffee').choices.map((choice) => ({ ...choice, right: false }))
  assert.deepEqual(faultsOf({ ...quiz('Tea', 'Coffee'), choices: [tea, coffee].flatMap((one) => one ?? []) }), {
    choices: 'noRight',
  })
  assert.deepEqual(faultsOf({ ...quiz('Tea', 'Coffee'), points: '1.5', penalty: '', firstPoints: '1001' }), {
    points: 'pointsRange',
    penalty: 'pointsRange',
    firstPoints: 'pointsRange',
  })
})

test('a filled form is taken by the server as it is', () => {
  const drafts = [
    { ...freshDraft('text', id), title: ' Hello ', notes: 'Wait for *silence*.' },
    { ...freshDraft('cloud', id), title: 'One word', wordsPerPerson: '3', seconds: '90' },
    poll(['Tea', ''], ['Coffee', 'c']),
    { ...quiz('Tea', 'Coffee'), points: '3', penalty: '1', speed: true },
    { ...freshDraft('rating', id), title: 'How good?', items: items('Talk', 'Panel', '') },
    { ...freshDraft('image', id), title: 'The plan', picture: id<PictureId>(), alt: ' A floor plan ' },
    { ...freshDraft('scale', id), title: 'How sure?', low: 'not at all', high: 'quite' },
  ]
  for (const draft of drafts) {
    assert.deepEqual(faultsOf(draft), {})
    assert.deepEqual(PreparedActivity.parse(preparedFrom(draft)), preparedFrom(draft))
    assert.deepEqual(preparedFrom(draftOf(preparedFrom(draft), id)), preparedFrom(draft))
  }
})

test('faults stand at the field they are about', () => {
  assert.deepEqual(faultsOf({ ...poll(['', ''], ['', 'x'], ['', '']), title: ' ' }), {
    title: 'required',
    'choices.0.text': 'required',
    'choices.1.text': 'required',
  })
  assert.deepEqual(faultsOf(poll(['Tea', 'A'], ['Coffee', 'a'], ['Milk', 'no way'])), {
    'choices.1.short': 'shortTwice',
    'choices.2.short': 'shortForm',
  })
  assert.deepEqual(faultsOf(poll(['Tea', ''])), { choices: 'tooFew' })
  for (const wordsPerPerson of ['', '0', '101', '2.5', 'many']) {
    assert.deepEqual(faultsOf({ ...freshDraft('cloud', id), title: 'Words', wordsPerPerson }), {
      wordsPerPersonMax: 'wordsRange',
    })
  }
})

test('a time limit is empty or a whole number of seconds that the server takes', () => {
  for (const seconds of ['4', '3601', '7.5', 'soon', '-30'])
    assert.deepEqual(faultsOf({ ...freshDraft('text', id), title: 'Hello', seconds }), { seconds: 'secondsRange' })
  for (const seconds of ['', ' ', '5', '3600'])
    assert.deepEqual(faultsOf({ ...freshDraft('text', id), title: 'Hello', seconds }), {})
})

test('a rating wants two items, a picture slide its picture and what it shows', () => {
  const rating = { ...freshDraft('rating', id), title: 'How good?' }
  assert.deepEqual(faultsOf({ ...rating, items: items('Talk', '', '') }), { 'items.1.text': 'required' })
  assert.deepEqual(faultsOf({ ...rating, items: items('Talk') }), { items: 'tooFewItems' })
  assert.equal(fieldOf({ ...rating, items: items('Talk', '', 'Panel') }, 'body.items.1.text'), 'items.2.text')
  const image = { ...freshDraft('image', id), title: 'The plan' }
  assert.deepEqual(faultsOf(image), { picture: 'noPicture', alt: 'required' })
})

test('empty choices between others are not sent, and a refusal finds its field all the same', () => {
  const draft = poll(['Tea', ''], ['', ''], ['Coffee', 'b'], ['Milk', 'b'])
  const prepared = preparedFrom(draft)
  assert.deepEqual(prepared.kind === 'poll' && prepared.choices.map((choice) => choice.text), ['Tea', 'Coffee', 'Milk'])
  assert.equal(fieldOf(draft, 'body.choices.2.short'), 'choices.3.short')
  assert.equal(fieldOf(draft, 'body.choices'), 'choices')
  assert.equal(fieldOf(draft, 'body.choices.9.short'), 'choices')
  assert.equal(fieldOf(draft, 'body.title'), 'title')
})

test('marks are the short answers, else the letters that are left', () => {
  const draft = poll(['Tea', ''], ['Coffee', 'a'], ['Milk', 'yes'], ['Water', ''])
  assert.deepEqual(marksOf(draft.choices, 'en'), ['B', 'A', 'YES', 'C'])
})

test('LK-199: marks are in the capitals of the page’s language, and its letters are known in any case', () => {
  const draft = poll(['Çay', 'i'], ['Kahve', 'ışık'], ['Süt', ''])
  assert.deepEqual(marksOf(draft.choices, 'tr'), ['İ', 'IŞIK', 'A'])
  assert.deepEqual(faultsOf(poll(['Çay', 'İ'], ['Kahve', 'IŞIK'], ['Süt', 'ışık'])), { 'choices.2.short': 'shortTwice' })
  const letters = [...'abcdefgh'].map((letter): [string, string] => [letter, letter])
  assert.equal(marksOf(poll(['Çay', 'İ'], ...letters, ['Su', '']).choices, 'en').at(-1), 'J', 'i is taken by İ')
})

test('changing the kind keeps what was typed', () => {
  const draft = { ...poll(['Tea', ''], ['Coffee', '']), kind: 'text' as const }
  assert.deepEqual(preparedFrom(draft), {
    kind: 'text',
    title: 'Tea or coffee?',
    description: '',
    seconds: null,
    notes: '',
  })
  assert.equal(preparedFrom({ ...draft, kind: 'poll' }).kind, 'poll')
})
