import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isUserName, passwordFault, userNameKey } from './accounts.ts'

const names = ['AnnaBerg', 'anna.berg@example.org']
const faults = (...passwords: string[]) => [...new Set(passwords.map((password) => passwordFault(password, names)))]

test('VN-09: a password is long enough, no common one in any dress, not digits alone, not like the name', () => {
  assert.deepEqual(faults('', 'seven77', 'x'.repeat(7)), ['short'])
  assert.deepEqual(faults('12345678', '2026-11-21', '8462 9175 0381'), ['digits'])
  assert.deepEqual(
    faults('password', 'Password1', 'P@ssw0rd!', 'passwort2026', 'motdepasse', 'qwertyuiop', '1qaz2wsx', 'azertyuiop'),
    ['common'],
  )
  assert.deepEqual(
    faults('iloveyou123', 'monkeymonkey', 'dragonmaster', 'Galatasaray1905', 'aaaaaaaa', 'abcabcabc', '12345abcde'),
    ['common'],
  )
  assert.deepEqual(faults('annaberg', 'AnnaBerg99', '4nn4b3rg!!', 'anna.berg@example.org', 'xannabergx'), ['name'])
  assert.deepEqual(
    faults('correct horse battery', 'tree6river', 'blue-tram-sleeps', 'xK9$mmq2Lz', 'üç mavi tramvay', '三台蓝色的电车在睡觉'),
    [null],
  )
})

test('VN-09: whatever is typed, the answer comes soon', () => {
  const started = performance.now()
  for (const sign of ['a', 'ab', '1', '💃', '\u0301', ' ']) passwordFault(sign.repeat(128), [sign.repeat(25)])
  assert.ok(performance.now() - started < 200)
})

test('VN-03: user names are told apart by more than their case, in Turkish too', () => {
  assert.equal(new Set(['IŞIK', 'ışık', 'İŞİK', 'işik'].map(userNameKey)).size, 1)
  assert.equal(userNameKey('Straße'), userNameKey('STRASSE'))
  assert.notEqual(userNameKey('anna'), userNameKey('аnna'), 'a Cyrillic а is another letter')
  assert.deepEqual(['a', 'Zoë B.', 'x_y-z', 'x'.repeat(25)].map(isUserName), Array(4).fill(true))
  for (const bad of ['', ' a', 'a ', 'a  b', 'a@b', 'x'.repeat(26), '-a', 'a\nb', 'a\u202eb', '<b>'])
    assert.equal(isUserName(bad), false, bad)
})
