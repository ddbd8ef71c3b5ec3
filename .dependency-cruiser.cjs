/** Who may lean on whom. A new arrow between modules is a decision, so it is a diff in this table. */
const leansOn = {
  ledger: [],
  people: [],
  events: ['people'],
  instance: ['people'],
  mails: ['people', 'instance'],
  webhooks: ['people', 'instance'],
  calendars: ['events'],
  meetings: ['people', 'events', 'ledger'],
  flags: ['people', 'meetings'],
  schedule: ['people', 'events'],
  board: ['people', 'events', 'schedule'],
}
const modules = Object.keys(leansOn)
const tests = '[.]test[.]tsx?$'
const no = (name, from, to) => ({ name, severity: 'error', from, to })

module.exports = {
  forbidden: [
    no('no-circles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    no('words-stand-alone', { path: '^src/words/', pathNot: tests }, { pathNot: '^src/words/' }),
    no('contract-stands-alone', { path: '^src/contract/', pathNot: tests }, { path: '^src/', pathNot: '^src/contract/' }),
    no('contract-imports-zod-only', { path: '^src/contract/', pathNot: tests }, { pathNot: '^src/contract/|^node_modules/zod/' }),
    no('platform-knows-no-domain', { path: '^src/platform/', pathNot: tests }, { path: '^src/', pathNot: '^src/platform/' }),
    no('rules-are-pure', { path: '^src/modules/[^/]+/(rules|points)[.]ts$' }, { pathNot: '^src/contract/' }),
    no(
      'kinds-are-pure',
      { path: '^src/modules/[^/]+/kinds/', pathNot: tests },
      { pathNot: '^src/contract/|^src/modules/[^/]+/(kinds/|(rules|points)[.]ts)' },
    ),
    no('modules-never-look-out', { path: '^src/modules/' }, { path: '^src/(adapters|web|program|main)' }),
    no(
      'front-door-only',
      { path: '^src/modules/([^/]+)/', pathNot: tests },
      { path: '^src/modules/', pathNot: ['^src/modules/$1/', '/index[.]ts$'] },
    ),
    no(
      'adapters-use-the-front-door',
      { path: '^src/(adapters|program|main)', pathNot: tests },
      { path: '^src/modules/', pathNot: '/index[.]ts$' },
    ),
    no(
      'adapters-do-not-mix',
      { path: '^src/adapters/([^/]+)/', pathNot: tests },
      { path: '^src/adapters/', pathNot: '^src/adapters/$1/' },
    ),
    no(
      'sql-lives-in-stores',
      { path: '^src/', pathNot: ['[/.]store[.]ts$', '^src/platform/', tests] },
      { path: '^src/platform/sql[.]ts$' },
    ),
    no(
      'web-sees-contract-and-words-only',
      { path: '^src/web/', pathNot: tests },
      { path: '^src/', pathNot: '^src/(web|contract|words)/' },
    ),
    no('the-program-is-the-top', { path: '^src/', pathNot: '^src/(program|main)' }, { path: '^src/(program|main)' }),
    no(
      'credentials-stay-in-accounts',
      { pathNot: '^src/adapters/accounts/' },
      { path: '^node_modules/(better-auth|@better-auth|kysely|kysely-postgres-js)/' },
    ),
    no(
      'network-libraries-stay-in-chat',
      { pathNot: '^src/adapters/chat/' },
      { path: 'node_modules/(discord[.]js|irc-framework|@twurple|@googleapis|googleapis)' },
    ),
    ...modules.map((name) =>
      no(
        `${name}-leans-on-${leansOn[name].join('-and-') || 'nobody'}`,
        { path: `^src/modules/${name}/`, pathNot: tests },
        { path: '^src/modules/', pathNot: `^src/modules/(${[name, ...leansOn[name]].join('|')})/` },
      ),
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'] },
  },
}
