import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { keyOf, openSeal, secretOf } from './seal.ts'

const folder = await mkdtemp(join(tmpdir(), 'plenary-seal-'))
after(() => rm(folder, { recursive: true }))
const secret = 'a secret of thirty-two letters or more'

test('what is sealed opens with the same secret for the same purpose, and reads like noise', () => {
  const seal = openSeal(secret)
  for (const text of ['', 'smtp://me:hunter2@mail.example.org', 'ı😀\0'.repeat(1_000)]) {
    const [one, two] = [seal.sealed(text, 'a'), seal.sealed(text, 'a')]
    assert.notEqual(one, two)
    assert.doesNotMatch(one, /hunter2|example/)
    assert.deepEqual([seal.opened(one, 'a'), openSeal(secret).opened(two, 'a')], [text, text])
  }
})

test('nothing opens with another secret, for another purpose, changed by a bit, cut short, or of another form', () => {
  const seal = openSeal(secret)
  const sealed = seal.sealed('hunter2', 'a')
  assert.equal(openSeal(`${secret}!`).opened(sealed, 'a'), null)
  assert.equal(seal.opened(sealed, 'b'), null)
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  for (let i = 0; i < bytes.length * 8; i++) {
    const turned = Buffer.from(bytes)
    turned[i >> 3] = (turned[i >> 3] ?? 0) ^ (1 << (i & 7))
    assert.equal(seal.opened(`v1.${turned.toString('base64url')}`, 'a'), null)
  }
  for (let n = 0; n < bytes.length; n++) assert.equal(seal.opened(`v1.${bytes.subarray(0, n).toString('base64url')}`, 'a'), null)
  for (const other of ['', 'v2.abc', 'hunter2', sealed.slice(3)]) assert.equal(seal.opened(other, 'a'), null)
})

test('keys of two purposes differ, and are the same each time', () => {
  assert.deepEqual(keyOf(secret, 'a'), keyOf(secret, 'a'))
  assert.notDeepEqual(keyOf(secret, 'a'), keyOf(secret, 'b'))
  assert.equal(keyOf(secret, 'a').length, 32)
})

test('the secret is the configured one, else made once in the data folder for nobody else to read', async () => {
  assert.equal(secretOf({ secret, data: { dir: join(folder, 'never') } }), secret)
  const dir = join(folder, 'data')
  const made = secretOf({ secret: null, data: { dir } })
  assert.ok(made.length >= 43)
  assert.equal(secretOf({ secret: null, data: { dir } }), made)
  assert.deepEqual(await readdir(dir), ['secret'])
  assert.equal((await stat(join(dir, 'secret'))).mode & 0o777, 0o600)
})

test('a secret that was cut off is refused by the name of its file, and not replaced', async () => {
  const dir = join(folder, 'cut')
  secretOf({ secret: null, data: { dir } })
  await writeFile(join(dir, 'secret'), 'short')
  assert.throws(() => secretOf({ secret: null, data: { dir } }), /cut\/secret does not hold a secret/)
})
