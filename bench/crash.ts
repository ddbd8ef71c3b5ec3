import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { PreparedActivity } from '../src/contract/activity.schema.ts'
import { freshId } from '../src/contract/ids.ts'
import { ACTIVITIES_PER_MEETING_MAX } from '../src/contract/limits.ts'
import { checkAnswers, type Sent, type Violation } from './crash-check.ts'
import { type Hall, Person } from './crash-people.ts'
import { CrashProgram, freePort } from './crash-program.ts'
import { type Activity, type Drill, KILLS, type Kill, playRound, type RoundFigures, rowsOf, step } from './crash-round.ts'
import { quantile } from './process.ts'

/**
 * `npm run drill:crash`: a hall of people answers while the program is killed, round after round. Nothing acknowledged may be lost, nothing counted twice, and
 * everybody is back by themselves. `--rounds N`, `--people N`. Ends with status 1 when anything is wrong.
 */
const ROUNDS = 50
const PEOPLE = 500
const PEOPLE_MAX = 5_000
const JOINING_AT_ONCE = 50
const ALL_MS_MAX = 20 * 60_000
const VIOLATIONS_SHOWN_MAX = 20
const CLOUD_EVERY = 3
const EVERY = 5

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const ms = (n: number): string => `${Math.round(n)} ms`

const { rounds, people } = readWords()
const program = new CrashProgram(await freePort())
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(name, () => stopAtOnce(`stopped by ${name}`))
const late = setTimeout(() => stopAtOnce(`the drill took more than ${ALL_MS_MAX / 60_000} minutes`), ALL_MS_MAX)
const status = await run().catch((error: Error) => {
  process.stderr.write(`${error.stack}\nThe program's last words:\n${program.complaints.join('\n')}\n`)
  return 1
})
await program.end()
clearTimeout(late)
process.exit(status)

function stopAtOnce(why: string): void {
  program.destroy()
  process.stderr.write(`${why}\n`)
  process.exit(1)
}

function readWords(): { rounds: number; people: number } {
  const { values } = parseArgs({ options: { rounds: { type: 'string' }, people: { type: 'string' } } })
  const number = (name: 'rounds' | 'people', usual: number, most: number): number => {
    const given = Number(values[name] ?? usual)
    if (Number.isInteger(given) && given >= 1 && given <= most) return given
    process.stderr.write(`--${name} takes a whole number from 1 to ${most}\n`)
    process.exit(1)
  }
  return { rounds: number('rounds', ROUNDS, ACTIVITIES_PER_MEETING_MAX), people: number('people', PEOPLE, PEOPLE_MAX) }
}

async function run(): Promise<number> {
  const began = performance.now()
  await program.start()
  const activities = Array.from({ length: rounds }, (_, i) => activityOf(i + 1))
  const drill = await prepare(activities)
  say(`${people} people, ${rounds} rounds, port ${program.port}`)
  const figures: RoundFigures[] = []
  const sent: Sent[] = []
  for (const [i, activity] of activities.entries()) {
    const [one, answers] = await playRound(drill, i + 1, activity, killOf(i + 1))
    figures.push(one)
    sent.push(...answers)
    say(lineOf(one))
    if (i + 1 < rounds) await step(drill, 'results', 'next')
  }
  // What stood after its own round must still stand after all later ones.
  const atTheEnd = checkAnswers(sent, await rowsOf(program, drill.meeting))
  for (const person of drill.people) person.leave()
  return report(figures, atTheEnd, (performance.now() - began) / 1_000)
}

/** An owner, a meeting with its activities, and everybody in it, following. */
async function prepare(activities: readonly Activity[]): Promise<Drill> {
  await program.until(() => program.lines.some((line) => line.startsWith('data')), 'the printed links')
  const link = new URL(program.lines.find((line) => line.startsWith('console'))?.split(/\s+/)[1] ?? '')
  const { cookie: owner } = await program.call('', 'POST', '/api/v1/setup', { token: link.hash.slice(1), name: 'Drill' })
  const meeting = freshId<string>(Date.now())
  await program.call(owner, 'PUT', `/api/v1/meetings/${meeting}`, { title: 'Crash drill' })
  for (const { id, prepared } of activities)
    await program.call(owner, 'PUT', `/api/v1/meetings/${meeting}/activities/${id}`, prepared)
  const { reply } = await program.call(owner, 'GET', `/api/v1/meetings/${meeting}/console`)
  const { code } = (reply as { view: { settings: { code: string } } }).view.settings
  const hall: Hall = { port: program.port, feed: `meeting:${meeting}`, start: 1 }
  const all = await joinAll(code, hall)
  const drill = { program, owner, meeting, seat: freshId<string>(Date.now()), people: all, hall }
  for (const person of all) person.connect()
  await program.until(() => all.every((person) => person.isBack), 'everybody to follow')
  await step(drill, 'before', 'start')
  return drill
}

async function joinAll(code: string, hall: Hall): Promise<Person[]> {
  const all: Person[] = []
  let next = 1
  const join = async (): Promise<void> => {
    for (let n = next++; n <= people; n = next++) {
      const name = `Person ${n}`
      const { reply, cookie } = await program.call('', 'POST', `/api/v1/codes/${code}/participants`, { name })
      all.push(new Person((reply as { name: string }).name, cookie, hall))
    }
  }
  await Promise.all(Array.from({ length: JOINING_AT_ONCE }, join))
  return all
}

function activityOf(round: number): Activity {
  const choices = ['Good', 'Fair', 'Poor', 'None'].map((text) => ({ id: freshId<string>(Date.now()), text }))
  const prepared =
    round % CLOUD_EVERY === 0
      ? { kind: 'cloud', title: `Round ${round}: one word, or two?` }
      : { kind: 'poll', title: `Round ${round}: how was it?`, choices }
  return { id: freshId<string>(Date.now()), prepared: prepared as PreparedActivity }
}

/** In every fifth round the database dies with the program, in every other fifth before it. */
function killOf(round: number): Kill {
  if (round % EVERY === 0) return 'program and database'
  return round % EVERY === 3 ? 'database, then program' : 'program'
}

function lineOf(one: RoundFigures): string {
  const wrong = one.violations.length === 0 ? 'all is well' : `${one.violations.length} VIOLATIONS`
  return [
    `${String(one.round).padStart(3)} ${one.kind.padEnd(5)} ${one.kill.padEnd(22)} killed after ${ms(one.killedAfterMs).padStart(7)}`,
    `${String(one.acknowledgedBefore).padStart(5)} of ${one.sent} acknowledged before`,
    `${String(one.unheard).padStart(3)} unheard`,
    `healthy in ${ms(one.healthyMs).padStart(7)}`,
    `all back ${ms(one.backMs).padStart(7)} after the kill`,
    wrong + (one.outlivedDatabase === false ? ' (the program ended when its database did)' : ''),
  ].join(' | ')
}

function report(figures: readonly RoundFigures[], atTheEnd: readonly Violation[], seconds: number): number {
  const sum = (of: (one: RoundFigures) => number) => figures.reduce((all, one) => all + of(one), 0)
  const spread = (of: (one: RoundFigures) => number) => {
    const values = figures.map(of)
    return { p50: quantile(values, 0.5), p95: quantile(values, 0.95), max: Math.max(...values) }
  }
  const summary = {
    rounds: figures.length,
    people,
    kills: Object.fromEntries(KILLS.map((kill) => [kill, figures.filter((one) => one.kill === kill).length])),
    answers: sum((one) => one.sent),
    acknowledgedBeforeKill: sum((one) => one.acknowledgedBefore),
    committedButUnheard: sum((one) => one.unheard),
    sentAgain: sum((one) => one.sentAgain),
    violations: sum((one) => one.violations.length) + atTheEnd.length,
    healthyMs: spread((one) => one.healthyMs),
    backMs: spread((one) => one.backMs),
    seconds,
  }
  const line = (name: string, value: string | number) => say(`${name.padEnd(44)}${value}`)
  const times = ({ p50, p95, max }: { p50: number; p95: number; max: number }) => `${ms(p50)} / ${ms(p95)} / ${ms(max)}`
  say('')
  line('rounds', `${summary.rounds} (${KILLS.map((kill) => `${summary.kills[kill]} ${kill}`).join('; ')})`)
  line('answers', summary.answers)
  line('  acknowledged before the kill', summary.acknowledgedBeforeKill)
  line('  committed, the acknowledgement lost', summary.committedButUnheard)
  line('  sent more than once under the same id', summary.sentAgain)
  line('violations', summary.violations)
  line('start to /healthz, p50 / p95 / max', times(summary.healthyMs))
  line('kill to all back, p50 / p95 / max', times(summary.backMs))
  line('the whole drill', `${seconds.toFixed(0)} s`)
  const wrong = figures.flatMap((one) => one.violations.map((v) => ({ at: `round ${one.round}`, ...v })))
  const all = [...wrong, ...atTheEnd.map((v) => ({ at: 'the end', ...v }))]
  for (const one of all.slice(0, VIOLATIONS_SHOWN_MAX)) say(`${one.at}: ${one.kind}: ${one.what}`)
  const machine = `${cpus().length} cores, ${cpus()[0]?.model ?? ''}, Node ${process.versions.node}`
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  const result = { at: new Date().toISOString(), machine, summary, atTheEnd, rounds: figures }
  writeFileSync(join(import.meta.dirname, 'results/crash.json'), `${JSON.stringify(result, null, 2)}\n`)
  return summary.violations === 0 ? 0 : 1
}
