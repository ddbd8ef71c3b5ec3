import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'
import { routes } from '../../contract/audience.routes.ts'
import { type Language, languages } from '../../words/languages.ts'

/** The page a hall opens all at once: everything it loads, in one language, as it goes over the wire. */
const GZIP_BYTES_MAX = 30_000

const folder = mkdtempSync(join(tmpdir(), 'plenary-weight-'))
after(() => rmSync(folder, { recursive: true }))

/** Built files by their path under the folder, and what they weigh packed. */
type Weights = Map<string, number>

const named = (file: string, pattern: RegExp): string[] =>
  [...readFileSync(join(folder, file), 'utf8').matchAll(pattern)].map(([, name = '']) => name)

/** What the page loads in one language before anything is asked: what its document names, what those name in turn, and the language's words. */
function loaded(language: Language): Weights {
  const isFirstWords = (file: string, name: string) => file.startsWith('assets/start-') && name.startsWith(`${language}-`)
  const files = new Set([
    'attend/index.html',
    ...named('attend/index.html', /(?:src|href)="\/([^"]+\.(?:js|css|svg|webmanifest))"/g),
  ])
  for (const file of files) {
    if (!file.endsWith('.js')) continue
    for (const name of named(file, /(?:from|import)\s*[`"']\.\/([\w-]+\.js)[`"']/g)) files.add(`assets/${name}`)
    // What is brought later is brought when it is first drawn.
    for (const name of named(file, /import\s*\(\s*[`"']\.\/([\w-]+\.js)[`"']/g))
      if (isFirstWords(file, name)) files.add(`assets/${name}`)
  }
  return new Map([...files].map((file) => [file, gzipSync(readFileSync(join(folder, file)), { level: 9 }).length]))
}

const sum = (weights: Weights): number => [...weights.values()].reduce((all, bytes) => all + bytes, 0)

before(() =>
  build({
    configFile: resolve(import.meta.dirname, '../../../vite.config.ts'),
    mode: 'attend',
    build: { outDir: folder, emptyOutDir: true },
    logLevel: 'silent',
  }),
)

for (const { tag } of languages)
  test(`all of the audience’s page is lighter than 30 kB in ${tag}, and no schema library is in it`, (t) => {
    const weights = loaded(tag)
    for (const [file, bytes] of [...weights].sort(([, a], [, b]) => b - a)) t.diagnostic(`${bytes} ${file}`)
    t.diagnostic(`${sum(weights)} in all`)
    const files = [...weights.keys()]
    assert.equal(files.filter((file) => file.startsWith(`assets/${tag}-`)).length, 2, 'both catalogues of the language are in it')
    assert.ok(sum(weights) <= GZIP_BYTES_MAX, `${sum(weights)} bytes`)
    for (const file of files) assert.doesNotMatch(readFileSync(join(folder, file), 'utf8'), /ZodError|discriminatedUnion/, file)
  })

test('every endpoint the page may call is in the table it is built with', () => {
  const sources = ['attend', 'kinds', 'lib', 'ui'].flatMap((place) =>
    readdirSync(resolve(import.meta.dirname, '..', place), { recursive: true })
      .filter((file) => /(?<!\.test)\.tsx?$/.test(String(file)))
      .map((file) => readFileSync(resolve(import.meta.dirname, '..', place, String(file)), 'utf8')),
  )
  const called = new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/\b(?:api|call)\)?\('(\w+)'|endpoint: '(\w+)'/g)].map(([, one, other]) => one ?? other),
    ),
  )
  assert.ok(called.has('join') && called.has('answer') && called.size > 4, [...called].join())
  assert.deepEqual(
    [...called].filter((name) => !Object.hasOwn(routes, String(name))),
    [],
  )
})

test('the document carries its styles, and no script stands before them that holds up the first paint', () => {
  const html = readFileSync(join(folder, 'attend/index.html'), 'utf8')
  assert.match(html, /<style>@layer/)
  assert.doesNotMatch(html, /rel="stylesheet"/)
  for (const [script] of html.matchAll(/<script[^>]*>/g)) assert.match(script, /type="module"|\sasync\s/)
  assert.deepEqual(
    readdirSync(folder, { recursive: true }).filter((file) => String(file).endsWith('.css')),
    [],
  )
})
