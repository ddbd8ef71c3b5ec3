import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type ActivityKind, Given, PreparedActivity, ShownActivity, Tally } from '../src/contract/activity.schema.ts'
import { takesAnswers } from '../src/contract/kinds/answering.ts'

/** Every kind of activity has one place in each tree, and nothing that carries messages knows one by its name. */
const root = join(import.meta.dirname, '..')
const kindsOf = (union: { readonly options: readonly { readonly shape: { readonly kind: { readonly value: string } } }[] }) =>
  union.options.map(({ shape }) => shape.kind.value)
const kinds = kindsOf(PreparedActivity) as ActivityKind[]
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const codeOf = (file: string) => read(file).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '')
const isCode = (file: string) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file)
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter(isCode)

const trees = ['src/contract/kinds', 'src/modules/meetings/kinds', 'src/adapters/chat/kinds', 'src/web/kinds']
/** Whose file it is: `poll.ts`, `poll.schema.ts` or anything in a folder `poll`; null: shared by all. */
const ownerOf = (file: string): string | null => {
  const tree = trees.find((one) => file.startsWith(`${one}/`)) ?? ''
  const [first = ''] = file.slice(tree.length + 1).split(/[./]/)
  return kinds.find((kind) => kind === first) ?? null
}
/** The kinds whose files one of a kind imports beside its own. */
function strangers(file: string, code: string): string[] {
  const owner = ownerOf(file)
  const imported = [...code.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, path = '']) => join(file, '..', path))
  return imported.filter((path) => trees.some((tree) => path.startsWith(`${tree}/`)) && ![null, owner].includes(ownerOf(path)))
}

test('LK-93: every kind has its file in each tree and its member in each union', () => {
  for (const kind of kinds) {
    for (const file of [
      `contract/kinds/${kind}.schema.ts`,
      `modules/meetings/kinds/${kind}.ts`,
      `adapters/chat/kinds/${kind}.ts`,
    ])
      assert.ok(existsSync(join(root, 'src', file)), file)
    const web = readdirSync(join(root, 'src/web/kinds', kind)).map((name) => name.split('.')[0])
    for (const part of ['draft', 'form', 'phone', 'stage']) assert.ok(web.includes(part), `${kind}: ${part}`)
  }
  assert.deepEqual(kindsOf(ShownActivity), kinds)
  assert.deepEqual(kindsOf(Tally), kinds)
  assert.deepEqual(
    kindsOf(Given),
    kinds.filter((kind) => takesAnswers({ kind })),
  )
})

test('LK-93: no kind’s file imports another’s', () => {
  const files = trees.flatMap(filesIn).filter((file) => ownerOf(file) !== null)
  assert.ok(files.length >= 7 * kinds.length, String(files.length))
  assert.deepEqual(
    files.flatMap((file) => strangers(file, codeOf(file)).map((path) => `${file} imports ${path}`)),
    [],
  )
  assert.deepEqual(strangers('src/web/kinds/poll/phone.tsx', "import { quiz } from '../quiz/phone.tsx'"), [
    'src/web/kinds/quiz/phone.tsx',
  ])
})

/** What takes a line, a call or an answer and hands it on, and what draws an activity without asking which it is. */
const routers = [
  ...filesIn('src/adapters/http'),
  ...filesIn('src/adapters/live'),
  ...filesIn('src/adapters/calls'),
  ...filesIn('src/adapters/jobs'),
  'src/adapters/chat/dispatch.ts',
  'src/adapters/chat/index.ts',
  ...['answering', 'answers.store', 'steering', 'seeing', 'scoring', 'preparing', 'forgetting'].map(
    (name) => `src/modules/meetings/${name}.ts`,
  ),
  'src/web/attend/phase-face.tsx',
  'src/web/attend/result-page.tsx',
  'src/web/stage/stage.tsx',
  'src/web/console/activity-form.tsx',
  'src/web/console/live-results.tsx',
]
const named = (code: string) =>
  kinds.filter((kind) => new RegExp(`\\bkind\\b[^\\n]{0,12}[!=]==? *'${kind}'|case '${kind}'`).test(code))

test('LK-93: nothing that carries messages knows a kind by its name', () => {
  assert.deepEqual(
    routers.flatMap((file) => named(codeOf(file)).map((kind) => `${file} knows ${kind}`)),
    [],
  )
  assert.deepEqual(named("if (activity.kind === 'poll') case 'quiz':"), ['poll', 'quiz'])
})
