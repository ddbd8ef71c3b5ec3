import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusalCodes } from '../contract/refusal.ts'
import { attendWords } from './attend/all.ts'
import { chatWords } from './chat/all.ts'
import { commonWords } from './common/all.ts'
import { consoleWords } from './console/all.ts'
import { homeWords } from './home/all.ts'
import { type Catalogue, type Language, languages } from './languages.ts'
import { counting } from './numbers.ts'
import { refusalsWords } from './refusals/all.ts'
import { stageWords } from './stage/all.ts'

const surfaces: Record<string, Catalogue<object>> = {
  attend: attendWords,
  chat: chatWords,
  common: commonWords,
  console: consoleWords,
  home: homeWords,
  refusals: refusalsWords,
  stage: stageWords,
}

/** The same in French as in English: loan words, names and plain numbers. */
const loanWords = new Set(['attend.join.code', 'common.number', 'common.points', 'console.title', 'stage.code'])

/** Every text of a catalogue by its path. Functions are asked with 1 and with 2, which serves as number and as name alike. */
function texts(words: object, path: string): [path: string, text: string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] => {
    const here = `${path}.${key}`
    if (typeof value === 'string') return [[here, value]]
    if (typeof value === 'function') {
      return [1, 2].map((n) => [`${here}`, String(value(...Array.from({ length: value.length }, () => n)))])
    }
    return texts(value, here)
  })
}

async function allTexts(language: Language): Promise<[path: string, text: string][]> {
  const loaded = await Promise.all(
    Object.entries(surfaces).map(async ([name, catalogue]) => texts(await catalogue[language](), name)),
  )
  return loaded.flat()
}

for (const { tag } of languages) {
  test(`${tag}: no text is empty, has blanks at its ends, or a straight quotation mark`, async () => {
    const wrong = (await allTexts(tag)).filter(
      ([, text]) => text.trim() !== text || text === '' || /['"]|\.\.\.|undefined|NaN/.test(text),
    )
    assert.deepEqual(wrong, [])
  })

  test(`${tag}: every refusal code has its sentence, and no sentence is without a code`, async () => {
    assert.deepEqual(Object.keys(await refusalsWords[tag]()).sort(), [...refusalCodes].sort())
  })
}

test('French says everything in its own words, but for loan words', async () => {
  const english = new Map((await allTexts('en')).map(([path, text]) => [path, text]))
  const same = (await allTexts('fr'))
    .filter(([path, text]) => english.get(path) === text && !loanWords.has(path))
    .map(([path]) => path)
  assert.deepEqual([...new Set(same)], [])
})

test('French punctuation keeps its narrow space, and its quotation marks too', async () => {
  const wrong = (await allTexts('fr')).filter(([, text]) => /[^\u202f][:;!?%»]|«[^\u202f]/.test(text))
  assert.deepEqual(wrong, [])
})

test('things are counted as each language counts', () => {
  const forms = { one: '# jour', other: '# jours' }
  assert.deepEqual(
    [0, 1, 2, 1234].map((n) => counting('fr').counted(n, forms)),
    ['0 jour', '1 jour', '2 jours', '1\u202f234 jours'],
  )
  assert.deepEqual(
    [0, 1, 1234].map((n) => counting('en').counted(n, { one: '# day', other: '# days' })),
    ['0 days', '1 day', '1,234 days'],
  )
})
