import type { MailFacts } from '../src/contract/mails.ts'
import { openSeal } from '../src/platform/seal.ts'
import { type App, ask } from './app.ts'

/** Accounts of a running program, made as people make them: with the codes that their mails bring. */
export const ACCOUNT_PASSWORD = 'three blue trams'
const seal = openSeal('of a test, and long enough for one')

/** The code in the last mail of a kind to an address, as it is kept; '' when there is none. */
export async function codeMailed(app: App, to: string, kind: keyof MailFacts): Promise<string> {
  const [row] = await app.world.client`
    select id, facts from mails_mails where recipient = ${to} and kind = ${kind} and facts is not null order by n desc limit 1`
  const text = row && seal.opened(row.facts, `mail ${row.id}`)
  return text ? JSON.parse(text).code : ''
}

export interface MadeAccount {
  readonly userName: string
  readonly email: string
  readonly token: string
}

let count = 0
/** Somebody with a confirmed account, who is signed in. `as`: the token of whoever signs up. */
export async function accountOf(
  app: App,
  name: string,
  { as = null, ...more }: { as?: string | null } & Record<string, unknown> = {},
): Promise<MadeAccount> {
  const userName = `${name}${++count}`
  const email = `${userName}@example.org`.toLowerCase()
  const wish = { email, userName, password: ACCOUNT_PASSWORD, ...more }
  const made = await ask(app, 'signUp', { body: wish, token: as })
  if (made.status !== 200) throw new Error(`no account: ${JSON.stringify(made.body)}`)
  await ask(app, 'confirmAddress', { body: { code: await codeMailed(app, email, 'confirm-address') } })
  const signed = await ask(app, 'signIn', { body: { login: userName, password: ACCOUNT_PASSWORD, give: 'token' } })
  if (!signed.body.token) throw new Error(`no sign-in: ${JSON.stringify(signed.body)}`)
  return { userName, email, token: signed.body.token }
}
