import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'

/** What the standard asks of level 1 and 2 in these chapters, as `section: how many` with the ones that are not among them. */
const asked: Record<string, readonly number[]> = {
  ...{ '2.1': upTo(12), '2.2': upTo(3), '2.3': upTo(3), '2.4': upTo(5), '2.5': upTo(7), '2.6': upTo(3), '2.7': upTo(6) },
  ...{ '2.8': upTo(7), '2.9': upTo(3), '2.10': upTo(4) },
  ...{ '3.1': upTo(1), '3.2': upTo(4), '3.3': upTo(4), '3.4': upTo(5), '3.5': upTo(3), '3.7': upTo(1) },
  ...{ '4.1': [1, 2, 3, 5], '4.2': upTo(2), '4.3': upTo(3) },
  ...{ '13.1': [1, 3, 4, 5], '13.2': [1, 2, 3, 5, 6], '13.3': upTo(2), '13.4': upTo(2) },
}
function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1)
}
const root = join(import.meta.dirname, '..')
const list = await readFile(join(root, 'docs/security.md'), 'utf8')

test('the security list has every item of its chapters once, in order, each with a mark and a word', () => {
  const found = [...list.matchAll(/^- \[([x~ -])\] \*\*(\d+\.\d+\.\d+)\*\* (.+)$/gm)]
  const wanted = Object.entries(asked).flatMap(([section, items]) => items.map((one) => `${section}.${one}`))
  assert.deepEqual(
    found.map(([, , item]) => item),
    wanted,
  )
})

test('every file that the security list names is there', () => {
  const named = [...list.matchAll(/`((?:src|test|docs)\/[\w./-]+)`/g)].map(([, file]) => file ?? '')
  assert.ok(named.length > 40)
  assert.deepEqual(
    named.filter((file) => !existsSync(join(root, file))),
    [],
  )
})
