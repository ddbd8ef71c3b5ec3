import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import ts from 'typescript'

/** The rules of the house that arrows cannot say. Each can fail: the last test plants a fault for every check. */
const root = join(import.meta.dirname, '..')
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))

const isCode = (file: string) => /\.(ts|tsx|css|sql)$/.test(file)
const isTest = (file: string) => /\.test\.tsx?$/.test(file)
const sources = [...filesIn('src'), ...filesIn('test'), ...filesIn('bench')].filter(isCode)
const read = (file: string) => readFileSync(join(root, file), 'utf8')

/** Comments and strings blanked, so that a rule speaks of code alone. */
const codeOf = (file: string): string => read(file).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')

function offenders(pattern: RegExp, where: (file: string) => boolean): string[] {
  return sources.filter((file) => where(file) && pattern.test(codeOf(file)))
}

const LINES_MAX = 300
const TEST_LINES_MAX = 600
const FUNCTION_LINES_MAX = 70

function longFunctions(file: string, text = read(file)): string[] {
  const parsed = ts.createSourceFile(
    file,
    text,
    ts.ScriptTarget.Latest,
    true,
    file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )
  const found: string[] = []
  const lines = (node: ts.Node) =>
    parsed.getLineAndCharacterOfPosition(node.end).line - parsed.getLineAndCharacterOfPosition(node.getStart()).line + 1
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body && lines(node) > FUNCTION_LINES_MAX) {
      found.push(`${file}:${parsed.getLineAndCharacterOfPosition(node.getStart()).line + 1} has ${lines(node)} lines`)
    }
    ts.forEachChild(node, visit)
  }
  visit(parsed)
  return found
}

test('the environment is read in one place', () =>
  assert.deepEqual(
    offenders(/process\.env/, (file) => file.startsWith('src/') && !isTest(file) && file !== 'src/platform/config.ts'),
    [],
  ))

test('modules take the time from their transaction', () =>
  assert.deepEqual(
    offenders(/Date\.now\(|new Date\(\)/, (file) => file.startsWith('src/modules/') && !isTest(file)),
    [],
  ))

test('no default exports, no enums, no any', () => {
  assert.deepEqual(
    offenders(
      /export default|^\s*(export )?enum |: any\b|<any>|as any\b/m,
      (file) => file.startsWith('src/') && file.endsWith('.ts') && !isTest(file),
    ),
    [],
  )
})

test('nothing is left for later in the code', () => {
  const marks = new RegExp(`\\b(${['TO', 'FIX', 'XX'].join('DO|').replace('TODO|FIXDO|XX', 'TODO|FIXME|XXX')})\\b`)
  assert.deepEqual(
    sources.filter((file) => marks.test(read(file)) && !file.endsWith('tidy.test.ts')),
    [],
  )
})

test('the web takes types alone from the schemas, so that no schema library reaches a phone', () =>
  assert.deepEqual(
    offenders(
      /^import (?!type )[^\n]*from '[^']*(\.schema|[./]endpoints?|\/frames)\.ts'/m,
      (file) => file.startsWith('src/web/') && !isTest(file),
    ),
    [],
  ))

test('files and functions stay short', () => {
  const long = sources.filter(
    (file) => /\.(ts|tsx)$/.test(file) && read(file).split('\n').length > (isTest(file) ? TEST_LINES_MAX : LINES_MAX),
  )
  assert.deepEqual(long, [])
  assert.deepEqual(
    sources.filter((file) => /\.(ts|tsx)$/.test(file) && !isTest(file)).flatMap((file) => longFunctions(file)),
    [],
  )
})

test("a module's SQL names its own tables alone, and every module stands in the table of arrows", () => {
  const modules = readdirSync(join(root, 'src/modules'))
  for (const name of modules) {
    const text = sources
      .filter((file) => file.startsWith(`src/modules/${name}/`) && !isTest(file))
      .map(codeOf)
      .join('\n')
    const tables = [...text.matchAll(/\b(?:from|join|into|update|table)\s+([a-z]+_[a-z_]+)\b/g)].map((found) => found[1] ?? '')
    const foreign = tables.filter((table) => !table.startsWith(`${name}_`) && !table.startsWith('jsonb_'))
    assert.deepEqual(foreign, [], name)
  }
  const table = read('.dependency-cruiser.cjs')
  for (const name of modules)
    assert.match(table, new RegExp(`^  ${name}: \\[`, 'm'), `${name} is missing in .dependency-cruiser.cjs`)
})

test('the check of arrows looked at every file', () => {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const seen = JSON.parse(
    execFileSync(process.execPath, [bin, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'], {
      cwd: root,
      maxBuffer: 1e8,
    }).toString(),
  )
  const files = new Set<string>(seen.modules.map((one: { source: string }) => one.source))
  assert.deepEqual(
    sources.filter((file) => file.startsWith('src/') && /\.tsx?$/.test(file) && !files.has(file)),
    [],
  )
  assert.deepEqual(
    seen.summary.violations.map(
      (one: { rule: { name: string }; from: string; to: string }) => `${one.rule.name}: ${one.from} -> ${one.to}`,
    ),
    [],
  )
})

test('coverage: every row of the checklists stands once, and what is claimed names a test that speaks of it', () => {
  const rows = [...read('docs/coverage.md').matchAll(/^\| ((?:LK|PT|DB|VN)-\d+) \| (.*?) \|\s*(.*?)\s*\|$/gm)]
  const counts = { LK: 218, PT: 126, DB: 150, VN: 140 }
  for (const [area, n] of Object.entries(counts)) {
    const ids = rows.map((row) => row[1] ?? '').filter((id) => id.startsWith(area))
    assert.equal(new Set(ids).size, n, area)
    assert.equal(ids.length, n, area)
  }
  for (const [, id, where = '', how = ''] of rows) {
    if (where === 'not yet') continue
    const file = /^`([^`]+)`$/.exec(where)?.[1] ?? ''
    assert.ok(existsSync(join(root, file)), `${id}: ${where} is no file`)
    assert.ok(read(file).includes(id ?? '?'), `${id}: ${file} does not speak of it`)
    assert.notEqual(how.trim(), '', `${id} does not say how`)
  }
})

test('the checks can fail', () => {
  assert.equal(longFunctions('planted.ts', `export function long() {\n${'  work()\n'.repeat(FUNCTION_LINES_MAX)}}\n`).length, 1)
  assert.equal(longFunctions('planted.ts', `export function short() {\n${'  work()\n'.repeat(10)}}\n`).length, 0)
  assert.match(
    "import { MeetingView } from '../../contract/meeting.schema.ts'",
    /^import (?!type )[^\n]*from '[^']*(\.schema|[./]endpoints?|\/frames)\.ts'/m,
  )
  assert.ok(existsSync(join(root, 'src/platform/config.ts')), 'the file that may read the environment is where it was')
})
