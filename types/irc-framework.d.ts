/** The part of irc-framework 4.14 that Plenary uses; the package brings no types of its own. */
declare module 'irc-framework' {
  import type { EventEmitter } from 'node:events'

  export type Tags = Readonly<Record<string, string>>

  interface FromUser {
    readonly nick: string
    readonly ident: string
    readonly hostname: string
  }

  export interface MessageEvent extends FromUser {
    readonly from_server: boolean
    readonly target: string
    /** `@`, `+`… when the line went to a part of a channel only. */
    readonly group?: string
    readonly message: string
    readonly tags: Tags
    /** Milliseconds since 1970, from the server-time tag. */
    readonly time?: number
    readonly account?: string
    readonly batch?: { readonly type: string }
  }

  export interface ModeChange {
    /** `+o`, `-v`… */
    readonly mode: string
    readonly param: string | null | undefined
  }

  export interface ClientEvents {
    'socket connected': undefined
    'ping timeout': undefined
    close: boolean
    connected: { readonly nick: string }
    motd: unknown
    loggedin: { readonly nick: string; readonly account: string }
    account: { readonly nick: string; readonly account: string | false }
    'sasl failed': { readonly reason: string; readonly message?: string }
    'nick in use': { readonly nick: string; readonly reason: string }
    'nick invalid': { readonly nick: string; readonly reason: string }
    nick: FromUser & { readonly new_nick: string }
    join: FromUser & { readonly channel: string; readonly account?: string | false }
    part: FromUser & { readonly channel: string }
    quit: FromUser & { readonly message: string }
    kick: FromUser & { readonly kicked: string; readonly channel: string; readonly message: string }
    mode: { readonly target: string; readonly nick: string; readonly modes: readonly ModeChange[] }
    userlist: { readonly channel: string; readonly users: readonly (FromUser & { readonly modes: readonly string[] })[] }
    wholist: { readonly target: string; readonly users: readonly (FromUser & { readonly account?: string })[] }
    'user updated': FromUser & { readonly new_ident?: string; readonly new_hostname?: string }
    'displayed host': { readonly nick: string; readonly hostname: string }
    'users offline': { readonly nicks: readonly string[] }
    privmsg: MessageEvent
    notice: MessageEvent
    'ctcp request': MessageEvent & { readonly type: string | null }
    'irc error': { readonly error: string; readonly channel?: string; readonly nick?: string; readonly reason?: string }
    channel_redirect: { readonly from: string; readonly to: string }
    raw: { readonly line: string; readonly from_server: boolean }
    'unknown command': { readonly command: string; readonly params: readonly string[] }
  }

  /** What the library asks of a transport: it emits 'open', 'line' (one line) and 'close' (an Error, or false). */
  export interface Transport extends EventEmitter {
    connect(): void
    isConnected(): boolean
    writeLine(line: string, written?: (error?: Error | null) => void): void
    close(force?: boolean): void
    disposeSocket(): void
    setEncoding(encoding: string): boolean
  }

  export interface ClientOptions {
    host: string
    port: number
    nick: string
    username: string
    gecos: string
    /** Empty: the library does not answer CTCP VERSION itself. */
    version: string
    account: { account?: string; password?: string }
    sasl_mechanism?: 'PLAIN' | 'EXTERNAL'
    auto_reconnect: boolean
    enable_chghost: boolean
    /** Seconds. */
    ping_interval: number
    /** Seconds. */
    ping_timeout: number
    transport: new () => Transport
  }

  export class Client {
    readonly user: { readonly nick: string; readonly username: string; readonly host: string }
    readonly network: {
      readonly options: {
        readonly CASEMAPPING?: string
        readonly CHANTYPES?: readonly string[]
        readonly PREFIX?: readonly { readonly symbol: string; readonly mode: string }[]
        readonly MONITOR?: string | true
        readonly WHOX?: string | true
        readonly NAMESX?: string | true
      }
      readonly cap: { isEnabled(name: string): boolean }
    }
    readonly connection: {
      readonly connected: boolean
      write(line: string, written?: (error?: Error | null) => void): unknown
    }
    on<Name extends keyof ClientEvents>(name: Name, listener: (event: ClientEvents[Name]) => void): this
    connect(options: ClientOptions): void
    raw(...words: string[]): void
    changeNick(nick: string): void
    quit(message: string): void
    who(target: string): void
    addMonitor(nick: string): void
  }
}
