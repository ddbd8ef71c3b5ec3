import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysText } from './days.ts'

test('the days of an event are those of its calendar, wherever the reader is', () => {
  const plain = (text: string) => text.replace(/[\u2009\u202f\u00a0]/g, ' ')
  assert.equal(plain(daysText('2026-11-21', '2026-11-21', 'en')), 'Saturday, November 21, 2026')
  assert.equal(plain(daysText('2026-11-21', '2026-11-22', 'fr')), 'samedi 21 – dimanche 22 novembre 2026')
  assert.equal(plain(daysText('2026-11-21', '2026-11-22', 'tr')), '21 Kasım 2026 Cumartesi – 22 Kasım 2026 Pazar')
})
