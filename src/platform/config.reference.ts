/**
 * The operators' reference, made from the schema. Run as a program it prints it:
 * `node src/platform/config.reference.ts > docs/configuration.md`.
 */
import { ENTRIES_MAX } from './config.kinds.ts'
import { KEYS, type Key } from './config.schema.ts'

const INTRODUCTION = `# Configuration

Plenary reads \`plenary.yaml\` in the folder it is started in, or the file named by \`--config FILE\`, and needs neither: every
key has a default, and without a file nothing outside is contacted. \`plenary.example.yaml\` is a commented start.

- Every key is also an environment variable, and **the variable wins**. Entries are counted from 0: \`chat.irc[1].nick\` is
  \`PLENARY_CHAT_IRC_1_NICK\`. Lists may be written with commas (\`PLENARY_CHAT_IRC_0_CHANNELS="#a,#b"\`) or item by item
  (\`…_CHANNELS_0\`).
- An unknown key, an unknown \`PLENARY_\` variable, a key that stands twice or a value that does not fit stops the start. All
  faults are told at once, with the key's path. Passwords, secrets, tokens and addresses that hold them are never repeated.
- Where null is allowed, an empty text means null. \`yes\`, \`on\`, \`1\` mean true; \`no\`, \`off\`, \`0\` mean false.
- Relative paths start at the folder the program is started in, not at the file's.
- An entry under \`chat.discord\`, \`chat.twitch\`, \`chat.youtube\`, \`tickets\` or \`programme\` that lacks its credential
  (see its table) is not configured and passed over; it can be set in the console. What stands here wins over the console.
- The file is YAML 1.2 in UTF-8, at most 1 MiB; a list has at most ${ENTRIES_MAX} entries.
`

/** The text of docs/configuration.md. */
export function reference(): string {
  const groups = Map.groupBy(KEYS, (key) =>
    key.path.length === 1 ? 'The whole instance' : key.key.slice(0, key.key.lastIndexOf('.')),
  )
  const cell = (words: string) => words.replaceAll('|', '\\|')
  const row = (k: Key) => `| ${[`\`${k.key}\``, `\`${k.env}\``, k.kind, `\`${k.default}\``, k.meaning].map(cell).join(' | ')} |\n`
  const head = '| key | environment variable | value | default | meaning |\n|---|---|---|---|---|\n'
  const table = (title: string, keys: readonly Key[]) => `\n## ${title.replace('[0]', '[]')}\n\n${head}${keys.map(row).join('')}`
  return INTRODUCTION + [...groups].map(([title, keys]) => table(title, keys)).join('')
}

if (import.meta.main) process.stdout.write(reference())
