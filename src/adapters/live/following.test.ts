import assert from 'node:assert/strict'
import { before, mock, test } from 'node:test'
import { type App, ask, eventually, type Frame, guestOf, type Line, openApp, openLine, ownerOf } from '../../../test/app.ts'
import { act, cloud, type Hall, newAnswer, newSeat, openHall, pollOf, slide, word } from '../../../test/world.ts'
import { consoleFeed, meetingFeed, tallyFeed } from '../../contract/meeting.ts'
import { BEHIND_CHANGES_MAX } from './feed.ts'

let app: App
before(async () => {
  app = await openApp()
})

const rename = async (hall: Hall, title: string) => {
  const { status } = await ask(app, 'changeMeeting', {
    params: { meeting: hall.meeting },
    body: { title },
    token: await ownerOf(app),
  })
  assert.equal(status, 200)
}
/** A seat that everybody has heard of: no news of it comes later. */
async function memberOf(hall: Hall): Promise<string> {
  const token = await guestOf(app, hall.code, 'Ann')
  const hereOf = async () => (await app.world.client`select here from meetings_meetings where id = ${hall.meeting}`)[0]?.here
  await eventually('that they are here', async () => (await hereOf()) === 1)
  return token
}

/** News straight into a feed, as many as wanted. */
const announce = (feed: string, n: number, change: (i: number) => unknown) =>
  app.world.db.write(async (tx) => {
    for (let i = 0; i < n; i++) tx.announce(feed, change(i))
  })
const here = (i: number) => ({ kind: 'here', here: i })

/** After the view, each change once and in order. */
function assertInOrder(frames: readonly Frame[], feed: string): void {
  let seq: number | null = null
  for (const frame of frames.filter((one) => one.feed === feed)) {
    if ('view' in frame) seq = frame.seq
    else if ('change' in frame) {
      assert.equal(frame.seq, (seq ?? Number.NaN) + 1)
      seq = frame.seq
    }
  }
}
const lastSeq = (line: Line, feed: string) => line.heard.findLast((one) => one.feed === feed && 'seq' in one)?.seq

test('LK-125: 200 followers get the view, then every change in order, none twice, while 300 commands commit', async () => {
  const hall = await openHall(app.world, [pollOf('x', 'y')], ['start'])
  const feed = meetingFeed(hall.meeting)
  const token = await memberOf(hall)
  const lines: Line[] = []
  const commands = (async () => {
    for (let i = 0; i < 300; i++) await announce(feed, 1, () => here(1_000 + i))
  })()
  for (let i = 0; i < 20; i++) {
    const more = await Promise.all(Array.from({ length: 10 }, () => openLine(app, token)))
    for (const line of more) line.say({ say: 'follow', feed })
    lines.push(...more)
  }
  await commands
  const { seq } = (await ask(app, 'meeting', { params: { meeting: hall.meeting }, token })).body
  for (const line of lines) {
    await line.until('the last change', () => lastSeq(line, feed) === seq)
    assertInOrder(line.heard, feed)
    assert.equal(line.heard.filter((one) => 'view' in one).length, 1)
  }
  for (const line of lines) line.end()
})

test('coming back with the number of the last change brings what was missed and no view', async () => {
  const hall = await openHall(app.world, [slide], ['start'])
  const feed = meetingFeed(hall.meeting)
  const token = await memberOf(hall)
  const first = await openLine(app, token)
  const { seq } = await first.follow(feed)
  first.end()
  await announce(feed, 3, here)
  const again = await openLine(app, token)
  again.say({ say: 'follow', feed, after: seq })
  await again.until('the third change', () => lastSeq(again, feed) === seq + 3)
  assert.deepEqual(
    again.heard.map((one) => one.seq),
    [seq + 1, seq + 2, seq + 3],
  )
  again.end()
})

test('whoever is too far behind, or comes with a number never given, hears a restart and gets a view, and then the news', async () => {
  const hall = await openHall(app.world, [slide], ['start'])
  const feed = meetingFeed(hall.meeting)
  const token = await memberOf(hall)
  await announce(feed, BEHIND_CHANGES_MAX + 50, here)
  const { seq } = (await ask(app, 'meeting', { params: { meeting: hall.meeting }, token })).body
  for (const after of [0, 1, seq + 1, seq + 1_000_000, Number.MAX_SAFE_INTEGER]) {
    const line = await openLine(app, token)
    const view = await line.follow(feed, { after })
    assert.deepEqual([line.heard[0], view.seq], [{ feed, restart: true }, seq], `after ${after}`)
    line.end()
  }
  const near = await openLine(app, token)
  near.say({ say: 'follow', feed, after: seq - BEHIND_CHANGES_MAX })
  await near.until('all it missed', () => lastSeq(near, feed) === seq)
  assert.equal(near.heard.length, BEHIND_CHANGES_MAX)
  const ahead = await openLine(app, token)
  await ahead.follow(feed, { after: seq + 7 })
  await announce(feed, 1, () => here(-7))
  for (const line of [near, ahead]) await line.frame('news', (one) => one.change?.here === -7)
  near.end()
  ahead.end()
})

test('news that were deleted long ago are not missed in silence', async () => {
  const hall = await openHall(app.world, [slide], ['start'])
  const feed = meetingFeed(hall.meeting)
  const token = await memberOf(hall)
  await announce(feed, 5, here)
  await app.world.client`delete from platform_changes where feed = ${feed}`
  const line = await openLine(app, token)
  assert.ok('view' in (await line.follow(feed, { after: 2 })))
  line.end()
})

test('LK-65 LK-127 LK-58: whoever has no seat hears nothing of a whole meeting, nor does a participant of another', async () => {
  const poll = pollOf('left', 'right')
  const hall = await openHall(app.world, [poll, cloud, slide])
  const other = await openHall(app.world, [slide], ['start'])
  const [stranger, foreign, member] = await Promise.all([
    openLine(app),
    guestOf(app, other.code, 'Fay').then((token) => openLine(app, token)),
    memberOf(hall).then((token) => openLine(app, token)),
  ])
  const activities = hall.activities.map((activity) => tallyFeed(activity, 1))
  const feeds = [meetingFeed(hall.meeting), consoleFeed(hall.meeting), ...activities]
  for (const feed of feeds) {
    for (const line of [stranger, foreign]) {
      const frame = await line.follow(feed, { after: 0 })
      assert.ok(['not-joined', 'not-allowed'].includes(frame.refusal.code), JSON.stringify(frame))
    }
  }
  assert.equal((await member.follow(consoleFeed(hall.meeting))).refusal.code, 'not-allowed')
  assert.ok('view' in (await member.follow(meetingFeed(hall.meeting))))
  const from = [stranger.heard.length, foreign.heard.length]
  await act(app.world, hall, 'start', 'open')
  const early = await member.follow(activities[0] as string)
  assert.equal(early.refusal.code, 'not-allowed')
  const choice = poll.choices[0]?.id
  const params = { activity: hall.activities[0], answer: newAnswer() }
  const answered = await member.call('answer', params, { kind: 'poll', choices: [choice] })
  assert.deepEqual(answered.reply, { counted: true, feed: activities[0] })
  await member.frame('the count it was invited to', (one) => one.feed === activities[0] && 'view' in one)
  for (const who of [stranger, foreign])
    assert.equal(
      (await who.call('answer', { ...params, answer: newAnswer() }, { kind: 'poll', choices: [choice] })).refusal.code,
      'not-joined',
    )
  await act(app.world, hall, 'close', 'results', 'scoreboard', 'next', 'open')
  assert.equal((await member.call('answer', { activity: hall.activities[1], answer: newAnswer() }, word('hi'))).reply.feed, null)
  await act(app.world, hall, 'close', 'results', 'next', 'open', 'end')
  await member.frame('the end', (one) => one.change?.phase?.at === 'after')
  for (const [i, line] of [stranger, foreign].entries()) {
    const text = JSON.stringify(line.heard.slice(from[i]))
    assert.doesNotMatch(text, /"(view|change|reply)"/)
    line.end()
  }
  assertInOrder(member.heard, feeds[0] as string)
  member.end()
})

test('a feed nobody has, of no form, or of the wrong kind is refused, and so is a wrong key', async () => {
  const hall = await openHall(app.world, [pollOf('x', 'y')], ['start', 'open'])
  const owner = await openLine(app, await ownerOf(app))
  const id = newAnswer()
  for (const feed of [
    'x',
    'board:x',
    'meeting:x',
    `activity:${hall.meeting}/console`,
    `meeting:${hall.meeting}/tally`,
    '__proto__',
  ])
    assert.equal((await owner.follow(feed)).refusal.code, 'not-found', feed)
  assert.equal((await owner.follow(meetingFeed(id as never))).refusal.code, 'not-joined')
  const stage = await openLine(app)
  const { stageKey } = (await owner.follow(consoleFeed(hall.meeting))).view
  assert.equal((await stage.follow(meetingFeed(hall.meeting), { key: `${stageKey}x` })).refusal.code, 'not-joined')
  assert.equal((await stage.follow(meetingFeed(hall.meeting), { key: '' })).refusal.code, 'not-joined')
  assert.ok('view' in (await stage.follow(meetingFeed(hall.meeting), { key: stageKey })))
  assert.equal((await stage.follow(consoleFeed(hall.meeting), { key: stageKey })).refusal.code, 'not-allowed')
  for (const line of [owner, stage]) line.end()
})

test('after unfollow nothing comes any more, even when it was said before the view was there', async () => {
  const hall = await openHall(app.world, [slide], ['start'])
  const feed = meetingFeed(hall.meeting)
  const line = await openLine(app, await memberOf(hall))
  await line.follow(feed)
  line.say({ say: 'unfollow', feed })
  await line.isServed()
  line.say({ say: 'follow', feed })
  line.say({ say: 'unfollow', feed })
  await line.isServed()
  const from = line.heard.length
  await rename(hall, 'Renamed')
  await line.isServed()
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.deepEqual(
    line.heard.slice(from).filter((one) => 'change' in one),
    [],
  )
  line.say({ say: 'unfollow', feed: 'never followed' })
  assert.ok(await line.isServed())
  line.end()
})

test('one connection follows twenty feeds at most, however fast it asks', async () => {
  const halls = await Promise.all(Array.from({ length: 25 }, () => openHall(app.world, [slide])))
  const line = await openLine(app, await ownerOf(app))
  for (const hall of halls) line.say({ say: 'follow', feed: meetingFeed(hall.meeting) })
  await line.until('25 answers', () => line.heard.length === 25)
  assert.equal(line.heard.filter((one) => 'view' in one).length, 20)
  assert.equal(line.heard.filter((one) => one.refusal?.code === 'too-many').length, 5)
  line.end()
})

test('LK-49: when the line of the controls goes they are free, and who reads along hears it', async () => {
  const hall = await openHall(app.world, [slide])
  const params = { meeting: hall.meeting }
  const token = await ownerOf(app)
  const [steering, reading] = await Promise.all([openLine(app, token), openLine(app, token)])
  await reading.follow(consoleFeed(hall.meeting))
  const seat = newSeat()
  assert.equal((await steering.call('takeControl', params, { seat })).reply.controller.seat, seat)
  await reading.frame('who steers', (one) => one.change?.controller?.seat === seat)
  assert.equal((await reading.call('takeControl', params, { seat: newSeat() })).refusal.code, 'not-controller')
  steering.end()
  await reading.frame('that nobody steers', (one) => one.change?.kind === 'controller' && one.change.controller === null)
  assert.ok('reply' in (await reading.call('takeControl', params, { seat: newSeat() })))
  reading.end()
})

test('LK-49: a tab that came back on a new line keeps the controls when its old line is found dead', async () => {
  const hall = await openHall(app.world, [slide])
  const params = { meeting: hall.meeting }
  const token = await ownerOf(app)
  const seat = newSeat()
  const [old, fresh] = await Promise.all([openLine(app, token), openLine(app, token)])
  await old.call('takeControl', params, { seat })
  await fresh.call('takeControl', params, { seat })
  await fresh.follow(consoleFeed(hall.meeting))
  old.end()
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.deepEqual((await fresh.call('step', params, { seat, step: 'start', from: 'before' })).reply, { at: 'waiting' })
  fresh.end()
})

test('a meeting that was deleted ends its console in order', async () => {
  const hall = await openHall(app.world, [slide])
  const token = await ownerOf(app)
  const line = await openLine(app, token)
  await line.follow(meetingFeed(hall.meeting))
  assert.equal((await ask(app, 'deleteMeeting', { params: { meeting: hall.meeting }, token })).status, 200)
  await line.frame('the end', (one) => one.change?.phase?.at === 'after')
  assert.equal((await line.follow(meetingFeed(hall.meeting))).refusal.code, 'not-joined')
  line.end()
})

test('the heartbeat ends a line that gives no sign of life, and no other', async () => {
  mock.timers.enable({ apis: ['setInterval'] })
  const own = await openApp()
  const alive = await openLine(own)
  const dead = await openLine(own, null, {}, { autoPong: false })
  mock.timers.tick(15_000)
  await alive.until('a beat', () => alive.beats === 1)
  await dead.until('a beat', () => dead.beats === 1)
  await eventually('the pong', () => alive.isServed())
  mock.timers.tick(15_000)
  await dead.until('the end', () => dead.closed)
  assert.ok(await alive.isServed())
  mock.timers.reset()
  alive.end()
  await own.close()
})

test('an id in capitals is the same id', async () => {
  const hall = await openHall(app.world, [pollOf('x', 'y')], ['start', 'open'])
  const token = await ownerOf(app)
  const line = await openLine(app, token)
  await line.follow(meetingFeed(hall.meeting))
  const params = { meeting: hall.meeting.toUpperCase() }
  assert.equal((await ask(app, 'changeMeeting', { params, body: { title: 'Capitals' }, token })).status, 200)
  await line.frame('the new title', (one) => one.change?.title === 'Capitals')
  const seat = newSeat()
  await line.call('takeControl', params, { seat: seat.toUpperCase() })
  assert.ok('reply' in (await line.call('step', params, { seat: seat.toUpperCase(), step: 'close', from: 'open' })))
  line.end()
})

test('while a crowd waits for its answers, whoever has theirs sees the count a little later', async () => {
  const poll = pollOf('x', 'y')
  const [crowded, calm] = [
    await openHall(app.world, [poll], ['start', 'open']),
    await openHall(app.world, [poll], ['start', 'open']),
  ]
  const lineOf = async ({ code }: Hall, name: string) => openLine(app, await guestOf(app, code, name))
  const [one, two, alone] = [await lineOf(crowded, 'Ann'), await lineOf(crowded, 'Bob'), await lineOf(calm, 'Cleo')]
  const answer = (line: Line, hall: Hall) =>
    line.call('answer', { activity: hall.activities[0], answer: newAnswer() }, { kind: 'poll', choices: [poll.choices[0]?.id] })
  let crowd: Promise<Frame>[] = []
  await app.world.client.begin(async (tx) => {
    await tx`select 1 from meetings_activities where id = ${crowded.activities[0] ?? ''} for update`
    crowd = [one, two].flatMap((line) => Array.from({ length: 40 }, () => answer(line, crowded)))
    // Once this is answered, all that was said before it on these lines is on its way.
    await Promise.all([one.isServed(), two.isServed()])
    assert.ok('reply' in (await answer(alone, calm)))
    const ackedMs = performance.now()
    await alone.frame('the count', (frame) => 'view' in frame && frame.feed === tallyFeed(calm.activities[0] as never, 1))
    // It waits 300 ms; it is told at once when nobody presses.
    assert.ok(performance.now() - ackedMs > 100)
  })
  const told = (await Promise.all(crowd)).map((frame) => frame.reply?.counted ?? frame.refusal.code)
  assert.deepEqual([told.filter((one) => one === true).length, new Set(told)], [2, new Set([true, 'already-answered'])])
  for (const line of [one, two, alone]) line.end()
})
