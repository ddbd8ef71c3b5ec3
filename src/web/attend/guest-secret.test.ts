import assert from 'node:assert/strict'
import { test } from 'node:test'
import { GuestSecret } from '../../contract/meeting.schema.ts'
import { forgetGuestSecret, guestSecret } from './guest-secret.ts'

const closed = {
  getItem: () => assert.fail('closed'),
  setItem: () => assert.fail('closed'),
  removeItem: () => assert.fail('closed'),
}
function openStorage() {
  const kept = new Map<string, string>()
  return {
    kept,
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

test('a browser joins with one secret, on every page of it, until it is in', () => {
  const storage = openStorage()
  const first = guestSecret(storage)
  assert.ok(GuestSecret.safeParse(first).success)
  assert.deepEqual([guestSecret(storage), [...storage.kept.values()]], [first, [first]])
  forgetGuestSecret(storage)
  assert.equal(storage.kept.size, 0)
  assert.notEqual(guestSecret(storage), first)
  forgetGuestSecret(storage)
})

test('where storage is closed the secret lasts as long as the page', () => {
  const first = guestSecret(closed)
  assert.equal(guestSecret(closed), first)
  forgetGuestSecret(closed)
  assert.notEqual(guestSecret(null), first)
  forgetGuestSecret(null)
})

test('what is kept and no secret of ours is thrown away', () => {
  const storage = openStorage()
  for (const odd of ['', 'x', 'a b', '<script>']) {
    storage.setItem('plenary.guest', odd)
    assert.match(guestSecret(storage), /^[\w-]{43}$/)
    forgetGuestSecret(storage)
  }
})
