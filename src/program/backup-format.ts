import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'

/**
 * The file of a backup: a gzip stream of lines. First a JSON header, then for each table a JSON line, its rows as COPY writes them, and an end
 * mark with their number; then the sequences; last the SHA-256 of everything before. COPY never begins a row with a backslash and a dot.
 */
export class BackupRefusal extends Error {}

const FORMAT = 'plenary-backup'
/** A line of the file: one row. Beyond it the file is none of ours, and memory stays bounded. */
const LINE_BYTES_MAX = 64 * 1024 * 1024
/** The header is short; what has no line within this is none. */
const HEADER_BYTES_MAX = 65_536
const READ_BYTES = 65_536
const NEWLINE = 10
const END_MARK = '\\. '

const Name = z.string().min(1).max(63)
const Header = z.object({
  format: z.literal(FORMAT),
  version: z.string(),
  /** The migrations the database had seen, by name. */
  level: z.array(z.string()).min(1),
  at: z.iso.datetime(),
})
const Table = z.strictObject({ table: Name, columns: z.array(Name) })
const Sequence = z.strictObject({ sequence: Name, value: z.string().regex(/^-?\d+$/) })
const Sum = z.strictObject({ sha256: z.string() })

export type Header = z.infer<typeof Header>
export type Table = z.infer<typeof Table>
export type Sequence = z.infer<typeof Sequence>

/** What a file holds, in order: the header, then table, rows, end for each table, then sequences. */
export type Piece =
  | { is: 'header'; header: Header }
  | { is: 'table'; table: Table }
  | { is: 'rows'; rows: Buffer }
  | { is: 'end'; table: Table; rows: number }
  | { is: 'sequence'; sequence: Sequence }

export const headerLine = (about: Omit<Header, 'format'>): string => jsonLine({ format: FORMAT, ...about })
export const tableLine = (table: Table): string => jsonLine(table)
export const endLine = (rows: number): string => `${END_MARK}${rows}\n`
export const sequenceLine = (sequence: Sequence): string => jsonLine(sequence)

const jsonLine = (value: unknown): string => `${JSON.stringify(value)}\n`

/** Passes the parts on, and adds the last line. */
export async function* summed(parts: AsyncIterable<string | Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const part of parts) {
    const bytes = Buffer.from(part)
    hash.update(bytes)
    yield bytes
  }
  yield Buffer.from(jsonLine({ sha256: hash.digest('hex') }))
}

/**
 * Reads a file from its start to its last line, memory bounded. Whoever has read to the end without a fault has read it whole and as it was written.
 * @throws BackupRefusal when it is no backup, cut off or damaged
 */
export async function* readBackup(file: FileHandle, name: string): AsyncGenerator<Piece> {
  const reader = new Reader(name)
  try {
    const bytes = createGunzip()
    // Reading on from `bytes` meets the same fault.
    pipeline(Readable.from(bytesOf(file), { objectMode: false }), bytes).catch(() => {})
    for await (const chunk of bytes) yield* reader.take(chunk as Buffer)
  } catch (error) {
    if (error instanceof BackupRefusal) throw error
    const { code, message } = error as NodeJS.ErrnoException
    if (!code?.startsWith('Z_')) throw error
    throw reader.begun ? damaged(name, message) : notABackup(name)
  }
  reader.finish()
}

async function* bytesOf(file: FileHandle): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(READ_BYTES), 0, READ_BYTES, position)
    if (bytesRead === 0) return
    position += bytesRead
    yield buffer.subarray(0, bytesRead)
  }
}

const notABackup = (name: string) => new BackupRefusal(`${name} is not a backup of Plenary; nothing was changed`)
const damaged = (name: string, why: string) =>
  new BackupRefusal(`${name} is damaged or was cut off (${why}); nothing was changed`)

/** Takes the bytes as they come, and knows which line may follow which. */
class Reader {
  readonly #name: string
  readonly #hash = createHash('sha256')
  #rest: Buffer = Buffer.alloc(0)
  #at: 'header' | 'table' | 'rows' | 'over' = 'header'
  #table: Table = { table: '', columns: [] }
  #rows = 0

  constructor(name: string) {
    this.#name = name
  }

  /** The header was read: it is one of ours. */
  get begun(): boolean {
    return this.#at !== 'header'
  }

  *take(chunk: Buffer): Generator<Piece> {
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    let at = 0
    for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, at)) {
      const from = at
      if (this.#at === 'rows') at = this.#rowsEnd(bytes, from)
      if (at > from) {
        yield { is: 'rows', rows: bytes.subarray(from, at) }
        continue
      }
      at = end + 1
      yield* this.#line(bytes.subarray(from, at))
    }
    this.#rest = Buffer.from(bytes.subarray(at))
    if (this.#rest.length > (this.begun ? LINE_BYTES_MAX : HEADER_BYTES_MAX)) throw this.#fault('a line has no end')
  }

  finish(): void {
    if (this.#at !== 'over') throw this.#fault('its end is missing')
  }

  /** Where the whole rows of these bytes end: before the end mark, or after the last newline. */
  #rowsEnd(bytes: Buffer, from: number): number {
    let at = from
    for (let end = bytes.indexOf(NEWLINE, at); end >= 0; end = bytes.indexOf(NEWLINE, at)) {
      if (bytes[at] === 0x5c && bytes[at + 1] === 0x2e) break
      this.#rows++
      at = end + 1
    }
    if (at > from) this.#hash.update(bytes.subarray(from, at))
    return at
  }

  *#line(bytes: Buffer): Generator<Piece> {
    const text = bytes.toString('utf8').trimEnd()
    if (this.#at === 'over') throw this.#fault('something follows its end')
    if (this.#at === 'table' && text.startsWith('{"sha256"')) return this.#checkSum(text)
    this.#hash.update(bytes)
    if (this.#at === 'header') yield { is: 'header', header: this.#header(text) }
    else if (this.#at === 'rows') yield this.#end(text)
    else if (text.startsWith('{"sequence"')) yield { is: 'sequence', sequence: this.#parsed(Sequence, text) }
    else yield this.#begin(text)
  }

  #header(text: string): Header {
    const parsed = Header.safeParse(jsonOf(text))
    if (!parsed.success) throw notABackup(this.#name)
    this.#at = 'table'
    return parsed.data
  }

  #begin(text: string): Piece {
    this.#table = this.#parsed(Table, text)
    this.#at = 'rows'
    this.#rows = 0
    return { is: 'table', table: this.#table }
  }

  #end(text: string): Piece {
    if (text !== `${END_MARK}${this.#rows}`) throw this.#fault(`${this.#table.table} has ${this.#rows} rows and says "${text}"`)
    this.#at = 'table'
    return { is: 'end', table: this.#table, rows: this.#rows }
  }

  #checkSum(text: string): void {
    if (this.#parsed(Sum, text).sha256 !== this.#hash.digest('hex')) throw this.#fault('its sum does not fit')
    this.#at = 'over'
  }

  #parsed<T>(schema: z.ZodType<T>, text: string): T {
    const parsed = schema.safeParse(jsonOf(text))
    if (!parsed.success) throw this.#fault('a line is not what it should be')
    return parsed.data
  }

  #fault(why: string): BackupRefusal {
    return this.begun ? damaged(this.#name, why) : notABackup(this.#name)
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
