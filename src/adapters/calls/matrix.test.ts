import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { ask, guestOf, type Line, openApp, openLine } from '../../../test/app.ts'
import { casesOf, openEvents } from '../../../test/matrix.ts'
import { type Case, everybody, here, type Input, there, type Who } from '../../../test/matrix-rows.ts'
import { openHall, rowsAtRest, signedIn } from '../../../test/world.ts'
import { endpointNames, endpoints } from '../../contract/endpoints.ts'
import type { EventId } from '../../contract/meeting.schema.ts'
import { routes } from '../../contract/routes.ts'
import * as people from '../../modules/people/index.ts'

/**
 * Goal: nobody gets in anywhere that is not written down. Method: every case of `test/matrix.ts` (and each endpoint has at least one), asked by
 * everybody, over HTTP and the socket; each answer is the one that is written there, and a refusal has changed no row.
 */
// Everybody comes from an address of their own, so that limits of how often are of no matter here.
/** Under what a line may say at once: a fast machine asks faster than is let in for long. */
const FRAMES_OF_A_LINE_MAX = 100
const app = await openApp((config) => ({ ...config, server: { ...config.server, trustProxy: true } }))
let addresses = 0
const elsewhere = () => ({ 'x-forwarded-for': `2001:db8:${(addresses++).toString(16)}::1` })
const tokens = new Map<Who, string | null>()
let cases: readonly Case[]
let leaving = 0

const tokenOf = async (name: string, role: people.Role | null, event: EventId | null) =>
  (await signedIn(app.world, name, role, event)).token

before(async () => {
  await openEvents(app)
  const made = await casesOf(app)
  const other = await openHall(app.world, [], ['start'], there)
  tokens.set('stranger', null)
  tokens.set('guest', await guestOf(app, made.hall.code, 'Gil'))
  tokens.set('guest elsewhere', await guestOf(app, other.code, 'Eli'))
  tokens.set('banned', await guestOf(app, made.hall.code, 'Bo'))
  tokens.set('account', await tokenOf('Acc', null, null))
  tokens.set('moderator', await tokenOf('Mia', 'moderator', here))
  tokens.set('organizer', await tokenOf('Olga', 'organizer', here))
  tokens.set('organizer elsewhere', await tokenOf('Oscar', 'organizer', there))
  tokens.set('organizer of all', await tokenOf('Orla', 'organizer', null))
  tokens.set('owner', await tokenOf('Otto', 'owner', null))
  for (const who of ['guest', 'banned'] as const)
    await ask(app, 'join', { params: { code: made.words.code }, body: { name: `${who} too` }, token: tokens.get(who) ?? null })
  const [banned] = await app.world.db.read((tx) => people.actorsOfTokens(tx, [tokens.get('banned') ?? ''], new Date()))
  assert.ok(banned?.kind === 'person')
  await app.world.db.write((tx) => people.ban(tx, people.system, banned.id, here, ''))
  cases = made.cases
})

const outcomeOf = ({ name }: Case, reply: unknown, code: string | undefined): string => {
  if (code !== undefined) return code
  const parsed = endpoints[name].reply.safeParse(reply)
  assert.ok(parsed.success, `${name} replied ${JSON.stringify(reply)}: ${parsed.error}`)
  return 'ok'
}

/** Ends the token that asks: asked with one that is used no more. */
const isLeaving = ({ name }: Case): boolean => ['signOut', 'requestDeletion'].includes(name)

async function overHttp(one: Case, who: Who, input: Input): Promise<string> {
  const token = isLeaving(one) && who !== 'stranger' ? await tokenOf(`Leaving ${leaving++}`, null, null) : tokens.get(who)
  const isInPath = ([key]: [string, string]) => routes[one.name][1].includes(`:${key}`)
  const all = Object.entries(input.params ?? {})
  const [params, query] = [all.filter(isInPath), all.filter((given) => !isInPath(given))].map(Object.fromEntries)
  const { status, body } = await ask(app, one.name, {
    body: input.body,
    params,
    query,
    token: token ?? null,
    headers: elsewhere(),
  })
  return outcomeOf(one, body, status === 200 ? undefined : body.code)
}
async function overSocket(one: Case, line: Line, { params, body }: Input): Promise<string> {
  const frame = await line.call(one.name, params, body)
  return outcomeOf(one, frame.reply, frame.refusal?.code)
}

test('each endpoint has a case', () =>
  assert.deepEqual(
    endpointNames.filter((name) => !cases.some((one) => one.name === name)),
    [],
    'a new endpoint needs a line in test/matrix.ts that says whom it lets in',
  ))

for (const who of everybody)
  test(`LK-52, LK-218, VN-133: ${who}: every endpoint over both doors answers what is written, and a refusal changes nothing`, async () => {
    const lines = [await openLine(app, tokens.get(who) ?? null, elsewhere())]
    let said = 0
    // One line takes so many frames at once and not more; the old ones stay, as controls are left with their line.
    const lineNow = async () => {
      if (++said % FRAMES_OF_A_LINE_MAX === 0) lines.push(await openLine(app, tokens.get(who) ?? null, elsewhere()))
      return lines.at(-1) as Line
    }
    const wrong: string[] = []
    const hear = async (one: Case, first: Input, second: () => Input | Promise<Input>) => {
      const wanted = one.row(who)
      // Over the socket, what sets cookies is refused to all.
      const overLine = 'httpOnly' in endpoints[one.name] ? 'not-allowed' : wanted
      const got = [await overHttp(one, who, first), await overSocket(one, await lineNow(), await second())]
      if (got[0] !== wanted || got[1] !== overLine)
        wrong.push(`${one.name}, ${one.title}: ${got.join(', ')} and not ${wanted}, ${overLine}`)
    }
    const isRefused = (one: Case) => one.row(who) !== 'ok'
    const refused: [Case, Input, Input][] = []
    for (const one of cases.filter(isRefused)) refused.push([one, await one.input(), await one.input()])
    const rows = await rowsAtRest(app.world)
    for (const [one, first, second] of refused) await hear(one, first, () => second)
    assert.deepEqual(wrong, [])
    assert.deepEqual(await rowsAtRest(app.world), rows)
    for (const one of cases.filter((one) => !isRefused(one))) await hear(one, await one.input(), one.input)
    if (wrong.length > 0)
      process.stderr.write(
        app.logged
          .filter((line) => line.includes('"level":50'))
          .join('')
          .slice(0, 1500),
      )
    assert.deepEqual(wrong, [])
    assert.deepEqual(
      app.logged.filter((line) => line.includes('"level":50')),
      [],
      'no call ended with a fault',
    )
    for (const line of lines) line.end()
  })
