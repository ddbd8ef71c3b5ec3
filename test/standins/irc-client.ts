/** Independent people and observers on an IRC server, for tests: `ii`, a bare socket, and a tap that shows what a client really sent. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { appendFile } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { connect as connectTls } from 'node:tls'

const LOOK_EVERY_MS = 20
const WAIT_MS_MAX = 20_000

/** Waits until `look` gives something other than null, undefined or false, and returns it; throws with `what` when it never does. */
export async function until<Found>(
  what: string,
  look: () => Found | null | undefined | false,
  ms = WAIT_MS_MAX,
): Promise<Exclude<Found, false | null | undefined>> {
  for (const end = Date.now() + ms; ; await pause(LOOK_EVERY_MS)) {
    const found = look()
    if (found !== null && found !== undefined && found !== false) return found as Exclude<Found, false | null | undefined>
    if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for ${what}`)
  }
}

export interface IiClient {
  say(text: string): Promise<void>
  /** What was said in the channel, oldest first: `<nick> text`. */
  lines(): string[]
  waitFor(pattern: RegExp, ms?: number): Promise<string>
  /** A direct message. */
  whisper(nick: string, text: string): Promise<void>
  /** Waits for a line of the conversation with that nick alone. */
  waitForWhisper(nick: string, pattern: RegExp): Promise<string>
  stop(): Promise<void>
}

/** A person in one channel, by Debian's `ii`; ready when they have joined. */
export async function openIi(where: { host: string; port: number; nick: string; channel: string }): Promise<IiClient> {
  const folder = mkdtempSync(join(tmpdir(), 'plenary-ii-'))
  const child = spawn('/usr/bin/ii', ['-s', where.host, '-p', String(where.port), '-n', where.nick, '-i', folder], {
    stdio: 'ignore',
  })
  const last = () => child.kill('SIGKILL')
  process.once('exit', last)
  const server = join(folder, where.host)
  const room = join(server, where.channel.toLowerCase())
  const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')
  const linesOf = (place: string) =>
    read(join(place, 'out'))
      .split('\n')
      .flatMap((line) => /^\d+ (<.*)$/.exec(line)?.[1] ?? [])
  const lines = () => linesOf(room)
  await until('ii to be welcomed', () => /welcome/i.test(read(join(server, 'out'))))
  await appendFile(join(server, 'in'), `/j ${where.channel}\n`)
  await until('ii to join', () => existsSync(join(room, 'in')))
  return {
    say: (text) => appendFile(join(room, 'in'), `${text}\n`),
    lines,
    waitFor: (pattern, ms) => until(`ii to read ${pattern}`, () => lines().find((line) => pattern.test(line)), ms),
    whisper: (nick, text) => appendFile(join(server, 'in'), `/j ${nick} ${text}\n`),
    waitForWhisper: (nick, pattern) =>
      until(`ii to be told ${pattern}`, () => linesOf(join(server, nick)).find((line) => pattern.test(line))),
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      if (child.exitCode === null && child.kill('SIGKILL')) await gone
      process.removeListener('exit', last)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface RawWishes {
  host: string
  port: number
  nick: string
  /** Without: plain TCP. */
  tls?: { caFile: string; pem?: string }
  caps?: readonly string[]
  /** SASL PLAIN before the welcome. */
  sasl?: { account: string; password: string }
}

export interface RawClient {
  send(line: string | Buffer): void
  /** Every line the server sent, as it came. */
  readonly lines: readonly string[]
  /** The first line from index `from` on (default 0) that fits. */
  waitFor(pattern: RegExp, from?: number): Promise<string>
  /** Joins and waits until the names are told. */
  join(channel: string): Promise<void>
  /** Speaks to the services and waits for a notice that fits. */
  services(words: string, answer: RegExp): Promise<void>
  readonly closed: boolean
  close(): void
}

/** A bare client that does what the test says and nothing else (it answers PING); ready after the welcome. */
export async function openRaw(wishes: RawWishes): Promise<RawClient> {
  const socket = openSocket(wishes)
  const lines: string[] = []
  const state = { closed: false }
  const send = (line: string | Buffer) => void socket.write(Buffer.concat([Buffer.from(line), Buffer.from('\r\n')]))
  let rest = ''
  socket.setEncoding('utf8').on('data', (data: string) => {
    const parts = (rest + data).split('\r\n')
    rest = parts.pop() ?? ''
    for (const line of parts) {
      lines.push(line)
      const ping = /^PING (.*)$/.exec(line)
      if (ping) send(`PONG ${ping[1]}`)
    }
  })
  socket
    .on('error', () => {})
    .on('close', () => {
      state.closed = true
    })
  const waitFor = (pattern: RegExp, from = 0) =>
    until(`${wishes.nick} to read ${pattern}; read ${lines.slice(-5).join(' | ')}`, () =>
      lines.slice(from).find((line) => pattern.test(line)),
    )
  await register(wishes, send, waitFor)
  return {
    send,
    lines,
    waitFor,
    async join(channel) {
      const from = lines.length
      send(`JOIN ${channel}`)
      await waitFor(/ 366 /, from)
    },
    async services(words, answer) {
      const from = lines.length
      send(`PRIVMSG NickServ :${words}`)
      await waitFor(answer, from)
    },
    get closed() {
      return state.closed
    },
    close: () => socket.destroy(),
  }
}

function openSocket({ host, port, tls }: RawWishes): Socket {
  if (!tls) return connect(port, host)
  const pem = tls.pem === undefined ? undefined : readFileSync(tls.pem)
  return connectTls({ host, port, ca: readFileSync(tls.caFile), ...(pem && { cert: pem, key: pem }) })
}

async function register(wishes: RawWishes, send: (line: string) => void, waitFor: (pattern: RegExp) => Promise<string>) {
  const caps = [...(wishes.caps ?? []), ...(wishes.sasl ? ['sasl'] : [])]
  if (caps.length > 0) send(`CAP REQ :${caps.join(' ')}`)
  send(`NICK ${wishes.nick}`)
  send(`USER ${wishes.nick} 0 * :${wishes.nick}`)
  if (caps.length > 0) await waitFor(/ CAP \S+ ACK /)
  if (wishes.sasl) {
    const { account, password } = wishes.sasl
    send('AUTHENTICATE PLAIN')
    await waitFor(/AUTHENTICATE :?\+$/)
    send(`AUTHENTICATE ${Buffer.from(`${account}\0${account}\0${password}`).toString('base64')}`)
    await waitFor(/ 903 /)
  }
  if (caps.length > 0) send('CAP END')
  await waitFor(/ (376|422) /)
}

/** Registers an account with the services (which needs a nick that is free now). */
export async function registerAccount(where: { host: string; port: number }, account: string, password: string): Promise<void> {
  const client = await openRaw({ host: where.host, port: where.port, nick: account })
  await client.services(`REGISTER ${password} ${account}@people.test`, /NOTICE .*registered/i)
  client.send('QUIT')
  await until('the registrar to leave', () => client.closed)
}

export interface Tap {
  readonly port: number
  /** Lines that clients sent through the tap, of all connections, in order. */
  readonly sent: readonly string[]
  readonly connections: number
  /** Cuts all connections, as a failing network does. */
  cut(): void
  /** From now on nothing passes, in either direction, while connections stay open. */
  freeze(on: boolean): void
  close(): Promise<void>
}

/** Stands between a client and a server (TCP), shows and disturbs. */
export async function openTap(target: { host: string; port: number }, host = '127.0.0.1'): Promise<Tap> {
  const sent: string[] = []
  const sockets = new Set<Socket>()
  const state = { frozen: false, connections: 0 }
  const server = createServer((near) => {
    state.connections += 1
    const far = connect(target.port, target.host)
    let rest = ''
    for (const [from, to] of [[near, far] as const, [far, near] as const]) {
      sockets.add(from)
      from.on('error', () => {})
      from.on('close', () => {
        sockets.delete(from)
        to.destroy()
      })
      from.on('data', (data: Buffer) => {
        if (!state.frozen) to.write(data)
        if (from === far) return
        const parts = (rest + data.toString('utf8')).split('\r\n')
        rest = parts.pop() ?? ''
        sent.push(...parts)
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  const address = server.address()
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    sent,
    get connections() {
      return state.connections
    },
    cut,
    freeze(on) {
      state.frozen = on
    },
    async close() {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
