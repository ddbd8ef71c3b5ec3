import type { Caller, Calls } from '../../contract/doors.ts'
import { scopeOf } from '../../contract/endpoints.ts'
import type { keys } from '../../contract/keys.endpoints.ts'
import { Refusal } from '../../contract/refusal.ts'
import { type EndpointName, routes } from '../../contract/routes.ts'
import type { Scope } from '../../contract/scopes.ts'
import * as people from '../../modules/people/index.ts'
import type { Door } from './door.ts'

/** One's API keys. */
export const keyCalls = (door: Door): Pick<Calls, keyof typeof keys> => ({
  myKeys: async (caller) => ({
    keys: (await door.read(caller, (tx, actor) => people.myKeys(tx, actor, door.clock()))).map((key) => ({
      ...key,
      madeAt: key.madeAt.toISOString(),
      usedAt: key.usedAt?.toISOString() ?? null,
      expiresAt: key.expiresAt?.toISOString() ?? null,
    })),
  }),
  makeKey: async (caller, { key }, { name, scopes, expiresAt }) => ({
    secret: await door.write(caller, (tx, actor) =>
      people.makeKey(tx, actor, key, { name, scopes, expiresAt: expiresAt === null ? null : new Date(expiresAt) }),
    ),
  }),
  endKey: (caller, { key }) => door.act(caller, (tx, actor) => people.endKey(tx, actor, key)),
})

/** The same calls, each closed to keys without its scope. */
export function withinScopes(calls: Calls, door: Door): Calls {
  const names = Object.keys(routes) as EndpointName[]
  return Object.fromEntries(
    names.map((name) => {
      const call = calls[name] as (...given: unknown[]) => Promise<unknown>
      const checked = async (caller: Caller, params: unknown, body: unknown) => {
        await checkScope(door, caller, scopeOf(name))
        return call(caller, params, body)
      }
      return [name, (caller: Caller, params: unknown, body: unknown) => (hasKey(caller) ? checked : call)(caller, params, body)]
    }),
  ) as unknown as Calls
}

/** @throws Refusal `not-allowed` for a key without this scope, `not-signed-in` for one that is none or has ended */
export async function checkScope(door: Pick<Door, 'actorOf' | 'db'>, caller: Caller, scope: Scope | null): Promise<void> {
  if (!hasKey(caller)) return
  const actor = await door.actorOf(caller)
  if (actor.kind !== 'person' || !actor.scopes) throw new Refusal('not-signed-in', { path: 'headers.authorization' })
  if (scope === null || !actor.scopes.includes(scope))
    throw new Refusal('not-allowed', { path: 'headers.authorization', ...(scope ? { hint: scope } : {}) })
  await noteUse(door, caller)
}

const hasKey = (caller: Caller): boolean => caller.token !== null && people.isKey(caller.token)

const USE_NOTED_MS = 3_600_000
const noted = new WeakMap<object, Map<string, number>>()
const NOTED_KEYS_MAX = 1_000

/** At most once an hour for each key on this node. */
async function noteUse(door: Pick<Door, 'db'>, { token }: Caller): Promise<void> {
  if (token === null) return
  const known = noted.get(door.db) ?? new Map<string, number>()
  noted.set(door.db, known)
  if (Date.now() - (known.get(token) ?? 0) < USE_NOTED_MS) return
  if (known.size >= NOTED_KEYS_MAX) known.clear()
  known.set(token, Date.now())
  await door.db.write((tx) => people.noteKeyUse(tx, token))
}
