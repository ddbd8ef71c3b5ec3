import { connect, type Socket } from 'node:net'
import { within } from './process.ts'

/**
 * The cheapest possible WebSocket client: a raw TCP line, so that what a bench measures is the server. Frames of the server are not masked;
 * ours are masked with zeros, which leaves the bytes as they are.
 */
const PONG = Buffer.from([0x8a, 0x80, 0, 0, 0, 0])

export class Line {
  readonly #socket: Socket
  #rest: Buffer = Buffer.alloc(0)
  #open = false
  messages = 0
  onMessage: (text: string) => void = () => {}
  readonly opened: Promise<void>

  constructor(port: number, path: string, cookie: string) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
        `Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${cookie ? `Cookie: ${cookie}\r\n` : ''}\r\n`,
    )
    this.opened = new Promise((resolve, reject) => {
      this.#socket.on('error', reject)
      this.#socket.on('close', () => reject(new Error('the line was closed')))
      this.#socket.on('data', (data) => this.#take(data, resolve, reject))
    })
    this.opened.catch(() => {})
  }

  send(message: unknown): void {
    this.#socket.write(maskedFrame(JSON.stringify(message)))
  }

  sendRaw(frame: Buffer): void {
    this.#socket.write(frame)
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(data: Buffer, opened: () => void, refused: (error: Error) => void): void {
    let bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, data]) : data
    if (!this.#open) {
      const end = bytes.indexOf('\r\n\r\n')
      if (end < 0) {
        this.#rest = bytes
        return
      }
      if (!bytes.subarray(0, 16).toString().includes(' 101 ')) return refused(new Error(bytes.subarray(0, 40).toString()))
      this.#open = true
      bytes = bytes.subarray(end + 4)
      opened()
    }
    this.#rest = this.#frames(bytes)
  }

  #frames(bytes: Buffer): Buffer {
    let at = 0
    while (bytes.length - at >= 2) {
      const short = (bytes[at + 1] ?? 0) & 0x7f
      const head = short < 126 ? 2 : short === 126 ? 4 : 10
      if (bytes.length - at < head) break
      const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
      if (bytes.length - at < head + length) break
      if (((bytes[at] ?? 0) & 0x0f) === 1) {
        this.messages++
        this.onMessage(bytes.toString('utf8', at + head, at + head + length))
      }
      if (((bytes[at] ?? 0) & 0x0f) === 9) this.#socket.write(PONG)
      at += head + length
    }
    return at === 0 ? bytes : bytes.subarray(at)
  }
}

/** A hundred at a time: more would overflow the queue of connections not yet accepted. */
export async function openLines(port: number, path: string, cookies: readonly string[]): Promise<Line[]> {
  const lines: Line[] = []
  for (let i = 0; i < cookies.length; i += 100) {
    const some = cookies.slice(i, i + 100).map((cookie) => new Line(port, path, cookie))
    await within(Promise.all(some.map((line) => line.opened)), 'opening lines')
    lines.push(...some)
  }
  return lines
}

export function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text)
  const head =
    payload.length < 126
      ? Buffer.from([0x81, 0x80 | payload.length])
      : Buffer.from([0x81, 0xfe, payload.length >> 8, payload.length & 0xff])
  return Buffer.concat([head, Buffer.alloc(4), payload])
}
