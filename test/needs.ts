import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/**
 * What the tests need beside Node: a browser, real IRC servers with their services, a plain IRC client, nginx, NATS and a
 * checker of XML schemas, all from Debian.
 * The tests start each of them themselves, with a configuration and ports of their own.
 */
const programs: Record<string, readonly string[]> = {
  'chromium-headless-shell': ['/usr/bin/chromium-headless-shell'],
  inspircd: ['/usr/sbin/inspircd'],
  anope: ['/usr/sbin/anope'],
  ngircd: ['/usr/sbin/ngircd'],
  ii: ['/usr/bin/ii'],
  nginx: ['/usr/sbin/nginx'],
  'nats-server': ['/usr/sbin/nats-server', '/usr/bin/nats-server'],
  openssl: ['/usr/bin/openssl'],
  'libxml2-utils': ['/usr/bin/xmllint'],
}
const APT = '/usr/bin/apt-get'
const APT_MS_MAX = 300_000

/** The packages whose programs are not there. */
export const missingPackages = (): string[] =>
  Object.entries(programs).flatMap(([name, files]) => (files.some((file) => existsSync(file)) ? [] : [name]))

/** Installs what is missing, where it may. Returns null, or the one line that says what somebody must do. */
export function ensureNeeds(say: (line: string) => void): string | null {
  const missing = missingPackages()
  if (missing.length === 0) return null
  const order = `the tests need these Debian packages: apt-get install --no-install-recommends ${missing.join(' ')}`
  if (process.getuid?.() !== 0 || !existsSync(APT)) return order
  say(`Installing ${missing.join(' ')} …`)
  const failed = apt(['update', '-q']) ?? apt(['install', '-q', '-y', '--no-install-recommends', ...missing])
  if (failed) return `${order} (${failed})`
  const still = missingPackages()
  return still.length === 0 ? null : `${order} (installed, and still not found: ${still.join(' ')})`
}

/** Null when it went well, else the last line of its complaint. */
function apt(words: readonly string[]): string | null {
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive' }
  const done = spawnSync(APT, words, { env, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8', timeout: APT_MS_MAX })
  if (done.status === 0) return null
  return done.error?.message ?? (done.stderr.trim().split('\n').at(-1) || `apt-get ended with ${done.status ?? done.signal}`)
}

if (import.meta.main) {
  const wanting = ensureNeeds((line) => process.stdout.write(`${line}\n`))
  if (wanting) {
    process.stderr.write(`${wanting}\n`)
    process.exitCode = 1
  }
}
