import { relative } from 'node:path'
import type { TestEvent } from 'node:test/reporters'

/** What a run tells of its files, beside what people read: one line of JSON for each, the slowest first. */
export interface FileOutcome {
  /** From the project's root. */
  readonly file: string
  readonly seconds: number
  readonly ok: boolean
}

export default async function* files(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  const found = new Map<string, { ms: number; ok: boolean }>()
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue
    if (data.nesting > 0 || !data.file) continue
    const before = found.get(data.file) ?? { ms: 0, ok: true }
    found.set(data.file, { ms: before.ms + data.details.duration_ms, ok: before.ok && type === 'test:pass' })
  }
  for (const [file, { ms, ok }] of [...found].sort(([, a], [, b]) => b.ms - a.ms)) {
    const outcome: FileOutcome = { file: relative(process.cwd(), file), seconds: Math.round(ms / 100) / 10, ok }
    yield `${JSON.stringify(outcome)}\n`
  }
}
