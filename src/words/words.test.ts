import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { NAME_CHARS_MAX } from '../contract/limits.ts'
import { refusalCodes } from '../contract/refusal.ts'
import { activityWords } from './activity/all.ts'
import { attendWords } from './attend/all.ts'
import { boardWords } from './board/all.ts'
import { boardPagesWords } from './board-pages/all.ts'
import { calendarsWords } from './calendars/all.ts'
import { chatWords } from './chat/all.ts'
import { commonWords } from './common/all.ts'
import { consoleWords } from './console/all.ts'
import { deskWords } from './desk/all.ts'
import { eventsWords } from './events/all.ts'
import { inAll } from './everywhere.ts'
import { flagsWords } from './flags/all.ts'
import { historyWords } from './history/all.ts'
import { homeWords } from './home/all.ts'
import { keysWords } from './keys/all.ts'
import { type Catalogue, defaultLanguage, type Language, languageOf, languages } from './languages.ts'
import { listsWords } from './lists/all.ts'
import { mailsWords } from './mails/all.ts'
import { meWords } from './me/all.ts'
import { meetingsWords } from './meetings/all.ts'
import { movingWords } from './moving/all.ts'
import { namesWords } from './names/all.ts'
import { suggestNames } from './names/suggest.ts'
import { counting } from './numbers.ts'
import { orderWords } from './order/all.ts'
import { pagesWords } from './pages/all.ts'
import { peopleWords } from './people/all.ts'
import { privacyWords } from './privacy/all.ts'
import { refusalsWords } from './refusals/all.ts'
import { settingsWords } from './settings/all.ts'
import { sheetsWords } from './sheets/all.ts'
import { stageWords } from './stage/all.ts'
import { webhooksWords } from './webhooks/all.ts'

const surfaces: Record<string, Catalogue<object>> = {
  activity: activityWords,
  attend: attendWords,
  board: boardWords,
  'board-pages': boardPagesWords,
  calendars: calendarsWords,
  chat: chatWords,
  common: commonWords,
  console: consoleWords,
  desk: deskWords,
  events: eventsWords,
  flags: flagsWords,
  history: historyWords,
  home: homeWords,
  keys: keysWords,
  order: orderWords,
  lists: listsWords,
  mails: mailsWords,
  meetings: meetingsWords,
  me: meWords,
  moving: movingWords,
  names: namesWords,
  pages: pagesWords,
  people: peopleWords,
  privacy: privacyWords,
  refusals: refusalsWords,
  settings: settingsWords,
  sheets: sheetsWords,
  stage: stageWords,
  webhooks: webhooksWords,
}

/** The same as in English: loan words. Texts without two letters in a row (numbers, signs) need no entry. */
const loanWords: Record<Exclude<Language, 'en'>, ReadonlySet<string>> = {
  fr: new Set([
    'attend.join.code',
    'common.points',
    'console.desk.colour.names.violet',
    'console.desk.scores.points',
    'console.kinds.quiz',
    'console.meetings.participants',
    'lists.columns.code',
    'lists.columns.points',
    'lists.faces.participants',
    'meetings.participants',
    'console.title',
    'desk.colour.names.violet',
    'desk.scores.points',
    'stage.code',
    'console.places.menu',
    'settings.consents.version',
    'console.places.webhooks',
    'pages.pages.title',
    'webhooks.title',
    'history.participants',
    'history.people',
    'history.points',
    'sheets.participants',
    'sheets.points',
    'sheets.kinds.quiz',
    'sheets.kinds.image',
    'flags.form.code',
    'flags.form.description',
    'flags.form.points',
    'keys.areas.webhooks',
    'people.acts.kinds.webhook',
  ]),
  tr: new Set(),
}

type Said = [path: string, text: string]

/** Every text of a catalogue by its path. Functions are asked with a figure and those after it, which serve as numbers and as names alike. */
function texts(words: object, path: string, figure: number): Said[] {
  return Object.entries(words).flatMap(([key, value]): Said[] => {
    const here = `${path}.${key}`
    if (typeof value === 'string') return [[here, value]]
    if (typeof value === 'function') return [[here, String(value(...Array.from({ length: value.length }, (_, i) => figure + i)))]]
    return texts(value, here, figure)
  })
}

/** All that is said in a language, but for the lists of names. */
async function allTexts(language: Language, figure: number): Promise<Said[]> {
  const loaded = await Promise.all(
    Object.entries(surfaces)
      .filter(([name]) => name !== 'names')
      .map(async ([name, catalogue]) => texts(await catalogue[language](), name, figure)),
  )
  return loaded.flat()
}
/** With figures small and large, so that every form of a counted thing is met. */
const everyForm = async (language: Language): Promise<Said[]> =>
  (await Promise.all([0, 1, 2, 5, LARGE].map((n) => allTexts(language, n)))).flat()

/** No text has it by itself, nor those after it. */
const LARGE = 7_101

/** What has to stand in every language alike: figures, what a caller puts in, signs to be typed, names of things. */
const fixed = (text: string): string[] =>
  [
    ...text
      .replace(/(?<=\d)[.,\u202f\u00a0](?=\d{3})/gu, '')
      .matchAll(/\d+|[#{}<>_$%]|\*\*|Plenary|Markdown|XLSX|Ctrl\+C|\bQR\b/gu),
  ]
    .map(String)
    .sort()

const translated = languages.map(({ tag }) => tag).filter((tag) => tag !== 'en')
const isSaid = (text: string) => /\p{L}{2}/u.test(text)

test('VN-109: the folders of catalogues are those read here, each with a file for every language and no other', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).filter((one) => one.isDirectory())
  assert.deepEqual(folders.map(({ name }) => name).sort(), Object.keys(surfaces).sort())
  const kept = ['all.ts', 'suggest.ts']
  for (const { name } of folders) {
    const files = readdirSync(join(import.meta.dirname, name)).filter((file) => !kept.includes(file))
    assert.deepEqual(files.sort(), languages.map(({ tag }) => `${tag}.ts`).sort(), name)
  }
})

for (const { tag } of languages) {
  test(`LK-199, VN-109: ${tag}: no text is empty, has blanks at its ends, or a straight quotation mark`, async () => {
    const wrong = (await everyForm(tag)).filter(
      ([, text]) => text.trim() !== text || text === '' || /['"]| {2}|\.\.\.|undefined|null|NaN|\[object/.test(text),
    )
    assert.deepEqual(wrong, [])
  })

  test(`${tag}: every refusal code has its sentence, and no sentence is without a code`, async () => {
    assert.deepEqual(Object.keys(await refusalsWords[tag]()).sort(), [...refusalCodes].sort())
  })

  test(`VN-109: ${tag}: friendly names are many, different, short enough, and well written`, async () => {
    const { first, second, join: joined } = await namesWords[tag]()
    for (const list of [first, second]) {
      assert.ok(list.length >= 50, `${list.length} words`)
      assert.deepEqual(list.toSorted(), [...new Set(list)].sort())
      for (const word of list) assert.match(word, /^\p{Lu}[\p{Ll}-]+$/u)
    }
    const lengths = first.flatMap((one) => second.map((other) => [...joined(one, other)].length))
    assert.ok(Math.max(...lengths) <= NAME_CHARS_MAX)
    for (const name of suggestNames(tag))
      assert.ok(
        first.some((one) => second.some((other) => joined(one, other) === name)),
        name,
      )
  })
}

for (const tag of translated) {
  test(`LK-199, VN-109: ${tag}: every text of English is there, and no other`, async () => {
    const [own, english] = await Promise.all([allTexts(tag, 1), allTexts('en', 1)])
    assert.deepEqual(own.map(([path]) => path).sort(), english.map(([path]) => path).sort())
  })

  test(`LK-199, VN-109: ${tag}: every text has what is put into it, and the figures and signs of the English one`, async () => {
    const english = new Map(await allTexts('en', LARGE))
    const wrong = (await allTexts(tag, LARGE)).filter(
      ([path, text]) => String(fixed(text)) !== String(fixed(english.get(path) ?? '')),
    )
    assert.deepEqual(wrong, [])
  })

  test(`LK-199, VN-109: ${tag}: says everything in its own words, but for loan words`, async () => {
    const [own, english] = await Promise.all([everyForm(tag), everyForm('en')])
    const same = own.filter(([path, text], i) => isSaid(text) && english[i]?.[1] === text && !loanWords[tag].has(path))
    const left = own.filter(([, text]) => /(?<!\p{L})(the|and|your?|with|this|are|please|not)(?!\p{L})/iu.test(text))
    assert.deepEqual([...same, ...left], [])
  })
}

test('French punctuation keeps its narrow space, and its quotation marks too', async () => {
  const isWrong = (text: string) => /[^\u202f][:;!?%»]|«[^\u202f]/.test(text.replace(/https?:\/\//g, ''))
  const wrong = (await everyForm('fr')).filter(([, text]) => isWrong(text))
  assert.deepEqual(wrong, [])
})

test('VN-109: Turkish has no plural after a number, its percent sign before it, and the people addressed with respect', async () => {
  const wrong = (await everyForm('tr')).filter(
    ([, text]) =>
      /\d \p{Ll}+l[ae]r(?!\p{L})/u.test(text) ||
      /\d ?%/.test(text) ||
      /(?<!\p{L})(sen|senin|sana|seni)(?!\p{L})/iu.test(text) ||
      // Marks that stand loose, as when İ was made small in another language's way; letters that Turkish lacks.
      /\p{M}|[qwx]/iu.test(text.normalize('NFC').replace(/Markdown|XLSX|\bQR\b|\bWebP\b|@example\.org/gu, '')),
  )
  assert.deepEqual(wrong, [])
})

/** What stands on buttons and in tabs, by the end of its path. */
const onButtons =
  /\.(steps|openKind|closeKind|columns)\.|\.(go|add|send|close|cancel|save|undo|tryAgain|take|takeOver|signOut|removeGo|discardGo|keepEditing|freshGo|openStage|open|leave|rename|back|addChoice|otherCode)$/
/** Two lines of a button half as wide as a phone of 320 px; a word longer than a line would stick out. */
const BUTTON_CHARS_MAX = 40
const BUTTON_WORD_CHARS_MAX = 16
/** Anywhere else: the longest word that fits a line at the largest size of text (200 % on 320 px). */
const WORD_CHARS_MAX = 18

for (const { tag } of languages)
  test(`LK-199: ${tag}: words fit their buttons, and long words their line`, async () => {
    const longest = (text: string) => Math.max(...text.split(/[\s\u202f]+/u).map((word) => [...word].length))
    const wrong = (await allTexts(tag, 2)).filter(([path, text]) =>
      onButtons.test(path)
        ? [...text].length > BUTTON_CHARS_MAX || longest(text) > BUTTON_WORD_CHARS_MAX
        : longest(text) > WORD_CHARS_MAX,
    )
    assert.deepEqual(wrong, [])
  })

test('LK-199: a language is known by its tag, whatever the region and the case', () => {
  assert.deepEqual(['tr', 'tr-TR', 'TR', ' fr-CA', 'en-US-x-y'].map(languageOf), ['tr', 'tr', 'tr', 'fr', 'en'])
  assert.deepEqual(['', 'trk', 'x-tr', '*', 'constructor', null, undefined].map(languageOf), Array(7).fill(undefined))
})

test('whoever speaks to everybody has all languages, and English for the others', async () => {
  const said = await inAll(homeWords)
  for (const { tag } of languages) assert.equal(said(tag), await homeWords[tag]())
  for (const other of ['de', '', 'constructor']) assert.equal(said(other), await homeWords[defaultLanguage]())
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
  assert.deepEqual(
    [0, 1, 1234].map((n) => counting('tr').counted(n, { other: '# gün' })),
    ['0 gün', '1 gün', '1.234 gün'],
  )
})
