import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'

/** A real mail server on this machine that keeps what it is given, and misbehaves when told to. */
export interface SmtpStandIn {
  readonly port: number
  /** `smtp://127.0.0.1:PORT`, with credentials where it asks for them. */
  readonly url: string
  /** What arrived, in order: with the envelope it came in. */
  readonly arrived: Arrived[]
  /** Connections made so far. */
  readonly connections: () => number
  mood: Mood
  close(): Promise<void>
}

export interface Arrived {
  readonly from: string
  readonly to: readonly string[]
  readonly isEncrypted: boolean
  readonly user: string | null
  readonly raw: string
  readonly mail: Email
}

/** How it treats whoever comes. */
export interface Mood {
  /** Answers to a recipient with this code; such as 550 (never) or 451 (not now). */
  recipient?: { code: number; text: string } | undefined
  /** Answers so once it has the whole mail. */
  data?: { code: number; text: string } | undefined
  /** Takes this long before it says anything about a recipient. */
  delayMs?: number | undefined
  /** Ends the connection without a word: at the greeting, at a recipient, or when it has the mail and should say so. */
  drop?: 'greeting' | 'recipient' | 'taken' | undefined
}

class Answer extends Error {
  readonly responseCode: number
  constructor({ code, text }: { code: number; text: string }) {
    super(text)
    this.responseCode = code
  }
}

export async function openSmtp(more: { login?: boolean; tls?: { key: string; cert: string } } = {}): Promise<SmtpStandIn> {
  const arrived: Arrived[] = []
  let connections = 0
  const login = { user: 'plenary', pass: randomBytes(6).toString('hex') }
  const open = new Set<{ destroy(): void }>()
  const drop = () => {
    for (const socket of open) socket.destroy()
  }
  const options: SMTPServerOptions = {
    logger: false,
    disableReverseLookup: true,
    hideSTARTTLS: !more.tls,
    ...(more.tls ?? {}),
    authOptional: !more.login,
    allowInsecureAuth: true,
    disabledCommands: more.login ? [] : ['AUTH'],
    onConnect: (_session, told) => {
      connections++
      if (standIn.mood.drop === 'greeting') return drop()
      told()
    },
    onAuth: ({ username, password }, _session, told) =>
      username === login.user && password === login.pass
        ? told(null, { user: username })
        : told(new Answer({ code: 535, text: 'No such name and password' })),
    onRcptTo: (_address, _session, told) => {
      const { recipient, delayMs, drop: when } = standIn.mood
      if (when === 'recipient') return drop()
      setTimeout(() => told(recipient ? new Answer(recipient) : null), delayMs ?? 0)
    },
    onData: (stream, session, told) => {
      const parts: Buffer[] = []
      stream.on('data', (part) => parts.push(part))
      stream.on('end', async () => {
        const { data, drop: when } = standIn.mood
        if (data) return told(new Answer(data))
        arrived.push(await arrivedBy(session, Buffer.concat(parts).toString()))
        if (when === 'taken') return drop()
        told()
      })
    },
  }
  const server = new SMTPServer(options)
  server.on('error', () => {})
  server.server.on('connection', (socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  const credentials = more.login ? `${login.user}:${login.pass}@` : ''
  const standIn: SmtpStandIn = {
    port,
    url: `smtp://${credentials}127.0.0.1:${port}`,
    arrived,
    connections: () => connections,
    mood: {},
    close: () =>
      new Promise((resolve) => {
        drop()
        server.close(() => resolve())
      }),
  }
  return standIn
}

async function arrivedBy({ envelope, secure, user }: SMTPServerSession, raw: string): Promise<Arrived> {
  const from = envelope.mailFrom ? envelope.mailFrom.address : ''
  const to = envelope.rcptTo.map((one) => one.address)
  return { from, to, isEncrypted: secure, user: user ? String(user) : null, raw, mail: await PostalMime.parse(raw) }
}
