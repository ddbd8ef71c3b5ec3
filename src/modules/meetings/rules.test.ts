import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { choose, cloud, newActivity, pollOf, slide, word } from '../../../test/world.ts'
import type { ActivityId, Choice, ChoiceId, ShownActivity, Tally } from '../../contract/activity.schema.ts'
import { endpoints } from '../../contract/endpoints.ts'
import { NAME_CHARS_MAX, WORD_CHARS_MAX, WORDS_SHOWN_MAX } from '../../contract/limits.ts'
import type { PhaseAt } from '../../contract/meeting.schema.ts'
import { mergeTally, type Step, steps, stepsFrom, topWords } from '../../contract/meeting.ts'
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

const choice = (text: string, short = '', id = newActivity() as unknown as ChoiceId): Choice => ({ id, text, short })

test('an id is one id in whatever case it is sent', () => {
  const [upper, lower] = [A.toUpperCase(), A]
  assert.deepEqual(endpoints.answer.params.parse({ activity: upper, answer: upper }), { activity: lower, answer: lower })
  assert.deepEqual(endpoints.answer.body.parse(choose(upper as ChoiceId)), choose(lower as string as ChoiceId))
})

describe('short answers', () => {
  test('a choice without one gets the first letter that is free', () => {
    const shorts = rules
      .withShorts([choice('One'), choice('Two', 'A'), choice('Three'), choice('Four', 'c')])
      .map((one) => one.short)
    assert.deepEqual(shorts, ['b', 'A', 'd', 'c'])
  })
  test('twenty choices all get one, and none twice', () => {
    const all = rules.withShorts(Array.from({ length: 20 }, (_, i) => choice(`${i}`, i % 3 === 0 ? 'abcdefg'[i / 3] : '')))
    assert.equal(new Set(all.map((one) => one.short)).size, 20)
    assert.equal(rules.twiceIn(all), null)
  })
  test('two that differ in case alone stand twice, and so does an id', () => {
    assert.equal(rules.twiceIn([choice('One', 'yes'), choice('Two', 'YES')]), 'body.choices.1.short')
    const one = choice('One', 'a')
    assert.equal(rules.twiceIn([one, choice('Two', 'b'), { ...one, short: 'c' }]), 'body.choices.2.id')
    assert.equal(rules.twiceIn([choice('One', 'a'), choice('Two', 'b')]), null)
  })
})

describe('what is kept of an answer', () => {
  const poll = pollOf('One', 'Two')
  const [one, two] = poll.choices.map((each) => each.id) as [ChoiceId, ChoiceId]
  test('LK-66: one choice of a poll, several of a multiple one, each once', () => {
    assert.deepEqual(rules.keep(poll, choose(one)), { kind: 'poll', choices: [one] })
    assert.deepEqual(rules.keep(poll, choose(one, one)), { kind: 'poll', choices: [one] })
    assert.deepEqual(rules.keep(poll, choose(one, two)), { refused: 'bad-input' })
    assert.deepEqual(rules.keep({ ...poll, multiple: true }, choose(two, one, two)), { kind: 'poll', choices: [two, one] })
    assert.deepEqual(rules.keep({ ...poll, multiple: true }, choose()), { refused: 'bad-input' })
  })
  test('LK-63: no choice of another poll', () => {
    const other = pollOf('Three').choices[0]?.id as ChoiceId
    assert.deepEqual(rules.keep(poll, choose(other)), { refused: 'unknown-choice' })
    assert.deepEqual(rules.keep({ ...poll, multiple: true }, choose(one, other)), { refused: 'unknown-choice' })
  })
  test('LK-62: no word for a poll, no choice for a cloud, nothing for a text', () => {
    assert.deepEqual(rules.keep(poll, word('hello')), { refused: 'wrong-kind' })
    assert.deepEqual(rules.keep(cloud, choose(one)), { refused: 'wrong-kind' })
    assert.deepEqual(rules.keep(slide, word('hello')), { refused: 'wrong-kind' })
    assert.deepEqual(rules.keep(slide, choose(one)), { refused: 'wrong-kind' })
  })
  test('LK-70: words by their folded spelling; none that is empty or too long', () => {
    assert.deepEqual(rules.keep(cloud, word('  Hello\n World ')), { kind: 'cloud', word: 'Hello World', key: 'hello world' })
    for (const empty of ['', '  ', '\u200b', '\u3164', '\u0000'])
      assert.deepEqual(rules.keep(cloud, word(empty)), { refused: 'bad-input' })
    assert.deepEqual(rules.keep(cloud, word('x'.repeat(WORD_CHARS_MAX + 1))), { refused: 'bad-input' })
    assert.equal('word' in rules.keep(cloud, word('🦊'.repeat(WORD_CHARS_MAX))), true)
  })
})

describe('LK-132, LK-133: a chat line as an answer', () => {
  const choices = rules.withShorts([choice('One'), choice('Two'), choice('Three'), choice('Yes', 'oui')])
  const [a, b, c, oui] = choices.map((one) => one.id) as [ChoiceId, ChoiceId, ChoiceId, ChoiceId]
  const shown = (multiple: boolean): ShownActivity => ({ ...rules.shownOf(A, { ...pollOf('x', 'y'), choices, multiple }, '') })
  const single: [string, ChoiceId | null][] = [
    ['b', b],
    ['B', b],
    [' b', b],
    ['b please', b],
    ['b, please', b],
    ['b a', b],
    ['OUI', oui],
    ['', null],
    ['   ', null],
    [',', null],
    [',b', null],
    ['z', null],
    ['bee', null],
    ['please b', null],
    ['ba', null],
  ]
  for (const [words, expected] of single)
    test(`“#${words}” for a single poll`, () =>
      assert.deepEqual(rules.readWords(shown(false), words), expected && choose(expected)))
  const several: [string, ChoiceId[]][] = [
    ['a c', [a, c]],
    ['a,b', [a, b]],
    ['A, b ,C', [a, b, c]],
    ['a a', [a]],
    ['a please b', [a]],
    ['x a', []],
  ]
  for (const [words, expected] of several)
    test(`“#${words}” for a multiple poll`, () =>
      assert.deepEqual(rules.readWords(shown(true), words), expected.length > 0 ? choose(...expected) : null))

  test('LK-199: a short answer is read in the case a Turkish keyboard gives it', () => {
    const turkish = [choice('Çay', 'i'), choice('Kahve', 'ışık'), choice('Süt', 'Ğ')]
    const shownHere = { ...shown(false), choices: turkish } as ShownActivity
    for (const [at, words] of [
      ['i', 'I', 'İ', 'ı'],
      ['IŞIK', 'Işık', 'ışık'],
      ['ğ', 'Ğ'],
    ].entries())
      for (const word of words) assert.deepEqual(rules.readWords(shownHere, word), choose(turkish[at]?.id as ChoiceId), word)
    assert.equal(rules.twiceIn([choice('Çay', 'İ'), choice('Kahve', 'ı')]), 'body.choices.1.short')
    const nine = rules.withShorts([choice('Çay', 'İ'), ...Array.from({ length: 9 }, (_, n) => choice(`${n}`))])
    assert.deepEqual(
      nine.map((one) => one.short),
      ['İ', ...'abcdefghj'],
    )
  })

  test('a lone sign chooses nothing even where a choice has no short answer', () => {
    const bare = { ...shown(false), choices: [choice('One'), choice('Two', 'b')] } as ShownActivity
    for (const words of ['', ' ', ',', ',b']) assert.equal(rules.readWords(bare, words), null)
  })
  test('all the words for a cloud, none for a text', () => {
    assert.deepEqual(rules.readWords(rules.shownOf(A, cloud, ''), '  two  words '), word('two words'))
    assert.equal(rules.readWords(rules.shownOf(A, cloud, ''), ' '), null)
    assert.equal(rules.readWords(rules.shownOf(A, slide, ''), 'b'), null)
  })
})

describe('counts and their news', () => {
  test('nothing is told when nothing moved, in whatever order the keys came', () => {
    const [x, y] = pollOf('x', 'y').choices.map((one) => one.id) as [ChoiceId, ChoiceId]
    const before: Tally = { counts: { [y]: 2, [x]: 1 }, kind: 'poll', answered: 3 }
    assert.equal(rules.tallyNews(before, { kind: 'poll', answered: 3, counts: { [x]: 1, [y]: 2 } }), null)
    assert.notEqual(rules.tallyNews(before, { kind: 'poll', answered: 3, counts: { [x]: 2, [y]: 1 } }), null)
    assert.equal(rules.tallyNews({ kind: 'text' }, { kind: 'text' }), null)
  })

  test('LK-80: the count of nothing has every choice', () => {
    const poll = pollOf('x', 'y')
    assert.deepEqual(rules.emptyTally(poll), {
      kind: 'poll',
      answered: 0,
      counts: Object.fromEntries(poll.choices.map((one) => [one.id, 0])),
    })
  })

  test('whoever applies the news of a cloud has the published count, for any words in any order', () => {
    const said = fc.array(fc.tuple(fc.nat({ max: 400 }), fc.integer({ min: 1, max: 3 }), fc.constantFrom('w', 'W', '🦊', '！')), {
      maxLength: 300,
    })
    fc.assert(
      fc.property(fc.array(said, { maxLength: 6 }), (rounds) => {
        const counts = new Map<string, { key: string; word: string; count: number }>()
        let published: Tally | null = null
        let followed: Tally | null = null
        for (const [n, round] of rounds.entries()) {
          for (const [w, count, letter] of round) {
            const spelling = `${letter}${w}`
            const key = rules.foldName(spelling)
            const known = counts.get(key)
            // The first spelling may change under our hands; what was published may not.
            counts.set(key, { key, word: n % 2 ? spelling : (known?.word ?? spelling), count: (known?.count ?? 0) + count })
          }
          const now = rules.cloudTally(counts.size, [...counts.values()], published)
          const news = rules.tallyNews(published, now)
          if (news) followed = mergeTally(followed, news)
          if (news) published = now
          assert.deepEqual(followed, published)
        }
      }),
    )
  })

  test('whoever applies the news of a poll has the published count', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat({ max: 3 }), { minLength: 3, maxLength: 3 })), (rounds) => {
        let [published, followed]: (Tally | null)[] = [null, null]
        for (const round of rounds) {
          const now = { kind: 'poll', answered: 1, counts: Object.fromEntries(round.map((n, i) => [`c${i}`, n])) } as Tally
          const news = rules.tallyNews(published ?? null, now)
          if (news) followed = mergeTally(followed ?? null, news)
          published = now
          assert.deepEqual(followed, now)
        }
      }),
    )
  })

  test('the shown words are the most frequent, then by code point, cut to the limit', () => {
    const many = Array.from({ length: WORDS_SHOWN_MAX + 50 }, (_, i) => ({
      word: `w${String(i).padStart(3, '0')}`,
      count: i % 2,
    }))
    const top = topWords(many)
    assert.equal(top.length, WORDS_SHOWN_MAX)
    assert.deepEqual(
      [top[0], top[1], top[100]].map((one) => one?.word),
      ['w001', 'w003', 'w000'],
    )
  })

  test('ties share a rank', () => {
    const rows = [5, 3, 3, 1].map((points, i) => ({ name: `P${i}`, points }))
    assert.deepEqual(
      rules.ranked(rows).map((one) => one.rank),
      [1, 2, 2, 4],
    )
    assert.deepEqual(rules.ranked([]), [])
  })

  test('an answered activity keeps its kind and what was chosen', () => {
    const poll = pollOf('x', 'y', 'z')
    const [x, y, z] = poll.choices as [Choice, Choice, Choice]
    const counted: Tally = { kind: 'poll', answered: 2, counts: { [x.id]: 2, [y.id]: 0, [z.id]: 0 } }
    assert.equal(rules.losesAnswers(counted, { ...poll, choices: [x, y] }), null)
    assert.equal(rules.losesAnswers(counted, { ...poll, choices: [y, z] }), 'body.choices')
    assert.equal(rules.losesAnswers(counted, cloud), 'body.kind')
    assert.equal(rules.losesAnswers({ ...counted, answered: 0, counts: {} }, cloud), null)
    assert.equal(rules.losesAnswers({ kind: 'text' }, cloud), null)
  })
})
