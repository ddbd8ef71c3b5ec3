import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { stringify } from 'yaml'
import { reference } from './config.reference.ts'
import { type Config, ConfigRefusal, describeConfig, environment, readConfig } from './config.ts'

const cwd = mkdtempSync(join(tmpdir(), 'plenary-config-'))
after(() => rmSync(cwd, { recursive: true }))

let files = 0
function read(yaml: string | Uint8Array, env: Record<string, string | undefined> = {}): Config {
  const file = `${++files}.yaml`
  writeFileSync(join(cwd, file), yaml)
  return readConfig({ file, cwd, env })
}

/** The lines of the refusal, the file's name written as FILE. */
function refusal(yaml: string | Uint8Array, env: Record<string, string> = {}): string[] {
  try {
    read(yaml, env)
  } catch (error) {
    assert.ok(error instanceof ConfigRefusal, String(error))
    assert.equal(error.message.split('\n').length, error.problems.length)
    return error.message.split('\n').map((line) => line.replace(/^\d+\.yaml/, 'FILE'))
  }
  return []
}

const irc = (more: string) => `chat: { irc: [{ server: irc.example.org, channels: ["#a"], ${more} }] }`
const DEFAULTS: Config = {
  server: { host: '0.0.0.0', port: 8000, publicUrl: null, trustProxy: false, consolePath: null, showConsoleLink: null },
  parts: ['live', 'event-day', 'community', 'campaigns'],
  secret: null,
  data: { dir: join(cwd, 'data') },
  database: { url: null },
  bus: { url: null },
  outgoing: { allowPrivate: [] },
  mail: { url: null, from: null },
  log: { level: 'info' },
  live: { answerPrefix: '#', botPrefix: '!' },
  chat: { irc: [], discord: [], twitch: [], youtube: [] },
  tickets: [],
  programme: [],
}
const IRC: Config['chat']['irc'][number] = {
  server: 'irc.example.org',
  port: 6697,
  tls: true,
  tlsTrust: null,
  nick: 'plenary',
  alternativeNick: 'plenary_',
  channels: ['#a'],
  event: null,
  language: 'en',
  operators: 'above-o',
  pauses: { lineS: 0.5, messageS: 2 },
  sasl: { mechanism: 'PLAIN', account: null, password: null, certificate: null, required: true },
  nickserv: { password: null, service: 'NickServ' },
  reconnect: { minS: 60, maxS: 300 },
}

test('without a file, with an empty one and with empty sections everything has its default', () => {
  assert.deepEqual(readConfig({ cwd, env: { HOME: '/root', PLENARYX: '1' } }), DEFAULTS)
  for (const yaml of ['', '# nothing\n', '{}', 'server:\nchat:\n  irc:\n', 'chat: { irc: [] }\noutgoing: { allowPrivate: }']) {
    assert.deepEqual(read(yaml), DEFAULTS, yaml)
  }
})

test('LK-202: plenary.yaml in the folder is read when no file is named', () => {
  const folder = join(cwd, 'with-file')
  mkdirSync(folder)
  writeFileSync(join(folder, 'plenary.yaml'), 'server: { port: 1 }')
  assert.equal(readConfig({ cwd: folder, env: {} }).server.port, 1)
  writeFileSync(join(folder, 'plenary.yaml'), 'server: { port: "abc" }')
  const message = 'plenary.yaml: server.port: must be a whole number between 0 and 65535 (got "abc")'
  assert.throws(() => readConfig({ cwd: folder, env: {} }), { name: 'ConfigRefusal', message })
})

test('the configuration is frozen to its depths', () => {
  const config = read(irc('sasl: { account: bob }'))
  for (const part of [config, config.server, config.parts, config.chat.irc, config.chat.irc[0], config.chat.irc[0]?.sasl]) {
    assert.ok(Object.isFrozen(part))
  }
})

test('an IRC network is completed from what it says', () => {
  const cases: [string, Partial<typeof IRC>][] = [
    ['', {}],
    ['port: 6667', { port: 6667, tls: false }],
    ['port: 6667, tls: true', { port: 6667 }],
    ['tls: off', { tls: false }],
    ['nick: Orga', { nick: 'Orga', alternativeNick: 'Orga_' }],
    ['alternativeNick: spare, event: my-event', { alternativeNick: 'spare', event: 'my-event' }],
    ['tlsTrust: ca.pem', { tlsTrust: join(cwd, 'ca.pem') }],
    [
      'sasl: { account: bob, password: pw, required: no }',
      { sasl: { ...IRC.sasl, account: 'bob', password: 'pw', required: false } },
    ],
    [
      'sasl: { mechanism: EXTERNAL, certificate: /etc/me.pem }',
      { sasl: { ...IRC.sasl, mechanism: 'EXTERNAL', certificate: '/etc/me.pem' } },
    ],
    [
      'nickserv: { password: pw }, reconnect: { minS: 0.5 }',
      { nickserv: { password: 'pw', service: 'NickServ' }, reconnect: { minS: 0.5, maxS: 300 } },
    ],
  ]
  for (const [more, wanted] of cases) assert.deepEqual(read(irc(more)).chat.irc, [{ ...IRC, ...wanted }], more)
})

test('entries without their credential are not configured, those with it are', () => {
  const yaml = `
chat:
  discord: [{ token: null, guild: null, event: my-event, apiUrl: null }, { token: "", guild: "1" }, { token: t, guild: "7" }]
  twitch: [{ channel: null, botToken: t }, { channel: someone }, { channel: someone, botToken: t, ircUrl: "ws://127.0.0.1:1" }]
  youtube: [{ clientId: c }, { apiKey: k }, { clientId: c, clientSecret: s }]
tickets: [{ kind: pretix, token: null, into: e }, { url: "https://shop.example", organizer: o, event: x, token: t, into: e }]
programme: [{ url: null, into: e }, { kind: schedule, url: "https://talks.example/schedule.xml", into: e }]`
  const { chat, tickets, programme } = read(yaml)
  assert.deepEqual(chat.discord, [{ token: 't', guild: '7', event: null, apiUrl: null }])
  assert.deepEqual(chat.twitch, [
    { channel: 'someone', clientId: null, clientSecret: null, botToken: 't', ircUrl: 'ws://127.0.0.1:1', apiUrl: null },
  ])
  assert.deepEqual(chat.youtube, [
    { clientId: null, clientSecret: null, apiKey: 'k', apiUrl: null },
    { clientId: 'c', clientSecret: 's', apiKey: null, apiUrl: null },
  ])
  assert.deepEqual(tickets, [{ kind: 'pretix', url: 'https://shop.example', organizer: 'o', event: 'x', token: 't', into: 'e' }])
  assert.deepEqual(programme, [
    {
      ...{ kind: 'schedule', url: 'https://talks.example/schedule.xml', token: null, into: 'e' },
      ...{ everyM: 10, review: false, daysOnly: false },
    },
  ])
})

test('values are brought into one form', () => {
  const origins = { 'https://a.example/': 'https://a.example', 'HTTP://A.example:80': 'http://a.example', '""': null, null: null }
  for (const [given, publicUrl] of Object.entries(origins))
    assert.equal(read(`server: { publicUrl: ${given} }`).server.publicUrl, publicUrl)
  assert.equal(read('data: { dir: /srv/plenary }').data.dir, '/srv/plenary')
  assert.deepEqual(read('outgoing: { allowPrivate: [127.0.0.1, "::1", 10.0.0.0/8] }').outgoing.allowPrivate, [
    '127.0.0.1',
    '::1',
    '10.0.0.0/8',
  ])
  assert.equal(
    read('database: { url: "postgresql://u:p@h1:1,h2:2/db?host=/tmp" }').database.url,
    'postgresql://u:p@h1:1,h2:2/db?host=/tmp',
  )
})

test('a variable wins over the file', () => {
  const file = `server: { port: 1, host: a }\n${irc('event: e')}`
  const config = read(file, {
    PLENARY_SERVER_PORT: '2',
    PLENARY_SERVER_TRUST_PROXY: 'Yes',
    PLENARY_SERVER_PUBLIC_URL: '',
    PLENARY_PARTS: 'live, event-day',
    PLENARY_SECRET: undefined,
    PLENARY_CHAT_IRC_0_SASL_ACCOUNT: '123',
    PLENARY_CHAT_IRC_0_SASL_PASSWORD: 'p,w',
    PLENARY_CHAT_IRC_0_EVENT: 'null',
    PLENARY_CHAT_IRC_0_CHANNELS_1: '#b',
    PLENARY_CHAT_IRC_1_SERVER: 'irc.example.net',
    PLENARY_CHAT_IRC_1_CHANNELS_0: '#d',
    PLENARY_CHAT_IRC_1_CHANNELS: '#b,#c',
  })
  assert.deepEqual(config.server, { ...DEFAULTS.server, host: 'a', port: 2, trustProxy: true })
  assert.deepEqual(config.parts, ['live', 'event-day'])
  assert.deepEqual(config.chat.irc, [
    { ...IRC, channels: ['#a', '#b'], sasl: { ...IRC.sasl, account: '123', password: 'p,w' } },
    { ...IRC, server: 'irc.example.net', channels: ['#d', '#c'] },
  ])
})

test('entries that share an anchor are still two entries for a variable', () => {
  const config = read('tickets: []\nchat: { discord: [&one { token: t, guild: "1" }, *one] }', {
    PLENARY_CHAT_DISCORD_1_GUILD: '2',
  })
  assert.deepEqual(
    config.chat.discord.map((one) => one.guild),
    ['1', '2'],
  )
})

test('LK-201: true and false have four words each, and no others: "false" means false', () => {
  const proxy = (word: string) => readConfig({ cwd, env: { PLENARY_SERVER_TRUST_PROXY: word } }).server.trustProxy
  assert.deepEqual(['true', '1', 'yes', 'on', 'TRUE'].map(proxy), [true, true, true, true, true])
  assert.deepEqual(['false', '0', 'no', 'off', 'No'].map(proxy), [false, false, false, false, false])
  for (const word of ['', 'maybe', 'null', '2', 'y']) assert.throws(() => proxy(word), ConfigRefusal)
  const link = (word: string) => readConfig({ cwd, env: { PLENARY_SERVER_SHOW_CONSOLE_LINK: word } }).server.showConsoleLink
  assert.deepEqual(['true', 'False', '0', '', 'null'].map(link), [true, false, false, null, null])
})

test('LK-201: secret, level of the log, host, path of the console, its link, proxy, encryption, database and bus come from the environment', () => {
  const env = {
    PLENARY_SECRET: 'a secret of thirty-two characters',
    PLENARY_LOG_LEVEL: 'debug',
    PLENARY_SERVER_HOST: '127.0.0.1',
    PLENARY_SERVER_PUBLIC_URL: 'https://plenary.example.org',
    PLENARY_SERVER_CONSOLE_PATH: '/backstage',
    PLENARY_SERVER_SHOW_CONSOLE_LINK: 'false',
    PLENARY_SERVER_TRUST_PROXY: 'true',
    PLENARY_DATABASE_URL: 'postgres://me@db/plenary',
    PLENARY_BUS_URL: 'nats://bus:4222',
  }
  const { secret, log, server, database, bus } = readConfig({ cwd, env })
  assert.deepEqual(
    { secret, log, server, database, bus },
    {
      secret: 'a secret of thirty-two characters',
      log: { level: 'debug' },
      server: {
        host: '127.0.0.1',
        port: 8000,
        publicUrl: 'https://plenary.example.org',
        trustProxy: true,
        consolePath: '/backstage',
        showConsoleLink: false,
      },
      database: { url: 'postgres://me@db/plenary' },
      bus: { url: 'nats://bus:4222' },
    },
  )
  assert.equal(DEFAULTS.secret, null, 'there is no built-in secret')
  const written = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
  for (const name of Object.keys(env)) assert.ok(written.includes(`| \`${name}\` |`), name)
})

test('every variable of the reference reaches its key', () => {
  for (const { key, env } of describeConfig()) {
    const lines = refusal('', { [env]: '\u0007\u0007' }).map((line) =>
      line
        .split(': ', 2)
        .join(': ')
        .replace(/(\.channels|parts|Private)\[0\]$/, '$1'),
    )
    assert.ok(lines.includes(`${env}: ${key}`), `${env}: ${lines}`)
  }
})

const TEXT = 'text in one line, at most 1000 characters'
const REFUSED: [string, string, ...string[]][] = [
  ['server: { port: abc }', 'server.port: must be a whole number between 0 and 65535 (got "abc")'],
  ['server: { port: 65536 }', 'server.port: must be a whole number between 0 and 65535 (got 65536)'],
  ['server: { port: 1.5 }', 'server.port: must be a whole number between 0 and 65535 (got 1.5)'],
  ['server: { port: [1] }', 'server.port: must be a whole number between 0 and 65535 (got a list)'],
  ['server: { port: null }', 'server.port: must be a whole number between 0 and 65535 (got null)'],
  ['server: { host: "a b" }', 'server.host: must be a host name or an address (got "a b")'],
  ['server: { trustProxy: maybe }', 'server.trustProxy: must be true or false (got "maybe")'],
  ...['ftp://a', 'https://a/b', 'https://a/#b', 'a.example'].map((at): [string, string] => [
    `server: { publicUrl: "${at}" }`,
    `server.publicUrl: must be an address such as https://plenary.example.org, without a path, or null (got "${at}")`,
  ]),
  ...['backstage', '/a/b', '/', '/Backstage', '/x'].map((at): [string, string] => [
    `server: { consolePath: "${at}" }`,
    `server.consolePath: must be a path of one word such as /backstage, or null (got "${at}")`,
  ]),
  ['server: 5', 'server: must be a mapping of keys (got number)'],
  ['server: { prot: 1 }', 'server.prot: is not a known key; did you mean port?'],
  ['server: { public_url: x }', 'server.public_url: is not a known key; did you mean publicUrl?'],
  ['port: 1', 'port: is not a known key; did you mean parts?'],
  ['"a\\nb": 1', '"a\\nb": is not a known key'],
  ['- 1', 'must be a mapping of keys (got a list)'],
  ['hello', 'must be a mapping of keys (got string)'],
  ['parts: [live, lunch]', 'parts[1]: must be one of live, event-day, community, campaigns (got "lunch")'],
  ...['[]', '[live, live]'].map((parts): [string, string] => [
    `parts: ${parts}`,
    'parts: must be a list of live, event-day, community, campaigns: at least one, each once (got a list)',
  ]),
  ['secret: short', 'secret: must be text of at least 32 characters in one line, or null'],
  ['data: { dir: 7 }', `data.dir: must be ${TEXT} (got 7; put it in quotes)`],
  [
    'database: { url: "mysql://u:pw@h/d" }',
    'database.url: must be an address that starts with postgres:// or postgresql://, or null',
  ],
  ['bus: { url: "http://h" }', 'bus.url: must be an address that starts with nats:// or tls://, or null'],
  ['mail: { url: "http://u:pw@h" }', 'mail.url: must be an address that starts with smtp:// or smtps://, or null'],
  ['mail: { from: me }', 'mail.from: must be a mail address such as "Plenary <plenary@example.org>", or null (got "me")'],
  [
    'outgoing: { allowPrivate: [10.0.0.0/33] }',
    'outgoing.allowPrivate[0]: must be an IP address or a range such as 10.0.0.0/8 (got "10.0.0.0/33")',
  ],
  ['log: { level: loud }', 'log.level: must be one of trace, debug, info, warn, error, fatal, silent (got "loud")'],
  ['live: { answerPrefix: ab }', 'live.answerPrefix: must be one character that is no letter, digit or space (got "ab")'],
  ['live: { answerPrefix: "!" }', 'live.botPrefix: must differ from answerPrefix'],
  ['chat: { irc: { server: a } }', 'chat.irc: must be a list (got a mapping)'],
  ['chat: { irc: [null] }', 'chat.irc[0]: must be a mapping of keys (got null)'],
  [
    'chat: { irc: [{ channels: [a] }] }',
    'chat.irc[0].server: is required: a host name or an address',
    'chat.irc[0].channels[0]: must be a channel name in quotes, such as "#event" (got "a")',
  ],
  [
    'chat: { irc: [{ server: null }] }',
    'chat.irc[0].server: is required: a host name or an address',
    'chat.irc[0].channels: is required: a list of channel names in quotes, such as ["#event"]: at least one, each once',
  ],
  [irc('port: 0'), 'chat.irc[0].port: must be a whole number between 1 and 65535 (got 0)'],
  [irc('nick: 9lives'), 'chat.irc[0].nick: must be a nickname as IRC allows it (got "9lives")'],
  [
    irc('event: My Event'),
    'chat.irc[0].event: must be the short name of an event (lower-case letters, digits, hyphens), or null (got "My Event")',
  ],
  [irc('sasl: hunter2'), 'chat.irc[0].sasl: must be a mapping of keys (got string)'],
  [irc('sasl: { password: 123456 }'), `chat.irc[0].sasl.password: must be ${TEXT}, or null (put it in quotes)`],
  [irc('sasl: { password: pw }'), 'chat.irc[0].sasl.account: is required beside password'],
  [irc('sasl: { mechanism: EXTERNAL }'), 'chat.irc[0].sasl.certificate: is required for EXTERNAL'],
  [irc('sasl: { mechanism: SCRAM }'), 'chat.irc[0].sasl.mechanism: must be one of PLAIN, EXTERNAL (got "SCRAM")'],
  [irc('reconnect: { minS: 400 }'), 'chat.irc[0].reconnect.minS: must not be more than maxS'],
  [
    `${irc('port: 1')}`.replace(/\[\{(.*)\}\]/, '[{$1}, {$1, nick: Plenary}]'),
    'chat.irc: has the same server and nick twice: one entry a network',
  ],
  [
    'chat: { discord: [{ token: t, guild: 123 }] }',
    'chat.discord[0].guild: must be an id of digits, in quotes, or null (got 123; put it in quotes)',
  ],
  ['chat: { twitch: [{ clientSecret: s }] }', 'chat.twitch[0].clientId: is required beside clientSecret'],
  [
    'programme: [{ url: "http://u:pw@" }]',
    'programme[0].url: must be an address that starts with http:// or https://, or null',
    'programme[0].into: is required beside url',
  ],
  [
    'tickets: [{ token: t, url: "http://a", organizer: o }]',
    'tickets[0].event: is required beside token',
    'tickets[0].into: is required beside token',
  ],
  [
    'server: {\n  port: [}',
    'line 2, column 10: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
  ['server: { port: 1, port: 2 }', 'line 1, column 20: this key stands twice'],
  ['a: *b', 'uses its aliases (*name) too often, or before their anchors (&name)'],
  ['a: "hunter2\\q"', 'line 1, column 12: Invalid escape sequence \\q'],
  ['secret: !vault hunter2', 'line 1, column 9: Unresolved tag'],
  ['a: 1\n---\nb: 1', 'line 2, column 1: there is more than one document'],
]

test('what does not fit is refused with its path', () => {
  for (const [yaml, ...lines] of REFUSED)
    assert.deepEqual(
      refusal(yaml),
      lines.map((line) => `FILE: ${line}`),
      yaml,
    )
})

test('files that cannot be configuration are refused', () => {
  const layers = [...'bcdefgh'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefg'[i]}`)}]`)
  const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]', ...layers].join('\n')
  assert.deepEqual(refusal(bomb), ['FILE: uses its aliases (*name) too often, or before their anchors (&name)'])
  assert.deepEqual(refusal(`# ${'x'.repeat(1_048_576)}`), ['FILE: is larger than 1 MiB'])
  assert.deepEqual(refusal(new Uint8Array([0x61, 0xff])), ['FILE: is not UTF-8 text'])
  assert.deepEqual(
    refusal('['.repeat(100_000)).map((line) => line.replace(/\d+: is/, 'N: is')),
    ['FILE: line 1, column N: is nested too deeply'],
  )
  const named = (file: string) => () => readConfig({ file, cwd, env: {} })
  assert.throws(named('gone.yaml'), { name: 'ConfigRefusal', message: 'gone.yaml: there is no such file' })
  assert.throws(named('.'), { name: 'ConfigRefusal', message: '.: is a folder, not a file' })
})

test('variables are refused by their name', () => {
  const port = 'must be a whole number between 0 and 65535'
  const cases: [Record<string, string>, ...string[]][] = [
    [{ PLENARY_SERVER_PORT: '' }, `PLENARY_SERVER_PORT: server.port: ${port} (got "")`],
    [{ PLENARY_SERVR_PORT: '1' }, 'PLENARY_SERVR_PORT: is not a known variable; did you mean PLENARY_SERVER_PORT?'],
    [{ PLENARY_CHAT_IRC_3_NIK: 'x' }, 'PLENARY_CHAT_IRC_3_NIK: is not a known variable; did you mean PLENARY_CHAT_IRC_3_NICK?'],
    [{ PLENARY_COFFEE: 'x' }, 'PLENARY_COFFEE: is not a known variable'],
    [
      { PLENARY_CHAT_IRC_100_NICK: 'x' },
      'PLENARY_CHAT_IRC_100_NICK: is not a known variable; did you mean PLENARY_CHAT_IRC_0_NICK?',
    ],
    [{ PLENARY_PARTS: 'live,tea' }, 'PLENARY_PARTS: parts[1]: must be one of live, event-day, community, campaigns (got "tea")'],
    [{ PLENARY_CHAT_DISCORD_1_TOKEN: 't' }, 'FILE: chat.discord[0]: is missing: entries are counted from 0 without gaps'],
    [{ PLENARY_SECRET: 'hunter2' }, 'PLENARY_SECRET: secret: must be text of at least 32 characters in one line, or null'],
  ]
  for (const [env, ...lines] of cases) assert.deepEqual(refusal('', env), lines)
})

test('everything that is wrong is said at once', () => {
  const yaml = `port: 1\nlog: { level: x }\n${irc('nick: "", sasl: { password: pw, acount: a }')}`
  assert.deepEqual(
    refusal(yaml, { PLENARY_SERVER_PORT: 'x', PLENARY_NOPE: '1' }).map((line) => line.split(': ').slice(0, 2)),
    [
      ['PLENARY_NOPE', 'is not a known variable'],
      ['PLENARY_SERVER_PORT', 'server.port'],
      ['FILE', 'log.level'],
      ['FILE', 'chat.irc[0].nick'],
      ['FILE', 'chat.irc[0].sasl.acount'],
      ['FILE', 'chat.irc[0].sasl.account'],
      ['FILE', 'port'],
    ],
  )
  assert.deepEqual(
    refusal('a: [', { PLENARY_NOPE: '1' }).map((line) => line.split(':')[0]),
    ['FILE', 'PLENARY_NOPE'],
  )
  const many = Array.from({ length: 60 }, (_, i) => `k${i}: 1`).join('\n')
  assert.throws(
    () => read(many),
    (error: Error) => error.message.split('\n').length === 51 && error.message.endsWith('\n… and 10 more'),
  )
})

test('no secret is ever repeated', () => {
  const hidden = describeConfig().filter(({ key }) =>
    /(password|secret|token|Secret|Token|apiKey|(database|bus|mail)\.url)$/.test(key),
  )
  assert.equal(hidden.length, 13)
  for (const { env } of hidden) assert.doesNotMatch(refusal('', { [env]: 'hunter2\n'.repeat(2) }).join('\n'), /hunter2/, env)
  for (const { env } of describeConfig()) {
    assert.doesNotMatch(refusal('', { [env]: 'x y//me:hunter2@host ' }).join('\n'), /hunter2/, env)
  }
})

test('whatever the file and the variables say, the answer is a configuration or a refusal', () => {
  const names = describeConfig().flatMap(({ key }) => key.replace('[0]', '').split('.'))
  const { tree } = fc.letrec((again) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.jsonValue(),
      fc.array(again('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), again('tree')),
    ),
  }))
  const env = fc.dictionary(
    fc.oneof(
      fc.constantFrom(...describeConfig().map((one) => one.env)),
      fc.string().map((s) => `PLENARY_${s}`),
    ),
    fc.string(),
  )
  const answers = (yaml: string, variables: Record<string, string>) => {
    try {
      assert.ok(Object.isFrozen(read(yaml, variables)))
    } catch (error) {
      assert.ok(error instanceof ConfigRefusal && error.problems.length > 0, String(error))
    }
    rmSync(join(cwd, `${files}.yaml`))
  }
  fc.assert(
    fc.property(tree, env, (value, variables) => answers(stringify(value) ?? '', variables)),
    { numRuns: 500 },
  )
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => answers(text, {})),
    { numRuns: 500 },
  )
  for (const text of [
    '&a [*a]',
    'chat: &a { irc: [*a] }',
    '__proto__: { a: 1 }',
    '{ [1]: 2, ? {a: b} : 3 }',
    '%YAML 1.1\n---\nlog: !!set {a}',
  ])
    answers(text, {})
})

test('the environment is a copy of the process', () => {
  const copy = environment()
  assert.equal(copy.PATH, process.env.PATH)
  copy.PLENARY_TEST = '1'
  assert.equal(process.env.PLENARY_TEST, undefined)
})

test('docs/configuration.md is what the schema says', () => {
  const written = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
  assert.ok(written === reference(), 'out of date; write it again: node src/platform/config.reference.ts > docs/configuration.md')
})

test('the example is the defaults, and its switched-off settings are good ones', () => {
  const example = readFileSync(new URL('../../plenary.example.yaml', import.meta.url), 'utf8')
  assert.deepEqual(read(example), DEFAULTS)
  const { irc: networks } = read(example.replace(/^( *)#(?=\S| {2})/gm, '$1')).chat
  assert.deepEqual(networks, [{ ...IRC, server: 'irc.oftc.net', channels: ['#event'], event: 'my-event' }])
})
