import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openWorld } from '../../test/world.ts'
import { sql } from './sql.ts'

const world = await openWorld()

test('values stand apart from the text, in order', () => {
  const evil = "'; drop table platform_feeds; --"
  assert.deepEqual(sql`select ${evil}, ${1} where ${null} is ${undefined}`, {
    text: 'select $1, $2 where $3 is $4',
    values: [evil, 1, null, undefined],
  })
  assert.deepEqual(sql`select 1`, { text: 'select 1', values: [] })
})

test('a statement inside another is put in place and its numbers go on', () => {
  const inner = sql`b = ${'b'} and c = ${'c'}`
  const middle = sql`(a = ${'a'} or ${inner})`
  assert.deepEqual(sql`select ${0} where ${middle} and d = ${'d'} and ${sql`true`}`, {
    text: 'select $1 where (a = $2 or b = $3 and c = $4) and d = $5 and true',
    values: [0, 'a', 'b', 'c', 'd'],
  })
})

test('the same statement may stand twice, and more than nine values keep their numbers', () => {
  const one = sql`${'x'}`
  const twelve = Array.from({ length: 11 }).reduce<ReturnType<typeof sql>>((all, _, i) => sql`${all}, ${i}`, one)
  assert.equal(twelve.text, '$1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12')
  assert.deepEqual(sql`f(${twelve}) = g(${twelve})`.values, [...twelve.values, ...twelve.values])
  assert.match(sql`f(${twelve}) = g(${twelve})`.text, /g\(\$13, .*\$24\)$/)
})

test('a value that only resembles a statement is a value', () => {
  const more = { text: 'true; drop table platform_feeds', values: [], more: 1 }
  assert.deepEqual(sql`select ${more}`, { text: 'select $1', values: [more] })
})

test('text that looks like SQL or like a number of a value comes back as it was', async () => {
  for (const value of ["'; drop table platform_feeds; --", '$1 $2', '\\', '"', ['$', '{1}'].join(''), 'naïve 🚂', "E'\\n'"]) {
    const rows = await world.db.read((tx) => tx.rows(sql`select ${value}::text as value, ${sql`${'inner'}::text`} as inner`))
    assert.deepEqual(rows, [{ value, inner: 'inner' }])
  }
})
