import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptedLanguage } from './accepted-language.ts'
import { callerOf } from './caller.ts'

const lines: [line: string, language: string | undefined][] = [
  ['tr', 'tr'],
  ['tr-TR', 'tr'],
  ['TR-tr', 'tr'],
  ['tr-Latn-TR', 'tr'],
  ['tr-TR,tr;q=0.9,en-US;q=0.8,en;q=0.7', 'tr'],
  ['en-US,en;q=0.9,tr;q=0.8', 'en'],
  // The weight decides, not the place.
  ['en;q=0.3, fr;q=0.5, tr-TR;q=0.9', 'tr'],
  ['en;q=0.3,fr', 'fr'],
  // Equal weights: the earlier one.
  ['fr;q=0.8,tr;q=0.8', 'fr'],
  ['de-DE,de;q=0.9,tr;q=0.2', 'tr'],
  [' tr ; q = 0.5 , en ; q=0.4 ', 'tr'],
  ['tr;q=1.000,fr;Q=0.999', 'tr'],
  // A longer word that begins like a language of ours is none of them.
  ['fry, trv;q=0.9, eng;q=0.8', undefined],
  ['de, pt', undefined],
  ['', undefined],
  // Anything: the first of ours; beside names, the first that is not named.
  ['*', 'en'],
  ['de, *;q=0.5', 'en'],
  ['en;q=0.2, *', 'fr'],
  ['fr, *;q=0.5', 'fr'],
  ['en;q=0, *', 'fr'],
  ['en;q=0, fr;q=0, tr;q=0, *', undefined],
  ['*;q=0', undefined],
  // A weight of 0 refuses; that of a region refuses the region alone.
  ['tr;q=0, fr;q=0.1', 'fr'],
  ['tr-TR, tr;q=0', undefined],
  ['en-US;q=0, en;q=0.5', 'en'],
  ['tr;q=0.000', undefined],
  // What is not a wish is passed over, the rest still heard.
  ['fr;q=2, tr;q=0.5', 'tr'],
  ['fr;q=high, tr;q=0.5', 'tr'],
  ['fr;q=, tr;q=0.5', 'tr'],
  ['fr;q=-1, tr;q=0.5', 'tr'],
  [';q=1,,tr', 'tr'],
  ['constructor, __proto__, tr;q=0.1', 'tr'],
  [`${'xx,'.repeat(3_000)}tr`, undefined],
]
for (const [line, language] of lines)
  test(`LK-199: “${line.slice(0, 60)}” asks for ${language ?? 'none of ours'}`, () =>
    assert.equal(acceptedLanguage(line), language))

test('LK-199, VN-109: what was chosen on a page comes before the browser, English after both', () => {
  const spoken = (cookie: string, accepted: string) =>
    callerOf(new Request('http://here.test', { headers: { cookie, 'accept-language': accepted } }), {
      trustProxy: false,
      publicUrl: null,
    }).language
  assert.equal(spoken('plenary_lang=tr', 'fr-FR,fr;q=0.9'), 'tr')
  assert.equal(spoken('a=b; plenary_lang=fr', 'tr'), 'fr')
  assert.equal(spoken('plenary_lang=tr-TR', 'fr'), 'tr')
  assert.equal(spoken('plenary_lang=tlh', 'de, tr-TR;q=0.4'), 'tr')
  assert.equal(spoken('plenary_lang=constructor', 'de'), 'en')
  assert.equal(spoken('', ''), 'en')
})
