import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { choose, cloud, newActivity, pollOf, slide, word } from '../../../../test/world.ts'
import {
  type Choice,
  type ChoiceId,
  Given,
  type PreparedActivity,
  type ShownActivity,
  type Tally,
} from '../../../contract/activity.schema.ts'
import type { ItemId } from '../../../contract/kinds/rating.schema.ts'
import { WORD_CHARS_MAX, WORDS_SHOWN_MAX } from '../../../contract/limits.ts'
import { mergeTally, topWords } from '../../../contract/meeting.ts'
import type { PictureId } from '../../../contract/pages.schema.ts'
import { foldName } from '../rules.ts'
import { twiceIn, withShorts } from './choices.ts'
import * as kinds from './index.ts'

const A = newActivity()
const shownOf = (prepared: PreparedActivity, isShown = false): ShownActivity =>
  kinds.shownOf(prepared, { id: A, title: prepared.title, descriptionHtml: '' }, isShown)
const choice = (text: string, short = '', id = newActivity() as unknown as ChoiceId): Choice => ({ id, text, short })

describe('short answers', () => {
  test('a choice without one gets the first letter that is free', () => {
    const shorts = withShorts([choice('One'), choice('Two', 'A'), choice('Three'), choice('Four', 'c')]).map((one) => one.short)
    assert.deepEqual(shorts, ['b', 'A', 'd', 'c'])
  })
  test('twenty choices all get one, and none twice', () => {
    const all = withShorts(Array.from({ length: 20 }, (_, i) => choice(`${i}`, i % 3 === 0 ? 'abcdefg'[i / 3] : '')))
    assert.equal(new Set(all.map((one) => one.short)).size, 20)
    assert.equal(twiceIn(all), null)
  })
  test('two that differ in case alone stand twice, and so does an id', () => {
    assert.equal(twiceIn([choice('One', 'yes'), choice('Two', 'YES')]), 'body.choices.1.short')
    const one = choice('One', 'a')
    assert.equal(twiceIn([one, choice('Two', 'b'), { ...one, short: 'c' }]), 'body.choices.2.id')
    assert.equal(twiceIn([choice('One', 'a'), choice('Two', 'b')]), null)
  })
})

describe('what is kept of an answer', () => {
  const poll = pollOf('One', 'Two')
  const [one, two] = poll.choices.map((each) => each.id) as [ChoiceId, ChoiceId]
  test('LK-66: one choice of a poll, several of a multiple one, each once', () => {
    assert.deepEqual(kinds.keep(poll, choose(one), 0), { kind: 'poll', choices: [one] })
    assert.deepEqual(kinds.keep(poll, choose(one, one), 0), { kind: 'poll', choices: [one] })
    assert.deepEqual(kinds.keep(poll, choose(one, two), 0), { refused: 'bad-input' })
    assert.deepEqual(kinds.keep({ ...poll, multiple: true }, choose(two, one, two), 0), { kind: 'poll', choices: [two, one] })
    assert.deepEqual(kinds.keep({ ...poll, multiple: true }, choose(), 0), { refused: 'bad-input' })
  })
  test('LK-63: no choice of another poll', () => {
    const other = pollOf('Three').choices[0]?.id as ChoiceId
    assert.deepEqual(kinds.keep(poll, choose(other), 0), { refused: 'unknown-choice' })
    assert.deepEqual(kinds.keep({ ...poll, multiple: true }, choose(one, other), 0), { refused: 'unknown-choice' })
  })
  test('LK-62: no word for a poll, no choice for a cloud, nothing for a text', () => {
    assert.deepEqual(kinds.keep(poll, word('hello'), 0), { refused: 'wrong-kind' })
    assert.deepEqual(kinds.keep(cloud, choose(one), 0), { refused: 'wrong-kind' })
    assert.deepEqual(kinds.keep(slide, word('hello'), 0), { refused: 'wrong-kind' })
    assert.deepEqual(kinds.keep(slide, choose(one), 0), { refused: 'wrong-kind' })
  })
  test('LK-70: words by their folded spelling; none that is empty or too long', () => {
    assert.deepEqual(kinds.keep(cloud, word('  Hello\n World '), 0), { kind: 'cloud', word: 'Hello World', key: 'hello world' })
    for (const empty of ['', '  ', '\u200b', '\u3164', '\u0000'])
      assert.deepEqual(kinds.keep(cloud, word(empty), 0), { refused: 'bad-input' })
    assert.deepEqual(kinds.keep(cloud, word('x'.repeat(WORD_CHARS_MAX + 1)), 0), { refused: 'bad-input' })
    assert.equal('word' in kinds.keep(cloud, word('🦊'.repeat(WORD_CHARS_MAX)), 0), true)
  })
})

describe('LK-132, LK-133: a chat line as an answer', () => {
  const choices = withShorts([choice('One'), choice('Two'), choice('Three'), choice('Yes', 'oui')])
  const [a, b, c, oui] = choices.map((one) => one.id) as [ChoiceId, ChoiceId, ChoiceId, ChoiceId]
  const shown = (multiple: boolean): ShownActivity => ({ ...shownOf({ ...pollOf('x', 'y'), choices, multiple }) })
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
      assert.deepEqual(kinds.readWords(shown(false), words), expected && choose(expected)))
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
      assert.deepEqual(kinds.readWords(shown(true), words), expected.length > 0 ? choose(...expected) : null))

  test('LK-199: a short answer is read in the case a Turkish keyboard gives it', () => {
    const turkish = [choice('Çay', 'i'), choice('Kahve', 'ışık'), choice('Süt', 'Ğ')]
    const shownHere = { ...shown(false), choices: turkish } as ShownActivity
    for (const [at, words] of [
      ['i', 'I', 'İ', 'ı'],
      ['IŞIK', 'Işık', 'ışık'],
      ['ğ', 'Ğ'],
    ].entries())
      for (const word of words) assert.deepEqual(kinds.readWords(shownHere, word), choose(turkish[at]?.id as ChoiceId), word)
    assert.equal(twiceIn([choice('Çay', 'İ'), choice('Kahve', 'ı')]), 'body.choices.1.short')
    const nine = withShorts([choice('Çay', 'İ'), ...Array.from({ length: 9 }, (_, n) => choice(`${n}`))])
    assert.deepEqual(
      nine.map((one) => one.short),
      ['İ', ...'abcdefghj'],
    )
  })

  test('a lone sign chooses nothing even where a choice has no short answer', () => {
    const bare = { ...shown(false), choices: [choice('One'), choice('Two', 'b')] } as ShownActivity
    for (const words of ['', ' ', ',', ',b']) assert.equal(kinds.readWords(bare, words), null)
  })
  test('all the words for a cloud, none for a text', () => {
    assert.deepEqual(kinds.readWords(shownOf(cloud), '  two  words '), word('two words'))
    assert.equal(kinds.readWords(shownOf(cloud), ' '), null)
    assert.equal(kinds.readWords(shownOf(slide), 'b'), null)
  })
})

describe('counts and their news', () => {
  test('nothing is told when nothing moved, in whatever order the keys came', () => {
    const [x, y] = pollOf('x', 'y').choices.map((one) => one.id) as [ChoiceId, ChoiceId]
    const before: Tally = { counts: { [y]: 2, [x]: 1 }, kind: 'poll', answered: 3 }
    assert.equal(kinds.tallyNews(before, { kind: 'poll', answered: 3, counts: { [x]: 1, [y]: 2 } }), null)
    assert.notEqual(kinds.tallyNews(before, { kind: 'poll', answered: 3, counts: { [x]: 2, [y]: 1 } }), null)
    assert.equal(kinds.tallyNews({ kind: 'text' }, { kind: 'text' }), null)
  })

  test('LK-80: the count of nothing has every choice', () => {
    const poll = pollOf('x', 'y')
    assert.deepEqual(kinds.emptyTally(poll), {
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
            const key = foldName(spelling)
            const known = counts.get(key)
            // The first spelling may change under our hands; what was published may not.
            counts.set(key, { key, word: n % 2 ? spelling : (known?.word ?? spelling), count: (known?.count ?? 0) + count })
          }
          const now = kinds.tallyOf(
            cloud,
            { ...kinds.nothingCounted, answered: counts.size, words: [...counts.values()] },
            published,
          )
          const news = kinds.tallyNews(published, now)
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
          const news = kinds.tallyNews(published ?? null, now)
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

  test('an answered activity keeps its kind and what was chosen', () => {
    const poll = pollOf('x', 'y', 'z')
    const [x, y, z] = poll.choices as [Choice, Choice, Choice]
    const counted: Tally = { kind: 'poll', answered: 2, counts: { [x.id]: 2, [y.id]: 0, [z.id]: 0 } }
    assert.equal(kinds.losesAnswers(counted, { ...poll, choices: [x, y] }), null)
    assert.equal(kinds.losesAnswers(counted, { ...poll, choices: [y, z] }), 'body.choices')
    assert.equal(kinds.losesAnswers(counted, cloud), 'body.kind')
    assert.equal(kinds.losesAnswers({ ...counted, answered: 0, counts: {} }, cloud), null)
    assert.equal(kinds.losesAnswers({ kind: 'text' }, cloud), null)
  })
})

const quiz: PreparedActivity & { kind: 'quiz' } = {
  kind: 'quiz',
  title: 'Which?',
  description: '',
  seconds: null,
  notes: '',
  choices: withShorts([choice('One'), choice('Two'), choice('Three')]).map((one, i) => ({ ...one, right: i > 0 })),
  points: 1,
  firstPoints: 1,
  speed: false,
  penalty: 0,
}
const [one, two, three] = quiz.choices.map(({ id }) => id) as [ChoiceId, ChoiceId, ChoiceId]

describe('a quiz', () => {
  test('LK-66, LK-63: takes one of its choices, and no other', () => {
    assert.deepEqual(kinds.keep(quiz, { kind: 'quiz', choice: two }, 900), { kind: 'quiz', choices: [two], elapsedMs: 900 })
    assert.deepEqual(kinds.keep(quiz, { kind: 'quiz', choice: newActivity() as string as ChoiceId }, 0), {
      refused: 'unknown-choice',
    })
    assert.deepEqual(kinds.keep(quiz, choose(two), 0), { refused: 'wrong-kind' })
    assert.deepEqual(kinds.readWords(shownOf(quiz), 'B!'), null)
    assert.deepEqual(kinds.readWords(shownOf(quiz), 'C please'), { kind: 'quiz', choice: three })
  })
  test('LK-58, LK-82: nobody is shown which choice is right before the result, nor a count', () => {
    assert.doesNotMatch(JSON.stringify(shownOf(quiz)), /"right":(?!null)/)
    assert.deepEqual(shownOf(quiz, true), { ...shownOf(quiz), right: [two, three] })
    assert.deepEqual(kinds.mayCount(quiz), { all: false, answerers: false, stage: false })
    assert.equal(kinds.answeredUnseen(quiz, { kind: 'quiz', answered: 3, counts: { [one]: 3 } }), 3)
  })
  test('LK-15: has at least one right choice', () => {
    assert.equal(kinds.faultIn(quiz), null)
    assert.equal(kinds.faultIn({ ...quiz, choices: quiz.choices.map((each) => ({ ...each, right: false })) }), 'body.choices')
  })
})

describe('LK-90: a scale', () => {
  const scale: PreparedActivity & { kind: 'scale' } = {
    kind: 'scale',
    title: 'How?',
    description: '',
    seconds: null,
    notes: '',
    low: '',
    high: '',
    liveOnStage: true,
  }
  const tally = (values: [number, number][]) =>
    kinds.tallyOf(
      scale,
      { ...kinds.nothingCounted, answered: values.reduce((n, [, count]) => n + count, 0), values: new Map(values) },
      null,
    )
  test('has a mean, a spread and how many gave what', () => {
    const bins = (at: Record<number, number>) => Array.from({ length: 11 }, (_, i) => at[i] ?? 0)
    assert.deepEqual(kinds.emptyTally(scale), { kind: 'scale', answered: 0, average: null, spread: null, bins: bins({}) })
    assert.deepEqual(
      tally([
        [100, 1],
        [0, 1],
      ]),
      { kind: 'scale', answered: 2, average: 50, spread: 50, bins: bins({ 0: 1, 10: 1 }) },
    )
    assert.deepEqual(
      tally([
        [70, 2],
        [71, 1],
      ]),
      { kind: 'scale', answered: 3, average: 70.3, spread: 0.5, bins: bins({ 7: 3 }) },
    )
  })
  test('is answered in a chat by a number from 0 to 100 alone', () => {
    for (const [words, value] of [
      ['70', 70],
      ['0', 0],
      ['100 %', 100],
      ['55% I think', 55],
    ] as const)
      assert.deepEqual(kinds.readWords(shownOf(scale), words), { kind: 'scale', value }, words)
    for (const words of ['101', '-1', 'many', '7.5', '1e2', '']) assert.equal(kinds.readWords(shownOf(scale), words), null, words)
  })
})

describe('LK-91: a rating', () => {
  const items = ['Talk', 'Workshop', 'Panel'].map((text) => ({ id: newActivity() as string as ItemId, text }))
  const [talk, workshop, panel] = items.map(({ id }) => id) as [ItemId, ItemId, ItemId]
  const rating: PreparedActivity & { kind: 'rating' } = {
    kind: 'rating',
    title: 'How was it?',
    description: '',
    seconds: null,
    notes: '',
    items,
    liveOnStage: true,
  }
  const tallied = (...ratings: [ItemId, number, number][]) => {
    const counted = { ...kinds.nothingCounted, ratings: ratings.map(([item, stars, count]) => ({ item, stars, count })) }
    const tally = kinds.tallyOf(rating, { ...counted, answered: 1 }, null)
    assert.ok(tally.kind === 'rating')
    return tally
  }
  test('ranks by the Bayesian average: one full mark does not beat many good ones', () => {
    const tally = tallied([talk, 5, 1], [workshop, 4, 10], [workshop, 5, 10], [panel, 2, 9])
    assert.deepEqual(tally.prior, { weight: 10, mean: 3.77 })
    assert.deepEqual(
      tally.items.map(({ item, rank, count, average, score }) => [item, rank, count, average, score]),
      [
        [workshop, 1, 20, 4.5, 4.26],
        [talk, 2, 1, 5, 3.88],
        [panel, 3, 9, 2, 2.93],
      ],
    )
    assert.deepEqual(tally.items[0]?.stars, [0, 0, 0, 10, 10])
  })
  test('says what is equal, puts what nobody rated last, and has nothing to say of nothing', () => {
    const tied = tallied([talk, 4, 2], [panel, 4, 2])
    assert.deepEqual(
      tied.items.map(({ item, rank, score }) => [item, rank, score]),
      [
        [talk, 1, 4],
        [panel, 1, 4],
        [workshop, null, null],
      ],
    )
    const none = kinds.emptyTally(rating)
    assert.ok(
      none.kind === 'rating' && none.prior === null && none.items.every(({ rank, count }) => rank === null && count === 0),
    )
  })
  test('takes some items or all, and none of another activity', () => {
    const give = (stars: Record<string, number>) => kinds.keep(rating, Given.parse({ kind: 'rating', stars }), 0)
    assert.deepEqual(give({ [panel]: 2, [talk]: 5 }), { kind: 'rating', stars: { [talk]: 5, [panel]: 2 } })
    assert.deepEqual(give({ [newActivity()]: 2, [talk]: 5 }), { refused: 'unknown-choice' })
    for (const stars of [{}, { [talk]: 0 }, { [talk]: 6 }, { [talk]: 2.5 }, { one: 3 }])
      assert.equal(Given.safeParse({ kind: 'rating', stars }).success, false, JSON.stringify(stars))
  })
  test('is answered in a chat by marks in the order of the items, and by nothing that is talk', () => {
    for (const [words, stars] of [
      ['4 5 3', { [talk]: 4, [workshop]: 5, [panel]: 3 }],
      ['4,5', { [talk]: 4, [workshop]: 5 }],
      ['0 - 3', { [panel]: 3 }],
    ] as const)
      assert.deepEqual(kinds.readWords(shownOf(rating), words), { kind: 'rating', stars }, words)
    for (const words of ['', '0', '- -', '6', '4 5 3 2', '5 minutes', '4.5', '-1'])
      assert.equal(kinds.readWords(shownOf(rating), words), null, words)
    assert.equal(kinds.isShort(shownOf(rating), '4 5 3'), true)
  })
  test('an item that was rated stays, and no item stands twice', () => {
    const rated = tallied([talk, 4, 2])
    assert.equal(kinds.losesAnswers(rated, { ...rating, items: items.slice(1) }), 'body.items')
    assert.equal(kinds.losesAnswers(rated, { ...rating, items: items.slice(0, 2) }), null)
    assert.equal(kinds.faultIn({ ...rating, items: [...items, { id: talk, text: 'Again' }] }), 'body.items.3.id')
  })
})

test('LK-92: a picture is looked at and not answered', () => {
  const picture = newActivity() as string as PictureId
  const about = { title: 'The plan', description: '', seconds: null, notes: '' }
  const image: PreparedActivity = { kind: 'image', ...about, picture, alt: 'A floor plan' }
  const given = shownOf(image)
  assert.ok(given.kind === 'image')
  assert.deepEqual([given.address, given.alt], [`/pictures/${picture}`, 'A floor plan'])
  assert.deepEqual(kinds.keep(image, choose(), 0), { refused: 'wrong-kind' })
  assert.equal(kinds.readWords(given, 'lovely'), null)
  assert.deepEqual(kinds.picturesIn(image), [{ id: picture, path: 'body.picture' }])
})
