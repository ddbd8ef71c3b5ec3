import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageFrom } from './language.ts'

const asked = (search: string, cookie: string, ...browser: string[]) => languageFrom({ search, cookie, browser })

test('LK-199: the address comes before the cookie, the cookie before the browser', () => {
  assert.equal(asked('?lang=fr', 'plenary_lang=en', 'en-GB'), 'fr')
  assert.equal(asked('', 'other=1; plenary_lang=fr', 'en-GB'), 'fr')
  assert.equal(asked('', '', 'de-AT', 'fr-CA', 'en'), 'fr')
  assert.equal(asked('?lang=tr-TR', 'plenary_lang=fr', 'en'), 'tr')
  assert.equal(asked('', '', 'az', 'TR-tr', 'en'), 'tr')
})

test('a language we do not have is passed over, and English is the last resort', () => {
  assert.equal(asked('?lang=xx', 'my_plenary_lang=fr', 'de'), 'en')
  assert.equal(asked('?lang=', 'plenary_lang=tlh', 'fr'), 'fr')
  assert.equal(asked('?lang=constructor', ''), 'en')
})
