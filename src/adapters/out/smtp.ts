import { isIP } from 'node:net'
import type { Letter } from '../../contract/mails.schema.ts'
import { isMailAddress } from '../../contract/settings.ts'
import type { Outcome } from '../../modules/mails/index.ts'
import { type Outgoing, OutgoingFault } from '../../platform/outgoing.ts'
import { oneLine } from './letters.ts'

/** Mails out by SMTP: one connection, one mail, one recipient. */

export interface Server {
  /** `smtp://name:password@host:port`; `smtps://` speaks TLS from the start. */
  readonly url: string
  /** As `Plenary <plenary@example.org>`. */
  readonly from: string
  /** Where the server may stand is the operator's word: an address from the configuration is not asked whether it is private. */
  readonly isTrusted: boolean
}

export interface Sent {
  readonly id: string
  readonly to: string
  readonly madeAt: Date
  readonly letter: Letter
}

const CONNECT_MS_MAX = 10_000
const SILENCE_MS_MAX = 20_000
/** For the whole of it; shorter than nobody else tries. */
export const SEND_MS_MAX = 60_000
const SMTP_PORT = 587
const SMTPS_PORT = 465

/** Sends, and says how that ended; whatever goes wrong is an outcome. */
export async function sendBySmtp(server: Server, mail: Sent, outgoing: Pick<Outgoing, 'addressesOf'>): Promise<Outcome> {
  const url = new URL(server.url)
  // A list of addresses would be read as one, and the mail go to all.
  if (!isMailAddress(mail.to)) return { kind: 'refused', answer: 'Not the address of one reader.' }
  try {
    const host = url.hostname.replace(/^\[(.*)\]$/, '$1')
    const address = server.isTrusted ? host : (await outgoing.addressesOf(host))[0]?.address
    // Loaded with the first mail: most starts send none.
    const { createTransport } = await import('nodemailer')
    const transport = createTransport(optionsOf(url, host, address ?? host))
    const signal = AbortSignal.timeout(SEND_MS_MAX)
    const told = await transport.sendMail({ ...messageOf(server, mail), signal }).finally(() => transport.close())
    return { kind: 'sent', answer: told.response }
  } catch (error) {
    return outcomeOf(error)
  }
}

/**
 * Credentials go out encrypted or not at all, but for a server on this machine. `?tls` asks for encryption in any case, `?plain` for none: on a
 * network of one's own, to a server whose certificate nobody vouches for.
 */
function optionsOf(url: URL, host: string, address: string) {
  const secure = url.protocol === 'smtps:'
  const isHere = /^(localhost|127\.[\d.]+|::1)$/.test(host)
  const isPlain = url.searchParams.has('plain') || (isHere && !url.searchParams.has('tls'))
  const user = decodeURIComponent(url.username)
  return {
    host: address,
    port: Number(url.port) || (secure ? SMTPS_PORT : SMTP_PORT),
    secure,
    requireTLS: !secure && !isPlain && (user !== '' || url.searchParams.has('tls')),
    ignoreTLS: isPlain,
    // The certificate is that of the name, whichever of its addresses we ask.
    tls: { minVersion: 'TLSv1.2' as const, ...(isIP(host) ? {} : { servername: host }) },
    ...(user === '' ? {} : { auth: { user, pass: decodeURIComponent(url.password) } }),
    connectionTimeout: CONNECT_MS_MAX,
    greetingTimeout: CONNECT_MS_MAX,
    socketTimeout: SILENCE_MS_MAX,
    dnsTimeout: CONNECT_MS_MAX,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** The same mail has the same Message-ID each time it is tried, so that programs can tell a repetition. */
function messageOf({ from }: Server, { id, to, madeAt, letter }: Sent) {
  const sender = senderOf(from)
  return {
    // As an object an address is one address, whatever signs it holds.
    from: sender,
    to: { name: '', address: to },
    envelope: { from: sender.address, to: [to] },
    subject: oneLine(letter.subject),
    text: letter.text,
    html: letter.html,
    messageId: `<${id}@${sender.address.split('@').at(-1)}>`,
    date: madeAt,
    // No program should answer it (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

export function senderOf(from: string): { name: string; address: string } {
  const [, name, address] = /^([^<]*)<([^<>]+)>$/.exec(from) ?? [null, '', from]
  return { name: oneLine(name ?? ''), address: (address ?? '').trim() }
}

/** What the server said of this mail, by its number; what it said of us (no login, no TLS) is no word on the mail. */
function outcomeOf(error: unknown): Outcome {
  if (error instanceof OutgoingFault) return { kind: 'later', answer: error.message }
  const { message, code, responseCode, response } = error as {
    message: string
    code?: string
    responseCode?: number
    response?: string
  }
  const isAboutMail = code === 'EENVELOPE' || code === 'EMESSAGE' || code === 'ESTREAM'
  const isFinal = isAboutMail && responseCode !== undefined && responseCode >= 500
  return { kind: isFinal ? 'refused' : 'later', answer: response ?? message }
}
