import type { Caller, Calls } from '../../contract/doors.ts'
import { API_LEVEL } from '../../contract/endpoints.ts'
import type { entrance } from '../../contract/entrance.endpoints.ts'
import { PAGE_ROWS_MAX } from '../../contract/limits.ts'
import { Refusal, type RefusalCode } from '../../contract/refusal.ts'
import * as events from '../../modules/events/index.ts'
import { type Kept, pageLinks } from '../../modules/instance/index.ts'
import * as meetings from '../../modules/meetings/index.ts'
import * as people from '../../modules/people/index.ts'
import { openRate, type Rate } from '../../platform/rate.ts'
import { type Door, done } from './door.ts'

/** A wrong code costs one; a hall behind one address types many right ones. */
const wrongCodes = { burst: 120, perSecond: 2, keysMax: 10_000 }
/** Four digits are soon tried out: a minute has fewer tries than people who mistype behind one address. */
const wrongSeconds = { burst: 40, perSecond: 0.5, keysMax: 10_000 }
/** Of one address into one meeting: a large hall at once behind it, and whoever comes in later. */
const joinsOfAddress = { burst: 6_000, perSecond: 20, keysMax: 20_000 }
const setUpTries = { burst: 10, perSecond: 0.1, keysMax: 10_000 }

const consoleOf = ({ consoleLink, consolePath }: Kept['home']): string | null => (consoleLink ? `/${consolePath}` : null)

const isLive = (door: Door): boolean => door.current.settings().parts.on.includes('live')

async function instanceOf(door: Door) {
  const { parts, home, accounts } = door.current.settings()
  const [pages, hasOwner] = await door.db.look((tx) => Promise.all([pageLinks(tx), people.hasOwner(tx)]))
  return {
    api: API_LEVEL,
    address: door.address(),
    parts: [...parts.on],
    pages,
    console: consoleOf(home),
    hasOwner,
    signUp: accounts.signUp,
    version: door.version,
    serverTime: door.clock().toISOString(),
  }
}

interface Guessing {
  readonly rate: Rate
  readonly code: RefusalCode
}

/** Who is there, what is open, and how one gets in. */
export function entranceCalls(door: Door): Pick<Calls, keyof typeof entrance> {
  const firsts = { rate: openRate(wrongCodes), code: 'wrong-code' } as const
  const seconds = { rate: openRate(wrongSeconds), code: 'second-code-wrong' } as const
  const joins = openRate(joinsOfAddress)
  const setUps = openRate(setUpTries)
  const guess = async <T>(caller: Caller, work: () => Promise<T>, { rate, code }: Guessing = firsts): Promise<T> => {
    const isLate = () => !rate.has(caller.address, Date.now())
    if (isLate()) throw new Refusal('too-many')
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== code) throw error
      // Many that were sent at once were all let in: what they cost is counted now, and they are told no more than the limit allows.
      const refusal = isLate() ? new Refusal('too-many') : error
      rate.owe(caller.address, Date.now())
      throw refusal
    }
  }
  return {
    instance: () => instanceOf(door),
    redeemSetup: async (caller, _params, body) => {
      if (!setUps.take(caller.address, Date.now())) throw new Refusal('too-many')
      const token = await door.write(caller, (tx, actor) => people.redeemSetupLink(tx, actor, body.token, body.name))
      caller.remember?.('sign-in', token)
      return done
    },
    me: async (caller) => {
      const actor = await door.actorOf(caller)
      if (actor.kind !== 'person') return { signedIn: false, name: null, roles: [] }
      return { signedIn: !actor.guest, name: actor.name, roles: [...actor.roles] }
    },
    signOut: async (caller) => {
      const { token } = caller
      if (token) await door.db.write((tx) => people.signOut(tx, token))
      caller.remember?.('sign-in', null)
      return done
    },
    openMeetings: (_caller, { event = null, ...page }) =>
      door.db.look((tx) => meetings.openMeetings(tx, event, page, door.clock())),
    myMeetings: (caller, wish) => door.look(caller, (tx, actor) => meetings.myMeetings(tx, actor, wish, door.clock())),
    event: (_caller, { event }) =>
      door.db.read(async (tx) => ({
        event: await events.event(tx, event),
        meetings: isLive(door) ? (await meetings.openMeetings(tx, event, { limit: PAGE_ROWS_MAX }, door.clock())).meetings : [],
      })),
    events: (_caller, page) => door.db.look((tx) => events.events(tx, page)),
    createEvent: (caller, { event }, body) => door.act(caller, (tx, actor) => events.putEvent(tx, actor, event, body)),
    networks: async (caller) => {
      const actor = await door.actorOf(caller)
      if (actor.kind !== 'person' || actor.roles.length === 0) throw new Refusal('not-allowed')
      return { networks: door.networks() }
    },
    lookUpCode: (caller, { code }) =>
      guess(caller, () => door.look(caller, (tx, actor) => meetings.lookUp(tx, actor, code, door.suggestNames(caller.language)))),
    join: (caller, { code }, body) =>
      guess(caller, () => {
        if (!joins.take(`${caller.address}/${code}`, Date.now())) throw new Refusal('too-many')
        const work = async () => {
          const actor = await door.actorOf(caller)
          const joined = await door.joins.add({ actor, code, ...body })
          if (joined instanceof Refusal) throw joined
          if (joined.guest) caller.remember?.('guest', joined.guest)
          if (joined.fresh) door.cameIn(joined.meeting)
          return { meeting: joined.meeting, name: joined.name, fresh: joined.fresh }
        }
        // Who typed nothing has tried nothing.
        return body.second ? guess(caller, work, seconds) : work()
      }),
  }
}
