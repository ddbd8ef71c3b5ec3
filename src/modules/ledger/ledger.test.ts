import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { openWorld } from '../../../test/world.ts'
import * as ledger from './index.ts'

const { db, client, clock } = await openWorld()
const [ada, ben, cleo] = ['a', 'b', 'c'].map((sign) => `${sign.repeat(8)}-0000-4000-8000-000000000000`) as [
  string,
  string,
  string,
]
let books = 0
const freshBook = () => `test:${++books}`
const transfer = (...moves: ledger.Move[]) => db.write((tx) => ledger.transfer(tx, moves))
const award = (book: string, key: string, to: string, points: number): ledger.Move => ({
  key: `${book}/${key}`,
  book,
  from: null,
  to,
  points,
  reason: 'quiz',
})
const has = async (book: string, owner: string | null) => db.read((tx) => ledger.balance(tx, book, owner))
const isSound = async () => assert.deepEqual(await db.read((tx) => ledger.audit(tx)), { sound: true })
const refused = (code: string) => ({ name: 'Refusal', code })

test('points move from the pot to people and on, and what one side has the other owes', async () => {
  const book = freshBook()
  assert.deepEqual(await transfer(award(book, '1', ada, 5), award(book, '2', ben, 2)), ['made', 'made'])
  await transfer({ key: `${book}/gift`, book, from: ada, to: ben, points: 4, reason: 'gift' })
  assert.deepEqual(await Promise.all([ada, ben, cleo, null].map((owner) => has(book, owner))), [
    { points: 1, held: 0 },
    { points: 6, held: 0 },
    { points: 0, held: 0 },
    { points: -7, held: 0 },
  ])
  await isSound()
})

test('the same key is the same transfer, however often and by however many at once; with another meaning it is refused', async () => {
  const book = freshBook()
  const twice = award(book, 'once', ada, 3)
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => transfer(twice, twice)))
  assert.equal(outcomes.flat().filter((one) => one === 'made').length, 1)
  await assert.rejects(transfer(award(book, 'new', ada, 1), { ...twice, points: 4 }), refused('conflict'))
  await assert.rejects(transfer(award(book, 'two', ada, 1), award(book, 'two', ben, 1)), refused('conflict'))
  assert.deepEqual(await has(book, ada), { points: 3, held: 0 })
  await isSound()
})

test('nobody gives what they do not have, also not by asking twice at once; points are whole and above zero', async () => {
  const book = freshBook()
  await transfer(award(book, 'all', ada, 10))
  const gift = (n: number): ledger.Move => ({ key: `${book}/gift/${n}`, book, from: ada, to: ben, points: 6, reason: 'gift' })
  const outcomes = await Promise.allSettled([1, 2, 3].map((n) => transfer(gift(n))))
  assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected'])
  assert.deepEqual(
    [await has(book, ada), await has(book, ben)],
    [
      { points: 4, held: 0 },
      { points: 6, held: 0 },
    ],
  )
  for (const points of [0, -1, 1.5, Number.NaN, ledger.POINTS_MAX + 1])
    await assert.rejects(transfer(award(book, `odd ${points}`, ada, points)), refused('bad-input'))
  await isSound()
})

test('what is held is settled once or goes back once, never both; what nobody resolves goes back when it is due', async () => {
  const book = freshBook()
  const until = new Date(clock.now.getTime() + 60_000)
  const keys = ['kept', 'lost', 'late'].map((key) => `${book}/${key}`)
  const [kept = '', lost = '', late = ''] = keys
  await db.write((tx) =>
    ledger.hold(
      tx,
      keys.map((key) => ({ key, book, from: null, to: ada, points: 7, reason: 'post', until })),
    ),
  )
  assert.deepEqual(await has(book, ada), { points: 0, held: 21 })
  assert.deepEqual(await db.write((tx) => ledger.settle(tx, [kept])), ['made'])
  assert.deepEqual(await db.write((tx) => ledger.settle(tx, [kept])), ['already made'])
  assert.deepEqual(await db.write((tx) => ledger.release(tx, [lost], 'gone')), ['made'])
  await assert.rejects(
    db.write((tx) => ledger.release(tx, [kept], 'gone')),
    refused('conflict'),
  )
  await assert.rejects(
    db.write((tx) => ledger.settle(tx, ['no such hold'])),
    refused('not-found'),
  )
  const both = await Promise.allSettled([
    db.write((tx) => ledger.settle(tx, [late])),
    db.write((tx) => ledger.release(tx, [late], 'gone')),
  ])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  const again = `${book}/again`
  await db.write((tx) => ledger.hold(tx, [{ key: again, book, from: null, to: ben, points: 1, reason: 'post', until }]))
  assert.equal(await db.write((tx) => ledger.releaseDue(tx)), 0)
  clock.forward(60_000)
  assert.equal(await db.write((tx) => ledger.releaseDue(tx)), 1)
  assert.equal(await db.write((tx) => ledger.releaseDue(tx)), 0)
  assert.deepEqual(await has(book, ben), { points: 0, held: 0 })
  await isSound()
})

test('standings have the most points first, and the same rank for as many', async () => {
  const book = freshBook()
  await transfer(award(book, '1', ben, 3), award(book, '2', ada, 3), award(book, '3', cleo, 1))
  assert.deepEqual(await db.read((tx) => ledger.standings(tx, book, 10)), [
    { owner: ada, points: 3, rank: 1 },
    { owner: ben, points: 3, rank: 1 },
    { owner: cleo, points: 1, rank: 3 },
  ])
})

test('entries are only ever added; the audit finds what was changed behind its back', async () => {
  const book = freshBook()
  await transfer(award(book, '1', ada, 5))
  await assert.rejects(client`update ledger_entries set points = 6`, /only ever added to/)
  await assert.rejects(client`delete from ledger_transfers`, /only ever added to/)
  const tampered = new Error('tampered')
  await client
    .begin(async (raw) => {
      await raw`update ledger_accounts set balance = balance + 1 where book = ${book} and kind = 'available'`
      const found = await ledger.audit({
        rows: async (query) => (await raw.unsafe(query.text, query.values as never[])) as never,
      })
      assert.equal(found.sound, false)
      assert.match(String('wrong' in found && found.wrong), /has 6 in 1 entries, but they say 5 in 1/)
      throw tampered
    })
    .catch((error) => assert.equal(error, tampered))
  await isSound()
})

test('any commands in any order, some twice, leave what a plain sum says', async () => {
  const act = fc.record({
    n: fc.integer({ min: 0, max: 12 }),
    from: fc.constantFrom(null, ada, ben),
    to: fc.constantFrom(ben, cleo),
    points: fc.integer({ min: 1, max: 5 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 25 }), async (acts) => {
      const book = freshBook()
      const said = new Map<number, (typeof acts)[number]>()
      const sums = new Map<string | null, number>()
      const of = (owner: string | null) => sums.get(owner) ?? 0
      for (const one of acts) {
        if (one.from === one.to) continue
        const before = said.get(one.n)
        const isSame = before && before.from === one.from && before.to === one.to && before.points === one.points
        const fits = before ? isSame : one.from === null || of(one.from) >= one.points
        const move: ledger.Move = { ...one, key: `${book}/${one.n}`, book, reason: 'any' }
        const outcome = await transfer(move).catch(({ code }) => code)
        assert.equal(outcome[0] === 'made', fits && !before, JSON.stringify([one, outcome]))
        if (!fits || before) continue
        said.set(one.n, one)
        sums.set(one.from, of(one.from) - one.points)
        sums.set(one.to, of(one.to) + one.points)
      }
      for (const owner of [null, ada, ben, cleo]) assert.equal((await has(book, owner)).points, of(owner))
    }),
    { numRuns: 25 },
  )
  await isSound()
})

test('a thousand winners are one command, and asked again it changes nothing', async () => {
  const book = freshBook()
  const moves = Array.from({ length: 1_000 }, (_, n) => award(book, String(n), randomUUID(), 1 + (n % 3)))
  assert.equal((await transfer(...moves)).filter((one) => one === 'made').length, 1_000)
  assert.equal((await transfer(...moves)).filter((one) => one === 'made').length, 0)
  assert.deepEqual(await has(book, null), { points: -1_999, held: 0 })
  await isSound()
})
