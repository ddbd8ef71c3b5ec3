import { crc32, inflateRawSync } from 'node:zlib'
import { SHEET_UNPACKED_BYTES_MAX } from '../../contract/limits.ts'
import { unfit } from './unfit.ts'

/**
 * What an XLSX file packs, taken out under a limit and put together anew without packing: whoever reads it then can meet no surprise, for it holds
 * what its directory names and nothing else. The directory is asked first, and what it says is not believed while unpacking.
 */

const ENTRIES_MAX = 2_000
const NAME_BYTES_MAX = 300
const END = 0x06054b50
const DIRECTORY = 0x02014b50
const LOCAL = 0x04034b50
const END_BYTES = 22
const COMMENT_BYTES_MAX = 65_535
/** The parts that say what stands in cells; pictures, macros and the like are left where they are. */
const isWanted = (name: string): boolean => /\.(xml|rels)$/i.test(name)

interface Entry {
  readonly name: string
  readonly packed: boolean
  readonly size: number
  readonly bytes: Buffer
}

export interface Part {
  readonly name: string
  readonly bytes: Buffer
}

/** @throws Refusal `sheet-unfit` for what is broken, encrypted or unpacks to more than the limit */
export function unpack(file: Buffer): Part[] {
  try {
    return inflated(entriesOf(file))
  } catch (error) {
    if (error instanceof RangeError) throw unfit('it is broken: its end is missing')
    throw error
  }
}

function entriesOf(file: Buffer): Entry[] {
  const end = endOf(file)
  const count = file.readUInt16LE(end + 10)
  if (count > ENTRIES_MAX) throw unfit(`it packs more than ${ENTRIES_MAX} files`)
  let at = file.readUInt32LE(end + 16)
  const entries: Entry[] = []
  for (let i = 0; i < count; i++) {
    if (file.readUInt32LE(at) !== DIRECTORY) throw unfit('it is broken: its directory cannot be read')
    const nameBytes = file.readUInt16LE(at + 28)
    const name = file.toString('utf8', at + 46, at + 46 + nameBytes)
    if (nameBytes > NAME_BYTES_MAX || entries.some((one) => one.name === name)) throw unfit('it is broken: its directory is odd')
    if (isWanted(name)) entries.push(entryAt(file, at, name))
    at += 46 + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  const size = entries.reduce((sum, one) => sum + one.size, 0)
  if (size > SHEET_UNPACKED_BYTES_MAX) throw unfit(`unpacked it is larger than ${SHEET_UNPACKED_BYTES_MAX} bytes`)
  return entries
}

function entryAt(file: Buffer, at: number, name: string): Entry {
  const [flags, method] = [file.readUInt16LE(at + 8), file.readUInt16LE(at + 10)]
  if (flags % 2 === 1) throw unfit('it is locked with a password')
  if (method !== 0 && method !== 8) throw unfit('it is packed in an unknown way')
  const [packedBytes, size, local] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24), file.readUInt32LE(at + 42)]
  if (file.readUInt32LE(local) !== LOCAL) throw unfit('it is broken: its directory leads nowhere')
  const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
  if (from + packedBytes > file.length) throw unfit('it is broken: its end is missing')
  return { name, packed: method === 8, size, bytes: file.subarray(from, from + packedBytes) }
}

function endOf(file: Buffer): number {
  const last = Math.max(0, file.length - END_BYTES - COMMENT_BYTES_MAX)
  for (let at = file.length - END_BYTES; at >= last; at--) if (file.readUInt32LE(at) === END) return at
  throw unfit('it is broken: its end is missing')
}

function inflated(entries: readonly Entry[]): Part[] {
  let left = SHEET_UNPACKED_BYTES_MAX
  return entries.map(({ name, packed, bytes }) => {
    const whole = packed ? inflatedAtMost(bytes, left) : bytes
    left -= whole.length
    if (left < 0) throw unfit(`unpacked it is larger than ${SHEET_UNPACKED_BYTES_MAX} bytes`)
    return { name, bytes: whole }
  })
}

function inflatedAtMost(bytes: Buffer, most: number): Buffer {
  try {
    return inflateRawSync(bytes, { maxOutputLength: most + 1 })
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE')
      throw unfit(`unpacked it is larger than ${SHEET_UNPACKED_BYTES_MAX} bytes`)
    throw unfit('it is broken: what it packs cannot be unpacked')
  }
}

/** The parts as a file that packs nothing. */
export function stored(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes } of parts) {
    const nameBytes = Buffer.from(name)
    const about = Buffer.alloc(26)
    about.writeUInt16LE(20, 0)
    about.writeUInt32LE(crc32(bytes), 10)
    about.writeUInt32LE(bytes.length, 14)
    about.writeUInt32LE(bytes.length, 18)
    about.writeUInt16LE(nameBytes.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(at, 10)
    const body = Buffer.concat([uint32(LOCAL), about, nameBytes, bytes])
    directory.push(Buffer.concat([uint32(DIRECTORY), Buffer.from([20, 0]), about, place, nameBytes]))
    bodies.push(body)
    at += body.length
  }
  const list = Buffer.concat(directory)
  const end = Buffer.alloc(END_BYTES)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(list.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, list, end])
}

function uint32(n: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(n, 0)
  return bytes
}
