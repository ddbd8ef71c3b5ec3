import { randomBytes } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { username } from 'better-auth/plugins/username'
import { userNameKey } from '../../contract/accounts.ts'
import { freshId } from '../../contract/ids.ts'
import type { PersonId } from '../../contract/meeting.schema.ts'
import { Refusal } from '../../contract/refusal.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { type Bound, openBound } from './bound.ts'

/**
 * Credentials, as better-auth keeps them: accounts, slow hashes of passwords, and codes that were mailed. The one file that knows better-auth.
 * Its own sign-ins and its HTTP handler are not used, and nothing here decides who may do what.
 */

/** What a mailed code is good for; for nothing else. */
export type Purpose = 'confirm-address' | 'reset-password' | 'confirm-new-address'

export interface Account {
  readonly id: string
  readonly userName: string
  readonly email: string
  readonly confirmed: boolean
  readonly language: string
  /** Who signed up, when it was somebody known. */
  readonly wish: PersonId | null
  readonly madeAt: Date
}

export interface NewAccount extends Pick<Account, 'userName' | 'email' | 'language' | 'wish'> {
  readonly passwordHash: string
}

interface UserRow {
  readonly id: string
  readonly email: string
  readonly emailVerified: boolean
  readonly displayUsername: string
  readonly language: string
  readonly person: PersonId | null
  readonly createdAt: Date
}
interface CodeRow {
  readonly value: string
  readonly expiresAt: Date
}

const EXPIRED_KEPT_MS = 7 * 86_400_000

export type Credentials = Awaited<ReturnType<typeof openCredentials>>

/** @param secret of the instance: better-auth wants one, and signs nothing with it here */
export async function openCredentials(secret: string) {
  const { dialect, within } = openBound()
  const { password, ...context } = await openAuth(secret, dialect).$context
  const { adapter } = context
  return {
    /** Slow, on purpose: never inside a transaction. */
    hash: (text: string): Promise<string> => password.hash(text),
    verify: (hash: string, text: string): Promise<boolean> => password.verify({ hash, password: text }),
    ...accountsIn(context, within),
    ...codesIn(context, within),
    /** Codes that ran out a week ago, and accounts that nobody confirmed by then. */
    dropOld: (tx: Tx): Promise<void> =>
      within(tx, async () => {
        const isOld = { operator: 'lt' as const, value: new Date(tx.now.getTime() - EXPIRED_KEPT_MS) }
        await adapter.deleteMany({ model: 'verification', where: [{ field: 'expiresAt', ...isOld }] })
        const where = [
          { field: 'emailVerified', value: false },
          { field: 'createdAt', ...isOld },
        ]
        await adapter.deleteMany({ model: 'user', where })
      }),
  }
}

const openAuth = (secret: string, dialect: Bound['dialect']) => betterAuth(optionsOf(secret, dialect))
type Context = Pick<Awaited<ReturnType<typeof openAuth>['$context']>, 'adapter' | 'internalAdapter'>

/** Accounts with their passwords. */
function accountsIn({ adapter, internalAdapter }: Context, within: Bound['within']) {
  /** By any one value; null when there is none. */
  const find = (tx: ReadTx, field: 'id' | 'email' | 'username', value: string): Promise<Account | null> =>
    within(tx, async () => accountOf(await adapter.findOne<UserRow>({ model: 'user', where: [{ field, value }] })))
  return {
    byId: (tx: ReadTx, id: string) => find(tx, 'id', id),
    byEmail: (tx: ReadTx, email: string) => find(tx, 'email', email.toLowerCase()),
    byUserName: (tx: ReadTx, userName: string) => find(tx, 'username', userNameKey(userName)),
    passwordOf: (tx: ReadTx, id: string): Promise<string | null> =>
      within(tx, async () => (await internalAdapter.findCredentialAccount(id))?.password ?? null),

    /** The caller holds names, and knows that both are free. */
    add: (tx: Tx, account: NewAccount): Promise<Account> =>
      within(tx, async () => {
        const made = await internalAdapter.createUser(
          {
            ...{ email: account.email, emailVerified: false, name: account.userName, language: account.language },
            ...{ username: account.userName, displayUsername: account.userName, person: account.wish },
          },
          { method: 'email-password' },
        )
        await internalAdapter.linkAccount({
          ...{ userId: made.id, accountId: made.id, providerId: 'credential', password: account.passwordHash },
        })
        return must(accountOf(made as unknown as UserRow))
      }),
    setPassword: (tx: Tx, id: string, hash: string): Promise<void> => within(tx, () => internalAdapter.updatePassword(id, hash)),
    change: (tx: Tx, id: string, to: Partial<Pick<Account, 'email' | 'confirmed' | 'language'>> & { lastSignInAt?: Date }) =>
      within(tx, async () => {
        const { confirmed, ...same } = to
        await internalAdapter.updateUser(id, { ...same, ...(confirmed === undefined ? {} : { emailVerified: confirmed }) })
      }),
    /** The same name in another case is not looked for among the taken ones. */
    rename: (tx: Tx, { id, userName }: Account, to: string): Promise<void> =>
      within(tx, async () => {
        const isOther = userNameKey(to) !== userNameKey(userName)
        await internalAdapter.updateUser(id, { name: to, displayUsername: to, ...(isOther ? { username: to } : {}) })
      }),
    /** With its password and codes. */
    drop: (tx: Tx, id: string): Promise<void> =>
      within(tx, async () => {
        for (const purpose of ['confirm-address', 'reset-password', 'confirm-new-address'] as const)
          await adapter.deleteMany({ model: 'verification', where: ofPurpose(purpose, id) })
        await adapter.delete({ model: 'user', where: [{ field: 'id', value: id }] })
      }),
  }
}

/** All codes of an account for one purpose. */
const ofPurpose = (purpose: Purpose, id: string) => [
  { field: 'value', operator: 'starts_with' as const, value: `${purpose} ${id} ` },
]

/** Codes that are mailed. */
function codesIn({ adapter, internalAdapter }: Context, within: Bound['within']) {
  return {
    /** A fresh code, of which only a hash is kept; earlier ones of the same purpose are dead. `about`: the address it proves. */
    makeCode: (tx: Tx, purpose: Purpose, id: string, about: string, hours: number): Promise<string> =>
      within(tx, async () => {
        await adapter.deleteMany({ model: 'verification', where: ofPurpose(purpose, id) })
        const code = randomBytes(32).toString('base64url')
        const expiresAt = new Date(tx.now.getTime() + hours * 3_600_000)
        await internalAdapter.createVerificationValue({
          ...{ identifier: `${purpose}/${code}`, value: `${purpose} ${id} ${about}`, expiresAt },
        })
        return code
      }),
    /** Uses a code up. Null when there is none for this purpose. @throws Refusal `code-expired` */
    useCode: (tx: Tx, purpose: Purpose, code: string): Promise<{ account: string; about: string } | null> =>
      within(tx, async () => {
        const found: CodeRow | null = await internalAdapter.findVerificationValue(`${purpose}/${code}`)
        if (!found) return null
        if (found.expiresAt <= tx.now) throw new Refusal('code-expired', { path: 'body.code' })
        if (!(await internalAdapter.consumeVerificationValue(`${purpose}/${code}`))) return null
        const [, account = '', about = ''] = found.value.split(' ')
        return { account, about }
      }),
    dropCodes: (tx: Tx, purpose: Purpose, id: string): Promise<void> =>
      within(tx, async () => void (await adapter.deleteMany({ model: 'verification', where: ofPurpose(purpose, id) }))),
    /** What a code that waits would prove; null when none does. */
    waitsFor: (tx: ReadTx, purpose: Purpose, id: string, now: Date): Promise<string | null> =>
      within(tx, async () => {
        const [found] = await adapter.findMany<CodeRow>({ model: 'verification', where: ofPurpose(purpose, id), limit: 1 })
        return found && found.expiresAt > now ? (found.value.split(' ')[2] ?? null) : null
      }),
  }
}

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

const optionsOf = (secret: string, dialect: Bound['dialect']) => ({
  secret,
  baseURL: 'http://localhost',
  telemetry: { enabled: false },
  logger: { disabled: true },
  rateLimit: { enabled: false },
  database: { dialect, type: 'postgres' as const },
  // The tables come from our own migrations, and ids are of the same kind as all others.
  advanced: { database: { validateSchema: false, generateId: () => freshId(Date.now()) } },
  user: {
    modelName: 'auth_users',
    fields: { emailVerified: 'email_verified', ...times },
    additionalFields: {
      language: { type: 'string' as const, required: true },
      person: { type: 'string' as const, required: false },
      lastSignInAt: { type: 'date' as const, required: false, fieldName: 'last_sign_in_at' },
    },
  },
  account: {
    modelName: 'auth_accounts',
    fields: {
      ...{ accountId: 'account_id', providerId: 'provider_id', userId: 'user_id' },
      ...{ accessToken: 'access_token', refreshToken: 'refresh_token', idToken: 'id_token' },
      ...{ accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at' },
      ...times,
    },
  },
  verification: {
    modelName: 'auth_verifications',
    fields: { expiresAt: 'expires_at', ...times },
    storeIdentifier: 'hashed' as const,
    // One that ran out is told apart from one that never was; it goes a week later.
    disableCleanup: true,
  },
  emailAndPassword: { enabled: true, autoSignIn: false },
  plugins: [
    username({
      // What a user name may be stands in the contract, and was parsed by it.
      minUsernameLength: 1,
      maxUsernameLength: 250,
      usernameValidator: () => true,
      usernameNormalization: userNameKey,
      schema: { user: { fields: { displayUsername: 'display_username' } } },
    }),
  ],
})

const accountOf = (row: UserRow | null): Account | null =>
  row && {
    ...{ id: row.id, userName: row.displayUsername, email: row.email, confirmed: row.emailVerified, language: row.language },
    ...{ wish: row.person, madeAt: row.createdAt },
  }

function must<T>(value: T | null): T {
  if (value === null) throw new Error('an account was neither made nor found')
  return value
}
