import { api, CallRefusal } from '../lib/api.ts'
import { openSocket, type Socket, type Status } from '../lib/socket.ts'

export type Connection = Status

let opened: Socket | null = null

/** The page's one connection, opened by the first who needs it: a page that only asks for a name has none. */
export function pageSocket(): Socket {
  opened ??= openSocket()
  return opened
}

/** Plain questions and preparations go over HTTP. */
export const ask = api

/** The server's refusal behind a caught error; null when no answer came. */
export const refusedBy = (error: unknown): CallRefusal | null =>
  error instanceof CallRefusal && error.code !== 'offline' ? error : null
