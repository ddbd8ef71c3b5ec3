import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { choose, newActivity } from '../../../test/world.ts'
import type { ActivityId, ChoiceId } from '../../contract/activity.schema.ts'
import { endpoints } from '../../contract/endpoints.ts'
import { NAME_CHARS_MAX } from '../../contract/limits.ts'
import type { PhaseAt } from '../../contract/meeting.schema.ts'
import { type Step, steps, stepsFrom } from '../../contract/meeting.ts'
import * as rules from './rules.ts'

const [A, B, C] = [newActivity(), newActivity(), newActivity()]
const phases = Object.keys(stepsFrom) as PhaseAt[]
const withActivity: readonly PhaseAt[] = ['open', 'closed', 'results', 'scoreboard']
/** Three activities: the first was played, the second is on, the third is to come. */
const middle = (at: PhaseAt): rules.Standing => ({
  at,
  activity: withActivity.includes(at) ? B : null,
  order: [A, B, C].map((id) => ({ id, done: id === A })),
})

describe('LK-38: the state machine', () => {
  const no = { refused: 'not-in-this-phase' }
  const over = { refused: 'meeting-over' }
  const to = (at: PhaseAt, activity: ActivityId | null = null, marks = {}) => ({ to: at, activity, ...marks })
  const table: Record<PhaseAt, Partial<Record<Step, unknown>>> = {
    before: { start: to('waiting'), end: to('after') },
    waiting: {
      open: to('open', B),
      next: to('waiting', null, { done: B }),
      back: to('open', A, { undone: A }),
      end: to('after'),
    },
    open: {
      close: to('closed', B),
      results: to('results', B),
      next: to('waiting', null, { done: B }),
      back: to('open', A, { undone: A }),
      end: to('after'),
    },
    closed: {
      open: to('open', B),
      results: to('results', B),
      next: to('waiting', null, { done: B }),
      back: to('open', A, { undone: A }),
      end: to('after'),
    },
    results: {
      open: to('open', B),
      scoreboard: to('scoreboard', B),
      next: to('waiting', null, { done: B }),
      back: to('open', A, { undone: A }),
      end: to('after'),
    },
    scoreboard: {
      scoreboard: to('scoreboard', B),
      next: to('waiting', null, { done: B }),
      back: to('open', A, { undone: A }),
      end: to('after'),
    },
    after: { resume: to('waiting'), back: to('open', A, { undone: A }) },
  }
  for (const at of phases) {
    for (const step of steps) {
      const expected = table[at][step] ?? (at === 'after' ? over : no)
      test(`${step} in ${at}`, () => assert.deepEqual(rules.decide(middle(at), step), expected))
    }
  }

  test('LK-43, LK-44: next on the last activity ends the meeting, from every phase that has a next', () => {
    for (const at of phases.filter((one) => (stepsFrom[one] as readonly Step[]).includes('next'))) {
      const last = { at, activity: withActivity.includes(at) ? A : null, order: [{ id: A, done: false }] }
      assert.deepEqual(rules.decide(last, 'next'), { to: 'after', activity: null, done: A })
    }
  })

  test('next with an earlier one left to do waits for that one', () => {
    const order = [A, B].map((id) => ({ id, done: false }))
    assert.deepEqual(rules.decide({ at: 'open', activity: B, order }, 'next'), { to: 'waiting', activity: null, done: B })
    assert.equal(
      rules.currentActivity({
        at: 'waiting',
        activity: null,
        order: [
          { id: A, done: false },
          { id: B, done: true },
        ],
      }),
      A,
    )
  })

  test('an empty meeting opens nothing, goes back to nothing, and ends with next', () => {
    const empty = { at: 'waiting' as const, activity: null, order: [] }
    assert.deepEqual(rules.decide(empty, 'open'), { refused: 'not-found' })
    assert.deepEqual(rules.decide(empty, 'back'), { refused: 'not-found' })
    assert.deepEqual(rules.decide(empty, 'next'), { to: 'after', activity: null })
  })

  test('back from the end opens the last one played, or the one before the first that was not', () => {
    const order = [A, B, C].map((id) => ({ id, done: true }))
    assert.deepEqual(rules.decide({ at: 'after', activity: null, order }, 'back'), { to: 'open', activity: C, undone: C })
    assert.deepEqual(rules.decide(middle('after'), 'back'), { to: 'open', activity: A, undone: A })
  })

  test('any steps in any order lead to possible states alone', () => {
    const dones = fc.array(fc.boolean(), { maxLength: 5 })
    fc.assert(
      fc.property(dones, fc.array(fc.constantFrom(...steps), { maxLength: 40 }), (marks, taken) => {
        let standing: rules.Standing = { at: 'before', activity: null, order: marks.map((done) => ({ id: newActivity(), done })) }
        for (const step of taken) {
          const current = rules.currentActivity(standing)
          assert.equal(current, standing.activity ?? standing.order.find((one) => !one.done)?.id ?? null)
          const decision = rules.decide(standing, step)
          if ('refused' in decision) continue
          const order = standing.order.map((one) => ({
            ...one,
            done: one.id === decision.done ? true : one.id === decision.undone ? false : one.done,
          }))
          if (step === 'next') assert.equal(decision.done ?? null, current)
          if (step === 'back') assert.equal(decision.undone, decision.activity)
          standing = { at: decision.to, activity: decision.activity, order }
          assert.equal(standing.activity !== null, withActivity.includes(standing.at), `${step} to ${standing.at}`)
          const shown = order.find((one) => one.id === standing.activity)
          assert.equal(shown?.done ?? false, false, 'what is in front of the audience is not done')
        }
      }),
    )
  })
})

describe('names', () => {
  const alike = [
    'Ada Lovelace',
    'ada  lovelace',
    ' ADA LOVELACE ',
    'A\u200bda Love\u2060lace',
    'Ａｄａ Ｌｏｖｅｌａｃｅ',
    '\u202eAda Lovelace\u202c',
    'Ada\u00a0Lovelace',
    'A\u200dda Lovelace',
  ]
  for (const name of alike)
    test(`${JSON.stringify(name)} is Ada Lovelace`, () => assert.equal(rules.foldName(name), 'ada lovelace'))

  test('folding is done once and for all', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) =>
        assert.equal(rules.foldName(rules.foldName(name)), rules.foldName(name)),
      ),
    ))

  test('LK-199: Turkish letters in any case are the same word', () => {
    for (const [small, ...others] of [
      ['istanbul', 'İstanbul', 'İSTANBUL', 'ISTANBUL', 'I\u0307stanbul'],
      ['ışık', 'Işık', 'IŞIK', 'işik'],
      ['kadın', 'KADIN', 'Kadın'],
    ] as const)
      for (const other of others) assert.equal(rules.foldName(other), rules.foldName(small), other)
    assert.notEqual(rules.foldName('şık'), rules.foldName('sık'))
    const letters = fc.string({ unit: fc.constantFrom('i', 'ı', 'I', 'İ', '\u0307', '\u0308', '\u0323', '\u200d', 'ş', ' ') })
    fc.assert(
      fc.property(letters, (name) => assert.equal(rules.foldName(rules.foldName(name)), rules.foldName(name))),
      { numRuns: 2_000 },
    )
  })

  test('a cleaned text is one line without signs that steer, and clean already', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = rules.cleanText(text)
        assert.doesNotMatch(clean, /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]| {2}|^ | $/u)
        assert.equal(rules.cleanText(clean), clean)
      }),
    ))

  test('scripts and emoji keep their joiners', () => {
    assert.equal(rules.cleanText('می\u200cخواهم 👩\u200d🚀'), 'می\u200cخواهم 👩\u200d🚀')
    assert.equal(rules.foldName('👩\u200d🚀'), rules.foldName('👩🚀'))
  })

  test('plain text of organizers loses only what no screen shows', () => {
    assert.equal(rules.plainText(' <b>\u0000 a\n\n b & "c" \ud800 שלום\u200f', 'one line'), '<b> a b & "c" שלום\u200f')
    assert.equal(rules.plainText('# a\r\n\r\n\t- b\u0000\u0007\n', 'lines'), '# a\n\n\t- b\n')
  })

  test('a numbered name stays within the limit, whole signs and all', () => {
    assert.equal(rules.numberedName('Ada', 1), 'Ada')
    assert.equal(rules.numberedName('Ada', 2), 'Ada 2')
    const long = rules.numberedName('🦊'.repeat(NAME_CHARS_MAX), 12)
    assert.equal([...long].length, NAME_CHARS_MAX)
    assert.equal(long, `${'🦊'.repeat(NAME_CHARS_MAX - 3)} 12`)
  })
})

test('a join code has six signs, none of which looks like another', () => {
  let n = 0
  const code = rules.freshCode((below) => n++ % below)
  assert.equal(code, 'abcdef')
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), (stream) => {
      const code = rules.freshCode((below) => (stream.next().value as number) % below)
      assert.match(code, /^[a-hj-km-np-z2-9]{6}$/)
    }),
  )
})

test('an id is one id in whatever case it is sent', () => {
  const [upper, lower] = [A.toUpperCase(), A]
  assert.deepEqual(endpoints.answer.params.parse({ activity: upper, answer: upper }), { activity: lower, answer: lower })
  assert.deepEqual(endpoints.answer.body.parse(choose(upper as ChoiceId)), choose(lower as string as ChoiceId))
})

test('ties share a rank', () => {
  const rows = [5, 3, 3, 1].map((points, i) => ({ name: `P${i}`, points }))
  assert.deepEqual(
    rules.ranked(rows).map((one) => one.rank),
    [1, 2, 2, 4],
  )
  assert.deepEqual(rules.ranked([]), [])
})
