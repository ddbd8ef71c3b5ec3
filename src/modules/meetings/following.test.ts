import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import {
  choose,
  cloud,
  comeIn,
  type Hall,
  newActivity,
  newAnswer,
  newSeat,
  openHall,
  openWorld,
  type Person,
  personWith,
  plain,
  pollOf,
  slide,
  word,
} from '../../../test/world.ts'
import type { ActivityId, PreparedActivity } from '../../contract/activity.schema.ts'
import { endpoints } from '../../contract/endpoints.ts'
import {
  ConsoleChange,
  ConsoleView,
  MeetingChange,
  MeetingView,
  type SeatId,
  TallyChange,
  TallyView,
} from '../../contract/meeting.schema.ts'
import {
  applyConsoleChange,
  applyMeetingChange,
  applyTallyChange,
  consoleFeed,
  meetingFeed,
  steps,
  tallyFeed,
} from '../../contract/meeting.ts'
import { Refusal } from '../../contract/refusal.ts'
import { ScoresChange, ScoresView } from '../../contract/scores.schema.ts'
import { applyScoresChange, scoresFeed } from '../../contract/scores.ts'
import type { ReadTx, Tx } from '../../platform/db.ts'
import { changesAfter, feedSeqs } from '../../platform/feeds.ts'
import { stranger, system } from '../people/index.ts'
import * as meetings from './index.ts'

/**
 * Goal: whoever follows has exactly what a newcomer gets, after every command there is. Method: commands at random; before each the views are
 * kept, after it the changes are parsed by the contract and applied, and compared with fresh views. No model of the meeting is needed.
 */
const world = await openWorld()

type Fresh<V> = (tx: ReadTx) => Promise<{ seq: number; view: V }>

/** Follows one feed; `fresh` is for those whose view nobody has read yet. */
interface Follower<V = unknown> {
  check(tx: ReadTx, after: string, fresh?: { seq: number; view: V }): Promise<void>
}

function follow<V, C>(
  feed: string,
  read: Fresh<V>,
  schemas: { view: { parse(given: unknown): V }; change: { parse(given: unknown): C } },
  apply: (view: V, change: C) => V,
): Follower<V> {
  let kept: { seq: number; view: V } | null = null
  return {
    async check(tx, after, fresh) {
      const now = plain(fresh ?? (await read(tx)))
      assert.deepEqual(plain(schemas.view.parse(now.view)), now.view, `${feed} after ${after}: the view is not of its form`)
      if (kept) {
        const news = await changesAfter(tx, feed, kept.seq, 1000)
        assert.equal(now.seq, kept.seq + news.length, `${feed} after ${after}`)
        const view = news.reduce((before, one) => apply(before, schemas.change.parse(one.change)), kept.view)
        assert.deepEqual(plain(view), now.view, `${feed} after ${after}`)
      }
      kept = now
    },
  }
}

/** Follows all feeds of a meeting, those of new activities from their first sight on. */
function followAll({ meeting }: Hall): Follower {
  const whole = follow(
    meetingFeed(meeting),
    (tx) => meetings.meetingView(tx, system, meeting),
    { view: MeetingView, change: MeetingChange },
    applyMeetingChange,
  )
  const desk = follow(
    consoleFeed(meeting),
    (tx) => meetings.consoleView(tx, system, meeting),
    { view: ConsoleView, change: ConsoleChange },
    applyConsoleChange,
  )
  const board = follow(
    scoresFeed(meeting),
    (tx) => meetings.scoresView(tx, system, meeting),
    { view: ScoresView, change: ScoresChange },
    applyScoresChange,
  )
  const tallies = new Map<string, Follower<TallyView>>()
  /** The last number of each count; that of an opening which is past stays. */
  const counts = new Map<string, number>()
  const tallyOf = (activity: ActivityId, feed: string) =>
    follow(feed, (tx) => meetings.tallyView(tx, system, activity), { view: TallyView, change: TallyChange }, applyTallyChange)
  return {
    async check(tx, after) {
      await whole.check(tx, after)
      const seen = await meetings.consoleView(tx, system, meeting)
      await desk.check(tx, after, seen)
      await board.check(tx, after)
      for (const { id } of seen.view.activities) {
        const tally = await meetings.tallyView(tx, system, id)
        const feed = tallyFeed(id, tally.view.opening)
        if (!tallies.has(feed)) tallies.set(feed, tallyOf(id, feed))
        await tallies.get(feed)?.check(tx, after, tally)
        counts.set(feed, tally.seq)
      }
      const now = await feedSeqs(tx, [...counts.keys()])
      assert.deepEqual(now, new Map([...counts].filter(([, seq]) => seq > 0)), `${after}: a count that is past goes on`)
    },
  }
}

interface Scene {
  readonly hall: Hall
  readonly people: Person[]
  readonly organizers: readonly { actor: Person; seat: SeatId }[]
  count: number
}

type Command = (tx: Tx, scene: Scene, pick: <T>(of: readonly T[]) => T | undefined, n: number) => Promise<unknown>

const look = async (tx: Tx, { hall }: Scene) => (await meetings.consoleView(tx, system, hall.meeting)).view
const someOf = (n: number, kind: 'poll' | 'cloud' | 'text'): PreparedActivity =>
  kind === 'poll'
    ? { ...pollOf('One', 'Two', 'Three'), title: `Poll ${n}`, multiple: n % 2 === 0, liveOnStage: n % 3 > 0 }
    : { ...(kind === 'cloud' ? cloud : slide), title: `T ${n}`, description: `*${n}*` }

async function answerAs(tx: Tx, scene: Scene, actor: Person, n: number) {
  const { view } = await meetings.meetingView(tx, system, scene.hall.meeting)
  if (view.phase.at !== 'open') return
  const { activity } = view.phase
  const choice = activity.kind === 'poll' ? activity.choices[n % activity.choices.length]?.id : undefined
  const spellings = ['Sun', 'sun', ' SUN ', 'rain', 'Rain', 'snow', `w${n}`]
  const given = choice ? choose(choice) : word(spellings[n % spellings.length] ?? '')
  const told = await meetings.answer(tx, [{ actor, id: newAnswer(), activity: activity.id, given }])
  assert.equal(told.length, 1)
}

const commands: Record<string, Command> = {
  step: async (tx, scene, pick) => meetings.stepAsSystem(tx, scene.hall.meeting, pick(steps) ?? 'start'),
  'timed opening': (tx, scene, _pick, n) => meetings.stepAsSystem(tx, scene.hall.meeting, 'open', 5 + (n % 60)),
  'timer closes': async (tx, scene) => {
    const { view } = await meetings.meetingView(tx, system, scene.hall.meeting)
    if (view.phase.at !== 'open') return
    await meetings.closeActivity(tx, system, scene.hall.meeting, view.phase.activity.id, { opening: view.phase.opening })
  },
  'controlled step': async (tx, scene, pick, n) => {
    const one = pick(scene.organizers)
    const step = pick(steps)
    if (!one || !step) return
    await meetings.takeControl(tx, one.actor, scene.hall.meeting, one.seat, true)
    const from = (await look(tx, scene)).at
    await meetings.takeStep(tx, one.actor, scene.hall.meeting, { seat: one.seat, step, from, seconds: null, reset: n % 2 === 0 })
  },
  'take control': async (tx, scene, pick, n) => {
    const one = pick(scene.organizers)
    const other = pick(scene.organizers)
    if (one && other)
      await meetings.takeControl(tx, one.actor, scene.hall.meeting, n % 4 === 0 ? other.seat : one.seat, n % 3 === 0)
  },
  'leave control': async (tx, scene, pick) => {
    const one = pick(scene.organizers)
    if (one) await meetings.leaveControl(tx, one.actor, scene.hall.meeting, one.seat)
  },
  silence: async (tx, _scene, _pick, n) => {
    world.clock.forward((n % 30) * 1_000)
    await meetings.clearSilentControllers(tx, n % 5 === 0)
  },
  'add activity': (tx, scene, pick, n) =>
    meetings.putActivity(
      tx,
      system,
      scene.hall.meeting,
      newActivity(),
      someOf(n, pick(['poll', 'cloud', 'text'] as const) ?? 'text'),
    ),
  'change activity': async (tx, scene, pick, n) => {
    const one = pick((await look(tx, scene)).activities)
    if (!one) return
    const { prepared } = one
    const next =
      prepared.kind === 'poll' && n % 3 > 0
        ? {
            ...prepared,
            title: `Changed ${n}`,
            choices: n % 3 === 1 ? [...prepared.choices].reverse() : prepared.choices.slice(prepared.choices.length > 2 ? 1 : 0),
          }
        : someOf(n, pick(['poll', 'cloud', 'text'] as const) ?? 'text')
    await meetings.putActivity(tx, system, scene.hall.meeting, one.id, next)
  },
  'reset activity': async (tx, scene, pick) => {
    const one = pick((await look(tx, scene)).activities)
    if (one) await meetings.resetActivity(tx, system, scene.hall.meeting, one.id)
  },
  'open any': async (tx, scene, pick) => {
    const [one, by] = [pick((await look(tx, scene)).activities), pick(scene.organizers)]
    if (!one || !by) return
    await meetings.takeControl(tx, by.actor, scene.hall.meeting, by.seat, true)
    const from = (await look(tx, scene)).at
    const asked = { seat: by.seat, step: 'open', from, seconds: null, reset: false, activity: one.id } as const
    await meetings.takeStep(tx, by.actor, scene.hall.meeting, asked)
  },
  'count scores': (tx, scene) => meetings.countScores(tx, system, scene.hall.meeting),
  'delete activity': async (tx, scene, pick) => {
    const one = pick((await look(tx, scene)).activities)
    if (one) await meetings.deleteActivity(tx, system, scene.hall.meeting, one.id)
  },
  'mark done': async (tx, scene, pick, n) => {
    const one = pick((await look(tx, scene)).activities)
    if (one) await meetings.markDone(tx, system, scene.hall.meeting, one.id, n % 2 === 0)
  },
  order: async (tx, scene, _pick, n) => {
    const ids = (await look(tx, scene)).activities.map((one) => one.id)
    const turned = n % 2 ? ids.reverse() : [...ids.slice(1), ...ids.slice(0, 1)]
    await meetings.orderActivities(tx, system, scene.hall.meeting, turned)
  },
  settings: (tx, scene, pick, n) => {
    const patch = pick([
      { title: `T${n}` },
      { description: `**${n}** <b>` },
      { listed: n % 2 === 0 },
      { answerPrefix: '!' },
      { code: `code-${scene.count++}` },
    ])
    return meetings.changeMeeting(tx, system, scene.hall.meeting, patch ?? {})
  },
  channels: (tx, scene, pick, n) => {
    const at = {
      network: pick(['irc', 'twitch'] as const) ?? 'irc',
      server: pick([null, 'one.example', 'two.example']) ?? null,
      channel: `#Room${n % 3}-${scene.hall.code}`,
      language: pick(['en', 'fr']) ?? 'en',
    }
    return (n % 2 ? meetings.bindChannel : meetings.unbindChannel)(tx, system, scene.hall.meeting, at)
  },
  join: async (tx, scene) => {
    const { settings } = await look(tx, scene)
    await meetings.join(tx, [{ actor: stranger, code: settings.code, name: `New ${scene.count++}` }])
    await meetings.publishHere(tx, scene.hall.meeting)
  },
  rename: async (tx, scene, pick) => {
    const one = pick(scene.people)
    if (one) await meetings.renameSeat(tx, one, scene.hall.meeting, `Renamed ${scene.count++}`)
  },
  'seat from a chat': async (tx, scene, _pick, n) => {
    const actor = personWith('Chatter')
    await meetings.seatFromChat(tx, scene.hall.meeting, actor, 'irc')
    await answerAs(tx, scene, actor, n)
    await meetings.publishHere(tx, scene.hall.meeting)
  },
  answer: async (tx, scene, pick, n) => {
    const actor = pick(scene.people)
    if (actor) await answerAs(tx, scene, actor, n)
  },
  publish: async (tx, scene, pick) => {
    const one = pick((await look(tx, scene)).activities)
    if (one) await meetings.publishTally(tx, one.id)
  },
  'publish what is open': async (tx, scene) => {
    const { activity } = await look(tx, scene)
    if (activity) await meetings.publishTally(tx, activity)
  },
}

async function play(taken: readonly (readonly [string, number])[]): Promise<number> {
  const hall = await openHall(world, [someOf(0, 'poll'), someOf(1, 'cloud'), someOf(2, 'text')], ['start', 'open'])
  const scene: Scene = {
    hall,
    people: await comeIn(world, hall.code, ['Ada', 'Bob', 'Eve', 'Zoe']),
    organizers: ['Olga', 'Otto'].map((name) => ({ actor: personWith(name, { role: 'owner', event: null }), seat: newSeat() })),
    count: 0,
  }
  const follower = followAll(hall)
  await world.db.read((tx) => follower.check(tx, 'the start'))
  let carriedOut = 0
  for (const [name, n] of taken) {
    const pick = <T>(of: readonly T[]) => of[n % Math.max(of.length, 1)]
    world.clock.forward(n % 3)
    await world.db
      .write((tx) => (commands[name] as Command)(tx, scene, pick, n >> 3))
      .then(
        () => carriedOut++,
        (error) => assert.ok(error instanceof Refusal, error),
      )
    await world.db.read((tx) => follower.check(tx, name))
  }
  return carriedOut
}

describe('who follows has what a newcomer gets', () => {
  for (const name of Object.keys(commands)) {
    test(`after ${name}, in every phase`, async () => {
      const walk = ['start', 'open', 'close', 'results', 'scoreboard', 'next', 'end'] as const
      const taken = walk.flatMap((step) => [
        ...Array.from({ length: 3 }, (_, i) => [name, i * 11 + 1] as const),
        ['step', steps.indexOf(step)] as const,
      ])
      assert.ok((await play([...taken, [name, 5]])) >= walk.length - 3)
    })
  }

  test('after any commands in any order', async () => {
    const likely = ['answer', 'answer', 'answer', 'publish what is open', 'step', ...Object.keys(commands)]
    const command = fc.tuple(fc.constantFrom(...likely), fc.nat({ max: 500 }))
    let carriedOut = 0
    await fc.assert(
      fc.asyncProperty(fc.array(command, { minLength: 20, maxLength: 50 }), async (taken) => {
        carriedOut += await play(taken)
      }),
      { numRuns: 15, endOnFailure: false },
    )
    assert.ok(carriedOut > 200, `${carriedOut} commands were carried out`)
  })

  test('a meeting whose channel another one takes hears of it', async () => {
    const [old, young] = [await openHall(world, []), await openHall(world, [])]
    const follower = followAll(old)
    const at = { network: 'irc' as const, channel: '#Both' }
    await world.db.write((tx) => meetings.bindChannel(tx, system, old.meeting, at))
    await world.db.write((tx) => meetings.stepAsSystem(tx, old.meeting, 'end'))
    await world.db.read((tx) => follower.check(tx, 'its end'))
    await world.db.write((tx) => meetings.bindChannel(tx, system, young.meeting, at))
    await world.db.read((tx) => follower.check(tx, 'the loss'))
    const { view } = await world.db.read((tx) => meetings.consoleView(tx, system, old.meeting))
    assert.equal(view.channels.length, 0)
  })

  test('every view and reply is of the form the contract promises', async () => {
    const hall = await openHall(world, [someOf(0, 'poll'), someOf(1, 'cloud')], ['start', 'open'])
    const [ada] = await comeIn(world, hall.code, ['Ada'])
    await world.db.write((tx) => answerAs(tx, { hall, people: [], organizers: [], count: 0 }, ada as Person, 1))
    await world.db.write((tx) => meetings.stepAsSystem(tx, hall.meeting, 'results'))
    const read = <T>(work: (tx: ReadTx) => Promise<T>) => world.db.read(work).then(plain)
    endpoints.meeting.reply.parse(await read((tx) => meetings.meetingView(tx, ada as Person, hall.meeting)))
    endpoints.console.reply.parse(await read((tx) => meetings.consoleView(tx, system, hall.meeting)))
    endpoints.tally.reply.parse(await read((tx) => meetings.tallyView(tx, ada as Person, hall.activities[0] as ActivityId)))
    endpoints.result.reply.parse(await read((tx) => meetings.result(tx, ada as Person, hall.activities[0] as ActivityId)))
    endpoints.seat.reply.parse(await read((tx) => meetings.seat(tx, ada as Person, hall.meeting)))
    endpoints.openMeetings.reply.parse(await read((tx) => meetings.openMeetings(tx, null, {}, world.clock.now)))
    endpoints.myMeetings.reply.parse(await read((tx) => meetings.myMeetings(tx, system, {}, world.clock.now)))
    endpoints.lookUpCode.reply.parse(await read((tx) => meetings.lookUp(tx, ada as Person, hall.code, ['Kind Fox'])))
  })
})
