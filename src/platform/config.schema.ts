/**
 * Every key of the configuration: how its value may look, its default, its meaning. The schema, the environment's names and the
 * operators' reference (`config.reference.ts`) all come from this one list. It reads no file and no environment; that is `config.ts`.
 */
import { z } from 'zod'
import {
  CHANNEL,
  choice,
  ENTRIES_MAX,
  HOST,
  isRecord,
  type Kind,
  LANGUAGE,
  LINE,
  list,
  MARK,
  NETWORK,
  NICK,
  type Note,
  nothing,
  number,
  ONE_WORD,
  ORIGIN,
  PART,
  PAUSE,
  PORT,
  SECONDS,
  SLUG,
  SWITCH,
  text,
  url,
  WEB,
} from './config.kinds.ts'

function key<T extends z.ZodType>(kind: Kind<z.ZodType>, schema: T, meaning: string, shown: string, secret = false): T {
  const note: Note = { kind: kind.is, meaning, default: shown, each: kind.each, text: kind.schema instanceof z.ZodString, secret }
  return schema.meta(note)
}
const needed = <T extends z.ZodType>(kind: Kind<T>, meaning: string) => key(kind, kind.schema, meaning, 'required')
const given = <T extends z.ZodType>(kind: Kind<T>, usual: z.core.util.NoUndefined<z.output<T>>, meaning: string) =>
  key(kind, kind.schema.default(usual), meaning, JSON.stringify(usual))
const maybe = <T extends z.ZodType>(kind: Kind<T>, meaning: string, shown = 'null', secret = false) =>
  key({ ...kind, is: `${kind.is}, or null` }, z.preprocess(nothing, kind.schema.nullable()).default(null), meaning, shown, secret)
const hidden = <T extends z.ZodType>(kind: Kind<T>, meaning: string) => maybe(kind, meaning, 'null', true)

/** A rule between keys. It runs even beside other faults, so that everything is said at once. */
type Rule = { readonly at: string; readonly says: string; broken(value: Record<string, unknown>): boolean }
const beside = (set: string, ...wanted: string[]): Rule[] =>
  wanted.map((at) => ({ at, says: `is required beside ${set}`, broken: (v) => typeof v[set] === 'string' && v[at] === null }))
const entry = <T extends z.ZodRawShape>(shape: T, ...rules: Rule[]) =>
  rules.reduce(
    (all, { at, says, broken }) => all.refine((v) => !broken(v), { path: [at], error: says, when: (p) => isRecord(p.value) }),
    z.strictObject(shape),
  )
const section = <T extends z.ZodRawShape>(shape: T, ...rules: Rule[]) =>
  z.preprocess((raw) => raw ?? {}, entry(shape, ...rules)).prefault({})
const entries = <T extends z.ZodType>(one: T, rule: { error?: string; holds?: (all: readonly unknown[]) => boolean } = {}) => {
  const all = z.array(one).max(ENTRIES_MAX)
  const { error, holds = () => true } = rule
  return z.preprocess((raw) => raw ?? [], all.refine(holds, { error, when: (p) => Array.isArray(p.value) })).prefault([])
}

const nicksDiffer = (all: readonly unknown[]) => {
  const named = all.flatMap((e) => (isRecord(e) && typeof e.server === 'string' ? [`${e.server}/${e.nick}`.toLowerCase()] : []))
  return new Set(named).size === named.length
}
const irc = entry({
  server: needed(HOST, 'The server of one network. One entry a network.'),
  port: given(PORT, 6697, 'Its port.'),
  tls: maybe(SWITCH, 'Encrypted; certificate and host name are then verified.', 'true when the port is 6697, else false'),
  tlsTrust: maybe(
    LINE,
    'A PEM file with the certificate authority to trust instead of the usual ones, for a network of your own.',
  ),
  nick: given(NICK, 'plenary', 'The nickname of this instance.'),
  alternativeNick: maybe(NICK, 'The nickname while the wanted one is taken.', 'the nick and "_"'),
  channels: needed(
    list('a list of channel names in quotes, such as ["#event"]: at least one, each once', CHANNEL, 1),
    'The channels to join.',
  ),
  event: maybe(SLUG, 'The event these channels belong to: commands for its day are heard there.'),
  language: given(LANGUAGE, 'en', 'What commands are answered in there.'),
  operators: given(
    choice('o', 'above-o', 'above-h'),
    'above-o',
    'Who counts as an operator: o = whoever has the sign @; above-o = those of a sign above it too, such as owners; above-h = half-operators too.',
  ),
  pauses: section({
    lineS: given(PAUSE, 0.5, 'Between the lines of one message, in seconds.'),
    messageS: given(PAUSE, 2, 'After a message, in seconds. Messages to people who watch for topics wait for all others.'),
  }),
  sasl: section(
    {
      mechanism: given(
        choice('PLAIN', 'EXTERNAL'),
        'PLAIN',
        'PLAIN proves with account and password, EXTERNAL with a certificate.',
      ),
      account: maybe(LINE, 'The services account; null = no SASL, unless EXTERNAL.'),
      password: hidden(LINE, 'Its password.'),
      certificate: maybe(LINE, 'A PEM file with key and certificate, for EXTERNAL.'),
      required: given(SWITCH, true, 'When SASL fails: true = leave and try again later, false = go on without.'),
    },
    ...beside('password', 'account'),
    { at: 'certificate', says: 'is required for EXTERNAL', broken: (v) => v.mechanism === 'EXTERNAL' && v.certificate === null },
  ),
  nickserv: section({
    password: hidden(LINE, 'Identifies after the welcome, when SASL did not; null = no identification.'),
    service: given(NICK, 'NickServ', 'The nickname of the service that identifies.'),
  }),
  reconnect: section(
    {
      minS: given(SECONDS, 60, 'The first wait after a dropped connection, in seconds. Waits grow, with jitter.'),
      maxS: given(SECONDS, 300, 'The longest wait, in seconds.'),
    },
    { at: 'minS', says: 'must not be more than maxS', broken: (v) => Number(v.minS) > Number(v.maxS) },
  ),
})
const discord = entry({
  token: hidden(LINE, 'The bot token; null = this entry is not configured.'),
  guild: maybe(text('an id of digits, in quotes', /^\d{1,25}$/), 'The id of the server; null = chosen in the console.'),
  event: maybe(SLUG, 'The event this server belongs to.'),
  apiUrl: maybe(WEB, 'Where the API is; null = Discord.'),
})
const twitch = entry(
  {
    channel: maybe(text('the name of a Twitch channel', /^\w{1,25}$/), 'The channel; null = this entry is not configured.'),
    clientId: maybe(LINE, 'The id of your Twitch application.'),
    clientSecret: hidden(LINE, 'Its secret.'),
    botToken: hidden(LINE, 'The chat token of the bot; without it and without clientSecret this entry is not configured.'),
    ircUrl: maybe(url('ircs', 'irc', 'wss', 'ws'), 'Where the chat is; null = Twitch.'),
    apiUrl: maybe(WEB, 'Where the API is; null = Twitch.'),
  },
  ...beside('clientSecret', 'clientId'),
)
const youtube = entry(
  {
    clientId: maybe(LINE, 'The id of your Google application.'),
    clientSecret: hidden(LINE, 'Its secret.'),
    apiKey: hidden(LINE, 'A key that is enough for reading; without it and without clientSecret this entry is not configured.'),
    apiUrl: maybe(WEB, 'Where the API is; null = Google.'),
  },
  ...beside('clientSecret', 'clientId'),
)
const tickets = entry(
  {
    kind: given(choice('pretix'), 'pretix', 'The ticket shop.'),
    url: maybe(WEB, 'Its address.'),
    organizer: maybe(LINE, 'The short name of the organizer there.'),
    event: maybe(LINE, 'The short name of the event there.'),
    token: hidden(LINE, 'The API token; null = this entry is not configured.'),
    into: maybe(SLUG, 'The event here.'),
  },
  ...beside('token', 'url', 'organizer', 'event', 'into'),
)
const programme = entry(
  {
    kind: given(choice('pretalx', 'schedule'), 'pretalx', 'pretalx, or any schedule.json or schedule.xml.'),
    url: maybe(WEB, 'Its address; null = this entry is not configured.'),
    token: hidden(LINE, 'The API token, where one is needed.'),
    into: maybe(SLUG, 'The event here.'),
    everyM: given(
      number('a number of minutes between 5 and 30', z.number().min(5).max(30)),
      10,
      'How often it is looked at, in minutes.',
    ),
    review: given(SWITCH, false, 'Whether what is new waits until somebody releases it; false = it is released at once.'),
    daysOnly: given(SWITCH, false, "Whether sessions outside of the event's days are left out."),
  },
  ...beside('url', 'into'),
)

export const Settings = section({
  server: section({
    host: given(HOST, '0.0.0.0', 'The address to listen at; 0.0.0.0 = all of this machine.'),
    port: given(number('a whole number between 0 and 65535', z.int().min(0).max(65_535)), 8000, 'The port; 0 = any free one.'),
    publicUrl: maybe(
      ORIGIN,
      "The address people use, printed in links and QR codes; null = this machine's address in its network. " +
        'With https encryption is expected, and cookies are sent over TLS alone; with http plain connections will do; with null it is as ' +
        'the trusted proxy says.',
    ),
    trustProxy: given(
      SWITCH,
      false,
      'Whether a proxy stands in front whose X-Forwarded-For, X-Forwarded-Host and X-Forwarded-Proto headers are true.',
    ),
    consolePath: maybe(
      ONE_WORD,
      'Where the console is, and nowhere else; null = as the settings of the console say: at first /console.',
    ),
    showConsoleLink: maybe(
      SWITCH,
      'Whether public pages lead to the console; null = as the settings of the console say: at first true.',
    ),
  }),
  parts: given(
    list(`a list of ${PART.schema.options.join(', ')}: at least one, each once`, PART, 1),
    [...PART.schema.options],
    'The parts that are on.',
  ),
  secret: hidden(
    text('text of at least 32 characters in one line', /^\P{Cc}{32,}$/u),
    'Encrypts what is kept encrypted. There is none built in; null = a random one, made once and kept in data.dir.',
  ),
  data: section({ dir: given(LINE, './data', 'The folder of the embedded database and of uploads.') }),
  database: section({ url: hidden(url('postgres', 'postgresql'), 'A PostgreSQL of your own; null = embedded.') }),
  bus: section({ url: hidden(url('nats', 'tls'), 'A NATS that connects several nodes; null = one node.') }),
  outgoing: section({
    allowPrivate: given(
      list('a list of IP addresses or ranges such as 10.0.0.0/8, each once', NETWORK, 0),
      [],
      'Private addresses this instance may fetch from.',
    ),
  }),
  mail: section({
    url: hidden(url('smtp', 'smtps'), 'The mail server; null = mails are kept and shown in the console.'),
    from: maybe(
      text('a mail address such as "Plenary <plenary@example.org>"', /^[^@\p{Cc}]*[^\s@<]@[^\s@>\p{Cc}]+>?$/u),
      'The sender of mails; null = "plenary" at the host of server.publicUrl.',
    ),
  }),
  log: section({
    level: given(
      choice('trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'),
      'info',
      'The least that is logged; debug and trace are for finding a fault.',
    ),
  }),
  live: section(
    {
      answerPrefix: given(MARK, '#', 'Starts an answer typed in a chat. A meeting can have its own.'),
      botPrefix: given(MARK, '!', 'Starts a bot command typed in a chat. A meeting can have its own.'),
    },
    { at: 'botPrefix', says: 'must differ from answerPrefix', broken: (v) => v.botPrefix === v.answerPrefix },
  ),
  chat: section({
    irc: entries(irc, { holds: nicksDiffer, error: 'has the same server and nick twice: one entry a network' }),
    discord: entries(discord),
    twitch: entries(twitch),
    youtube: entries(youtube),
  }),
  tickets: entries(tickets),
  programme: entries(programme),
})

/** `path` has '[]' where an entry's number stands; `variable` matches the key's environment variables and catches the numbers. */
export type Key = Note & {
  readonly path: readonly string[]
  readonly key: string
  readonly env: string
  readonly variable: RegExp
}

function keysOf(schema: z.ZodType, path: readonly string[]): Key[] {
  if (schema instanceof z.ZodPrefault) return keysOf(schema.unwrap() as z.ZodType, path)
  const note = schema.meta() as Note | undefined
  if (note) return [{ ...note, path, ...namesOf(path, note) }]
  if (schema instanceof z.ZodPipe) return keysOf(schema.def.out as z.ZodType, path)
  if (schema instanceof z.ZodArray) return keysOf(schema.element as z.ZodType, [...path, '[]'])
  if (!(schema instanceof z.ZodObject)) throw new Error(`${path.join('.')} has no meaning`)
  return Object.entries(schema.shape).flatMap(([name, inner]) => keysOf(inner as z.ZodType, [...path, name]))
}

function namesOf(path: readonly string[], { each }: Note) {
  const shouted = ['PLENARY', ...path.map((step) => step.replace(/[A-Z]/g, '_$&').toUpperCase())].join('_')
  const number = '(0|[1-9]\\d?)'
  const variable = new RegExp(`^${shouted.replace('[]', number)}${each ? `(?:_${number})?` : ''}$`)
  return { key: path.join('.').replace('.[]', '[0]'), env: shouted.replace('[]', '0'), variable }
}

export const KEYS: readonly Key[] = keysOf(Settings, [])
