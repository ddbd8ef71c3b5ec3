import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mePlace, ownPath, signInPath } from './places.ts'

const code = 'x'.repeat(43)
const at = (address: string) => mePlace(new URL(address, 'http://here'))

test('each address means its page, and a code is what stands behind the #', () => {
  assert.deepEqual(at('/sign-in'), { at: 'sign-in', to: null, confirmed: false })
  assert.deepEqual(at('/sign-in/?email_confirmed=1'), { at: 'sign-in', to: null, confirmed: true })
  assert.deepEqual(at('/sign-up?to=/me'), { at: 'sign-up', to: '/me' })
  assert.deepEqual(at(`/confirm#${code}`), { at: 'confirm', code })
  for (const path of ['/reset', '/reset#', '/reset#main']) assert.deepEqual(at(path), { at: 'reset', code: '' })
  assert.deepEqual([at('/me'), at('/me/elsewhere')], [{ at: 'me' }, { at: 'nowhere' }])
})

test('LK-31: after signing in one goes back to a page of our own, and nowhere else', () => {
  for (const to of ['/console/people?text=a#b', '/m/1/results/2', '/'])
    assert.equal(mePlace(new URL(signInPath(to), 'http://here')).at === 'sign-in' && ownPath(to), to)
  const bad = [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
    'me',
    '',
    null,
  ]
  for (const to of [...bad, '/a/..//evil.example', '/./\\evil.example', '/api/v1/me', '\\\\evil.example'])
    assert.equal(ownPath(to), null, String(to))
})
