/**
 * Reads what the operator wishes: a YAML file, the environment laid over it, everything checked at once. What comes out is
 * complete, so that nobody else asks what a missing value means. The keys themselves are listed in `config.schema.ts`.
 * This file knows no part of Plenary and opens nothing but the one file; it is the only reader of `process.env`.
 */
import { closeSync, openSync, readSync } from 'node:fs'
import { resolve } from 'node:path'
import { LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { ENTRIES_MAX, isRecord, listed } from './config.kinds.ts'
import { KEYS, type Key, Settings } from './config.schema.ts'

const FILE_BYTES_MAX = 1_048_576
const ALIASES_MAX = 100
const SHOWN_CHARS_MAX = 60
const PROBLEMS_SHOWN_MAX = 50

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T
type Environment = Record<string, string | undefined>
type Path = readonly (string | number)[]

/** The whole configuration: every key has its value, paths are absolute, entries that are not configured are gone. Frozen. */
export type Config = DeepReadonly<ReturnType<typeof completed>>

/** `from` is the file or the variable it stands in, `path` the key ('' = the whole file), `message` what must be otherwise. */
export type ConfigProblem = { readonly from: string; readonly path: string; readonly message: string }

/** The configuration cannot be used. The message has one line a problem and no secrets. */
export class ConfigRefusal extends Error {
  readonly problems: readonly ConfigProblem[]
  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems
      .slice(0, PROBLEMS_SHOWN_MAX)
      .map(({ from, path, message }) => [from, path, message].filter(Boolean).join(': '))
    const more = problems.length - lines.length
    super([...lines, ...(more > 0 ? [`… and ${more} more`] : [])].join('\n'))
    this.name = 'ConfigRefusal'
    this.problems = problems
  }
}

/** The variables this process was started with. */
export function environment(): Environment {
  return { ...process.env }
}

/**
 * Reads `file` (YAML; without it `plenary.yaml` in `cwd`, if it is there), lays the `PLENARY_…` variables of `env` over it and
 * checks it. Throws `ConfigRefusal` with everything that is wrong.
 */
export function readConfig(source: { file?: string | undefined; cwd: string; env: Environment }): Config {
  const name = source.file ?? 'plenary.yaml'
  const read = parsedFile(name, source.file !== undefined, source.cwd)
  const over = laidOver(read.tree, source.env)
  const checked = Settings.safeParse(over.tree)
  const faults =
    checked.success || read.problems.length > 0 ? [] : explained(checked.error.issues, over, read.found ? name : 'settings')
  const problems = [...read.problems, ...over.problems, ...faults]
  if (problems.length > 0 || !checked.success) throw new ConfigRefusal(problems)
  return frozen(completed(checked.data, source.cwd))
}

/** All keys in the order of the file, with the words of the reference. `default` is as one would write it, or "required". */
export function describeConfig(): { key: string; env: string; kind: string; default: string; meaning: string }[] {
  return KEYS.map(({ key, env, kind, default: usual, meaning }) => ({ key, env, kind, default: usual, meaning }))
}

type FileRead = { found: boolean; tree: unknown; problems: ConfigProblem[] }

function parsedFile(name: string, wanted: boolean, cwd: string): FileRead {
  const refused = (message: string) => ({ found: true, tree: {}, problems: [{ from: name, path: '', message }] })
  try {
    const bytes = boundedBytes(resolve(cwd, name))
    if (!bytes) return refused('is larger than 1 MiB')
    return parsedYaml(new TextDecoder('utf-8', { fatal: true }).decode(bytes), name)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ENOENT' && !wanted) return { found: false, tree: {}, problems: [] }
    if (code === 'ENOENT') return refused('there is no such file')
    if (code === 'EISDIR') return refused('is a folder, not a file')
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return refused('is not UTF-8 text')
    if (error instanceof RangeError) return refused('is nested too deeply')
    if (error instanceof ReferenceError) return refused('uses its aliases (*name) too often, or before their anchors (&name)')
    return refused(`cannot be read (${code || 'its YAML is not usable'})`)
  }
}

/** Null when the file is too large. Reads no further than that, whatever size a pipe or a device claims to have. */
function boundedBytes(path: string): Buffer | null {
  const descriptor = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(FILE_BYTES_MAX + 1)
    let bytes = 0
    for (let more = -1; more !== 0; bytes += more) more = readSync(descriptor, buffer, bytes, buffer.length - bytes, null)
    return bytes > FILE_BYTES_MAX ? null : buffer.subarray(0, bytes)
  } finally {
    closeSync(descriptor)
  }
}

const YAML_FAULTS: Record<string, string> = {
  DUPLICATE_KEY: 'this key stands twice',
  MULTIPLE_DOCS: 'there is more than one document',
  RESOURCE_EXHAUSTION: 'is nested too deeply',
}

/** The core schema whatever a %YAML line says: "no" stays a word. The parser's quotes may hold a secret: cut off. */
function parsedYaml(text: string, from: string): FileRead {
  const lineCounter = new LineCounter()
  const document = parseDocument(text, { version: '1.2', schema: 'core', lineCounter, prettyErrors: false, logLevel: 'error' })
  const fault = document.errors[0] ?? document.warnings[0] // what follows the first is mostly its echo
  if (!fault) return { found: true, tree: document.toJS({ maxAliasCount: ALIASES_MAX }) ?? {}, problems: [] }
  const { line, col } = lineCounter.linePos(fault.pos[0])
  const message = YAML_FAULTS[fault.code] ?? fault.message.split(/[:\n]/)[0] ?? ''
  return { found: true, tree: {}, problems: [{ from, path: `line ${line}, column ${col}`, message }] }
}

/** `from`: the text of a path → the variable that set it. */
type Laid = { tree: unknown; from: Map<string, string>; problems: ConfigProblem[] }

function laidOver(file: unknown, env: Environment): Laid {
  const laid: Laid = { tree: file, from: new Map(), problems: [] }
  for (const name of Object.keys(env)
    .filter((name) => name.startsWith('PLENARY_'))
    .sort(byLength)) {
    const value = env[name]
    if (value === undefined) continue
    const path = pathOf(name)
    if (path) {
      laid.tree = withValue(laid.tree, path, value)
      laid.from.set(shown(path), name)
    } else laid.problems.push({ from: name, path: '', message: `is not a known variable${hint(name, variablesLike(name))}` })
  }
  return laid
}

/** A whole list comes before its items, so that an item wins. */
const byLength = (a: string, b: string) => a.length - b.length || (a < b ? -1 : 1)

function pathOf(name: string): Path | null {
  for (const { variable, path } of KEYS) {
    const numbers = variable
      .exec(name)
      ?.slice(1)
      .filter((found) => found !== undefined)
      .map(Number)
    if (!numbers) continue
    const full = path.map((step) => (step === '[]' ? (numbers.shift() ?? 0) : step))
    return [...full, ...numbers]
  }
  return null
}

/**
 * A copy along the path, because aliases share branches. Where the file has something else than a mapping or a list, that stays
 * and is refused later.
 */
function withValue(node: unknown, [step, ...rest]: Path, value: string): unknown {
  if (step === undefined) return value
  if (typeof step === 'number') {
    const list = listed(node)
    if (!Array.isArray(list)) return node
    return Object.assign([...list], { [step]: withValue(list[step], rest, value) })
  }
  const branch = node ?? {}
  return isRecord(branch) ? { ...branch, [step]: withValue(branch[step], rest, value) } : node
}

function explained(issues: readonly z.core.$ZodIssue[], { tree, from }: Laid, file: string): ConfigProblem[] {
  const problems = new Map<string, ConfigProblem>()
  const add = (path: Path, message: string) => {
    const text = shown(path)
    const setBy = from.get(text) ?? from.get(shown(path.slice(0, -1))) ?? file
    if (!problems.has(text)) problems.set(text, { from: setBy, path: text, message })
  }
  for (const issue of issues) {
    const path = issue.path as Path
    if (issue.code !== 'unrecognized_keys') add(path, fault(issue, path, valueAt(tree, path)))
    else for (const name of issue.keys) add([...path, name], `is not a known key${hint(name, namesBeside(path))}`)
  }
  return [...problems.values()]
}

function fault(issue: z.core.$ZodIssue, path: Path, value: unknown): string {
  if (issue.code === 'custom' && issue.message !== 'Invalid input') return issue.message // a rule between keys has its own words
  const key = keyAt(path)
  if (key) return faultOfKey(key, typeof path.at(-1) === 'number' ? (key.each ?? key.kind) : key.kind, value)
  if (value === undefined) return 'is missing: entries are counted from 0 without gaps'
  if (issue.code === 'too_big') return `must have at most ${ENTRIES_MAX} entries`
  const wanted = issue.code === 'invalid_type' && issue.expected === 'array' ? 'a list' : 'a mapping of keys'
  return `must be ${wanted} (got ${shapeOf(value)})`
}

/** What was written is repeated, cut short, unless it is a secret or an address that may hold one. */
function faultOfKey(key: Key, kind: string, value: unknown): string {
  if (value === undefined || (value === null && key.default === 'required')) return `is required: ${kind}`
  const quotes = key.text && (typeof value === 'number' || typeof value === 'boolean') ? 'put it in quotes' : ''
  const silent = key.secret || (typeof value === 'string' && /\/.*[@?]/s.test(value))
  const got = silent ? '' : `got ${typeof value === 'object' && value !== null ? shapeOf(value) : JSON.stringify(clipped(value))}`
  const aside = [got, quotes].filter(Boolean).join('; ')
  return `must be ${kind}${aside && ` (${aside})`}`
}

const clipped = (value: unknown) =>
  typeof value === 'string' && value.length > SHOWN_CHARS_MAX ? `${value.slice(0, SHOWN_CHARS_MAX)}…` : value
const shapeOf = (value: unknown) =>
  Array.isArray(value) ? 'a list' : isRecord(value) ? 'a mapping' : value === null ? 'null' : typeof value

/** `chat.irc[0].server`; names that are no plain words stand in quotes, so that a problem stays one line. */
const shown = (path: Path) =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`
    return (text && `${text}.`) + (/^[\w-]{1,60}$/.test(step) ? step : JSON.stringify(clipped(step)))
  }, '')

const valueAt = (tree: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, step) => {
    const branch = typeof step === 'number' ? listed(node) : node
    return typeof branch === 'object' && branch !== null ? Reflect.get(branch, step) : undefined
  }, tree)

const general = (path: Path) => path.map((step) => (typeof step === 'number' ? '[]' : step)).join('.')
const keyAt = (path: Path): Key | undefined =>
  KEYS.find(
    (key) => key.path.join('.') === general(path) || (key.each !== undefined && [...key.path, '[]'].join('.') === general(path)),
  )

function namesBeside(path: Path): string[] {
  const inside = KEYS.filter((key) => path.length === 0 || `${key.path.join('.')}.`.startsWith(`${general(path)}.`))
  return [...new Set(inside.map((key) => key.path[path.length] ?? ''))]
}

function variablesLike(name: string): string[] {
  const number = /_(\d{1,2})(?=_|$)/.exec(name)?.[1] ?? '0'
  return KEYS.map((key) => key.env.replace('_0_', `_${number}_`))
}

function hint(word: string, candidates: readonly string[]): string {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (word.length > SHOWN_CHARS_MAX) return ''
  const near = candidates.map((candidate) => ({ candidate, away: distance(plain(word), plain(candidate)) }))
  const best = near.reduce<(typeof near)[number] | null>((a, b) => (a && a.away <= b.away ? a : b), null)
  return best && best.away <= Math.max(2, Math.floor(word.length / 6)) ? `; did you mean ${best.candidate}?` : ''
}

/** Levenshtein: how many letters must be put in, taken out or exchanged. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 1; j <= b.length; j++) {
      const same = (row[j - 1] ?? 0) + (letter === b[j - 1] ? 0 : 1)
      next.push(Math.min(same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

/** Fills in what depends on other keys or on the folder, and leaves out entries without the credential they need. */
function completed(read: z.output<typeof Settings>, cwd: string) {
  const { chat, server } = read
  const file = (path: string | null) => path && resolve(cwd, path)
  return {
    ...read,
    server: { ...server, publicUrl: server.publicUrl && new URL(server.publicUrl).origin },
    data: { dir: resolve(cwd, read.data.dir) },
    chat: {
      irc: chat.irc.map((entry) => ({
        ...entry,
        tls: entry.tls ?? entry.port === 6697,
        tlsTrust: file(entry.tlsTrust),
        alternativeNick: entry.alternativeNick ?? `${entry.nick}_`,
        sasl: { ...entry.sasl, certificate: file(entry.sasl.certificate) },
      })),
      discord: chat.discord.flatMap(({ token, ...rest }) => (token ? [{ token, ...rest }] : [])),
      twitch: chat.twitch.flatMap(({ channel, ...rest }) =>
        channel && (rest.botToken || rest.clientSecret) ? [{ channel, ...rest }] : [],
      ),
      youtube: chat.youtube.filter(({ apiKey, clientSecret }) => apiKey || clientSecret),
    },
    tickets: read.tickets.flatMap(({ token, url, organizer, event, into, ...rest }) =>
      token && url && organizer && event && into ? [{ token, url, organizer, event, into, ...rest }] : [],
    ),
    programme: read.programme.flatMap(({ url, into, ...rest }) => (url && into ? [{ url, into, ...rest }] : [])),
  }
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) frozen(inner)
  return Object.freeze(value)
}
