import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { freshId } from '../src/contract/ids.ts'
import { codeOf, heardByAll, joinAll } from './hall.ts'
import { type Line, openLines } from './line.ts'
import { descendants, memoryKb, pause } from './process.ts'
import { type Program, startProgram } from './program.ts'

/**
 * `npm run bench:soak`: half an hour (or so many minutes) of one meeting that never ends: polls, quizzes and clouds are opened, answered by all, shown,
 * scored, reset and opened again, while phones leave and come back. What the program keeps in memory must not grow: the median of the last fifth
 * of the time is compared with that of the second fifth, when all that is made once is made.
 */
const CORE = 0
const PEOPLE = 300
const LEAVING = 15
const WORDS = ['coffee', 'tea', 'water', 'lemonade', 'mate', 'juice', 'milk', 'cocoa']
const LOOK_MS = 5_000
const BETWEEN_MS = 1_000
const minutes = Number(process.argv[2]) || 30

interface Question {
  readonly id: string
  readonly kind: 'poll' | 'quiz' | 'cloud'
  readonly choices: readonly { readonly id: string; readonly text: string }[]
}

interface Look {
  readonly atMs: number
  readonly programMb: number
  readonly databaseMb: number
}

const began = performance.now()
const untilMs = began + minutes * 60_000
const looks: Look[] = []
const program = await startProgram(CORE)
const looking = setInterval(() => looks.push(look(program)), LOOK_MS)
const questions = await soak(program)
clearInterval(looking)
await program.end()
tell(looks, questions)
process.exit(0)

async function soak(to: Program): Promise<number> {
  const { call, owner } = to
  const meeting = freshId<string>(Date.now())
  const at = `/api/v1/meetings/${meeting}`
  await call(owner, 'PUT', at, { title: 'A long evening' })
  const all = (['poll', 'quiz', 'cloud', 'poll', 'quiz', 'quiz'] as const).map(newQuestion)
  for (const { id, kind, choices } of all) {
    const shown = kind === 'quiz' ? choices.map((choice, i) => ({ ...choice, right: i === 0 })) : choices
    await call(owner, 'PUT', `${at}/activities/${id}`, {
      kind,
      title: `What about the ${kind}?`,
      ...(kind === 'cloud' ? {} : { choices: shown }),
    })
  }
  const cookies = await joinAll(to, await codeOf(to, meeting), PEOPLE)
  const lines = await follow(to, meeting, cookies)
  const seat = freshId<string>(Date.now())
  const step = async (from: string, name: string, activity?: string) => {
    await call(owner, 'PUT', `${at}/controller`, { seat, force: true })
    await call(owner, 'POST', `${at}/steps`, { seat, step: name, from, ...(activity ? { activity } : {}) })
  }
  await step('before', 'start')
  let asked = 0
  while (performance.now() < untilMs) {
    const question = all[asked++ % all.length] as Question
    await heardByAll(lines, '"open"', () => step('waiting', 'open', question.id))
    await heardByAll(lines, '"counted":true', () => lines.forEach((line, i) => line.send(answerOf(question, i))))
    await pause(BETWEEN_MS)
    await heardByAll(lines, '"results"', () => step('open', 'results'))
    await heardByAll(lines, '"scoreboard"', () => step('results', 'scoreboard'))
    await heardByAll(lines, '"waiting"', () => step('scoreboard', 'next'))
    await call(owner, 'DELETE', `${at}/activities/${question.id}/answers`)
    const from = (asked * LEAVING) % PEOPLE
    for (const line of lines.slice(from, from + LEAVING)) line.close()
    lines.splice(from, LEAVING, ...(await follow(to, meeting, cookies.slice(from, from + LEAVING))))
  }
  return asked
}

function newQuestion(kind: Question['kind']): Question {
  const choices = ['Good', 'Fair', 'Poor'].map((text) => ({ id: freshId<string>(Date.now()), text }))
  return { id: freshId<string>(Date.now()), kind, choices }
}

async function follow(to: Program, meeting: string, cookies: readonly string[]): Promise<Line[]> {
  const lines = await openLines(to.port, '/ws', cookies)
  await heardByAll(lines, '"view"', () => lines.forEach((line) => line.send({ say: 'follow', feed: `meeting:${meeting}` })))
  return lines
}

function answerOf({ id, kind, choices }: Question, i: number): unknown {
  const choice = choices[i % choices.length]?.id
  const bodies = {
    poll: { kind, choices: [choice] },
    quiz: { kind, choice, elapsedMs: 700 },
    cloud: { kind, word: `${WORDS[i % WORDS.length]} ${i % 40}` },
  }
  return {
    say: 'call',
    id: i,
    endpoint: 'answer',
    params: { activity: id, answer: freshId<string>(Date.now()) },
    body: bodies[kind],
  }
}

function look({ started }: Program): Look {
  const others = descendants(started.pid).filter((pid) => pid !== started.pid)
  const mb = (pids: readonly number[]) => pids.reduce((sum, pid) => sum + memoryKb(pid), 0) / 1_024
  return { atMs: performance.now() - began, programMb: mb([started.pid]), databaseMb: mb(others) }
}

function middleOf(all: readonly Look[], from: number, to: number, of: 'programMb' | 'databaseMb'): number {
  const ends = minutes * 60_000
  const some = all.filter(({ atMs }) => atMs >= from * ends && atMs < to * ends).map((one) => one[of])
  return some.sort((a, b) => a - b)[Math.floor(some.length / 2)] ?? Number.NaN
}

function tell(all: readonly Look[], asked: number): void {
  const figures = (['programMb', 'databaseMb'] as const).map((of) => {
    const [early, late] = [middleOf(all, 0.2, 0.4, of), middleOf(all, 0.8, 1, of)]
    return { of, early, late, grown: late - early }
  })
  process.stdout.write(`${PEOPLE} people, ${asked} questions in ${minutes} minutes\n`)
  for (const { of, early, late, grown } of figures)
    process.stdout.write(`${of.padEnd(12)}${early.toFixed(1)} → ${late.toFixed(1)} MB, grown by ${grown.toFixed(1)} MB\n`)
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true })
  const kept = { at: new Date().toISOString(), people: PEOPLE, minutes, asked, figures }
  writeFileSync(join(import.meta.dirname, 'results/soak.json'), `${JSON.stringify(kept, null, 2)}\n`)
}
