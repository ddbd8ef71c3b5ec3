import { spawn } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, matchesGlob } from 'node:path'
import type { FileOutcome } from './files-reporter.ts'
import { ensureNeeds } from './needs.ts'

/**
 * `npm test`: what the tests need, the pages, types and style, then all tests. Words after it choose files by a part of their path or by a glob
 * (`npm test -- src/modules 'test/e2e/*'`); then types and style are left out. Fails when any part does, and says which.
 */
const root = join(import.meta.dirname, '..')
/** About twenty minutes on a quiet machine with two cores; a busy one may take its time. */
const ALL_MS_MAX = 35 * 60_000
const TEST_MS_MAX = 5 * 60_000
const GRACE_MS = 10_000
/** They wait for disks, timers and servers half of the time. */
const UNIT_FILES_PER_CORE = 2
const UNIT_FILES_AT_ONCE_MAX = 8
/** Each has a browser, a program and a database of its own, and waits most of the time. */
const JOURNEYS_AT_ONCE = 3
/** So few files that failed are run again, alone: real servers and browsers stumble on a busy machine. Which did so is told. */
const UNSTEADY_FILES_MAX = 2
const SLOWEST_FILES_TOLD = 8

const started = performance.now()
const wanted = process.argv.slice(2)
const outcomes: { part: string; ok: boolean; seconds: number }[] = []
const slowest: FileOutcome[] = []
const unsteady: string[] = []
let running: ReturnType<typeof spawn> | null = null
let late = false

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const secondsSince = (from: number): number => Math.round((performance.now() - from) / 100) / 10

/** The settings of whoever runs this are theirs: no test sees them. */
const env = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PLENARY_'))),
  // Each file is a process of its own: what one compiled, the others need not.
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled'),
}

const signal = (name: NodeJS.Signals): void => {
  try {
    if (running?.pid) process.kill(-running.pid, name)
  } catch {
    // It has just ended.
  }
}

/** Runs a program to its end, in a group of its own, so that a stop reaches all it started. */
async function part(name: string, command: string, words: readonly string[]): Promise<boolean> {
  if (late) return false
  const from = performance.now()
  const child = spawn(command, words, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true })
  running = child
  const status = await new Promise<number | null>((resolve) => {
    child.on('error', () => resolve(null))
    child.on('exit', resolve)
  })
  running = null
  outcomes.push({ part: name, ok: status === 0, seconds: secondsSince(from) })
  return status === 0
}

const isWanted = (file: string): boolean =>
  wanted.length === 0 || wanted.some((word) => file.includes(word.replace(/^\.\//, '')) || matchesGlob(file, word))

/** Those that take longest for their size: they wait for servers, and for the program's own patience. */
const LONG = /\/(matrix|chat-faults|backup|cli|sturdy|staying|move-ptgbot|secret|weight|survive)\.test\.ts$/
const LONG_WEIGHT = 4

/** The largest first, which mostly take longest: so that none of them is left over at the end, alone. */
const filesOf = (...patterns: readonly string[]): string[] =>
  patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter(isWanted)
    .map((file) => ({ file, bytes: statSync(join(root, file)).size * (LONG.test(file) ? LONG_WEIGHT : 1) }))
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ file }) => file)

async function tests(name: string, files: readonly string[], filesAtOnce: number): Promise<void> {
  const found = await runFiles(name, files, filesAtOnce)
  slowest.push(...found)
  const failed = found.filter((one) => !one.ok).map(({ file }) => file)
  const outcome = outcomes.at(-1)
  if (late || !outcome || outcome.ok || failed.length === 0 || failed.length > UNSTEADY_FILES_MAX) return
  say(`\nonce more, alone: ${failed.join(', ')}`)
  await runFiles(`${name}, once more`, failed, 1)
  if (!outcomes.at(-1)?.ok) return
  outcome.ok = true
  unsteady.push(...failed)
}

async function runFiles(name: string, files: readonly string[], filesAtOnce: number): Promise<FileOutcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-run-'))
  const told = join(folder, 'files')
  const flags = [`--test-concurrency=${filesAtOnce}`, `--test-timeout=${TEST_MS_MAX}`, '--test-global-setup=test/server.ts']
  const readers = ['spec', 'stdout', './test/files-reporter.ts', told]
  const reporters = readers.map((word, i) => `--test-reporter${i % 2 ? '-destination' : ''}=${word}`)
  await part(name, process.execPath, ['--test', ...flags, ...reporters, ...files])
  const lines = existsSync(told) ? readFileSync(told, 'utf8').split('\n').filter(Boolean) : []
  rmSync(folder, { recursive: true })
  return lines.map((line) => JSON.parse(line) as FileOutcome)
}

/** Whether a page, a text or the contract changed since the pages were built. */
function pagesAreOld(): boolean {
  const built = join(root, 'dist/web/attend/index.html')
  if (!existsSync(built)) return true
  const since = statSync(built).mtimeMs
  const sources = ['vite.config.ts', 'package-lock.json', ...globSync('src/{web,words,contract}/**/*', { cwd: root })]
  return sources.some((file) => statSync(join(root, file)).mtimeMs > since)
}

async function all(): Promise<void> {
  const wanting = ensureNeeds(say)
  if (wanting) {
    process.stderr.write(`${wanting}\n`)
    outcomes.push({ part: 'needs', ok: false, seconds: secondsSince(started) })
    return
  }
  if (pagesAreOld() && !(await part('pages', 'npm', ['run', '--silent', 'build']))) return
  if (wanted.length === 0) await part('types, style, arrows', 'npm', ['run', '--silent', 'check'])
  // The tidy test is the last word of the check already.
  const units = filesOf('src/**/*.test.ts', 'test/*.test.ts', 'test/standins/*.test.ts', 'bench/*.test.ts').filter(
    (file) => wanted.length > 0 || file !== join('test', 'tidy.test.ts'),
  )
  const atOnce = Math.min(availableParallelism() * UNIT_FILES_PER_CORE, UNIT_FILES_AT_ONCE_MAX)
  if (units.length > 0) await tests('unit tests', units, atOnce)
  const journeys = filesOf('test/e2e/*.test.ts')
  if (journeys.length > 0) await tests('end to end', journeys, JOURNEYS_AT_ONCE)
  if (wanted.length > 0 && units.length + journeys.length === 0) {
    process.stderr.write(`no test file fits ${wanted.join(' ')}\n`)
    outcomes.push({ part: 'files', ok: false, seconds: 0 })
  }
}

for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => {
    late = true
    signal('SIGTERM')
  })
}
const end = setTimeout(() => {
  late = true
  process.stderr.write(`the tests were stopped: they took more than ${ALL_MS_MAX / 60_000} minutes\n`)
  signal('SIGTERM')
  setTimeout(() => signal('SIGKILL'), GRACE_MS).unref()
}, ALL_MS_MAX)

await all()
clearTimeout(end)
say('')
slowest.sort((a, b) => b.seconds - a.seconds)
for (const { file, seconds } of slowest.slice(0, SLOWEST_FILES_TOLD)) say(`        ${file}, ${seconds} s`)
for (const { part: name, ok, seconds } of outcomes) say(`${ok ? 'ok    ' : 'FAILED'}  ${name}, ${seconds} s`)
for (const file of unsteady) say(`UNSTEADY  ${file} failed among the others and passed alone`)
const good = !late && outcomes.every((one) => one.ok)
say(`${good ? 'All is well' : 'Not all is well'}, after ${secondsSince(started)} s.`)
process.exitCode = good ? 0 : 1
