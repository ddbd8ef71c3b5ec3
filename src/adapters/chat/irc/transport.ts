import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Transport } from 'irc-framework'
import type { IrcSettings } from './settings.ts'

/** Servers send 512 bytes, and 8,191 more of tags; whoever sends this much without a line end is no IRC server. */
const LINE_BYTES_MAX = 16_384

/** What the session learns of the socket beside its lines. */
export interface SocketReport {
  /** The last reason the socket gave for failing, in words; null while all is well. */
  why: string | null
  /** The socket itself, once irc-framework has made it. */
  socket: Transport | null
  /** A line of the server could not be worked on: the line is skipped, the connection goes on. */
  unreadable(error: unknown): void
}

/**
 * The socket under irc-framework. The library's own would do, but for four things: an authority of one's own (tlsTrust), bytes that
 * are no UTF-8, lines without end, and that a line its parser chokes on must not end the process.
 */
export function transportFor(settings: IrcSettings, report: SocketReport): new () => Transport {
  return class extends EventEmitter implements Transport {
    private socket: Socket | null = null

    constructor() {
      super()
      report.socket = this
    }

    connect(): void {
      try {
        const socket = openSocket(settings)
        this.socket = socket
        socket.setKeepAlive(true, 60_000)
        socket.once(settings.tls ? 'secureConnect' : 'connect', () => this.emit('open'))
        socket.on(
          'data',
          lineReader(
            LINE_BYTES_MAX,
            (line) => this.give(line),
            (error) => socket.destroy(error),
          ),
        )
        socket.on('error', (error) => {
          report.why = words(error)
        })
        socket.once('close', () => this.emit('close', false))
      } catch (error) {
        report.why = words(error)
        process.nextTick(() => this.emit('close', false))
      }
    }

    isConnected(): boolean {
      return this.socket?.readyState === 'open'
    }

    writeLine(line: string, written?: (error?: Error | null) => void): void {
      if (this.socket && this.isConnected()) this.socket.write(`${line}\r\n`, written)
      else if (written) process.nextTick(written, new Error('not connected'))
    }

    close(force = false): void {
      if (force || this.socket?.readyState === 'opening') this.socket?.destroy()
      else this.socket?.end()
    }

    disposeSocket(): void {
      this.socket?.removeAllListeners()
      this.socket?.on('error', () => {})
      this.socket?.destroy()
      this.socket = null
    }

    setEncoding(encoding: string): boolean {
      return encoding === 'utf8'
    }

    private give(bytes: Buffer): void {
      try {
        this.emit('line', bytes.toString('utf8').replace(/[\r\0]/g, ''))
      } catch (error) {
        report.unreadable(error)
      }
    }
  }
}

/** Collects data to lines (without their line feed); more than `bytesMax` without one is `tooLong`. */
function lineReader(bytesMax: number, give: (line: Buffer) => void, tooLong: (error: Error) => void): (data: Buffer) => void {
  const waiting: Buffer[] = []
  let waitingBytes = 0
  return (data) => {
    let start = 0
    for (let end = data.indexOf(0x0a); end !== -1; end = data.indexOf(0x0a, start)) {
      waiting.push(data.subarray(start, end))
      give(Buffer.concat(waiting.splice(0)))
      waitingBytes = 0
      start = end + 1
    }
    waiting.push(data.subarray(start))
    waitingBytes += data.length - start
    if (waitingBytes > bytesMax) tooLong(new Error(`a line of more than ${bytesMax} bytes`))
  }
}

/** An error in words; several addresses that all failed come as one error without a message. */
function words(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message || ('code' in error ? String(error.code) : error.name)
}

/** Certificate and host name are always verified; there is no setting to turn that off. */
function openSocket(settings: IrcSettings): Socket {
  const { server: host, port } = settings
  if (!settings.tls) return connect({ host, port })
  const own = settings.sasl.mechanism === 'EXTERNAL' ? settings.sasl.certificate : null
  const pem = own === null ? undefined : readFileSync(own)
  return connectTls({
    host,
    port,
    rejectUnauthorized: true,
    ...(isIP(host) === 0 && { servername: host }),
    ...(settings.tlsTrust !== null && { ca: readFileSync(settings.tlsTrust) }),
    ...(pem && { cert: pem, key: pem }),
  })
}
