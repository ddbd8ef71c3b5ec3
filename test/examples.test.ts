import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { Webhook } from 'standardwebhooks'
import { grant, system } from '../src/modules/people/index.ts'
import { ask, openApp, ownerOf, request } from './app.ts'
import { atEnd } from './closing.ts'

/** The examples of the documentation, run as they stand there. */
const app = await openApp()
const folder = mkdtempSync(join(tmpdir(), 'plenary-examples-'))
atEnd(async () => rmSync(folder, { recursive: true }))

const blocksOf = (file: string, language: string): string[] =>
  [
    ...readFileSync(join(import.meta.dirname, '../docs', file), 'utf8').matchAll(
      new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'),
    ),
  ].map(([, block = '']) => block)

/** In one shell after the other, at this program. */
async function run(script: string, env: Record<string, string> = {}): Promise<string> {
  const here = script.replaceAll('https://plenary.example', app.url)
  const { stdout } = await promisify(execFile)('bash', ['-eu', '-c', here], { env: { ...process.env, ...env }, timeout: 20_000 })
  return stdout
}

/** Olive of the examples: an owner with an account. */
async function oliveHasAnAccount(): Promise<void> {
  const wish = { email: 'olive@example.org', userName: 'olive', password: 'correct horse battery' }
  await ask(app, 'signUp', { body: wish })
  const owner = await ownerOf(app)
  const { body } = await ask(app, 'mails', { token: owner })
  const letter = await ask(app, 'mail', { params: { mail: body.mails[0].id }, token: owner })
  const code = decodeURIComponent(/\/confirm#(\S+)/.exec(letter.body.letter.text)?.[1] ?? '')
  assert.equal((await ask(app, 'confirmAddress', { body: { code } })).status, 200)
  const signed = await ask(app, 'signIn', { body: { login: 'olive', password: wish.password, give: 'token' } })
  await app.world.db.write((tx) => grant(tx, system, signed.body.person, 'owner', null))
}

test('the commands of docs/api.md do what they say, from a password to a poll', async () => {
  await oliveHasAnAccount()
  const blocks = blocksOf('api.md', 'sh')
  assert.equal(blocks.length, 2)
  const said = await run(blocks.join('\n'))
  const lines = said.replaceAll('}{', '}\n{').trim().split('\n')
  assert.deepEqual(lines.slice(0, 2), ['{"done":true}', '{"done":true,"kind":"poll"}'])
  assert.match(said, /"controller".*"at":"waiting".*"at":"open"/s)
  assert.match(said, /\n?304\n/)
  assert.match(lines.at(-1) ?? '', /"title":"Lunch".*"next"/)
})

test('the command of docs/webhooks.md makes a webhook, and its ten lines know what is from here', async () => {
  const key = '0199c0de-0000-7000-8000-0000000000ee'
  const made = await ask(app, 'makeKey', {
    params: { key },
    body: { name: 'Lights', scopes: ['webhooks:write'] },
    token: await ownerOf(app),
  })
  const [command = ''] = blocksOf('webhooks.md', 'sh')
  const { secret } = JSON.parse(await run(command, { KEY: made.body.secret }))
  assert.match(secret, /^whsec_/)
  const file = join(folder, 'genuine.mjs')
  writeFileSync(file, blocksOf('webhooks.md', 'js')[0] ?? '')
  const { isGenuine } = (await import(file)) as { isGenuine(secret: string, headers: object, body: string): boolean }
  const [body, now] = ['{"type":"webhook.test"}', new Date()]
  const signature = new Webhook(secret).sign('msg_1', now, body)
  const stamp = (at: Date) => ({ 'webhook-id': 'msg_1', 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)) })
  const headers = { ...stamp(now), 'webhook-signature': signature }
  const two = { ...headers, 'webhook-signature': `v1,${Buffer.alloc(32).toString('base64')} ${signature}` }
  assert.deepEqual([isGenuine(secret, headers, body), isGenuine(secret, two, body)], [true, true])
  const old = new Date(now.getTime() - 600_000)
  const replayed = { ...stamp(old), 'webhook-signature': new Webhook(secret).sign('msg_1', old, body) }
  for (const [given, text] of [
    [headers, `${body} `],
    [{ ...headers, 'webhook-id': 'msg_2' }, body],
    [{ ...headers, 'webhook-signature': 'v1,' }, body],
    [replayed, body],
  ] as const)
    assert.equal(isGenuine(secret, given, text), false)
})

test('the events that docs/webhooks.md names are those there are', async () => {
  const text = readFileSync(join(import.meta.dirname, '../docs/webhooks.md'), 'utf8')
  const { webhooks } = (await request(app, 'GET', '/api/openapi.json')).body
  for (const kind of Object.keys(webhooks)) assert.ok(text.includes(`\`${kind}\``), kind)
})
